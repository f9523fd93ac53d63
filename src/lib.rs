//! *Bezint eer ge post*: think before you post.
#![doc = ""]
#![forbid(unsafe_code)]

mod assessment;
mod context;
mod fold;
mod judge;
mod lexicon;
mod matcher;
mod policy;
mod post;
mod read;
mod screener;
mod weigh;

pub use assessment::{
    Assessment, Dimension, DimensionScore, Factor, Finding, Fingerprint, Language, Level, Part, Scores, Span,
};
pub use context::{Account, Act, Attachment, Context, PolicyDistance, Reach, Role, Timing};
pub use lexicon::{Example, LexiconError, Rule};
pub use policy::{Points, Policy, Softening, Strengths, Thresholds, Weight};
pub use post::Post;
pub use screener::{FailedExample, Scratch, Screener, ScreenerBuilder, screen};
