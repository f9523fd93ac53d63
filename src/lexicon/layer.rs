//! Terms and phrases laid out flat: the built-in ones lie in the program as they are, those of an organisation are laid
//! out when they are loaded.
//!
//! Patterns are a tree over words. A node stands for the words up to it; its key is the node before it, what stands
//! between the two words, and the word.

use super::PhraseId;
use super::concept::{Concept, ConceptId, ConceptSet};
use super::term::{Fit, Meaning, Strength, Tie};
use crate::assessment::Language;
use crate::flat::{Bytes, Numbers, Slots, first_from, hash, hash_three};
use crate::fold::{VocabularyPart, WordList};

/// Terms and phrases that were compiled together.
#[derive(Debug)]
pub(crate) struct Layer {
    words: WordList,
    /// The node of the patterns that begin with each word.
    firsts: Numbers,
    /// Five numbers a node, and at the end a last one for where it all ends: [`node`] tells which.
    nodes: Numbers,
    slots: Slots,
    terms: Numbers,
    anchors: Bytes,
    phrase_starts: Numbers,
    phrases: Bytes,
    led_starts: Numbers,
    led: Bytes,
    tails: Numbers,
    loose: Numbers,
    meanings: Vec<Meaning>,
    sets: Vec<ConceptSet>,
    /// The number of a space.
    space: u32,
}

/// A term as the matcher and the reading see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term<'l> {
    pub(crate) meaning: &'l Meaning,
    pub(crate) fit: Fit,
    /// The case in which it must be written, for words that are also ordinary ones.
    pub(crate) exact_case: Option<&'l str>,
}

/// A phrase where it is looked up, by the rarest of its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor<'l>(&'l [u8; ANCHOR]);

/// A phrase, and what is known of it before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lead {
    pub(crate) phrase: PhraseId,
    meaning: u16,
    /// Sets of concepts, one of each of which must be mentioned in its sentence, counted from 1.
    needs: [u16; NEEDS],
}

/// A phrase with open places: `weg met {government}`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase<'l> {
    /// The layer by which its words are numbered.
    pub(crate) layer: u8,
    /// What stands before the anchor, nearest first.
    pub(crate) before: Code<'l>,
    /// What stands after it.
    pub(crate) after: Code<'l>,
}

/// The rest of a phrase, still to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Code<'l> {
    bytes: &'l [u8],
    words: &'l WordList,
}

/// A part of a phrase, as [`super::term::Element`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'l> {
    /// A word by its number.
    Word(u32),
    /// One of several words.
    Words {
        any: AnyWord<'l>,
        optional: bool,
    },
    Beginning(&'l [u8]),
    Ending(&'l [u8]),
    /// One of several phrases; where `heads` are given, each begins with one of these.
    Choice {
        heads: Option<AnyWord<'l>>,
        phrases: Choices<'l>,
        optional: bool,
    },
    Slot(ConceptId),
    Name,
    Number,
    Handle,
    Gap(u8),
}

/// The phrases of a choice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choices<'l>(Code<'l>);

/// Several words by their numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnyWord<'l>(&'l [u8]);

impl<'l> AnyWord<'l> {
    /// Reads the count and as many numbers; gives what follows too.
    fn read(bytes: &'l [u8]) -> Option<(Self, &'l [u8])> {
        let (count, rest) = bytes.split_first_chunk::<2>()?;
        let (words, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)) * 4)?;
        Some((Self(words), rest))
    }

    pub(crate) fn contains(self, word: u32) -> bool {
        self.0.as_chunks().0.contains(&word.to_le_bytes())
    }
}

