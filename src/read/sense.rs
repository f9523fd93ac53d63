//! Sense: which mentions are what they look like. *Volt* may be a party or a unit, *kanker* a curse or a disease.

use super::{Mention, Words};
use crate::fold::Folded;
use crate::lexicon::{Kind, Lexicon};

/// Drops words that count only in a certain case and are written otherwise, without politics right before them.
pub(super) fn keep_meant(
    lexicon: &Lexicon,
    original: &str,
    folded: &Folded,
    words: &Words,
    mentions: &mut Vec<Mention>,
) {
    let doubtful = |mention: &Mention| exact_case(lexicon, mention);
    let politics: Vec<(usize, usize)> = mentions
        .iter()
        .filter(|mention| doubtful(mention).is_none() && mention.is(lexicon.cues.politics))
        .map(|mention| (mention.sentence, mention.words.end))
        .collect();
    let case_fits = |mention: &Mention, case: &str| {
        let source = folded.source_range(&mention.range, original);
        let first = words.sentences[mention.sentence].words.start == mention.words.start;
        let led = politics.iter().any(|(_, end)| *end <= mention.words.start && mention.words.start - end <= 1);
        let around = politics.iter().any(|(sentence, _)| *sentence == mention.sentence);
        let spoken_loudly = neighbours_shout(words, mention);
        if led || folded.is_hashtag(&mention.range) && around {
            true
        } else if original[source] != *case {
            false
        } else {
            (!first || case.len() > 1 && case.chars().all(char::is_uppercase)) && !spoken_loudly || around
        }
    };
    mentions.retain(|mention| doubtful(mention).is_none_or(|case| case_fits(mention, case)));
}

fn exact_case<'l>(lexicon: &'l Lexicon, mention: &Mention) -> Option<&'l str> {
    let (pattern, term) = mention.term?;
    lexicon.terms_of[pattern as usize][term as usize].exact_case.as_deref()
}

/// Where everything is in capitals, capitals tell nothing.
fn neighbours_shout(words: &Words, mention: &Mention) -> bool {
    let before = mention.words.start.checked_sub(1).and_then(|index| words.words.get(index));
    let after = words.words.get(mention.words.end);
    before.is_some_and(|word| word.shouted) && after.is_none_or(|word| word.shouted)
}

/// Lets the wider reading win: what an innocent phrase covers is silent, and of two targets one inside the other
/// the longer stands.
pub(super) fn settle(lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    let covering: Vec<Mention> = mentions
        .iter()
        .filter(|mention| mention.kind == Kind::Innocent || mention.is(lexicon.cues.no_negation))
        .cloned()
        .collect();
    let silenced = |mention: &Mention| {
        covering.iter().any(|cover| {
            cover.covers(mention)
                && if cover.kind == Kind::Innocent {
                    matches!(mention.kind, Kind::Trigger | Kind::Target | Kind::Topic)
                } else {
                    mention.is(lexicon.cues.negation)
                }
        })
    };
    mentions.retain(|mention| !silenced(mention));
    let targets: Vec<std::ops::Range<usize>> = mentions
        .iter()
        .filter(|mention| mention.kind == Kind::Target && !mention.constructed)
        .map(|mention| mention.range.clone())
        .collect();
    let inside = |mention: &Mention| {
        targets.iter().any(|range| {
            range.len() > mention.range.len() && range.start <= mention.range.start && mention.range.end <= range.end
        })
    };
    mentions.retain(|mention| mention.kind != Kind::Target || !inside(mention));
}
