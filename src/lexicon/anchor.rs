//! Anchors: the part of a phrase that is looked up, so that a post pays only for phrases of which the rarest part is
//! there.

use std::collections::HashMap;

use super::concept::{Concept, ConceptId, Kind};
use super::draft::DraftPhrase;
use super::term::{Element, Fit};
use crate::fold::is_word_char;

/// Where a phrase is looked up.
pub(super) enum Anchor {
    /// Where one of these stands: the part of the phrase, and what it may be.
    Words(std::ops::Range<usize>, Vec<(String, Fit)>),
    /// Where a concept is mentioned, for the phrase has no word of its own, or none but the commonest.
    Place(usize, ConceptId),
}

/// How common words are, by how often phrases hold them: function words stand in thousands, and in every post.
pub(super) struct Commonness<'d>(HashMap<&'d str, u32>);

impl<'d> Commonness<'d> {
    pub(super) fn of(phrases: &'d [DraftPhrase], patterns: &'d [String]) -> Self {
        let mut counts = HashMap::new();
        let rows = patterns.iter().filter(|pattern| pattern.contains(' '));
        rows.flat_map(|row| row.split(' ')).for_each(|word| *counts.entry(word).or_default() += 1);
        phrases.iter().flat_map(|phrase| &phrase.elements).for_each(|element| count(element, &mut counts));
        Self(counts)
    }

    /// What looking a phrase up by `literal` costs: about how often it stands in a text.
    fn cost(&self, literal: &str, fit: Fit) -> f64 {
        /// A row of words is rarer than its rarest by so much a word.
        const ROW: f64 = 0.3;
        /// Many words begin or end like any part.
        const PART: f64 = 4.0;
        /// A word that no other phrase holds may be common all the same.
        const LEAST: f64 = 2.0;
        /// A comma stands everywhere; an emoji does not.
        const PUNCTUATION: f64 = 10_000.0;
        if literal.bytes().all(|byte| byte.is_ascii_punctuation()) {
            return PUNCTUATION;
        }
        let words = literal.split(' ').map(|word| self.0.get(word).map_or(0.0, |count| f64::from(*count)) + LEAST);
        let rarest = words.clone().fold(f64::INFINITY, f64::min);
        let row = ROW.powi(words.count() as i32 - 1);
        rarest * row * if fit == Fit::Whole { 1.0 } else { PART }
    }

    /// The rarest of some words, one of which stands for the rest.
    pub(super) fn rarest<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        words.min_by_key(|word| self.0.get(word).copied().unwrap_or(0))
    }

    /// The part of a phrase that costs least: a row of words, a choice of them, a part of a word, or a place.
    pub(super) fn anchor(&self, elements: &[Element], concepts: &[Concept]) -> Anchor {
        let mut best: (f64, Anchor) = (f64::INFINITY, Anchor::Words(0..1, Vec::new()));
        for (at, element) in elements.iter().enumerate() {
            if let Element::Slot(concept) = element {
                let cost = place_cost(concepts[usize::from(concept.0)].kind);
                if cost < best.0 {
                    best = (cost, Anchor::Place(at, *concept));
                }
            }
        }
        for start in 0..elements.len() {
            for end in start + 1..=elements.len() {
                let literals = literals(&elements[start..end]);
                if literals.is_empty() {
                    continue;
                }
                let cost = literals.iter().map(|(literal, fit)| self.cost(literal, *fit)).sum();
                if cost < best.0 {
                    best = (cost, Anchor::Words(start..end, literals));
                }
            }
        }
        best.1
    }
}

/// What looking a phrase up wherever a concept of this kind is mentioned costs, on the scale of words: ordinary text
/// names many a target and few insults.
fn place_cost(kind: Kind) -> f64 {
    match kind {
        Kind::Trigger | Kind::Sign => 1500.0,
        _ => 3000.0,
    }
}

fn count<'d>(element: &'d Element, counts: &mut HashMap<&'d str, u32>) {
    match element {
        Element::Word(word) => *counts.entry(word).or_default() += 1,
        Element::Choice { phrases, .. } => {
            phrases.iter().flat_map(|phrase| phrase.iter()).for_each(|part| count(part, counts));
        }
        _ => {}
    }
}

/// What may be looked up to find a phrase by this part of it; empty where the part can't be looked up.
fn literals(part: &[Element]) -> Vec<(String, Fit)> {
    match part {
        [Element::Choice { phrases, optional: false }] => {
            let literals: Option<Vec<_>> = phrases.iter().map(|phrase| literal(phrase)).collect();
            literals.unwrap_or_default()
        }
        part => literal(part).into_iter().collect(),
    }
}

