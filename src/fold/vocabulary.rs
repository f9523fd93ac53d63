//! The words that a disguise may hide and that a hashtag may be made of. A rewriting is accepted only when it
//! brings one of these to light, so that a room number or a licence plate stays what it is.

use super::garbled::{Garbled, GarbledBuilder};
use super::words::{WordList, WordListBuilder, mark};
use crate::flat::{Bytes, Numbers, first_from, numbers};

/// Words known to the lexicons: the built-in ones, and those of an organisation.
#[derive(Debug, Default, Clone)]
pub(crate) struct Vocabulary {
    parts: Vec<Part>,
}

/// The words of lexicons that were compiled together.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    words: WordList,
    /// Pairs: a stem, and the word that it stands for when dots follow.
    masks: Numbers,
    /// The words that somebody may want to hide, by first letter and length.
    shapes: Numbers,
    garbled: Garbled,
}

impl Part {
    /// How many rows of bytes it is made of.
    pub(crate) const ROWS: usize = WordList::ROWS + 4;

    pub(crate) fn new(rows: [Bytes; Self::ROWS]) -> Self {
        let [letters, ends, marks, slots, masks, shapes, sums, meant] = rows;
        Self {
            words: WordList::new([letters, ends, marks, slots]),
            masks: Numbers(masks),
            shapes: Numbers(shapes),
            garbled: Garbled::new(sums, Numbers(meant)),
        }
    }

    /// Every word.
    pub(crate) fn words(&self) -> &WordList {
        &self.words
    }

    fn is(&self, word: &[u8], marks: u8) -> bool {
        self.words.find(word).is_some_and(|id| self.words.marks(id) & marks != 0)
    }

    /// Is `word` one that a disguise may hide, or a compound of one?
    fn hides(&self, word: &[u8]) -> bool {
        const LONGEST_PART: usize = 24;
        let shortest = Vocabulary::SHORTEST;
        self.is(word, mark::STRONG)
            || (shortest..word.len().saturating_sub(2).min(LONGEST_PART)).any(|at| self.is(&word[..at], mark::MODIFIER))
            || (2.max(word.len().saturating_sub(LONGEST_PART))..word.len().saturating_sub(2))
                .any(|at| self.is(&word[at..], mark::HEAD))
    }

    /// The words to hide that begin with `first` and have `length` letters.
    fn of_shape(&self, first: u8, length: usize) -> impl Iterator<Item = u32> + '_ {
        let shape = |at: usize| {
            let word = self.words.text(self.shapes.get(at));
            (word.as_bytes().first().copied().unwrap_or_default(), word.len())
        };
        let low = first_from(self.shapes.len(), |at| shape(at) < (first, length));
        (low..self.shapes.len()).take_while(move |at| shape(*at) == (first, length)).map(|at| self.shapes.get(at))
    }

    /// The word that `masked` stands for, in which every byte that is not a letter hides exactly one. A masked
    /// modifier may be followed by the rest of a compound.
    fn unmask(&self, masked: &[u8]) -> Option<&str> {
        let fits = |word: &str| {
            word.bytes().zip(masked).all(|(letter, given)| letter == *given || !given.is_ascii_alphanumeric())
        };
        let of_length = |length: usize| self.of_shape(masked[0], length);
        let whole = of_length(masked.len()).find(|id| fits(self.words.text(*id)));
        let id = whole.or_else(|| {
            // The mask must lie inside the modifier, or anything would fit.
            let hidden = masked.iter().rposition(|byte| !byte.is_ascii_alphanumeric())?;
            (hidden + 1..masked.len().saturating_sub(2).min(hidden + 12)).flat_map(of_length).find(|id| {
                let word = self.words.text(*id);
                self.words.marks(*id) & mark::MODIFIER != 0
                    && word.ends_with(char::from(masked[word.len() - 1]))
                    && fits(word)
            })
        })?;
        Some(self.words.text(id))
    }

    fn unmask_stem(&self, stem: &str) -> Option<&str> {
        let pairs = (0..self.masks.len()).step_by(2);
        let found = pairs.rev().find(|at| self.words.text(self.masks.get(*at)) == stem)?;
        Some(self.words.text(self.masks.get(found + 1)))
    }
}

impl Vocabulary {
    /// Shorter words are hidden by chance too often to be believed.
    const SHORTEST: usize = 3;

    /// Adds the words of one more compilation.
    pub(crate) fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Is `word` one that a disguise may hide, or a compound of one?
    pub(super) fn hides(&self, word: &[u8]) -> bool {
        self.parts.iter().any(|part| part.hides(word))
    }

