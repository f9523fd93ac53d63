//! Flattening: a draft becomes the rows of a layer.

use std::collections::HashMap;

use super::anchor::{Anchor, Commonness, spoken};
use super::concept::{Concept, ConceptSet};
use super::draft::{Draft, DraftTerm};
use super::layer::{ANCHOR, FIT_SHIFT, LANGUAGES, Layer, NEEDS, PARENT, TAILED, code, word_bit};
use super::term::{Element, Fit, Meaning, Strength, Tie};
use crate::flat::{Slots, hash_three, numbers};
use crate::fold::{VocabularyBuilder, VocabularyPart, is_word_char, mark};

/// Lays `draft` out. Fails only where there are more meanings, or longer phrases, than the layout can number.
pub(super) fn rows(mut draft: Draft, concepts: &[Concept]) -> Result<Vec<Vec<u8>>, String> {
    let mut flattener = Flattener::default();
    let space = draft.vocabulary.id(" ");
    flattener.add_node((0, space, space));
    for (pattern, terms) in draft.patterns.iter().zip(&draft.terms_of) {
        for term in terms {
            let node = flattener.pattern(pattern, term.fit, space, &mut draft.vocabulary);
            flattener.terms_of[node as usize].push(term);
        }
    }
    let commonness = Commonness::of(&draft.phrases, &draft.patterns);
    let mut phrase_starts = vec![0];
    let mut phrases = Vec::new();
    let mut led = vec![Vec::new(); ConceptSet::CAPACITY];
    for (at, phrase) in (0..).zip(&draft.phrases) {
        let elements = phrase.elements.as_slice();
        let anchor = commonness.anchor(elements, concepts);
        let (before, after) = match &anchor {
            Anchor::Words(part, _) => (&elements[..part.start], &elements[part.end..]),
            Anchor::Place(place, _) => (&elements[..*place], &elements[place + 1..]),
        };
        let before = spoken(before).iter().rev().map(Element::reversed).collect::<Vec<_>>();
        let after = spoken(after);
        let elements = before.iter().chain(&after);
        let (needs, masks) = (needs(elements.clone()), masks(elements, &commonness));
        let mut lead = [0; ANCHOR];
        lead[..4].copy_from_slice(&u32::to_le_bytes(at));
        lead[4..6].copy_from_slice(&flattener.meaning(&phrase.meaning)?.to_le_bytes());
        for (at, need) in needs.iter().enumerate() {
            lead[6 + at * 2..8 + at * 2].copy_from_slice(&flattener.set(need)?.to_le_bytes());
        }
        lead[12..28].copy_from_slice(&masks[0].to_le_bytes());
        lead[28..].copy_from_slice(&masks[1].to_le_bytes());
        match anchor {
            Anchor::Place(_, concept) => led[usize::from(concept.0)].push(lead),
            Anchor::Words(_, literals) => {
                for (literal, fit) in literals {
                    let node = flattener.pattern(&literal, fit, space, &mut draft.vocabulary);
                    flattener.anchors_of[node as usize].push(fitted(lead, fit));
                }
            }
        }
        let before = coded(&before, &mut draft.vocabulary)?;
        phrases.extend(length(&before)?);
        phrases.extend(before);
        phrases.extend(coded(&after, &mut draft.vocabulary)?);
        phrase_starts.push(phrases.len() as u32);
    }
    flattener.rows(&mut draft.vocabulary, phrase_starts, phrases, &led)
}

#[derive(Default)]
struct Flattener<'d> {
    /// Parent, what stands between, word.
    nodes: Vec<(u32, u32, u32)>,
    by_key: HashMap<(u32, u32, u32), u32>,
    terms_of: Vec<Vec<&'d DraftTerm>>,
    anchors_of: Vec<Vec<[u8; ANCHOR]>>,
    tails: Vec<(u32, u32, u32)>,
    loose: Vec<(u32, u32)>,
    /// Nodes outside the tree, by their pattern and whether its last word may go on.
    unreached: HashMap<(String, bool), u32>,
    meanings: Vec<Meaning>,
    /// What phrases need.
    sets: Vec<ConceptSet>,
}