/// A phrase, or a part of one, as one string to look up, where it has no open places.
pub(super) fn literal(elements: &[Element]) -> Option<(String, Fit)> {
    let words: Option<Vec<&str>> = elements
        .iter()
        .enumerate()
        .map(|(at, element)| match element {
            Element::Word(word) => Some(word.as_ref()),
            Element::Beginning(word) if at + 1 == elements.len() => Some(word.as_ref()),
            Element::Ending(word) if elements.len() == 1 => Some(word.as_ref()),
            _ => None,
        })
        .collect();
    let fit = match elements.last()? {
        Element::Beginning(_) => Fit::Stem,
        Element::Ending(_) => Fit::Head,
        _ => Fit::Whole,
    };
    words.map(|words| (words.join(" "), fit))
}

/// The elements as the reading parts words: *slow-walk* is two, *nr.* one, *don't* one.
pub(super) fn spoken(elements: &[Element]) -> Vec<Element> {
    elements.iter().flat_map(parted).collect()
}

fn parted(element: &Element) -> Vec<Element> {
    let (text, last): (&str, fn(Box<str>) -> Element) = match element {
        Element::Word(word) => (word, Element::Word),
        Element::Beginning(word) => (word, Element::Beginning),
        Element::Ending(word) => (word, Element::Ending),
        Element::Choice { phrases, optional } => {
            let phrases = phrases.iter().map(|phrase| spoken(phrase).into()).collect();
            return vec![Element::Choice { phrases, optional: *optional }];
        }
        element => return vec![element.clone()],
    };
    let parts: Vec<&str> = words(text).collect();
    match (parts.as_slice(), element) {
        ([] | [_], Element::Word(_)) => vec![Element::Word(parts.first().copied().unwrap_or(text).into())],
        ([] | [_], element) => vec![element.clone()],
        ([first, rest @ ..], Element::Ending(_)) => {
            let rest = rest.iter().map(|word| Element::Word((*word).into()));
            [last((*first).into())].into_iter().chain(rest).collect()
        }
        ([before @ .., end], _) => {
            let before = before.iter().map(|word| Element::Word((*word).into()));
            before.chain([last((*end).into())]).collect()
        }
    }
}

/// Letters and digits, and the apostrophes between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c| !is_word_char(c) && c != '\'');
    pieces.map(|piece| piece.trim_matches('\'')).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Language;
    use crate::lexicon::{ConceptSet, Meaning, Strength, Tie};

    fn draft(elements: Vec<Element>) -> DraftPhrase {
        let meaning = Meaning {
            concept: ConceptId(0),
            concepts: ConceptSet::EMPTY,
            strength: Strength::Plain,
            language: Language::Und,
            tie: Tie::Free,
        };
        DraftPhrase { meaning, elements }
    }

    fn word(text: &str) -> Element {
        Element::Word(text.into())
    }

    #[test]
    fn words_are_parted_as_the_reading_parts_them() {
        let written = [word("slow-walk"), word("nr."), word("don't"), Element::Beginning("ex-min".into())];
        let parted =
            [word("slow"), word("walk"), word("nr"), word("don't"), word("ex"), Element::Beginning("min".into())];
        assert_eq!(spoken(&written), parted);
        assert_eq!(spoken(&[Element::Ending("-a-b".into())]), [Element::Ending("a".into()), word("b")]);
        assert_eq!(spoken(&[word("🤡")]), [word("🤡")]);
    }

    #[test]
    fn the_rarest_part_is_looked_up() {
        let choice = |words: &[&str]| Element::Choice {
            phrases: words.iter().map(|text| [word(text)].into()).collect(),
            optional: false,
        };
        let phrases: Vec<DraftPhrase> =
            (0..20).map(|at| draft(vec![word("een"), Element::Gap(4), choice(&[&format!("zeldzaam{at}")])])).collect();
        let commonness = Commonness::of(&phrases, &[]);
        for phrase in &phrases {
            let Anchor::Words(part, literals) = commonness.anchor(&phrase.elements, &[]) else {
                panic!("it has words")
            };
            assert_eq!((part, literals.len()), (2..3, 1));
        }
        let place = [word("een"), Element::Name, Element::Slot(ConceptId(0))];
        let group = Concept {
            id: "group".into(),
            kind: Kind::Target,
            family: ConceptSet::EMPTY,
            negatable: false,
            loose: None,
            denied: None,
            garbled: false,
        };
        assert!(matches!(commonness.anchor(&place[1..], &[group]), Anchor::Place(1, _)));
    }
}
