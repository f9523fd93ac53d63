//! Terms: what is looked up in text, and phrases with open places, checked where a word of theirs was found.

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
    /// From light to heavy.
    pub(crate) const ALL: [Self; 4] = [Self::Mild, Self::Plain, Self::Strong, Self::Extreme];

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

impl Fit {
    pub(crate) const ALL: [Self; 5] = [Self::Whole, Self::Stem, Self::Modifier, Self::Head, Self::Last];
}

/// What a term or phrase says.
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

impl Tie {
    pub(crate) const ALL: [Self; 4] = [Self::Free, Self::Adjective, Self::Noun, Self::Verb];
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
