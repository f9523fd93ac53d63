//! A text that a phrase must be found in: the phrase with a word in each of its places.

use std::collections::HashMap;

use crate::lexicon::{ConceptId, ConceptSet, Element, Fit, Layer, Lexicon};

/// A word for each concept.
#[derive(Debug)]
pub(super) struct Samples {
    words: HashMap<ConceptId, String>,
    /// What the context names, or the reading finds by itself: no word need stand for it.
    given: ConceptSet,
}

impl Samples {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let mut words = HashMap::new();
        for (pattern, terms) in lexicon.layers.iter().flat_map(Layer::patterns) {
            for term in terms.filter(|term| term.fit == Fit::Whole && term.exact_case.is_none()) {
                for concept in term.meaning.concepts.ids() {
                    words.entry(concept).or_insert_with(|| pattern.clone());
                }
            }
        }
        let leads = lexicon.layers.iter().flat_map(Layer::meanings_of_phrases);
        let phrases = leads.fold(ConceptSet::EMPTY, |all, meaning| all.union(&meaning.concepts));
        let cues = &lexicon.cues;
        let mut given = phrases;
        for concept in [cues.own_leadership, cues.own_organisation, cues.scare_quote, cues.denial, cues.citation] {
            given = given.union(&lexicon.concept(concept).family);
        }
        Self { words, given }
    }

    /// The first concept in a place of the phrase that no word stands for.
    pub(super) fn missing(&self, phrase: &[Element]) -> Option<ConceptId> {
        phrase.iter().find_map(|element| match element {
            Element::Slot(concept) if self.words.contains_key(concept) || self.given.contains(*concept) => None,
            Element::Slot(concept) => Some(*concept),
            Element::Choice { phrases, .. } => phrases.iter().find_map(|phrase| self.missing(phrase)),
            _ => None,
        })
    }
}

/// The phrase as a text, where it is nothing but words.
pub(super) fn literal(phrase: &[Element]) -> Option<String> {
    let words: Option<Vec<&str>> = phrase
        .iter()
        .map(|element| match element {
            Element::Word(word) | Element::Beginning(word) | Element::Ending(word) => Some(&**word),
            _ => None,
        })
        .collect();
    words.map(|words| words.join(" "))
}
