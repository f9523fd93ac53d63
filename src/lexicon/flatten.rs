//! Flattening: a draft becomes the rows of a layer.

use std::collections::HashMap;

use super::concept::ConceptId;
use super::draft::{Draft, DraftPhrase, DraftTerm};
use super::layer::{LANGUAGES, Layer, TAILED, code, word_bit};
use super::term::{Element, Fit, Meaning, Strength, Tie};
use crate::flat::{Slots, hash_three, numbers};
use crate::fold::{VocabularyBuilder, VocabularyPart, is_word_char, mark};

/// Lays `draft` out. Fails only where there are more meanings, or longer phrases, than the layout can number.
pub(super) fn rows(mut draft: Draft) -> Result<Vec<Vec<u8>>, String> {
    let mut flattener = Flattener::default();
    let space = draft.vocabulary.id(" ");
    flattener.nodes.push((0, 0, 0));
    flattener.terms_of.push(Vec::new());
    for (pattern, terms) in draft.patterns.iter().zip(&draft.terms_of) {
        flattener.pattern(pattern, terms, space, &mut draft.vocabulary);
    }
    let mut phrase_starts = vec![0];
    let mut phrases = Vec::new();
    for phrase in &draft.phrases {
        flattener.phrase(phrase, &mut draft.vocabulary, &mut phrases)?;
        phrase_starts.push(phrases.len() as u32);
    }
    let mut rows = Vec::with_capacity(Layer::ROWS);
    let (starts, terms) = flattener.terms(&mut draft.vocabulary)?;
    let vocabulary: [Vec<u8>; VocabularyPart::ROWS] = draft.vocabulary.rows();
    rows.extend(vocabulary);
    let nodes = &flattener.nodes;
    rows.push(numbers(nodes.iter().map(|node| node.0)));
    rows.push(numbers(nodes.iter().map(|node| node.1)));
    rows.push(numbers(nodes.iter().map(|node| node.2)));
    rows.push(Slots::lay(nodes.iter().map(|node| hash_three(node.0, node.1, node.2))));
    rows.push(numbers(starts));
    rows.push(numbers(terms));
    rows.push(flattener.meanings.iter().flat_map(meaning).collect());
    rows.push(numbers(phrase_starts));
    rows.push(phrases);
    let led_starts = draft.led.iter().scan(0, |start, led| Some(std::mem::replace(start, *start + led.len() as u32)));
    let all = draft.led.iter().map(Vec::len).sum::<usize>() as u32;
    rows.push(numbers(led_starts.chain([all])));
    rows.push(numbers(draft.led.iter().flatten().map(|phrase| *phrase as u32)));
    rows.push(numbers(flattener.tails.iter().flat_map(|(node, text, to)| [*node, *text, *to])));
    rows.push(numbers(flattener.loose.iter().flat_map(|(text, node)| [*text, *node])));
    Ok(rows)
}

#[derive(Default)]
struct Flattener<'d> {
    /// Parent, what stands between, word.
    nodes: Vec<(u32, u32, u32)>,
    by_key: HashMap<(u32, u32, u32), u32>,
    terms_of: Vec<Vec<&'d DraftTerm>>,
    tails: Vec<(u32, u32, u32)>,
    loose: Vec<(u32, u32)>,
    meanings: Vec<Meaning>,
}

impl<'d> Flattener<'d> {
    fn pattern(&mut self, pattern: &str, terms: &'d [DraftTerm], space: u32, words: &mut VocabularyBuilder) {
        let (parts, tail) = parts(pattern);
        let Some(((_, first), rest)) = parts.split_first() else {
            let node = self.unreached();
            self.terms_of[node as usize].extend(terms);
            self.loose.push((words.id(pattern), node));
            return;
        };
        let marks = terms.iter().fold(0, |marks, term| {
            marks
                | match term.fit {
                    Fit::Stem | Fit::Modifier if rest.is_empty() && tail.is_empty() => mark::BEGINS,
                    Fit::Head | Fit::Last => mark::ENDS,
                    _ => 0,
                }
        });
        words.mark(first, marks);
        let mut node = self.child(0, space, words.id(first));
        let mut before = (node, 0);
        for (gap, word) in rest {
            before = (node, pattern.len() - gap.len() - word.len() - tail.len());
            node = self.child(node, words.id(gap), words.id(word));
        }
        if !tail.is_empty() {
            let to = self.unreached();
            self.terms_of[to as usize].extend(terms);
            self.tails.push((node, words.id(tail), to));
            return;
        }
        // The last word of several goes on: *is een rat-*.
        let open = |term: &&DraftTerm| !rest.is_empty() && matches!(term.fit, Fit::Stem | Fit::Modifier);
        self.terms_of[node as usize].extend(terms.iter().filter(|term| !open(term)));
        if terms.iter().any(|term| open(&term)) {
            let to = self.unreached();
            self.terms_of[to as usize].extend(terms.iter().filter(open));
            self.tails.push((before.0, words.id(&pattern[before.1..]), to));
        }
    }

