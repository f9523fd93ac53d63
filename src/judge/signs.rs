//! Signs: words that prove nothing by themselves add up. Own work, an unkind word and a wry emoji together say what no
//! strong word said.
//!
//! Each dimension has one count. Its first block opens it, where somebody speaks at all; another joins in where what it
//! needs is mentioned, and the finding goes by the rule of the block that added most.

use std::sync::Arc;

use super::{Doubt, Match};
use crate::assessment::Dimension;
use crate::lexicon::{ConceptId, ConceptSet, Lexicon, Rule, Signs, Strength};
use crate::policy::Policy;
use crate::read::{Mention, Reading};

/// So many sentences are counted together, the heaviest. A post seldom has more, and a long text gathers no more signs
/// than a short one.
const MOST_SENTENCES: usize = 5;

/// One word is no sign of anything, however many concepts it stands for.
const FEWEST: usize = 2;

/// A sentence with a plain reason that weighs so much, in log-odds points before any circumstance, needs no signs.
const ENOUGH: f64 = 0.0;

/// Adds, for every dimension, what the signs in its heaviest sentences say together.
pub(super) fn add<'l>(lexicon: &'l Lexicon, policy: &Policy, reading: &Reading<'_>, matches: &mut Vec<Match<'l>>) {
    let least = policy.least_sign();
    for dimension in Dimension::ALL {
        // An emoji is no plain reason: it takes nothing away from what the words add up to.
        let said = |found: &Match<'_>| found.triggers.is_empty() || found.triggers.iter().any(|at| reading.is_said(at));
        let plain = |found: &&Match<'_>| found.rule.dimension() == dimension && !found.conditional && said(found);
        let plain = matches.iter().filter(plain).filter(|found| found.weight(policy) >= ENOUGH);
        let mut told = vec![false; reading.sentences()];
        plain.flat_map(|found| &found.sentences).for_each(|sentence| told[*sentence] = true);
        let sentences = (0..reading.sentences()).filter(|sentence| !told[*sentence]);
        matches.extend(heaviest(lexicon, dimension, reading, sentences, least));
    }
}

/// The count of the sentences that weigh heaviest together: of those that reach `least` by themselves the heaviest, and
/// each other that makes it heavier.
fn heaviest<'l>(
    lexicon: &'l Lexicon,
    dimension: Dimension,
    reading: &Reading<'_>,
    sentences: impl Iterator<Item = usize>,
    least: f64,
) -> Option<Match<'l>> {
    let count = |sentence: usize| Count::of(lexicon, dimension, reading.mentions_in(sentence..sentence + 1));
    let mut alone: Vec<(usize, Count<'l>)> = sentences
        .map(|sentence| (sentence, count(sentence)))
        .filter(|(_, count)| count.opened && count.total() >= least)
        .collect();
    alone.sort_by(|a, b| b.1.total().total_cmp(&a.1.total()));
    let mut alone = alone.into_iter().take(MOST_SENTENCES);
    let (first, mut heaviest) = alone.next()?;
    let mut mentions = reading.mentions_in(first..first + 1).to_vec();
    for (sentence, _) in alone {
        let mut more = mentions.clone();
        more.extend_from_slice(reading.mentions_in(sentence..sentence + 1));
        more.sort_by_key(|mention| (mention.sentence, mention.range.start, mention.range.end));
        let count = Count::of(lexicon, dimension, &more);
        if count.total() > heaviest.total() {
            (mentions, heaviest) = (more, count);
        }
    }
    heaviest.into_match(&mentions)
}

#[derive(Default)]
struct Count<'l> {
    /// Does somebody speak, so that signs count at all?
    opened: bool,
    start: f64,
    points: Vec<(ConceptId, &'l str, f64)>,
    /// What each block added, with the rule that it speaks for.
    blocks: Vec<(&'l Rule, f64)>,
}

impl<'l> Count<'l> {
    /// Counts the signs among these mentions, which are in text order.
    fn of(lexicon: &'l Lexicon, dimension: Dimension, mentions: &[Mention]) -> Self {
        let mut meant = ConceptSet::EMPTY;
        for mention in mentions.iter().filter(|mention| mention.scope.is_meant()) {
            meant = meant.union(&mention.meaning.concepts);
        }
        let joins = |signs: &Signs| signs.needs.is_empty() || meant.intersects(&signs.needs);
        let mut count = Self::default();
        for (at, (rule, signs)) in lexicon.signs_of(dimension).enumerate() {
            if at == 0 {
                count.opened = joins(signs);
                if !count.opened {
                    break;
                }
                count.start = signs.start;
                count.add(lexicon, rule, signs, &meant, mentions);
            } else if joins(signs) {
                count.start += signs.start;
                *count.add(lexicon, rule, signs, &meant, mentions) += signs.start;
            }
        }
        count
    }

    /// What it all adds up to, in log-odds points.
    fn total(&self) -> f64 {
        self.start + self.points.iter().map(|(.., points)| points).sum::<f64>()
    }

    /// Adds the signs of a block; gives what they add together.
    fn add(
        &mut self,
        lexicon: &'l Lexicon,
        rule: &'l Rule,
        signs: &Signs,
        meant: &ConceptSet,
        mentions: &[Mention],
    ) -> &mut f64 {
        let mut added = 0.0;
        for (concept, points) in signs.points.iter().filter(|(concept, _)| meant.contains(*concept)) {
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
        let (rule, _) = self.blocks.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let speaks = |mention: &&Mention| {
            mention.scope.is_meant() && self.points.iter().any(|(id, _, points)| *points > 0.0 && mention.is(*id))
        };
        let words: Vec<&Mention> = mentions.iter().filter(speaks).collect();
        if apart(&words) < FEWEST {
            return None;
        }
        let mut sentences: Vec<usize> = words.iter().map(|word| word.sentence).collect();
        sentences.dedup();
        Some(Match {
            rule,
            base: self.start,
            firm: false,
            strength: None,
            doubts: vec![Doubt::Signs],
            asked: false,
            conditional: false,
            by_signs: true,
            sentences,
            triggers: words.iter().map(|mention| mention.range.clone()).collect(),
            target: None,
            moderations: self.points.into_iter().map(|(_, id, points)| ("sign", id, points)).collect(),
        })
    }
}

/// How many of these mentions stand apart: the most that do not overlap. A phrase over the whole sentence hides none of
/// the words in it.
fn apart(mentions: &[&Mention]) -> usize {
    let mut ranges: Vec<(usize, usize)> =
        mentions.iter().map(|mention| (mention.range.end, mention.range.start)).collect();
    ranges.sort_unstable();
    let mut end = 0;
    let begins = ranges.iter().filter(|(to, from)| {
        let apart = *from >= end;
        end = if apart { *to } else { end };
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
pub(crate) fn share(strength: Strength) -> f64 {
    match strength {
        Strength::Mild => 0.5,
        Strength::Plain => 1.0,
        Strength::Strong | Strength::Extreme => 1.5,
    }
}

/// What every concept counts for in a post.
pub(crate) fn of_post(lexicon: &Lexicon, reading: &Reading<'_>) -> Vec<(Arc<str>, f64)> {
    lexicon
        .ids()
        .map(|id| (Arc::clone(&lexicon.concept(id).id), shares(id, &reading.mentions, |_| true)))
        .filter(|(_, shares)| *shares > 0.0)
        .collect()
}