/// The codes of the pieces, as they are laid out.
pub(super) mod code {
    pub(crate) const WORD: u8 = 0;
    pub(crate) const BEGINNING: u8 = 1;
    pub(crate) const ENDING: u8 = 2;
    pub(crate) const CHOICE: u8 = 3;
    pub(crate) const OPTIONAL: u8 = 4;
    pub(crate) const SLOT: u8 = 5;
    pub(crate) const NAME: u8 = 6;
    pub(crate) const NUMBER: u8 = 7;
    pub(crate) const HANDLE: u8 = 8;
    pub(crate) const GAP: u8 = 9;
    pub(crate) const WORDS: u8 = 10;
    pub(crate) const OPTIONAL_WORDS: u8 = 11;
    pub(crate) const HEADED: u8 = 12;
    pub(crate) const OPTIONAL_HEADED: u8 = 13;
}

/// What the numbers of a node are: they lie together, for they are looked at together.
mod node {
    /// The node before it; 0 where a pattern begins with its word, the highest number where no word leads to it.
    pub(super) const PARENT: usize = 0;
    /// What stands before its word, by number.
    pub(super) const GAP: usize = 1;
    pub(super) const WORD: usize = 2;
    /// Where its terms begin; the highest bits tell that it has tails, or nodes below it.
    pub(super) const TERMS: usize = 3;
    /// Where its anchors begin.
    pub(super) const ANCHORS: usize = 4;
    pub(super) const WIDTH: usize = 5;
}

/// Tells that a node has tails.
pub(super) const TAILED: u32 = 1 << 31;

/// Tells that a node has nodes below it.
pub(super) const PARENT: u32 = 1 << 30;

const FLAGS: u32 = TAILED | PARENT;

/// The length of an anchor in bytes.
pub(super) const ANCHOR: usize = 44;

/// How many sets of concepts a phrase may ask for before it is read.
pub(super) const NEEDS: usize = 3;

/// Where in an anchor's first number the fit stands, above the number of the phrase.
pub(super) const FIT_SHIFT: u32 = 29;

/// The bit of a word in the masks of phrases and sentences.
pub(crate) fn word_bit(word: &str) -> u128 {
    1 << (hash(word.as_bytes()) >> 57)
}

impl Layer {
    /// How many rows of bytes it is made of, its vocabulary's included.
    pub(crate) const ROWS: usize = VocabularyPart::ROWS + 13;

    /// Reads rows as [`super::flatten`] lays them out. Concepts are those of all lexicons, for meanings name them.
    pub(crate) fn new(rows: Vec<Bytes>, concepts: &[Concept]) -> Option<(Self, VocabularyPart)> {
        let mut rows: [Bytes; Self::ROWS] = rows.try_into().ok()?;
        let own: [Bytes; Self::ROWS - VocabularyPart::ROWS] =
            std::array::from_fn(|at| std::mem::replace(&mut rows[VocabularyPart::ROWS + at], Bytes::Static(&[])));
        let vocabulary = std::array::from_fn(|at| std::mem::replace(&mut rows[at], Bytes::Static(&[])));
        let vocabulary = VocabularyPart::new(vocabulary);
        let [
            firsts,
            nodes,
            slots,
            terms,
            anchors,
            meanings,
            sets,
            phrase_starts,
            phrases,
            led_starts,
            led,
            tails,
            loose,
        ] = own;
        let meanings =
            meanings.as_chunks::<4>().0.iter().map(|bytes| meaning(*bytes, concepts)).collect::<Option<_>>()?;
        let words = vocabulary.words().clone();
        let layer = Self {
            space: words.find(b" ").unwrap_or(u32::MAX),
            words,
            firsts: Numbers(firsts),
            nodes: Numbers(nodes),
            slots: Slots(Numbers(slots)),
            terms: Numbers(terms),
            anchors,
            phrase_starts: Numbers(phrase_starts),
            phrases,
            led_starts: Numbers(led_starts),
            led,
            tails: Numbers(tails),
            loose: Numbers(loose),
            meanings,
            sets: sets.as_chunks().0.iter().map(ConceptSet::from_bytes).collect(),
        };
        Some((layer, vocabulary))
    }

    pub(crate) fn words(&self) -> &WordList {
        &self.words
    }

    /// The number of a space, the commonest thing between two words.
    pub(crate) fn space(&self) -> u32 {
        self.space
    }

