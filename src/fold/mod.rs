//! Fold: one plain spelling for every way of writing the same thing, with a map back to the original bytes.
//!
//! Two layers, each paid for only where it is needed. *Letters* brings case, accents, compatibility forms and
//! look-alike letters to plain lower case. *Disguise* looks for signs of hidden words (masks, leet, spaced or
//! stretched letters, run-together hashtags) and rewrites only the words that show one.

mod disguise;
mod garbled;
mod hashtag;
mod letters;
mod vocabulary;
mod words;

use std::ops::Range;

pub(crate) use letters::written;
pub(crate) use vocabulary::{Part as VocabularyPart, Vocabulary, VocabularyBuilder};
pub(crate) use words::{WordList, mark};

/// Where folded bytes came from. Between two entries both sides advance byte by byte, so text that was copied
/// unchanged costs nothing here, and plain ASCII needs no entry at all.
#[derive(Debug, Default, Clone)]
struct OffsetMap {
    entries: Vec<(usize, usize)>,
}

impl OffsetMap {
    fn clear(&mut self) {
        self.entries.clear();
    }

    /// From folded byte `at` on, the source continues at `source`.
    fn record(&mut self, at: usize, source: usize) {
        if self.source(at) != source {
            match self.entries.last_mut() {
                Some(last) if last.0 == at => last.1 = source,
                _ => self.entries.push((at, source)),
            }
        }
    }

    fn source(&self, at: usize) -> usize {
        let before = self.entries.partition_point(|entry| entry.0 <= at);
        match before.checked_sub(1) {
            Some(index) => self.entries[index].1 + (at - self.entries[index].0),
            None => at,
        }
    }
}

/// One layer of folded text.
#[derive(Debug, Default)]
struct Layer {
    text: String,
    map: OffsetMap,
}

impl Layer {
    fn clear(&mut self) {
        self.text.clear();
        self.map.clear();
    }

    /// Adds `piece`, which stands for the source from byte `source` on.
    fn push(&mut self, piece: &str, source: usize) {
        self.map.record(self.text.len(), source);
        self.text.push_str(piece);
    }
}

/// A folded post. Kept in the scratch, so that its buffers are reused.
#[derive(Default)]
pub(crate) struct Folded {
    letters: Layer,
    words: Layer,
    rewritten: bool,
    disguised: Vec<Range<usize>>,
    opaque: Vec<Range<usize>>,
    hashtags: Vec<Range<usize>>,
}

impl Folded {
    /// Folds `text`, replacing what was here.
    pub(crate) fn fold(&mut self, text: &str, vocabulary: &Vocabulary) {
        self.letters.clear();
        self.words.clear();
        self.disguised.clear();
        self.opaque.clear();
        self.hashtags.clear();
        letters::fold(text, &mut self.letters, &mut self.disguised);
        let sign = disguise::first_sign(&self.letters.text, vocabulary);
        self.rewritten = sign.is_some();
        if let Some(first) = sign {
            disguise::undo(text, first, self, vocabulary);
        }
        self.disguised.sort_unstable_by_key(|range| range.start);
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        if self.rewritten { &self.words.text } else { &self.letters.text }
    }

    /// Was something in this folded range written so as not to be recognised?
    pub(crate) fn is_disguised(&self, range: &Range<usize>) -> bool {
        overlaps(&self.disguised, range)
    }

    /// Is this folded range inside a link or a handle, whose words say nothing by themselves?
    pub(crate) fn is_opaque(&self, range: &Range<usize>) -> bool {
        overlaps(&self.opaque, range)
    }

    /// The handle or link that starts at folded byte `at`.
    pub(crate) fn opaque_at(&self, at: usize) -> Option<&Range<usize>> {
        self.opaque.binary_search_by_key(&at, |range| range.start).ok().map(|index| &self.opaque[index])
    }

    /// Is this folded range inside a hashtag?
    pub(crate) fn is_hashtag(&self, range: &Range<usize>) -> bool {
        overlaps(&self.hashtags, range)
    }

    /// The byte range of the original text that a folded range stands for.
    pub(crate) fn source_range(&self, range: &Range<usize>, text: &str) -> Range<usize> {
        let as_written = self.letters.map.entries.is_empty() && (!self.rewritten || self.words.map.entries.is_empty());
        let source = if as_written { range.clone() } else { self.source(range.start)..self.source_end(range.end) };
        let start = floor_boundary(text, source.start);
        start..ceil_boundary(text, source.end).max(start)
    }

