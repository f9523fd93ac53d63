//! Reports: one verdict, told to people or to tools.

mod advice;
pub(crate) mod sarif;
pub(crate) mod text;
pub(crate) mod wording;

use bezint::{Alternative, Assessment, Context, Language};

/// What a report is about.
pub(crate) struct Reported<'a> {
    pub(crate) text: &'a str,
    pub(crate) context: &'a Context,
    pub(crate) assessment: &'a Assessment,
    /// What would lower the risk, the best first.
    pub(crate) alternatives: &'a [Alternative],
    pub(crate) ui: Language,
    /// Show how each score comes about.
    pub(crate) explain: bool,
    /// Show none of the post's words.
    pub(crate) redact: bool,
}

/// Takes the post's words out of a verdict; where they stand stays.
pub(crate) fn redact(assessment: &mut Assessment) {
    let spans = assessment.findings.iter_mut().flat_map(|finding| &mut finding.spans);
    spans.for_each(|span| span.text.clear());
}