    /// Is `word` known at all?
    pub(super) fn knows(&self, word: &[u8]) -> bool {
        self.parts.iter().any(|part| part.is(word, mark::KNOWN)) || self.hides(word)
    }

    /// The word that the letters before a row of dots customarily stand for.
    pub(super) fn unmask_stem(&self, stem: &str) -> Option<&str> {
        self.parts.iter().find_map(|part| part.unmask_stem(stem))
    }

    /// The word that `masked` stands for, in which every byte that is not a letter hides exactly one.
    pub(super) fn unmask(&self, masked: &[u8]) -> Option<&str> {
        self.parts.iter().find_map(|part| part.unmask(masked))
    }

    /// May the word of `text` that begins at `at`, or that and the next, be garbled, or a sentence without spaces?
    pub(super) fn may_be_garbled(&self, text: &str, at: usize) -> bool {
        self.parts.iter().any(|part| part.garbled.may_begin(text, at))
    }

    /// The word that `word` is a garbled form of. A word that is not garbled at all is none.
    pub(super) fn ungarble(&self, word: &[u8]) -> Option<&str> {
        self.parts.iter().find_map(|part| part.garbled.find(word, &part.words))
    }

    /// The word that was written as `first` and `second` with a space in between.
    pub(super) fn rejoin(&self, first: &[u8], second: &[u8]) -> Option<&str> {
        self.parts.iter().find_map(|part| part.garbled.find_parted(first, second, &part.words))
    }

    #[cfg(test)]
    pub(crate) fn for_tests(words: &[&str], modifiers: &[&str], heads: &[&str]) -> Self {
        let mut builder = VocabularyBuilder::default();
        for word in words {
            builder.add_known(word);
            if !["stem", "weg", "met", "dit", "college", "vvd"].contains(word) {
                builder.add_strong(word);
            }
        }
        modifiers.iter().for_each(|word| builder.add_modifier(word));
        heads.iter().for_each(|word| builder.add_head(word));
        builder.add_mask("f", "fuck");
        let rows = builder.rows().map(|row| Bytes::Owned(row.into()));
        Self { parts: vec![Part::new(rows)] }
    }
}

/// Collects the words of lexicons.
#[derive(Debug, Default)]
pub(crate) struct VocabularyBuilder {
    words: WordListBuilder,
    masks: Vec<u32>,
    garbled: GarbledBuilder,
}

impl VocabularyBuilder {
    /// Are there no words in it?
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of `word`, whatever it is good for.
    pub(crate) fn id(&mut self, word: &str) -> u32 {
        self.words.add(word, 0)
    }

    /// Adds marks to a word.
    pub(crate) fn mark(&mut self, word: &str, marks: u8) {
        self.words.add(word, marks);
    }

    /// Adds a word that hashtags may be made of.
    pub(crate) fn add_known(&mut self, word: &str) {
        if word.len() >= 2 && !word.contains(' ') {
            self.words.add(word, mark::KNOWN);
        }
    }

    /// Adds a word that somebody may want to hide.
    pub(crate) fn add_strong(&mut self, word: &str) {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if plain && word.len() >= Vocabulary::SHORTEST {
            self.words.add(word, mark::STRONG);
        }
    }

    /// Adds a word whose letters somebody may swap or leave out.
    pub(crate) fn add_garbled(&mut self, word: &str) {
        let id = self.words.add(word, mark::GARBLED);
        self.garbled.add(word, id);
    }

    /// Adds the first part of compounds, such as *kut-*.
    pub(crate) fn add_modifier(&mut self, word: &str) {
        self.add_strong(word);
        self.words.add(word, mark::MODIFIER);
    }

    /// Adds the last part of compounds, such as *-lijer*.
    pub(crate) fn add_head(&mut self, word: &str) {
        self.add_strong(word);
        self.words.add(word, mark::HEAD);
    }

    /// Adds a customary mask, such as *f...* for the word it stands for.
    pub(crate) fn add_mask(&mut self, stem: &str, word: &str) {
        let pair = [self.words.add(stem, 0), self.words.add(word, 0)];
        self.masks.extend(pair);
    }

    /// All of it, for a [`Part`].
    pub(crate) fn rows(&self) -> [Vec<u8>; Part::ROWS] {
        let [letters, ends, marks, slots] = self.words.rows();
        let [sums, meant] = self.garbled.rows();
        [letters, ends, marks, slots, numbers(self.masks.iter().copied()), numbers(self.words.by_shape()), sums, meant]
    }
}