    fn child(&mut self, parent: u32, gap: u32, word: u32) -> u32 {
        let next = self.nodes.len() as u32;
        let node = *self.by_key.entry((parent, gap, word)).or_insert(next);
        if node == next {
            self.nodes.push((parent, gap, word));
            self.terms_of.push(Vec::new());
        }
        node
    }

    /// A node that no word leads to.
    fn unreached(&mut self) -> u32 {
        let at = self.nodes.len() as u32;
        self.nodes.push((u32::MAX, u32::MAX, at));
        self.terms_of.push(Vec::new());
        at
    }

    /// Where the terms of each node begin, and the terms.
    fn terms(&mut self, words: &mut VocabularyBuilder) -> Result<(Vec<u32>, Vec<u32>), String> {
        self.tails.sort_unstable();
        let (mut starts, mut flat) = (Vec::new(), Vec::new());
        for terms in std::mem::take(&mut self.terms_of) {
            starts.push((flat.len() / 3) as u32);
            for term in terms {
                let meaning = u32::from(self.meaning(&term.meaning)?);
                let fit = Fit::ALL.iter().position(|fit| *fit == term.fit).unwrap_or_default() as u32;
                flat.push(meaning | fit << 16);
                flat.push(term.exact_case.as_ref().map_or(0, |case| words.id(case) + 1));
                flat.push(term.phrase.map_or(0, |phrase| phrase as u32 + 1));
            }
        }
        starts.push((flat.len() / 3) as u32);
        for (node, ..) in &self.tails {
            starts[*node as usize] |= TAILED;
        }
        Ok((starts, flat))
    }

    fn meaning(&mut self, meaning: &Meaning) -> Result<u16, String> {
        let known = self.meanings.iter().position(|known| known == meaning);
        let at = known.unwrap_or_else(|| {
            self.meanings.push(*meaning);
            self.meanings.len() - 1
        });
        u16::try_from(at).map_err(|_| "the lexicons hold too many different meanings".to_owned())
    }

    fn phrase(
        &mut self,
        phrase: &DraftPhrase,
        words: &mut VocabularyBuilder,
        bytes: &mut Vec<u8>,
    ) -> Result<(), String> {
        let (needs, masks) = demands(phrase);
        let before = coded(&phrase.before, words)?;
        bytes.extend(self.meaning(&phrase.meaning)?.to_le_bytes());
        bytes.extend([0, 1].map(|at| needs.get(at).map_or(0, |id| id.0 + 1)));
        bytes.extend([0, 1].map(|at| masks.get(at).copied().unwrap_or(0).to_le_bytes()).concat());
        bytes.extend(length(&before)?);
        bytes.extend(before);
        bytes.extend(coded(&phrase.after, words)?);
        Ok(())
    }
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

fn length(bytes: &[u8]) -> Result<[u8; 2], String> {
    u16::try_from(bytes.len()).map(u16::to_le_bytes).map_err(|_| "the phrase has too many alternatives".to_owned())
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
                let mut inside = Vec::new();
                for phrase in phrases {
                    let phrase = coded(phrase, words)?;
                    inside.extend(length(&phrase)?);
                    inside.extend(phrase);
                }
                bytes.push(if *optional { code::OPTIONAL } else { code::CHOICE });
                bytes.extend(length(&inside)?);
                bytes.extend(inside);
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

/// What a sentence must hold for the phrase to be worth a look: concepts, and words of which one must be there. The
/// rarest two of each.
fn demands(phrase: &DraftPhrase) -> (Vec<ConceptId>, Vec<u128>) {
    let (mut needs, mut masks) = (Vec::new(), Vec::new());
    for element in phrase.before.iter().chain(&phrase.after) {
        match element {
            Element::Word(word) => masks.push(word_bit(word)),
            Element::Choice { phrases, optional: false } => {
                let first = |phrase: &[Element]| {
                    phrase.iter().find_map(|element| match element {
                        Element::Word(word) => Some(word_bit(word)),
                        _ => None,
                    })
                };
                masks.extend(phrases.iter().try_fold(0, |mask, phrase| Some(mask | first(phrase)?)));
            }
            Element::Slot(concept) if !needs.contains(concept) => needs.push(*concept),
            _ => {}
        }
    }
    masks.sort_by_key(|mask: &u128| mask.count_ones());
    masks.dedup();
    masks.truncate(2);
    needs.truncate(2);
    (needs, masks)
}
