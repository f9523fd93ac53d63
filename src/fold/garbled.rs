//! Garbled words: two neighbouring letters swapped, one left out, or a space put in between. The sum of a word's
//! letters does not depend on their order, so that a look costs an addition a letter.

use std::collections::HashMap;

/// Words that people garble to slip past a filter, by the sums of their letters.
#[derive(Debug, Default)]
pub(crate) struct Garbled {
    /// One bit for every sum that is taken; most words of a post end here.
    taken: Vec<u64>,
    by_sum: HashMap<u64, Vec<Box<str>>>,
}

/// How many bits tell whether a sum is taken.
const BITS: u64 = 1 << 17;

/// A number for each letter, far enough apart that few words have the same sum by chance.
const fn number(letter: u8) -> u64 {
    ((letter - b'a') as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn sum(word: &[u8]) -> u64 {
    word.iter().fold(0, |sum, letter| sum.wrapping_add(number(*letter).rotate_left(u32::from(*letter) & 31)))
}

fn of_letter(letter: u8) -> u64 {
    sum(&[letter])
}

impl Garbled {
    /// In shorter words other words come of a swap, and in shorter ones than that of a letter left out; longer ones are
    /// none.
    const SHORTEST: usize = 5;
    const SHORTEST_DROPPED: usize = 7;
    const LONGEST: usize = 24;

    /// Adds a word that may be garbled.
    pub(crate) fn add(&mut self, word: &str) {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain || !(Self::SHORTEST..=Self::LONGEST).contains(&word.len()) {
            return;
        }
        let whole = sum(word.as_bytes());
        let droppable = if word.len() < Self::SHORTEST_DROPPED { 0 } else { word.len() - 2 };
        let mut inner: Vec<u8> = word.bytes().skip(1).take(droppable).collect();
        inner.sort_unstable();
        inner.dedup();
        let sums = inner.into_iter().map(|letter| whole.wrapping_sub(of_letter(letter))).chain([whole]);
        for sum in sums.collect::<Vec<_>>() {
            self.take(sum);
            let words = self.by_sum.entry(sum).or_default();
            if !words.iter().any(|known| **known == *word) {
                words.push(word.into());
            }
        }
    }

    fn take(&mut self, sum: u64) {
        if self.taken.is_empty() {
            self.taken = vec![0; (BITS / 64) as usize];
        }
        let bit = sum % BITS;
        self.taken[(bit / 64) as usize] |= 1 << (bit % 64);
    }

    fn may_be(&self, sum: u64) -> bool {
        let bit = sum % BITS;
        self.taken.get((bit / 64) as usize).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// Does any word of `text`, or two that stand side by side, have the letters of one of ours, or look like a sentence
    /// without spaces?
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let (mut at, mut before) = (0, None);
        while at < bytes.len() {
            let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            if length == 0 {
                before = before.filter(|(end, _)| *end == at && bytes[at] == b' ');
                at += 1;
                continue;
            }
            if super::hashtag::may_run_together(&text[at..at + length]) {
                return true;
            }
            let sum = sum(&bytes[at..at + length]);
            let both = before.filter(|(end, _)| end + 1 == at).map(|(_, first): (usize, u64)| sum.wrapping_add(first));
            let fits = length < Self::LONGEST;
            if fits && (length >= Self::SHORTEST && self.may_be(sum) || both.is_some_and(|sum| self.may_be(sum))) {
                return true;
            }
            at += length;
            before = Some((at, sum));
        }
        false
    }

    /// The word that `word` is a garbled form of. A word that is not garbled at all is none.
    pub(super) fn find(&self, word: &[u8]) -> Option<&str> {
        if !(Self::SHORTEST..Self::LONGEST).contains(&word.len()) || !word.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let sum = sum(word);
        let meant = |meant: &&str| swapped(meant.as_bytes(), word) || dropped(meant.as_bytes(), word);
        self.candidates(sum).find(meant)
    }

    /// The word that was written as `first` and `second` with a space in between.
    pub(super) fn find_parted(&self, first: &[u8], second: &[u8]) -> Option<&str> {
        let both = sum(first).wrapping_add(sum(second));
        let meant = |word: &&str| word.as_bytes().strip_prefix(first).is_some_and(|rest| rest == second);
        self.candidates(both).find(meant)
    }

    fn candidates(&self, sum: u64) -> impl Iterator<Item = &str> {
        Some(sum)
            .filter(|sum| self.may_be(*sum))
            .and_then(|sum| self.by_sum.get(&sum))
            .into_iter()
            .flatten()
            .map(AsRef::as_ref)
    }
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
    use super::*;

    #[test]
    fn garbled_words_are_found() {
        let mut garbled = Garbled::default();
        ["kankerlijer", "moslims", "fucking"].iter().for_each(|word| garbled.add(word));
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
            assert_eq!(garbled.find(written.as_bytes()), meant, "{written}");
            assert!(meant.is_none() || garbled.may_stand_in(written));
        }
        assert_eq!(garbled.find_parted(b"mos", b"lims"), Some("moslims"));
        assert!(garbled.may_stand_in("die mos lims daar") && !garbled.may_stand_in("die mos daar"));
    }
}
