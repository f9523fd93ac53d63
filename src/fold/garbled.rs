//! Garbled words: two neighbouring letters swapped, one left out, or a space put in between. The sum of a word's
//! letters does not depend on their order, so that a look costs an addition a letter.

use super::words::WordList;
use crate::flat::{Bytes, Numbers, first_from, numbers};

/// Words that people garble to slip past a filter, by the sums of their letters.
#[derive(Debug, Clone)]
pub(crate) struct Garbled {
    /// Some bits for every sum that is taken; most words of a post end here.
    taken: Vec<u64>,
    /// Sums in order, and for each the number of the word that has it.
    sums: Bytes,
    meant: Numbers,
}

/// How many bits tell whether a sum is taken; three of them for each, so that few words of a clean post look taken.
const BITS: u64 = 1 << 18;

/// A number for each letter, far enough apart that few words have the same sum by chance.
const NUMBERS: [u64; 26] = {
    let mut numbers = [0; 26];
    let mut at = 0;
    while at < 26 {
        let number = (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        numbers[at] = number.rotate_left((b'a' as u32 + at as u32) & 31);
        at += 1;
    }
    numbers
};

/// The sum of a word of lower-case letters.
fn sum(word: &[u8]) -> u64 {
    word.iter().fold(0, |sum, letter| sum.wrapping_add(of_letter(*letter)))
}

fn of_letter(letter: u8) -> u64 {
    NUMBERS[usize::from(letter.wrapping_sub(b'a') % 26)]
}

/// The bits of a sum: word and mask.
fn bits(sum: u64) -> [(usize, u64); 3] {
    [0, 20, 40].map(|shift| {
        let bit = (sum >> shift) % BITS;
        ((bit / 64) as usize, 1 << (bit % 64))
    })
}

/// In shorter words other words come of a swap, and in shorter ones than that of a letter left out; longer ones are none.
const SHORTEST: usize = 5;
const SHORTEST_DROPPED: usize = 7;
const LONGEST: usize = 24;

/// Collects words that people garble.
#[derive(Debug, Default)]
pub(crate) struct GarbledBuilder {
    words: Vec<(u64, u32)>,
}

impl GarbledBuilder {
    /// Adds a word that may be garbled, with its number.
    pub(crate) fn add(&mut self, word: &str, id: u32) {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain || !(SHORTEST..=LONGEST).contains(&word.len()) {
            return;
        }
        let whole = sum(word.as_bytes());
        let droppable = if word.len() < SHORTEST_DROPPED { 0 } else { word.len() - 2 };
        let inner = word.bytes().skip(1).take(droppable);
        self.words.extend(inner.map(|letter| (whole.wrapping_sub(of_letter(letter)), id)).chain([(whole, id)]));
    }

    /// The sums in order, and whose they are.
    pub(crate) fn rows(&self) -> [Vec<u8>; 2] {
        let mut words = self.words.clone();
        words.sort_unstable();
        words.dedup();
        let sums = words.iter().flat_map(|(sum, _)| sum.to_le_bytes()).collect();
        [sums, numbers(words.iter().map(|(_, id)| *id))]
    }
}

impl Garbled {
    pub(crate) fn new(sums: Bytes, meant: Numbers) -> Self {
        let mut garbled = Self { taken: Vec::new(), sums, meant };
        if !garbled.sums.is_empty() {
            garbled.taken = vec![0; (BITS / 64) as usize];
        }
        for at in 0..garbled.meant.len() {
            for (word, mask) in bits(garbled.sum_at(at)) {
                garbled.taken[word] |= mask;
            }
        }
        garbled
    }

    fn sum_at(&self, at: usize) -> u64 {
        let bytes = self.sums.get(at * 8..at * 8 + 8);
        bytes.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    fn may_be(&self, sum: u64) -> bool {
        !self.taken.is_empty() && bits(sum).iter().all(|(word, mask)| self.taken[*word] & mask != 0)
    }

    /// May the word of `text` that begins at `at`, or that and the next, be garbled, or a sentence without spaces?
    pub(super) fn may_begin(&self, text: &str, at: usize) -> bool {
        let run = |from: usize| &text.as_bytes()[from..from + letters(text, from)];
        let first = run(at);
        if super::hashtag::may_run_together(&text[at..at + first.len()]) {
            return true;
        }
        let whole = sum(first);
        let fits = |length: usize| (SHORTEST..LONGEST).contains(&length);
        if fits(first.len()) && self.may_be(whole) {
            return true;
        }
        let next = at + first.len();
        text.as_bytes().get(next) == Some(&b' ') && {
            let second = run(next + 1);
            fits(first.len() + second.len()) && self.may_be(whole.wrapping_add(sum(second)))
        }
    }

    /// The word that `word` is a garbled form of. A word that is not garbled at all is none.
    pub(super) fn find<'w>(&self, word: &[u8], words: &'w WordList) -> Option<&'w str> {
        if !(SHORTEST..LONGEST).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let meant = |meant: &&str| swapped(meant.as_bytes(), word) || dropped(meant.as_bytes(), word);
        self.candidates(sum(word), words).find(meant)
    }

    /// The word that was written as `first` and `second` with a space in between.
    pub(super) fn find_parted<'w>(&self, first: &[u8], second: &[u8], words: &'w WordList) -> Option<&'w str> {
        let both = sum(first).wrapping_add(sum(second));
        let meant = |word: &&str| word.as_bytes().strip_prefix(first).is_some_and(|rest| rest == second);
        self.candidates(both, words).find(meant)
    }

    fn candidates<'w>(&self, sum: u64, words: &'w WordList) -> impl Iterator<Item = &'w str> {
        let all = if self.may_be(sum) { self.meant.len() } else { 0 };
        let low = first_from(all, |at| self.sum_at(at) < sum);
        (low..all).take_while(move |at| self.sum_at(*at) == sum).map(|at| words.text(self.meant.get(at)))
    }
}