impl Flattener<'_> {
    /// The node of a pattern that is looked for as `fit` tells.
    fn pattern(&mut self, pattern: &str, fit: Fit, space: u32, words: &mut VocabularyBuilder) -> u32 {
        let (parts, tail) = parts(pattern);
        let Some(((_, first), rest)) = parts.split_first() else {
            return self.unreached(pattern, false, |all, node| all.loose.push((words.id(pattern), node)));
        };
        let open = matches!(fit, Fit::Stem | Fit::Modifier);
        words.mark(
            first,
            match fit {
                Fit::Stem | Fit::Modifier if rest.is_empty() && tail.is_empty() => mark::BEGINS,
                Fit::Head | Fit::Last => mark::ENDS,
                _ => 0,
            },
        );
        let mut node = self.child(0, space, words.id(first));
        let mut before = (node, 0);
        for (gap, word) in rest {
            before = (node, pattern.len() - gap.len() - word.len() - tail.len());
            node = self.child(node, words.id(gap), words.id(word));
        }
        if !tail.is_empty() {
            return self.unreached(pattern, false, |all, to| all.tails.push((node, words.id(tail), to)));
        }
        if open && !rest.is_empty() {
            // The last word of several goes on: *is een rat-*.
            let last = words.id(&pattern[before.1..]);
            return self.unreached(pattern, true, |all, to| all.tails.push((before.0, last, to)));
        }
        node
    }

    fn add_node(&mut self, key: (u32, u32, u32)) -> u32 {
        self.nodes.push(key);
        self.terms_of.push(Vec::new());
        self.anchors_of.push(Vec::new());
        self.nodes.len() as u32 - 1
    }

    fn child(&mut self, parent: u32, gap: u32, word: u32) -> u32 {
        let key = (parent, gap, word);
        if let Some(node) = self.by_key.get(&key) {
            return *node;
        }
        let node = self.add_node(key);
        self.by_key.insert(key, node);
        node
    }

    /// A node that no word leads to; `lead` tells what does, where it is new.
    fn unreached(&mut self, pattern: &str, open: bool, lead: impl FnOnce(&mut Self, u32)) -> u32 {
        if let Some(node) = self.unreached.get(&(pattern.to_owned(), open)) {
            return *node;
        }
        let node = self.add_node((u32::MAX, u32::MAX, self.nodes.len() as u32));
        self.unreached.insert((pattern.to_owned(), open), node);
        lead(self, node);
        node
    }

    /// All of it, in the order of [`Layer::new`].
    fn rows(
        mut self,
        words: &mut VocabularyBuilder,
        phrase_starts: Vec<u32>,
        phrases: Vec<u8>,
        led: &[Vec<[u8; ANCHOR]>],
    ) -> Result<Vec<Vec<u8>>, String> {
        let (starts, terms) = self.terms(words)?;
        let (anchor_starts, anchors) = self.anchors();
        if words.len().max(self.nodes.len()) > Slots::MOST {
            return Err("the lexicons hold too many words".to_owned());
        }
        let vocabulary: [Vec<u8>; VocabularyPart::ROWS] = words.rows();
        let nodes = &self.nodes;
        let mut rows = Vec::with_capacity(Layer::ROWS);
        rows.extend(vocabulary);
        rows.push(numbers(self.firsts(words.len())));
        let ends = std::iter::once((u32::MAX, u32::MAX, u32::MAX));
        let starts = starts.into_iter().zip(anchor_starts);
        let records = nodes.iter().copied().chain(ends).zip(starts);
        rows.push(numbers(records.flat_map(|((parent, gap, word), (term, anchor))| [parent, gap, word, term, anchor])));
        let inner = |node: &(u32, u32, u32)| node.0 != 0 && node.0 != u32::MAX;
        rows.push(Slots::lay(nodes.iter().map(|node| inner(node).then(|| hash_three(node.0, node.1, node.2)))));
        rows.push(numbers(terms));
        rows.push(anchors);
        rows.push(self.meanings.iter().flat_map(meaning).collect());
        rows.push(self.sets.iter().flat_map(|set| set.to_bytes()).collect());
        rows.push(numbers(phrase_starts));
        rows.push(phrases);
        let led_starts = led.iter().scan(0, |start, led| Some(std::mem::replace(start, *start + led.len() as u32)));
        rows.push(numbers(led_starts.chain([led.iter().map(Vec::len).sum::<usize>() as u32])));
        rows.push(led.concat().concat());
        rows.push(numbers(self.tails.iter().flat_map(|(node, text, to)| [*node, *text, *to])));
        rows.push(numbers(self.loose.iter().flat_map(|(text, node)| [*text, *node])));
        Ok(rows)
    }

    /// The node of the patterns that begin with each word, by its number; 0 where there are none.
    fn firsts(&self, words: usize) -> Vec<u32> {
        let mut firsts = vec![0; words];
        for (node, (parent, _, word)) in (0..).zip(&self.nodes).skip(1) {
            if *parent == 0 {
                firsts[*word as usize] = node;
            }
        }
        firsts
    }

    /// Where the terms of each node begin, and the terms.
    fn terms(&mut self, words: &mut VocabularyBuilder) -> Result<(Vec<u32>, Vec<u32>), String> {
        self.tails.sort_unstable();
        let (mut starts, mut flat) = (Vec::new(), Vec::new());
        for terms in std::mem::take(&mut self.terms_of) {
            starts.push((flat.len() / 2) as u32);
            for term in terms {
                let meaning = u32::from(self.meaning(&term.meaning)?);
                let fit = Fit::ALL.iter().position(|fit| *fit == term.fit).unwrap_or_default() as u32;
                flat.push(meaning | fit << 16);
                flat.push(term.exact_case.as_ref().map_or(0, |case| words.id(case) + 1));
            }
        }
        starts.push((flat.len() / 2) as u32);
        for (node, ..) in &self.tails {
            starts[*node as usize] |= TAILED;
        }
        for (parent, ..) in self.nodes.iter().filter(|node| node.0 != u32::MAX) {
            starts[*parent as usize] |= PARENT;
        }
        Ok((starts, flat))
    }

    /// Where the anchors of each node begin, and the anchors.
    fn anchors(&self) -> (Vec<u32>, Vec<u8>) {
        let (mut starts, mut flat) = (Vec::new(), Vec::new());
        for anchors in &self.anchors_of {
            starts.push((flat.len() / ANCHOR) as u32);
            for (at, one) in anchors.iter().enumerate() {
                // A choice may hold the same words twice.
                if !anchors[..at].contains(one) {
                    flat.extend(one);
                }
            }
        }
        starts.push((flat.len() / ANCHOR) as u32);
        (starts, flat)
    }

    /// The number of a set of concepts, counted from 1.
    fn set(&mut self, set: &ConceptSet) -> Result<u16, String> {
        let known = self.sets.iter().position(|known| known == set);
        let at = known.unwrap_or_else(|| {
            self.sets.push(*set);
            self.sets.len() - 1
        });
        u16::try_from(at + 1).map_err(|_| "the phrases ask for too many different concepts".to_owned())
    }

    fn meaning(&mut self, meaning: &Meaning) -> Result<u16, String> {
        let known = self.meanings.iter().position(|known| known == meaning);
        let at = known.unwrap_or_else(|| {
            self.meanings.push(*meaning);
            self.meanings.len() - 1
        });
        u16::try_from(at).map_err(|_| "the lexicons hold too many different meanings".to_owned())
    }
}

