//! Part: words, sentences and clauses of folded text, in one pass.
//!
//! Unicode's own sentence rules know neither *o.a.* nor *gelezen.Wat*, and cost more than all the rest, so the few
//! marks that end a sentence in a post are read here.

use std::ops::Range;

use crate::fold::{Folded, char_len, is_emoji, is_word_char, word_char_at};
use crate::lexicon::word_bit;

/// A word: letters, digits and the apostrophes between them.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) range: Range<usize>,
    pub(crate) sentence: usize,
    pub(crate) clause: usize,
    /// Written with a capital in the original.
    pub(crate) capital: bool,
    /// More than three letters or digits.
    pub(crate) long: bool,
    /// More than one letter, all of them capitals.
    pub(crate) shouted: bool,
}

/// A sentence of the post.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    pub(crate) words: Range<usize>,
    pub(crate) asked: bool,
    /// Its words as bits, by which most phrases are told not to stand in it.
    pub(crate) said: u128,
    /// May a quotation begin in it?
    pub(crate) quotes: bool,
}

/// The words and sentences of a post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    pub(crate) sentences: Vec<Sentence>,
}

/// No sentence is longer, in words and in bytes: what goes on without a full stop is cut, so that the cost of a post
/// stays linear, be it made of words, of emoji or of brackets.
const LONGEST_SENTENCE: usize = 200;
const LONGEST_SENTENCE_BYTES: usize = 1400;

/// No word is longer, in bytes, likewise: what goes on without a space is cut.
const LONGEST_WORD: usize = 120;

/// What a word may have behind it and be the same word: *director's* is *director* too.
pub(crate) const POSSESSIVE: &str = "'s";

/// Short forms after which a full stop ends nothing.
const ABBREVIATIONS: [&str; 40] = [
    "dhr", "mevr", "mw", "mr", "mrs", "ms", "dr", "drs", "ir", "ing", "prof", "st", "bijv", "bv", "nr", "art", "blz",
    "ca", "evt", "incl", "excl", "jl", "resp", "tel", "vgl", "zgn", "vs", "jr", "sr", "hon", "sen", "rev", "gov",
    "cllr", "dept", "eg", "ie", "approx", "min", "max",
];

impl Words {
    /// Parts `folded`, replacing what was here.
    pub(crate) fn part(&mut self, folded: &Folded, original: &str) {
        self.words.clear();
        self.sentences.clear();
        let text = folded.text();
        let mut at = 0;
        let mut scanner =
            Scanner { folded, original, text, clause: 0, sentence_start: 0, first_word: 0, said: 0, quotes: false };
        while at < text.len() {
            if word_char_at(text, at) {
                let end = word_end(text, at);
                let word = scanner.word(at..end, self.sentences.len());
                self.words.push(word);
                at = end;
            } else {
                at = scanner.mark(at, self);
            }
            let words = self.words.len() - scanner.first_word;
            if words >= LONGEST_SENTENCE || at - scanner.sentence_start >= LONGEST_SENTENCE_BYTES {
                scanner.end_sentence(at, false, self);
            }
        }
        scanner.end_sentence(text.len(), false, self);
    }

    /// The first word that begins at or after byte `at`.
    pub(crate) fn index_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.range.end <= at)
    }

    /// The words that stand in `range`, in whole or in part.
    pub(crate) fn covered(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.index_at(range.start);
        let count = self.words[first..].iter().take_while(|word| word.range.start < range.end).count();
        first..first + count
    }

    /// How many other words stand in the clause of some words that stand together.
    pub(crate) fn around_in_clause(&self, covered: &Range<usize>) -> usize {
        let clause = self.clause(covered.start);
        let before = self.words[..covered.start.min(self.words.len())].iter().rev();
        let after = self.words.get(covered.end..).unwrap_or_default().iter();
        before.take_while(|word| word.clause == clause).count() + after.take_while(|word| word.clause == clause).count()
    }

    /// The sentence around byte `at`.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.range.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The clause of word `index`, or of the last word before it.
    pub(crate) fn clause(&self, index: usize) -> usize {
        self.words.get(index).or(self.words.last()).map_or(0, |word| word.clause)
    }

    /// Begins a new clause at each word in `starts`, which are in order, as well as at the marks already seen.
    pub(crate) fn split_clauses(&mut self, starts: &[usize]) {
        let mut added = 0;
        let mut next = starts.iter().copied().peekable();
        for index in 0..self.words.len() {
            if next.next_if_eq(&index).is_some() {
                let fresh = index == 0 || self.words[index - 1].clause < self.words[index].clause + added;
                added += usize::from(!fresh);
            }
            self.words[index].clause += added;
        }
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len() && end - start < LONGEST_WORD {
        match bytes[end] {
            b'\'' if end > start && word_char_at(text, end + 1) => end += 1,
            byte if word_char_at(text, end) => end += char_len(byte),
            _ => break,
        }
    }
    end
}

