//! Inflection: said once for a class of words. A form too many costs nothing in a recogniser, a form too few is a
//! post missed, so doubtful spellings are made both ways.

mod dutch;
mod english;

use crate::assessment::Language;

/// A class of words that inflect alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Noun,
    Adjective,
    Verb,
}

impl Class {
    /// The names that a lexicon file may use.
    pub(crate) const NAMES: [&'static str; 3] = ["noun", "adjective", "verb"];

    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "noun" => Some(Self::Noun),
            "adjective" => Some(Self::Adjective),
            "verb" => Some(Self::Verb),
            _ => None,
        }
    }

    /// Every form of `word`, itself first. A separable verb is written with a bar, *uit|lachen*; its forms may be
    /// phrases with a gap.
    pub(crate) fn forms(self, word: &str, language: Language) -> Vec<String> {
        let mut forms = match (language, self) {
            (Language::En, Self::Noun) => english::noun(word),
            (Language::En, Self::Adjective) => english::adjective(word),
            (Language::En, Self::Verb) => english::verb(word),
            (_, Self::Noun) => dutch::noun(word),
            (_, Self::Adjective) => dutch::adjective(word),
            (_, Self::Verb) => match word.split_once('|') {
                Some((particle, verb)) => dutch::separable_verb(particle, verb),
                None => dutch::verb(word),
            },
        };
        let mut seen = std::collections::HashSet::new();
        forms.retain(|form| seen.insert(form.clone()));
        forms
    }
}