/// An anchor with the fit that its part is looked up with.
fn fitted(mut anchor: [u8; ANCHOR], fit: Fit) -> [u8; ANCHOR] {
    let fit = Fit::ALL.iter().position(|one| *one == fit).unwrap_or_default() as u32;
    let phrase = u32::from_le_bytes([anchor[0], anchor[1], anchor[2], anchor[3]]);
    anchor[..4].copy_from_slice(&(phrase | fit << FIT_SHIFT).to_le_bytes());
    anchor
}

/// A pattern as words, each with what stands before it, and what stands after the last. No parts where it begins with
/// no word.
fn parts(pattern: &str) -> (Vec<(&str, &str)>, &str) {
    let mut parts = Vec::new();
    let mut rest = pattern;
    loop {
        let start = rest.find(is_word_char).unwrap_or(rest.len());
        let (gap, after) = rest.split_at(start);
        let end = after.find(|c| !is_word_char(c)).unwrap_or(after.len());
        if end == 0 || parts.is_empty() && start > 0 {
            return (parts, rest);
        }
        parts.push((gap, &after[..end]));
        rest = &after[end..];
    }
}

fn meaning(meaning: &Meaning) -> [u8; 4] {
    fn at<T: PartialEq>(all: &[T], one: &T) -> u8 {
        all.iter().position(|other| other == one).unwrap_or_default() as u8
    }
    [
        meaning.concept.0,
        at(&Strength::ALL, &meaning.strength),
        at(&LANGUAGES, &meaning.language),
        at(&Tie::ALL, &meaning.tie),
    ]
}