/// How many lower-case letters follow from byte `at` on.
fn letters(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

/// Is `given` the word with two neighbouring letters swapped? The first letter stays, or it is another word.
fn swapped(word: &[u8], given: &[u8]) -> bool {
    let Some(at) = word.iter().zip(given).position(|(a, b)| a != b) else { return false };
    word.len() == given.len()
        && at > 0
        && at + 1 < word.len()
        && word[at] == given[at + 1]
        && word[at + 1] == given[at]
        && word[at + 2..] == given[at + 2..]
}

/// Is `given` the word with a letter left out, neither the first nor the last?
fn dropped(word: &[u8], given: &[u8]) -> bool {
    word.len() == given.len() + 1 && {
        let at = word.iter().zip(given).take_while(|(a, b)| a == b).count();
        at > 0 && at < given.len() && word[at + 1..] == given[at..]
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::WordListBuilder;
    use super::*;

    #[test]
    fn garbled_words_are_found() {
        let (mut words, mut garbled) = (WordListBuilder::default(), GarbledBuilder::default());
        for word in ["kankerlijer", "moslims", "fucking"] {
            garbled.add(word, words.add(word, 0));
        }
        let owned = |row: Vec<u8>| Bytes::Owned(row.into());
        let words = WordList::new(words.rows().map(owned));
        let [sums, meant] = garbled.rows().map(owned);
        let garbled = Garbled::new(sums, Numbers(meant));
        for (written, meant) in [
            ("kankrelijer", Some("kankerlijer")),
            ("kakerlijer", Some("kankerlijer")),
            ("fukcing", Some("fucking")),
            ("mosilms", Some("moslims")),
            ("moslims", None),
            ("oslims", None),
            ("omslims", None),
            ("moslim", None),
            ("lijerkanker", None),
        ] {
            assert_eq!(garbled.find(written.as_bytes(), &words), meant, "{written}");
            assert!(meant.is_none() || garbled.may_begin(written, 0));
        }
        assert_eq!(garbled.find_parted(b"mos", b"lims", &words), Some("moslims"));
        assert!(garbled.may_begin("mos lims daar", 0) && !garbled.may_begin("mos daar", 0));
    }
}
