//! A draft: terms and phrases as they come out of the files, before they are laid out flat.

use std::collections::HashMap;

use super::term::{Element, Fit, Meaning};
use crate::fold::VocabularyBuilder;

/// What the files say, joined.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) patterns: Vec<String>,
    /// What each pattern stands for.
    pub(super) terms_of: Vec<Vec<DraftTerm>>,
    pub(super) phrases: Vec<DraftPhrase>,
    pub(super) vocabulary: VocabularyBuilder,
    /// How many forms the phrases may be looked up by.
    anchors: usize,
    ids: HashMap<String, usize>,
}

/// Something to look up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DraftTerm {
    pub(super) meaning: Meaning,
    pub(super) fit: Fit,
    /// The case in which it must be written, for words that are also ordinary ones.
    pub(super) exact_case: Option<Box<str>>,
}

/// A phrase with open places: `weg met {government}`.
#[derive(Debug)]
pub(super) struct DraftPhrase {
    pub(super) meaning: Meaning,
    pub(super) elements: Vec<Element>,
}

impl Draft {
    /// Adds a term to the pattern of `literal`.
    pub(super) fn add(&mut self, literal: &str, term: DraftTerm) {
        let at = *self.ids.entry(literal.to_owned()).or_insert_with_key(|literal| {
            self.patterns.push(literal.clone());
            self.terms_of.push(Vec::new());
            self.patterns.len() - 1
        });
        // Inflection makes the same form twice, and groups overlap.
        if !self.terms_of[at].contains(&term) {
            self.terms_of[at].push(term);
        }
    }

    /// How many forms it holds so far.
    pub(super) fn forms(&self) -> usize {
        self.patterns.len() + self.phrases.len() + self.anchors
    }

    /// Adds a phrase with open places.
    pub(super) fn add_phrase(&mut self, phrase: DraftPhrase) {
        let alternatives = phrase.elements.iter().map(|element| match element {
            Element::Choice { phrases, .. } => phrases.len(),
            _ => 0,
        });
        self.anchors += alternatives.max().unwrap_or(0);
        self.phrases.push(phrase);
    }

    /// Does it say nothing?
    pub(super) fn is_empty(&self) -> bool {
        self.forms() == 0 && self.vocabulary.is_empty()
    }
}
