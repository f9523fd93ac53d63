//! Match: one Aho–Corasick automaton for everything that is looked up in text. One pass, overlapping; where a word
//! begins and ends is looked at only around what was found.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::fold::{word_char_at, word_char_before};
use crate::lexicon::{Fit, Lexicon, Term};

/// The automaton over all terms of a lexicon.
#[derive(Debug)]
pub(crate) struct Matcher {
    automaton: AhoCorasick,
}

/// A term found in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) range: Range<usize>,
    /// Which pattern, and which of its terms.
    pub(crate) pattern: u32,
    pub(crate) term: u32,
}

impl Hit {
    pub(crate) fn term<'l>(&self, lexicon: &'l Lexicon) -> &'l Term {
        &lexicon.terms_of[self.pattern as usize][self.term as usize]
    }
}

impl Matcher {
    /// Fails only where the patterns together are too many for the automaton's numbering.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, aho_corasick::BuildError> {
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(&lexicon.patterns)?;
        Ok(Self { automaton })
    }

    /// Every term in `text` that fits its word, in the order of where they end. `hits` is replaced.
    pub(crate) fn find(&self, text: &str, lexicon: &Lexicon, hits: &mut Vec<Hit>) {
        hits.clear();
        // Where the other part of a compound begins: *kut|beleid*. A modifier ends before that part does, so it is
        // always found first.
        let mut seam = usize::MAX;
        for found in self.automaton.find_overlapping_iter(text) {
            let pattern = found.pattern().as_usize();
            let range = found.range();
            for (index, term) in lexicon.terms_of[pattern].iter().enumerate() {
                let hit = Hit { range: range.clone(), pattern: pattern as u32, term: index as u32 };
                if fits(text, &range, term.fit, seam) {
                    if term.fit == Fit::Modifier {
                        seam = range.end;
                    }
                    hits.push(hit);
                } else if term.fit == Fit::Last
                    && let Some(first) = first_part(text, &range, lexicon)
                {
                    hits.extend([first, hit]);
                }
            }
        }
    }
}

/// The shortest rest of a compound after its modifier, in bytes.
const SHORTEST_REST: usize = 3;

/// The shortest part of a compound before its head, in bytes: *con-sul* is none.
const SHORTEST_FIRST: usize = 4;

fn fits(text: &str, range: &Range<usize>, fit: Fit, seam: usize) -> bool {
    // Emoji and other signs have no word around them.
    let begins = || range.start == seam || !word_char_at(text, range.start) || !word_char_before(text, range.start);
    let ends = || !word_char_before(text, range.end) || !word_char_at(text, range.end);
    match fit {
        Fit::Whole | Fit::Last => begins() && ends(),
        Fit::Stem => begins(),
        Fit::Head => ends(),
        Fit::Modifier => {
            let rest = text[range.end..].bytes().take(SHORTEST_REST).take_while(u8::is_ascii_alphanumeric).count();
            begins() && (rest == SHORTEST_REST || hyphenated(text, range.end))
        }
    }
}

/// `boeren|pummel`: the word of the lexicons that `range` is the last part behind. A target, mostly.
fn first_part(text: &str, range: &Range<usize>, lexicon: &Lexicon) -> Option<Hit> {
    if word_char_at(text, range.end) {
        return None;
    }
    let letters = text[..range.start].bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let start = range.start - letters;
    if letters < SHORTEST_FIRST || word_char_before(text, start) {
        return None;
    }
    let pattern = lexicon.vocabulary.first_part(&text[start..range.start])?;
    let whole = |term: &Term| term.construction.is_none() && term.fit != Fit::Modifier;
    let term = lexicon.terms_of[pattern as usize].iter().position(whole)?;
    Some(Hit { range: start..range.start, pattern, term: term as u32 })
}

/// `PVV-tokkie`: a hyphen with a word right behind it.
fn hyphenated(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'-') && word_char_at(text, at + 1)
}
