//! Sense: which mentions are what they look like. *Volt* may be a party or a unit, *kanker* a curse or a disease.

use super::{Mention, by_sentence, in_order};
use crate::fold::{Folded, written};
use crate::lexicon::{Kind, Lexicon};
use crate::words::Words;

/// Drops words that count only in a certain case and are written otherwise, without politics right before them.
pub(super) fn keep_meant(
    lexicon: &Lexicon,
    original: &str,
    folded: &Folded,
    words: &Words,
    mentions: &mut Vec<Mention>,
) {
    let doubtful = |mention: &Mention| exact_case(lexicon, mention);
    let mut politics: Vec<(usize, usize)> = mentions
        .iter()
        .filter(|mention| doubtful(mention).is_none() && mention.is(lexicon.cues.politics))
        .map(|mention| (mention.sentence, mention.words.end))
        .collect();
    politics.sort_unstable();
    // *Forum is een sekte*: what stands at the head of a sentence and does something is a name.
    let mut copulas: Vec<usize> =
        mentions.iter().filter(|mention| mention.is(lexicon.cues.copula)).map(|mention| mention.words.start).collect();
    copulas.sort_unstable();
    let case_fits = |mention: &Mention, case: &str| {
        let source = folded.source_range(&mention.range, original);
        let first = words.sentences[mention.sentence].words.start == mention.words.start;
        let here = &politics[politics.partition_point(|(sentence, _)| *sentence < mention.sentence)..];
        let here = &here[..here.partition_point(|(sentence, _)| *sentence == mention.sentence)];
        let led = here.iter().any(|(_, end)| *end <= mention.words.start && mention.words.start - end <= 1);
        let around = !here.is_empty();
        let spoken_loudly = neighbours_shout(words, mention);
        let acts = copulas.binary_search(&mention.words.end).is_ok();
        if led || folded.is_hashtag(&mention.range) && around {
            true
        } else if !same_case(&original[source], case) {
            false
        } else {
            (!first || acts || case.len() > 1 && case.chars().all(char::is_uppercase)) && !spoken_loudly || around
        }
    };
    mentions.retain(|mention| doubtful(mention).is_none_or(|case| case_fits(mention, case)));
}

fn exact_case<'l>(lexicon: &'l Lexicon, mention: &Mention) -> Option<&'l str> {
    lexicon.term(mention.term?).exact_case
}

/// Are the letters, which are the same, in the same case, whatever accents or invisible characters stand between them?
fn same_case(text: &str, case: &str) -> bool {
    let capitals =
        |text: &str| written(text.chars()).filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect::<Vec<_>>();
    capitals(text) == capitals(case)
}

/// Where everything is in capitals, capitals tell nothing.
fn neighbours_shout(words: &Words, mention: &Mention) -> bool {
    let before = mention.words.start.checked_sub(1).and_then(|index| words.words.get(index));
    let after = words.words.get(mention.words.end);
    before.is_some_and(|word| word.shouted) && after.is_none_or(|word| word.shouted)
}

/// Lets the wider reading win: what an innocent phrase covers is silent, and of two targets one inside the other
/// the longer stands. Leaves the mentions in order.
pub(super) fn settle(lexicon: &Lexicon, mentions: &mut Vec<Mention>, sentences: usize) {
    keep(mentions, sentences, |mention, others| {
        !others.iter().any(|cover| {
            cover.covers(mention)
                && match cover.kind {
                    Kind::Innocent => {
                        matches!(mention.kind, Kind::Trigger | Kind::Target | Kind::Topic | Kind::Sign)
                    }
                    // *Fianna Fáil* fails in nothing, and the *Partij voor de Dieren* is for nothing.
                    Kind::Target => {
                        let longer = cover.range.len() > mention.range.len();
                        let inner =
                            matches!(mention.kind, Kind::Trigger | Kind::Sign) || mention.is(lexicon.cues.preposition);
                        !cover.constructed && longer && inner
                    }
                    _ => cover.is(lexicon.cues.no_negation) && mention.is(lexicon.cues.negation),
                }
        })
    });
    keep(mentions, sentences, |mention, others| {
        mention.kind != Kind::Target
            || !others.iter().any(|other| {
                let wider = other.range.len() > mention.range.len() - usize::from(mention.constructed);
                other.kind == Kind::Target && !other.constructed && wider && other.covers(mention)
            })
    });
}

/// Keeps the mentions for which `stands` holds, given those mentions of their sentence that may cover them: in a long
/// row of words or emoji there are few.
fn keep(mentions: &mut Vec<Mention>, sentences: usize, stands: impl Fn(&Mention, &[Mention]) -> bool) {
    in_order(mentions);
    let mut kept = Vec::with_capacity(mentions.len());
    let mut farthest = Vec::new();
    for range in by_sentence(mentions, sentences) {
        let others = &mentions[range];
        farthest.clear();
        farthest.extend(others.iter().scan(0, |end, other| {
            *end = (*end).max(other.range.end);
            Some(*end)
        }));
        kept.extend(others.iter().map(|mention| {
            let first = farthest.partition_point(|end| *end < mention.range.end);
            let last = others.partition_point(|other| other.range.start <= mention.range.start);
            stands(mention, &others[first..last.max(first)])
        }));
    }
    let mut kept = kept.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}
