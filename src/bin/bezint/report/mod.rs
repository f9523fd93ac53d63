//! Reports: one verdict, told to people or to tools.

pub(crate) mod sarif;
pub(crate) mod text;
pub(crate) mod wording;

use bezint::{Assessment, Context, Language};

/// What a report is about.
pub(crate) struct Reported<'a> {
    pub(crate) text: &'a str,
    pub(crate) context: &'a Context,
    pub(crate) assessment: &'a Assessment,
    pub(crate) ui: Language,
    /// Show how each score comes about.
    pub(crate) explain: bool,
}
