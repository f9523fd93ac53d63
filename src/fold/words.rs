//! Every word that the lexicons know, each once, with what it is good for.

use std::collections::HashMap;

use crate::flat::{Bytes, Numbers, Slots, hash, numbers};

/// What a word is good for; a set of bits.
pub(crate) mod mark {
    /// Hashtags may be made of it.
    pub(crate) const KNOWN: u8 = 1;
    /// Somebody may want to hide it.
    pub(crate) const STRONG: u8 = 2;
    /// It is the first part of compounds that somebody may want to hide.
    pub(crate) const MODIFIER: u8 = 4;
    /// It is the last part of such.
    pub(crate) const HEAD: u8 = 8;
    /// Longer words that begin with it are to be looked at.
    pub(crate) const BEGINS: u8 = 16;
    /// Longer words that end with it are to be looked at.
    pub(crate) const ENDS: u8 = 32;
    /// People swap or leave out its letters.
    pub(crate) const GARBLED: u8 = 64;
}

/// Words by number, and numbers by word.
#[derive(Debug, Clone)]
pub(crate) struct WordList {
    letters: Bytes,
    ends: Numbers,
    marks: Bytes,
    slots: Slots,
}

impl WordList {
    /// How many rows of bytes it is made of.
    pub(crate) const ROWS: usize = 4;

    pub(crate) fn new(rows: [Bytes; Self::ROWS]) -> Self {
        let [letters, ends, marks, slots] = rows;
        Self { letters, ends: Numbers(ends), marks, slots: Slots(Numbers(slots)) }
    }

    /// The number of `word`.
    pub(crate) fn find(&self, word: &[u8]) -> Option<u32> {
        self.slots.find(hash(word), |id| self.bytes(id) == word)
    }

    /// The word with this number, in bytes.
    pub(crate) fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.ends.get(before));
        self.letters.get(start as usize..self.ends.get(id) as usize).unwrap_or_default()
    }

    /// The word with this number.
    pub(crate) fn text(&self, id: u32) -> &str {
        std::str::from_utf8(self.bytes(id)).unwrap_or_default()
    }

    /// What the word with this number is good for.
    pub(crate) fn marks(&self, id: u32) -> u8 {
        self.marks.get(id as usize).copied().unwrap_or_default()
    }

    /// Every number.
    pub(crate) fn ids(&self) -> std::ops::Range<u32> {
        0..self.marks.len() as u32
    }
}

/// Collects words.
#[derive(Debug, Default)]
pub(crate) struct WordListBuilder {
    ids: HashMap<Box<str>, u32>,
    words: Vec<(Box<str>, u8)>,
}

impl WordListBuilder {
    /// Are there none yet?
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of `word`, which is added where it is new.
    pub(crate) fn add(&mut self, word: &str, marks: u8) -> u32 {
        let id = match self.ids.get(word) {
            Some(id) => *id,
            None => {
                let id = self.words.len() as u32;
                self.ids.insert(word.into(), id);
                self.words.push((word.into(), 0));
                id
            }
        };
        self.words[id as usize].1 |= marks;
        id
    }

    /// The words that somebody may want to hide, by first letter and length.
    pub(crate) fn by_shape(&self) -> Vec<u32> {
        let mut ids: Vec<u32> =
            (0..self.words.len() as u32).filter(|id| self.word(*id).1 & mark::STRONG != 0).collect();
        ids.sort_by_key(|id| (self.word(*id).0.as_bytes().first().copied(), self.word(*id).0.len()));
        ids
    }

    fn word(&self, id: u32) -> &(Box<str>, u8) {
        &self.words[id as usize]
    }

    /// The words, for a [`WordList`].
    pub(crate) fn rows(&self) -> [Vec<u8>; WordList::ROWS] {
        let ends = self.words.iter().scan(0, |end, (word, _)| {
            *end += word.len() as u32;
            Some(*end)
        });
        [
            self.words.iter().flat_map(|(word, _)| word.bytes()).collect(),
            numbers(ends),
            self.words.iter().map(|(_, marks)| *marks).collect(),
            Slots::lay(self.words.iter().map(|(word, _)| Some(hash(word.as_bytes())))),
        ]
    }
}
