//! Terms: what the automaton looks up, and constructions: phrases with open places, checked where a word of theirs
//! was found.

use std::sync::Arc;

use serde::Deserialize;

use super::concept::{ConceptId, ConceptSet};
use crate::assessment::Language;

/// How heavy a word is among words with the same meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Strength {
    /// Half meant, half friendly: *uilskuiken*.
    Mild,
    /// As it stands.
    #[default]
    Plain,
    /// Meant to hurt.
    Strong,
    /// Beyond the pale.
    Extreme,
}

impl Strength {
    /// The word in factors and policies.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Plain => "plain",
            Self::Strong => "strong",
            Self::Extreme => "extreme",
        }
    }
}

/// Where in a word a term must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fit {
    /// The whole word.
    Whole,
    /// The beginning of a longer or equal word.
    Stem,
    /// The beginning of a longer word whose other part stands by itself.
    Modifier,
    /// The end of a longer or equal word.
    Head,
    /// A whole word, or the end of one that begins with a word of the lexicons.
    Last,
}

/// Something that the automaton finds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Term {
    pub(crate) meaning: Meaning,
    pub(crate) fit: Fit,
    /// The case in which it must be written, for words that are also ordinary ones.
    pub(crate) exact_case: Option<Box<str>>,
    /// The construction of which this is only the anchor.
    pub(crate) construction: Option<usize>,
}

/// What a term or construction says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Meaning {
    /// The concept it was listed under.
    pub(crate) concept: ConceptId,
    /// That concept and all that it is a kind of.
    pub(crate) concepts: ConceptSet,
    pub(crate) strength: Strength,
    /// The language that it belongs to; `Und` where it is used in all.
    pub(crate) language: Language,
    /// How closely it must be said of a target to count.
    pub(crate) tie: Tie,
}

/// What ties a word to the target that it is said of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tie {
    /// It counts wherever it stands: *fascistisch*.
    #[default]
    Free,
    /// Said of the target by a copula, or right before it: *traag*.
    Adjective,
    /// What the target is called: *een natte dweil*.
    Noun,
    /// What the target does: *zit te slapen*.
    Verb,
}

/// A phrase with open places: `weg met {government}`.
#[derive(Debug, Clone)]
pub(crate) struct Construction {
    pub(crate) meaning: Meaning,
    /// What stands before the anchor, nearest first.
    pub(crate) before: Vec<Element>,
    /// What stands after it.
    pub(crate) after: Vec<Element>,
    /// As it was written, to explain a hit by.
    #[allow(dead_code)]
    pub(crate) source: Arc<str>,
}

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Element {
    /// A word as such.
    Word(Box<str>),
    /// A word that begins so.
    Beginning(Box<str>),
    /// A word that ends so.
    Ending(Box<str>),
    /// One of several phrases, or nothing where that is allowed.
    Choice { phrases: Box<[Box<[Element]>]>, optional: bool },
    /// A mention of a concept, with or without determiners before it.
    Slot(ConceptId),
    /// A word with a capital.
    Name,
    /// A number.
    Number,
    /// A handle.
    Handle,
    /// At most so many words of any kind, within the clause or, past five, within the sentence.
    Gap(u8),
}

impl Element {
    /// The same, to be matched from its end to its beginning.
    pub(crate) fn reversed(&self) -> Self {
        match self {
            Self::Choice { phrases, optional } => Self::Choice {
                phrases: phrases.iter().map(|phrase| phrase.iter().rev().map(Self::reversed).collect()).collect(),
                optional: *optional,
            },
            element => element.clone(),
        }
    }
}
