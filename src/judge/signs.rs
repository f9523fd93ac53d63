//! Signs: words that prove nothing by themselves add up. Own work, an unkind word and a wry emoji together say what no
//! strong word said.
//!
//! Each dimension has one count. Its first block opens it, where somebody speaks at all; another joins in where what it
//! needs is mentioned, and the finding goes by the rule of the block that added most.

use std::ops::Range;
use std::sync::Arc;

use super::Match;
use crate::assessment::Dimension;
use crate::lexicon::{ConceptId, ConceptSet, Lexicon, Rule, Signs, Strength};
use crate::read::{Mention, Reading};

/// So many sentences in a row are counted together. A post seldom has more, and a long text stays linear.
const WINDOW: usize = 5;

/// How sure a reading by signs is, none of which proves anything by itself.
const CERTAINTY: f64 = 0.75;

/// A count that stays below this is not worth a finding under any circumstances.
const LEAST: f64 = -3.0;

/// One word is no sign of anything, however many concepts it stands for.
const FEWEST: usize = 2;

/// A plain reason that weighs so much needs no signs beside it.
const ENOUGH: f64 = 0.0;

/// Adds, for every dimension, the window of sentences in which the signs weigh heaviest, unless a plainer reason weighs
/// as much, or enough.
pub(super) fn add<'l>(lexicon: &'l Lexicon, reading: &Reading, matches: &mut Vec<Match<'l>>) {
    let windows = 0..=reading.sentences().saturating_sub(WINDOW);
    let meant = meant_by_sentence(reading);
    for dimension in Dimension::ALL {
        let counts = windows.clone().filter_map(|first| {
            let last = meant.len().min(first + WINDOW);
            let meant = meant[first..last].iter().fold(ConceptSet::EMPTY, |all, sentence| all.union(sentence));
            count(lexicon, dimension, meant, reading, first..first + WINDOW)
        });
        let Some(heaviest) = counts.max_by(|a, b| a.weight().total_cmp(&b.weight())) else { continue };
        // An emoji is no plain reason: it takes nothing away from what the words add up to.
        let said = |other: &Match<'_>| other.triggers.is_empty() || other.triggers.iter().any(|at| reading.is_said(at));
        let plainer = |other: &Match<'_>| {
            other.rule.dimension() == dimension && other.weight() >= heaviest.weight().min(ENOUGH) && said(other)
        };
        if !matches.iter().any(plainer) {
            matches.push(heaviest);
        }
    }
}

/// What each sentence mentions and means.
fn meant_by_sentence(reading: &Reading) -> Vec<ConceptSet> {
    let mut meant = vec![ConceptSet::EMPTY; reading.sentences()];
    for mention in reading.mentions.iter().filter(|mention| mention.scope.is_meant()) {
        meant[mention.sentence] = meant[mention.sentence].union(&mention.meaning.concepts);
    }
    meant
}

/// Counts the signs of one window, in which `meant` is mentioned and meant.
fn count<'l>(
    lexicon: &'l Lexicon,
    dimension: Dimension,
    meant: ConceptSet,
    reading: &Reading,
    window: Range<usize>,
) -> Option<Match<'l>> {
    let joins = |signs: &Signs| signs.needs.is_empty() || meant.intersects(&signs.needs);
    let mut blocks = lexicon.signs_of(dimension);
    let (rule, opening) = blocks.next().filter(|(_, signs)| joins(signs))?;
    let mentions = reading.mentions_in(window);
    let mut count = Count { start: opening.start, meant, points: Vec::new(), blocks: Vec::new() };
    count.add(lexicon, rule, opening, mentions);
    for (rule, signs) in blocks.filter(|(_, signs)| joins(signs)) {
        count.start += signs.start;
        let added = count.add(lexicon, rule, signs, mentions);
        *added += signs.start;
    }
    count.into_match(mentions)
}

