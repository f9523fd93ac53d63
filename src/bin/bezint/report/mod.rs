//! Reports: one verdict, told to people or to tools.

mod advice;
pub(crate) mod sarif;
pub(crate) mod text;
mod wording;

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
}
