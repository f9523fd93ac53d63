//! Signs: words that prove nothing by themselves add up to a rule. Own work, an unkind word and a wry emoji together
//! say what no strong word said.

use std::ops::Range;
use std::sync::Arc;

use super::Match;
use crate::lexicon::{ConceptId, Lexicon, Rule, Signs, Strength};
use crate::read::{Mention, Reading};

/// So many sentences in a row are counted together. A post seldom has more, and a long text stays linear.
const WINDOW: usize = 5;

/// Fewer points than this are not worth a finding under any circumstances.
const LEAST: f64 = -3.0;

/// How sure a reading by signs is.
const CERTAINTY: f64 = 0.8;

/// Adds, for every rule, the window of sentences in which its signs weigh heaviest, unless a plainer reason was found.
pub(super) fn add<'l>(lexicon: &'l Lexicon, reading: &Reading, matches: &mut Vec<Match<'l>>) {
    for rule in &lexicon.rules {
        let found = rule.signs.iter().filter_map(|signs| heaviest(lexicon, rule, signs, reading));
        let Some(found) = found.max_by(|a, b| a.weight().total_cmp(&b.weight())) else { continue };
        let plainer = |other: &Match<'_>| other.rule.id == rule.id && other.weight() >= found.weight();
        if !matches.iter().any(plainer) {
            matches.push(found);
        }
    }
}

fn heaviest<'l>(lexicon: &'l Lexicon, rule: &'l Rule, signs: &Signs, reading: &Reading) -> Option<Match<'l>> {
    let last = reading.sentences().saturating_sub(WINDOW);
    (0..=last)
        .map(|first| first..first + WINDOW)
        .filter(|window| signs.needs.is_empty() || reading.has(&signs.needs, window.clone()))
        .filter_map(|window| count(lexicon, rule, signs, reading.mentions_in(window)))
        .max_by(|a, b| a.weight().total_cmp(&b.weight()))
}

/// Counts the signs of one window.
fn count<'l>(lexicon: &'l Lexicon, rule: &'l Rule, signs: &Signs, mentions: &[Mention]) -> Option<Match<'l>> {
    let mut moderations = Vec::new();
    let mut triggers: Vec<(usize, Range<usize>)> = Vec::new();
    for (concept, points) in &signs.points {
        let (shares, words) = shares(*concept, mentions);
        if shares > 0.0 {
            moderations.push(("sign", &*lexicon.concept(*concept).id, points * shares));
        }
        if *points > 0.0 {
            triggers.extend(words);
        }
    }
    let sum: f64 = moderations.iter().map(|(_, _, points)| points).sum();
    let sentence = triggers.iter().map(|(sentence, _)| *sentence).min()?;
    (signs.start + sum >= LEAST).then(|| Match {
        rule,
        base: signs.start,
        firm: false,
        strength: None,
        doubts: vec![("reading", "signs", CERTAINTY)],
        moderations,
        sentence: Some(sentence),
        triggers: triggers.into_iter().map(|(_, range)| range).collect(),
        target: None,
    })
}

/// What the mentions of a concept count for together: the heaviest in full, the next by half. With their sentences and
/// words.
fn shares(concept: ConceptId, mentions: &[Mention]) -> (f64, Vec<(usize, Range<usize>)>) {
    let (mut first, mut second, mut end) = (0.0_f64, 0.0_f64, 0);
    let mut words = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.is(concept) && mention.scope.is_meant()) {
        if mention.range.start < end {
            continue;
        }
        end = mention.range.end;
        let share = share(mention.meaning.strength);
        second = second.max(first.min(share));
        first = first.max(share);
        words.push((mention.sentence, mention.range.clone()));
    }
    (first + second / 2.0, words)
}

/// What every concept counts for in the first sentences of a post.
pub(crate) fn of_post(lexicon: &Lexicon, reading: &Reading) -> Vec<(Arc<str>, f64)> {
    let mentions = reading.mentions_in(0..WINDOW);
    lexicon
        .ids()
        .map(|id| (Arc::clone(&lexicon.concept(id).id), shares(id, mentions).0))
        .filter(|(_, shares)| *shares > 0.0)
        .collect()
}

/// What a word of this heaviness counts for.
fn share(strength: Strength) -> f64 {
    match strength {
        Strength::Mild => 0.5,
        Strength::Plain => 1.0,
        Strength::Strong | Strength::Extreme => 1.5,
    }
}