struct Scanner<'a> {
    folded: &'a Folded,
    original: &'a str,
    text: &'a str,
    clause: usize,
    sentence_start: usize,
    first_word: usize,
    said: u128,
    quotes: bool,
}

impl Scanner<'_> {
    fn word(&mut self, range: Range<usize>, sentence: usize) -> Word {
        let word = &self.text[range.clone()];
        self.said |= word_bit(word) | word.strip_suffix(POSSESSIVE).map_or(0, word_bit);
        let long = if word.is_ascii() { word.len() > 3 } else { word.chars().nth(3).is_some() };
        let source = self.folded.source_range(&range, self.original);
        let (capital, shouted) = capitals(&self.original[source]);
        Word { range, sentence, clause: self.clause, capital, long, shouted }
    }

    /// Handles what stands at byte `at` and belongs to no word; gives where to go on.
    fn mark(&mut self, at: usize, parted: &mut Words) -> usize {
        let byte = self.text.as_bytes()[at];
        let next = at + char_len(byte);
        match byte {
            b'\n' => self.end_sentence(next, false, parted),
            b'.' | b'!' | b'?' => return self.stop(at, parted),
            b',' | b';' | b':' | b'(' | b')' | b'|' => self.clause += 1,
            b'-' if self.text[..at].ends_with(' ') => self.clause += 1,
            b'"' | b'>' => self.quotes = true,
            b'\'' => self.quotes |= word_char_at(self.text, next),
            _ => {}
        }
        next
    }

    /// A row of full stops, exclamation and question marks, with the quotation marks and brackets that close on it.
    fn stop(&mut self, at: usize, parted: &mut Words) -> usize {
        let run = self.text[at..].bytes().take_while(|byte| matches!(byte, b'.' | b'!' | b'?')).count();
        let marks = &self.text[at..at + run];
        let closing = self.text[at + run..].bytes().take_while(|byte| matches!(byte, b'"' | b'\'' | b')')).count();
        // What looks like the end of a quotation may be the beginning of one.
        self.quotes |= closing > 0;
        let end = at + run + closing;
        let follows = self.text[end..].chars().next();
        let ends = if marks == "." {
            !self.is_abbreviation(at, parted)
                && follows.is_none_or(|c| c.is_whitespace() || is_emoji(c) || self.is_capital(end))
        } else if marks.bytes().all(|byte| byte == b'.') {
            let next = end + self.text[end..].bytes().take_while(u8::is_ascii_whitespace).count();
            self.is_capital(next)
        } else {
            follows.is_none_or(|c| !is_word_char(c) || self.is_capital(end))
        };
        if ends {
            self.end_sentence(end, marks.contains('?'), parted);
        } else {
            self.clause += usize::from(marks.len() > 1);
        }
        end
    }

    fn is_abbreviation(&self, at: usize, parted: &Words) -> bool {
        parted.words.last().filter(|word| word.range.end == at).is_some_and(|word| {
            let letters = &self.text[word.range.clone()];
            let initial = letters.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
            initial || ABBREVIATIONS.contains(&letters)
        })
    }

    fn is_capital(&self, at: usize) -> bool {
        at < self.text.len() && {
            let source = self.folded.source_range(&(at..at + 1), self.original);
            self.original[source].chars().next().is_some_and(char::is_uppercase)
        }
    }

    fn end_sentence(&mut self, end: usize, asked: bool, parted: &mut Words) {
        self.clause += 1;
        let words = self.first_word..parted.words.len();
        let blank = self.text[self.sentence_start..end].trim().is_empty();
        match parted.sentences.last_mut() {
            // A row of emoji or blank lines belongs to what came before.
            Some(last) if words.is_empty() && blank => last.range.end = end,
            _ if blank => {}
            _ => {
                let range = self.sentence_start..end;
                parted.sentences.push(Sentence { range, words, asked, said: self.said, quotes: self.quotes });
                (self.said, self.quotes) = (0, false);
            }
        }
        self.sentence_start = end;
        self.first_word = parted.words.len();
    }
}

/// Does it begin with a capital, and is it written in capitals?
fn capitals(letters: &str) -> (bool, bool) {
    if letters.is_ascii() {
        let mut all = letters.bytes().filter(u8::is_ascii_alphabetic);
        let capital = all.next().is_some_and(|byte| byte.is_ascii_uppercase());
        let shouted = capital && all.next().is_some_and(|byte| byte.is_ascii_uppercase());
        return (capital, shouted && all.all(|byte| byte.is_ascii_uppercase()));
    }
    let mut all = letters.chars().filter(|c| c.is_alphabetic());
    let capital = all.next().is_some_and(char::is_uppercase);
    let shouted = capital && all.next().is_some_and(char::is_uppercase);
    (capital, shouted && all.all(char::is_uppercase))
}