struct Count<'l> {
    start: f64,
    /// All that the window mentions and means.
    meant: ConceptSet,
    points: Vec<(ConceptId, &'l str, f64)>,
    /// What each block added, with the rule that it speaks for.
    blocks: Vec<(&'l Rule, f64)>,
}

impl<'l> Count<'l> {
    /// Adds the signs of a block; gives what they add together.
    fn add(&mut self, lexicon: &'l Lexicon, rule: &'l Rule, signs: &Signs, mentions: &[Mention]) -> &mut f64 {
        let mut added = 0.0;
        for (concept, points) in &signs.points {
            if !self.meant.contains(*concept) {
                continue;
            }
            // A friendly emoji takes nothing away from what the words say.
            let counts = |mention: &Mention| *points > 0.0 || !mention.words.is_empty();
            let points = points * shares(*concept, mentions, counts);
            if points == 0.0 {
                continue;
            }
            added += points;
            match self.points.iter_mut().find(|(known, ..)| known == concept) {
                Some((.., sum)) => *sum += points,
                None => self.points.push((*concept, &lexicon.concept(*concept).id, points)),
            }
        }
        self.blocks.push((rule, added));
        let last = self.blocks.len() - 1;
        &mut self.blocks[last].1
    }

    fn into_match(self, mentions: &[Mention]) -> Option<Match<'l>> {
        let sum: f64 = self.points.iter().map(|(.., points)| points).sum();
        if self.start + sum < LEAST {
            return None;
        }
        let (rule, _) = self.blocks.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let speaks = |mention: &&Mention| {
            mention.scope.is_meant() && self.points.iter().any(|(id, _, points)| *points > 0.0 && mention.is(*id))
        };
        let words: Vec<&Mention> = mentions.iter().filter(speaks).collect();
        if apart(&words) < FEWEST {
            return None;
        }
        Some(Match {
            rule,
            base: self.start,
            firm: false,
            strength: None,
            doubts: vec![("reading", "signs", CERTAINTY)],
            sentence: Some(words.first()?.sentence),
            triggers: words.iter().map(|mention| mention.range.clone()).collect(),
            target: None,
            moderations: self.points.into_iter().map(|(_, id, points)| ("sign", id, points)).collect(),
        })
    }
}

/// How many of these mentions, which are in text order, do not overlap.
fn apart(mentions: &[&Mention]) -> usize {
    let mut end = 0;
    let begins = mentions.iter().filter(|mention| {
        let apart = mention.range.start >= end;
        end = end.max(mention.range.end);
        apart
    });
    begins.count()
}

/// What the mentions of a concept count for together: the heaviest in full, the next by half. Of those that overlap
/// only the heaviest counts: *de Partij | Partij voor de Dieren*.
fn shares(concept: ConceptId, mentions: &[Mention], counts: impl Fn(&Mention) -> bool) -> f64 {
    let (mut first, mut second, mut current, mut end) = (0.0_f64, 0.0_f64, 0.0_f64, 0);
    for mention in mentions.iter().filter(|one| one.is(concept) && one.scope.is_meant() && counts(one)) {
        let share = share(mention.meaning.strength);
        if mention.range.start >= end {
            second = second.max(first.min(current));
            first = first.max(current);
            current = share;
        }
        current = current.max(share);
        end = end.max(mention.range.end);
    }
    first.max(current) + second.max(first.min(current)) / 2.0
}

/// What a word of this heaviness counts for.
fn share(strength: Strength) -> f64 {
    match strength {
        Strength::Mild => 0.5,
        Strength::Plain => 1.0,
        Strength::Strong | Strength::Extreme => 1.5,
    }
}

/// What every concept counts for in the first sentences of a post.
pub(crate) fn of_post(lexicon: &Lexicon, reading: &Reading) -> Vec<(Arc<str>, f64)> {
    let mentions = reading.mentions_in(0..WINDOW);
    lexicon
        .ids()
        .map(|id| (Arc::clone(&lexicon.concept(id).id), shares(id, mentions, |_| true)))
        .filter(|(_, shares)| *shares > 0.0)
        .collect()
}
