//! *Bezint eer ge post*: think before you post.
//!
//! A public servant's own intranet, browser or command line asks this library, before a post goes out: does this put
//! me at risk, and why? It scores a drafted post on **neutrality**, **loyalty** and **decency**, as derived from
//! Kader 1–3 of the essay *Integriteit 2025*, in Dutch and English. It coaches the writer; it gives no verdict on what
//! is lawful, and it is not made for watching others.
//!
//! # Three doors
//! The plain case needs nothing:
//! ```
//! let assessment = bezint::screen("Wat een prachtige dag op het gemeentehuis");
//! assert_eq!(assessment.level(), bezint::Level::None);
//! ```
//! Circumstances weigh: the same words are a tip from a clerk at home and a risk from a police spokesperson.
//! ```
//! use bezint::{Attachment, Dimension, Level, Post, Role, Screener};
//!
//! let screener = Screener::default(); // Send + Sync, cheap to clone, compiled once
//! let post = Post::new("Mijn nieuwe vriend. Don't f…. with the wijkagent!")
//!     .role(Role::Police)
//!     .attachment(Attachment::ServiceWeapon);
//! let assessment = screener.screen(&post);
//! assert_eq!(assessment.score(Dimension::Decency).level, Level::High);
//! for finding in assessment.findings() {
//!     println!("{}: {} {}", finding.rule, finding.message, finding.advice);
//! }
//! ```
//! And an organisation adds its own words:
//! ```
//! let own = r#"
//!     language = "nl"
//!     [[terms]]
//!     concept = "leadership"
//!     words = ["regenboogkamer"]
//! "#;
//! let screener = bezint::Screener::builder().lexicon_str(own)?.build()?;
//! assert!(!screener.screen("Die regenboogkamer, wat een stel leugenaars").findings().is_empty());
//! # Ok::<(), bezint::LexiconError>(())
//! ```
//!
//! # How it works
//! One way through, one module a step: `fold` (plain spelling, with a map back to the original bytes) → `words` (words,
//! sentences, clauses) → `matcher` (every term, by words and a tree of patterns) → `sift` (can anything come of it?) →
//! `read` (negation, quotation, who is meant) → `judge` (rules that join concepts) → `weigh` (a scorecard in log-odds
//! points). Words are data: see the folder `lexicons`.
//!
//! # Units
//! Offsets are given in UTF-8 bytes and in UTF-16 code units. Scores, severity and certainty lie in 0..=1. Factors
//! and weights are log-odds points; between the built-in thresholds, one point is one level.
//!
//! # What it never does
//! No input or output, no network, no logs, nothing kept between posts, no `unsafe`. Screening never fails and never
//! panics; only loading a lexicon or a policy can fail, with file, line and column. `Debug` never repeats a draft.
//!
//! # Features
//! | feature | what it brings |
//! |---|---|
//! | (none) | the library |
//! | `json` | the JSON contract as a module, [`json`] |
//! | `cli` | the binary `bezint`, and all that only it needs |
//! | `wasm` | the door for JavaScript, built by `web/build.sh` |

mod advice;
mod assessment;
mod builtin;
mod check;
mod context;
mod distance;
mod flat;
mod fold;
#[cfg(feature = "json")]
pub mod json;
mod judge;
mod lexicon;
mod matcher;
mod policy;
mod post;
mod read;
#[cfg(test)]
mod reference;
mod screener;
mod sift;
#[cfg(feature = "wasm")]
mod wasm;
mod weigh;
mod words;

pub use advice::{Alternative, Change};
pub use assessment::{
    Assessment, Dimension, DimensionScore, Factor, Finding, Fingerprint, Language, Level, Part, Scores, Span, Step,
};
pub use check::{Checked, LexiconCheck};
pub use context::{Account, Act, Attachment, Context, PolicyDistance, Reach, Role, Timing};
pub use lexicon::{Example, LexiconError, Rule};
pub use policy::{Certainty, Jurisdiction, Points, Policy, RuleChange, Softening, Strengths, Thresholds, Weight};
pub use post::Post;
pub use screener::{FailedExample, Scratch, Screener, ScreenerBuilder, screen};

/// The README's examples run as tests too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