    fn source(&self, at: usize) -> usize {
        let letters = if self.rewritten { self.words.map.source(at) } else { at };
        self.letters.map.source(letters)
    }

    /// Maps an end: one past the last byte, not the place where the next byte came from, so that what was left
    /// out after the word is not drawn in.
    fn source_end(&self, end: usize) -> usize {
        end.checked_sub(1).map_or(0, |last| self.source(last) + 1)
    }
}

/// Does one of `ranges`, which are in order and short, overlap `range`?
fn overlaps(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = ranges.partition_point(|other| other.start < range.end);
    // A range may lie inside the one before it, so that the last to begin is not always the last to end.
    const NESTED: usize = 3;
    ranges[..after].iter().rev().take(NESTED).any(|other| range.start < other.end)
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Folds a term of a lexicon exactly as posts are folded, or it could never match.
pub(crate) fn fold_term(term: &str) -> String {
    let mut layer = Layer::default();
    letters::fold(term, &mut layer, &mut Vec::new());
    layer.text
}

/// Is this a letter or a digit, so that a word goes on here?
pub(crate) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

/// Does a word end just before byte `at` of `text`?
pub(crate) fn word_char_before(text: &str, at: usize) -> bool {
    match text.as_bytes()[..at].last() {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[..at].chars().next_back().is_some_and(is_word_char),
    }
}

/// Does a word go on at byte `at` of `text`?
pub(crate) fn word_char_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(is_word_char),
    }
}

/// How many bytes the character that begins with `byte` has.
pub(crate) fn char_len(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Pictures, not letters: nobody puts them into a report.
pub(crate) fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x2600..=0x27BF | 0x1F000..=0x1FAFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Folded {
        let mut folded = Folded::default();
        let vocabulary = Vocabulary::for_tests(
            &["kanker", "kut", "fuck", "hoer", "kankerzooi", "wanker", "stem", "weg", "met", "dit", "college", "vvd"],
            &["kut", "kanker"],
            &["lijer"],
        );
        folded.fold(text, &vocabulary);
        folded
    }

    #[test]
    fn letters_of_many_alphabets_come_out_plain() {
        for (written, plain) in [
            ("ÉÉN", "een"),
            ("e\u{301}e\u{301}n", "een"),
            ("ﬁets", "fiets"),
            ("Ｆｕｃｋ", "fuck"),
            ("𝐒𝐭𝐞𝐦 SP", "stem sp"),
            ("kan\u{200b}ker", "kanker"),
            ("kan\u{3164}k\u{489}er", "kanker"),
            ("kan\u{fff9}ker\u{2800}ja", "kanker ja"),
            ("fаscisten", "fascisten"),
            ("“Nee” – ’t", "\"nee\" - 't"),
        ] {
            assert_eq!(folded(written).text(), plain, "{written}");
        }
    }

    #[test]
    fn hidden_words_come_to_light() {
        for (written, plain) in [
            ("k@nk3rl!jer!", "kankerlijer!"),
            ("een K A N K E R Z O O I zeg", "een kankerzooi zeg"),
            ("Kuuuuuuut zeg", "kut zeg"),
            ("k*toverheid", "kutoverheid"),
            ("wat een h**r is", "wat een hoer is"),
            ("#wegmetditcollege", "#weg met dit college"),
            ("#StemVVD nu", "#stem vvd nu"),
        ] {
            assert_eq!(folded(written).text(), plain, "{written}");
        }
    }

    #[test]
    fn harmless_text_is_left_as_it_is() {
        for text in ["zaal k4-n7 op de 3e", "40 volt", "8 + 3 = 11", "https://kut.nl/a_b", "wow!!!", "a.b.c. de vries"]
        {
            assert_eq!(folded(text).text(), text, "{text}");
        }
    }

    #[test]
    fn folded_words_lead_back_to_what_was_written() {
        for (written, word, original) in [
            ("een 😀 kan\u{200b}ker ja", "kanker", "kan\u{200b}ker"),
            ("zo'n K A N K E R Z O O I zeg", "kankerzooi", "K A N K E R Z O O I"),
            ("ja #wegmetditcollege nu", "college", "college"),
            ("éé h**r ü", "hoer", "h**r"),
            ("Kuuuuut zeg", "kut", "Kuuuuut"),
        ] {
            let folded = folded(written);
            let start = folded.text().find(word).expect(written);
            let source = folded.source_range(&(start..start + word.len()), written);
            assert_eq!(&written[source], original, "{written}");
        }
    }
}
