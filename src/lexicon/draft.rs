//! A draft: terms and phrases as they come out of the files, before they are laid out flat.

use std::collections::HashMap;

use super::concept::{ConceptId, ConceptSet};
use super::term::{Element, Fit, Meaning};
use crate::fold::VocabularyBuilder;

/// What the files say, joined.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) patterns: Vec<String>,
    /// What each pattern stands for.
    pub(super) terms_of: Vec<Vec<DraftTerm>>,
    pub(super) phrases: Vec<DraftPhrase>,
    /// Phrases without a word of their own, by the concept of their first place.
    pub(super) led: Vec<Vec<usize>>,
    pub(super) vocabulary: VocabularyBuilder,
    ids: HashMap<String, usize>,
}

/// Something to look up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DraftTerm {
    pub(super) meaning: Meaning,
    pub(super) fit: Fit,
    /// The case in which it must be written, for words that are also ordinary ones.
    pub(super) exact_case: Option<Box<str>>,
    /// The phrase of which this is only the anchor.
    pub(super) phrase: Option<usize>,
}

/// A phrase with open places: `weg met {government}`.
#[derive(Debug)]
pub(super) struct DraftPhrase {
    pub(super) meaning: Meaning,
    /// What stands before the anchor, nearest first.
    pub(super) before: Vec<Element>,
    /// What stands after it.
    pub(super) after: Vec<Element>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self { led: vec![Vec::new(); ConceptSet::CAPACITY], ..Self::default() }
    }

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
        self.patterns.len() + self.phrases.len()
    }

    /// Does it say nothing?
    pub(super) fn is_empty(&self) -> bool {
        self.forms() == 0 && self.vocabulary.is_empty()
    }

    /// Adds a phrase; gives which one it is.
    pub(super) fn add_phrase(&mut self, phrase: DraftPhrase) -> usize {
        self.phrases.push(phrase);
        self.phrases.len() - 1
    }

    /// Looks the phrase up wherever `concept` is mentioned.
    pub(super) fn lead(&mut self, concept: ConceptId, phrase: usize) {
        self.led[usize::from(concept.0)].push(phrase);
    }
}