    fn node(&self, node: u32, field: usize) -> u32 {
        self.nodes.get(node as usize * node::WIDTH + field)
    }

    /// The node for `word` behind `gap`, both by number, after the words of `parent`.
    pub(crate) fn child(&self, parent: u32, gap: u32, word: u32) -> Option<u32> {
        self.slots.find(hash_three(parent, gap, word), |one| {
            self.nodes
                .row(one as usize)
                .is_some_and(|[of, behind, key, ..]: [u32; node::WIDTH]| key == word && of == parent && behind == gap)
        })
    }

    /// The node for a pattern that begins with `word`.
    pub(crate) fn first(&self, word: u32) -> Option<u32> {
        Some(self.firsts.get(word as usize)).filter(|node| *node != 0)
    }

    /// Are there nodes below this one?
    pub(crate) fn is_parent(&self, node: u32) -> bool {
        self.node(node, node::TERMS) & PARENT != 0
    }

    /// The terms that end at a node, by number.
    pub(crate) fn terms_at(&self, node: u32) -> std::ops::Range<u32> {
        self.node(node, node::TERMS) & !FLAGS..self.node(node + 1, node::TERMS) & !FLAGS
    }

    /// The phrases that are looked up at a node.
    pub(crate) fn anchors_at(&self, node: u32) -> impl Iterator<Item = Anchor<'_>> {
        let (start, end) = (self.node(node, node::ANCHORS), self.node(node + 1, node::ANCHORS));
        anchors(self.anchors.get(start as usize * ANCHOR..end as usize * ANCHOR).unwrap_or_default())
    }

    /// What may stand right behind a node other than whole words: the text, and the node that it leads to.
    pub(crate) fn tails(&self, node: u32) -> impl Iterator<Item = (&str, u32)> {
        let all = if self.node(node, node::TERMS) & TAILED == 0 { 0 } else { self.tails.len() / 3 };
        let low = first_from(all, |at| self.tails.get(at * 3) < node);
        (low..all)
            .take_while(move |at| self.tails.get(at * 3) == node)
            .map(|at| (self.words.text(self.tails.get(at * 3 + 1)), self.tails.get(at * 3 + 2)))
    }

    /// Patterns that begin with no word: the text, and its node.
    pub(crate) fn loose(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..self.loose.len() / 2).map(|at| (self.words.text(self.loose.get(at * 2)), self.loose.get(at * 2 + 1)))
    }

    /// The terms of a pattern that is written exactly so.
    pub(crate) fn exactly(&self, pattern: &str) -> impl Iterator<Item = u32> {
        let node = self.words.find(pattern.as_bytes()).and_then(|word| self.first(word));
        let node = node.or_else(|| self.nodes_of().find(|(_, spelling)| spelling == pattern).map(|(node, _)| node));
        node.into_iter().flat_map(|node| self.terms_at(node))
    }

    /// Every pattern, as it is looked up, and its terms.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = (String, impl Iterator<Item = Term<'_>>)> {
        let nodes = self.nodes_of().filter(|(node, _)| !self.terms_at(*node).is_empty());
        nodes.map(|(node, pattern)| (pattern, self.terms_at(node).map(|at| self.term(at))))
    }

    fn nodes_of(&self) -> impl Iterator<Item = (u32, String)> {
        let loose = self.loose().map(|(text, node)| (node, text.to_owned()));
        let tailed = (0..self.tails.len() / 3).map(|at| {
            let text = self.words.text(self.tails.get(at * 3 + 1));
            (self.tails.get(at * 3 + 2), self.spelling(self.tails.get(at * 3)) + text)
        });
        let nodes = (1..self.nodes() as u32).filter(|node| self.node(*node, node::PARENT) != u32::MAX);
        loose.chain(tailed).chain(nodes.map(|node| (node, self.spelling(node))))
    }

    /// The words up to a node.
    fn spelling(&self, node: u32) -> String {
        let word = self.words.text(self.node(node, node::WORD));
        match self.node(node, node::PARENT) {
            0 => word.to_owned(),
            parent => self.spelling(parent) + self.words.text(self.node(node, node::GAP)) + word,
        }
    }

    pub(crate) fn term(&self, at: u32) -> Term<'_> {
        Term {
            meaning: self.meaning_at(at),
            fit: self.fit_at(at),
            exact_case: self.terms.get(at as usize * 2 + 1).checked_sub(1).map(|word| self.words.text(word)),
        }
    }

    /// The meaning of a term, which is asked for far more often than the rest of it.
    pub(crate) fn meaning_at(&self, at: u32) -> &Meaning {
        self.meaning(self.terms.get(at as usize * 2) & 0xFFFF)
    }

    /// Where in a word a term must lie.
    pub(crate) fn fit_at(&self, at: u32) -> Fit {
        Fit::ALL[(self.terms.get(at as usize * 2) >> 16) as usize % Fit::ALL.len()]
    }

    /// The meaning of a phrase of this layer.
    pub(crate) fn meaning_of(&self, lead: &Lead) -> &Meaning {
        self.meaning(u32::from(lead.meaning))
    }

    /// Can the phrase stand in a sentence that mentions these concepts?
    pub(crate) fn may_be_filled(&self, lead: &Lead, held: &ConceptSet) -> bool {
        let needs = lead.needs.iter().filter_map(|need| self.sets.get(usize::from(*need).checked_sub(1)?));
        needs.into_iter().all(|need| need.intersects(held))
    }

    fn meaning(&self, at: u32) -> &Meaning {
        &self.meanings[(at as usize).min(self.meanings.len() - 1)]
    }

    /// How many terms there are.
    pub(crate) fn terms(&self) -> u32 {
        (self.terms.len() / 2) as u32
    }

    /// How many nodes there are: that many patterns, or their beginnings.
    pub(crate) fn nodes(&self) -> usize {
        (self.nodes.len() / node::WIDTH).saturating_sub(1)
    }

    /// What its phrases say.
    pub(crate) fn meanings_of_phrases(&self) -> impl Iterator<Item = &Meaning> {
        anchors(&self.anchors).chain(anchors(&self.led)).map(|anchor| self.meaning_of(&anchor.lead(0)))
    }

    /// How many phrases there are.
    pub(crate) fn phrases(&self) -> usize {
        self.phrase_starts.len().saturating_sub(1)
    }

    pub(crate) fn phrase(&self, layer: u8, at: usize) -> Phrase<'_> {
        let start = self.phrase_starts.get(at) as usize;
        let bytes = self.phrases.get(start..self.phrase_starts.get(at + 1) as usize).unwrap_or_default();
        let (length, rest) = bytes.split_first_chunk::<2>().unwrap_or((&[0; 2], &[]));
        let (before, after) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length))).unwrap_or_default();
        Phrase {
            layer,
            before: Code { bytes: before, words: &self.words },
            after: Code { bytes: after, words: &self.words },
        }
    }

    /// The phrases without a word of their own that begin with a place for `concept`.
    pub(crate) fn led_by(&self, concept: ConceptId) -> impl Iterator<Item = Anchor<'_>> {
        let at = usize::from(concept.0);
        let (start, end) = (self.led_starts.get(at), self.led_starts.get(at + 1));
        anchors(self.led.get(start as usize * ANCHOR..end as usize * ANCHOR).unwrap_or_default())
    }
}