fn length<T>(row: &[T]) -> Result<[u8; 2], String> {
    u16::try_from(row.len()).map(u16::to_le_bytes).map_err(|_| "the phrase has too many alternatives".to_owned())
}

fn word_of(element: &Element) -> Option<&str> {
    match element {
        Element::Word(word) => Some(word),
        _ => None,
    }
}

fn coded(elements: &[Element], words: &mut VocabularyBuilder) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for element in elements {
        let mut word = |kind: u8, word: &str| {
            bytes.push(kind);
            bytes.extend(words.id(word).to_le_bytes());
        };
        match element {
            Element::Word(text) => word(code::WORD, text),
            Element::Beginning(text) => word(code::BEGINNING, text),
            Element::Ending(text) => word(code::ENDING, text),
            Element::Choice { phrases, optional } => {
                let heads: Option<Vec<u32>> =
                    phrases.iter().map(|phrase| Some(words.id(phrase.first().and_then(word_of)?))).collect();
                let short = phrases.iter().all(|phrase| phrase.len() == 1);
                bytes.push(match (&heads, short, optional) {
                    (Some(_), true, false) => code::WORDS,
                    (Some(_), true, true) => code::OPTIONAL_WORDS,
                    (Some(_), false, false) => code::HEADED,
                    (Some(_), false, true) => code::OPTIONAL_HEADED,
                    (None, _, false) => code::CHOICE,
                    (None, _, true) => code::OPTIONAL,
                });
                if let Some(heads) = &heads {
                    bytes.extend(length(heads)?);
                    bytes.extend(numbers(heads.iter().copied()));
                }
                if heads.is_none() || !short {
                    let mut inside = Vec::new();
                    for phrase in phrases {
                        let phrase = coded(phrase, words)?;
                        inside.extend(length(&phrase)?);
                        inside.extend(phrase);
                    }
                    bytes.extend(length(&inside)?);
                    bytes.extend(inside);
                }
            }
            Element::Slot(concept) => bytes.extend([code::SLOT, concept.0]),
            Element::Name => bytes.push(code::NAME),
            Element::Number => bytes.push(code::NUMBER),
            Element::Handle => bytes.push(code::HANDLE),
            Element::Gap(most) => bytes.extend([code::GAP, *most]),
        }
    }
    Ok(bytes)
}

/// Concepts that a sentence must mention for the phrase to be worth a look, one of each set.
fn needs<'e>(elements: impl Iterator<Item = &'e Element>) -> Vec<ConceptSet> {
    let mut needs: Vec<ConceptSet> = Vec::new();
    for need in elements.filter_map(need) {
        if needs.len() < NEEDS && !needs.contains(&need) {
            needs.push(need);
        }
    }
    needs
}

/// The concepts of which an element holds at least one.
fn need(element: &Element) -> Option<ConceptSet> {
    match element {
        Element::Slot(concept) => Some(ConceptSet::of(*concept)),
        Element::Choice { phrases, optional: false } => {
            let first = |phrase: &[Element]| phrase.iter().find_map(need);
            phrases.iter().try_fold(ConceptSet::EMPTY, |all, phrase| Some(all.union(&first(phrase)?)))
        }
        _ => None,
    }
}

/// Words that a sentence must hold for the phrase to be worth a look, one of each mask: the two that ask for most.
fn masks<'e>(elements: impl Iterator<Item = &'e Element>, commonness: &Commonness<'_>) -> [u128; 2] {
    let mut masks: Vec<u128> = elements.filter_map(|element| mask(element, commonness)).collect();
    masks.sort_by_key(|mask: &u128| mask.count_ones());
    masks.dedup();
    [0, 1].map(|at| masks.get(at).copied().unwrap_or(0))
}

/// The words of which an element holds at least one, as bits.
fn mask(element: &Element, commonness: &Commonness<'_>) -> Option<u128> {
    match element {
        Element::Word(word) => Some(word_bit(word)),
        Element::Choice { phrases, optional: false } => phrases
            .iter()
            .try_fold(0, |mask, phrase| Some(mask | word_bit(commonness.rarest(phrase.iter().filter_map(word_of))?))),
        _ => None,
    }
}
