//! Hashtags: words run together. Capitals show where they part; without them the vocabulary must cover the tag.

use std::ops::Range;

use super::{Layer, Vocabulary};

/// Writes the hashtag at `tag` of the folded text `letters` into `words`, its words parted by spaces. `source` tells
/// where in the original a folded byte came from, for only there are the capitals.
pub(super) fn split(
    original: &str,
    letters: &str,
    tag: Range<usize>,
    source: impl Fn(usize) -> usize,
    words: &mut Layer,
    vocabulary: &Vocabulary,
) {
    let capital =
        |at: usize| original.get(source(at)..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    let mut start = tag.start;
    for at in letters[tag.clone()].char_indices().map(|(offset, _)| tag.start + offset).skip(1).chain([tag.end]) {
        let ends = at == tag.end || {
            let next = letters[at..tag.end].chars().next().map_or(at, |c| at + c.len_utf8());
            letters.as_bytes()[at] == b'_'
                || letters.as_bytes()[at - 1] == b'_'
                || (capital(at)
                    && (!capital(at - 1)
                        || (next < tag.end && !capital(next) && letters.as_bytes()[next].is_ascii_alphabetic())))
        };
        if ends {
            push_words(&letters[start..at], start, start > tag.start, words, vocabulary);
            start = at;
        }
    }
}

/// Writes the words that `piece` is made of.
pub(super) fn push_words(piece: &str, source: usize, follows: bool, words: &mut Layer, vocabulary: &Vocabulary) {
    let mut start = 0;
    for cut in cuts(piece.as_bytes(), vocabulary).into_iter().chain([piece.len()]) {
        if follows || start > 0 {
            words.push(" ", source + start);
        }
        words.push(piece[start..cut].trim_matches('_'), source + start);
        start = cut;
    }
}

/// Verbs that stand in the middle of a sentence without spaces, and in the middle of no compound.
const VERBS: [&str; 8] = ["zijn", "moeten", "horen", "haat", "are", "must", "should", "hate"];

/// May `word` be a sentence without spaces? Most long words are none, and end here.
pub(super) fn may_run_together(word: &str) -> bool {
    const SHORTEST: usize = 9;
    let bytes = word.as_bytes();
    let verb =
        |at: usize| VERBS.iter().any(|verb| bytes[at..].starts_with(verb.as_bytes()) && at + verb.len() < bytes.len());
    word.len() >= SHORTEST
        && (1..bytes.len()).any(|at| matches!(bytes[at], b'z' | b'm' | b'h' | b'a' | b's') && verb(at))
}

/// `zezijndieven`: a sentence without spaces, wholly made of known words; gives where it ends.
pub(super) fn run_together(word: &str, vocabulary: &Vocabulary) -> Option<usize> {
    const FEWEST: usize = 3;
    const SHORTEST_PART: usize = 3;
    let end = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if super::word_char_at(word, end) || !may_run_together(&word[..end]) {
        return None;
    }
    let cuts = cuts(&word.as_bytes()[..end], vocabulary);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let mut parts = starts.zip(cuts.iter().copied().chain([end]));
    let known =
        |(start, end): (usize, usize)| end - start >= SHORTEST_PART && vocabulary.knows(&word.as_bytes()[start..end]);
    // *Polesare-* is English, *secretares* Dutch.
    let verb = |(start, end): (usize, usize)| {
        let part = &word[start..end];
        VERBS.contains(&part) && (part != "are" || word[..start].ends_with('s'))
    };
    (cuts.len() + 1 >= FEWEST && parts.clone().all(known) && parts.any(verb)).then_some(end)
}

/// Where the words of `piece` part: the fewest known words that cover it. One stretch of three letters or more may
/// stay unknown at the beginning or the end, for no vocabulary knows every noun.
fn cuts(piece: &[u8], vocabulary: &Vocabulary) -> Vec<usize> {
    const LONGEST_TAG: usize = 64;
    const LONGEST_WORD: usize = 24;
    const UNKNOWN: usize = 3;
    if !piece.is_ascii() || piece.len() > LONGEST_TAG || piece.len() < 5 || vocabulary.knows(piece) {
        return Vec::new();
    }
    // best[at] = (cost of covering ..at, where the last word starts)
    let mut best: Vec<Option<(usize, usize)>> = vec![None; piece.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=piece.len() {
        for start in end.saturating_sub(LONGEST_WORD)..end {
            let Some((cost, _)) = best[start] else { continue };
            let at_edge = start == 0 || end == piece.len();
            let price = if end - start >= 2 && vocabulary.knows(&piece[start..end]) {
                1
            } else if at_edge && end - start >= UNKNOWN {
                UNKNOWN + (end - start)
            } else {
                continue;
            };
            if best[end].is_none_or(|(known, _)| cost + price < known) {
                best[end] = Some((cost + price, start));
            }
        }
    }
    let mut cuts = Vec::new();
    let (mut known, mut unknown_letters) = (0, 0);
    let mut at = piece.len();
    while let Some((_, start)) = best[at].filter(|_| at > 0) {
        if vocabulary.knows(&piece[start..at]) {
            known += 1;
        } else {
            unknown_letters += at - start;
        }
        cuts.push(start);
        at = start;
    }
    // One short word at the edge of an unknown one is chance: *anal-ysedag*.
    if unknown_letters > 0 && (known < 2 || unknown_letters * 2 > piece.len()) {
        return Vec::new();
    }
    cuts.pop();
    cuts.reverse();
    cuts
}