fn anchors(bytes: &[u8]) -> impl Iterator<Item = Anchor<'_>> {
    bytes.as_chunks().0.iter().map(Anchor)
}

impl Anchor<'_> {
    /// The number that stands in its bytes from `at` on.
    fn bits<const N: usize>(self, at: usize) -> [u8; N] {
        self.0.get(at..at + N).and_then(|bits| bits.try_into().ok()).unwrap_or([0; N])
    }

    fn number(self) -> u32 {
        u32::from_le_bytes(self.bits(0))
    }

    /// The phrase, where it stands in this layer.
    pub(crate) fn lead(self, layer: u8) -> Lead {
        let phrase = PhraseId { layer, at: self.number() & ((1 << FIT_SHIFT) - 1) };
        Lead {
            phrase,
            meaning: u16::from_le_bytes(self.bits(4)),
            needs: [6, 8, 10].map(|at| u16::from_le_bytes(self.bits(at))),
        }
    }

    pub(crate) fn fit(self) -> Fit {
        Fit::ALL[(self.number() >> FIT_SHIFT) as usize % Fit::ALL.len()]
    }

    /// Can a sentence with these words hold all that the phrase asks for? Most phrases end here.
    pub(crate) fn may_stand(self, said: u128) -> bool {
        // No mask asks for nothing.
        let holds = |mask: u128| mask == 0 || mask & said != 0;
        holds(u128::from_le_bytes(self.bits(12))) && holds(u128::from_le_bytes(self.bits(28)))
    }
}

fn meaning([concept, strength, language, tie]: [u8; 4], concepts: &[Concept]) -> Option<Meaning> {
    Some(Meaning {
        concept: ConceptId(concept),
        concepts: concepts.get(usize::from(concept))?.family,
        strength: *Strength::ALL.get(usize::from(strength))?,
        language: *LANGUAGES.get(usize::from(language))?,
        tie: *Tie::ALL.get(usize::from(tie))?,
    })
}

/// Languages by their numbers in flat meanings.
pub(super) const LANGUAGES: [Language; 3] = [Language::Nl, Language::En, Language::Und];

impl<'l> Code<'l> {
    /// The next piece, and what follows it.
    pub(crate) fn next(self) -> Option<(Piece<'l>, Self)> {
        let (kind, rest) = self.bytes.split_first()?;
        let word = || rest.split_first_chunk::<4>().map(|(id, rest)| (u32::from_le_bytes(*id), rest));
        let (piece, rest) = match *kind {
            code::WORD => word().map(|(word, rest)| (Piece::Word(word), rest))?,
            code::BEGINNING => word().map(|(word, rest)| (Piece::Beginning(self.words.bytes(word)), rest))?,
            code::ENDING => word().map(|(word, rest)| (Piece::Ending(self.words.bytes(word)), rest))?,
            code::WORDS | code::OPTIONAL_WORDS => {
                let (any, rest) = AnyWord::read(rest)?;
                (Piece::Words { any, optional: *kind == code::OPTIONAL_WORDS }, rest)
            }
            code::CHOICE | code::OPTIONAL => {
                let (phrases, rest) = self.choices(rest)?;
                (Piece::Choice { heads: None, phrases, optional: *kind == code::OPTIONAL }, rest)
            }
            code::HEADED | code::OPTIONAL_HEADED => {
                let (heads, rest) = AnyWord::read(rest)?;
                let (phrases, rest) = self.choices(rest)?;
                (Piece::Choice { heads: Some(heads), phrases, optional: *kind == code::OPTIONAL_HEADED }, rest)
            }
            code::SLOT => rest.split_first().map(|(id, rest)| (Piece::Slot(ConceptId(*id)), rest))?,
            code::NAME => (Piece::Name, rest),
            code::NUMBER => (Piece::Number, rest),
            code::HANDLE => (Piece::Handle, rest),
            _ => rest.split_first().map(|(most, rest)| (Piece::Gap(*most), rest))?,
        };
        Some((piece, Self { bytes: rest, ..self }))
    }

    fn choices(self, bytes: &'l [u8]) -> Option<(Choices<'l>, &'l [u8])> {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let (inside, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        Some((Choices(Self { bytes: inside, ..self }), rest))
    }
}

impl<'l> Iterator for Choices<'l> {
    type Item = Code<'l>;

    fn next(&mut self) -> Option<Code<'l>> {
        let (length, rest) = self.0.bytes.split_first_chunk::<2>()?;
        let (phrase, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        self.0.bytes = rest;
        Some(Code { bytes: phrase, ..self.0 })
    }
}
