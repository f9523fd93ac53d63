//! Judge: rules join what was read. A derogation whose target is a party is one thing, whose target is the own
//! minister another, whose target is a coffee machine nothing.

mod signs;

pub(crate) use signs::of_post as signs_of;

use std::ops::Range;

use crate::context::Context;
use crate::lexicon::{ConceptSet, Lexicon, Rule, Shield, ShieldScope, Strength, When};
use crate::post::Post;
use crate::read::{Aim, Mention, Own, Reading};

/// A rule that applies to a mention, before circumstances weigh.
#[derive(Debug)]
pub(crate) struct Match<'l> {
    pub(crate) rule: &'l Rule,
    /// Points of the rule and of the way in which it applies.
    pub(crate) base: f64,
    /// Never softened by circumstances.
    pub(crate) firm: bool,
    /// None where an attachment alone is the reason.
    pub(crate) strength: Option<Strength>,
    /// What lowers the certainty, with the factor by which it does: 0..=1.
    pub(crate) doubts: Vec<(&'static str, &'static str, f64)>,
    /// What else adds or takes points.
    pub(crate) moderations: Vec<(&'static str, &'l str, f64)>,
    /// The sentence that holds it.
    pub(crate) sentence: Option<usize>,
    /// The words concerned, in bytes of the folded text.
    pub(crate) triggers: Vec<Range<usize>>,
    pub(crate) target: Option<Range<usize>>,
}

impl Match<'_> {
    /// How it compares with other matches of the same rule in the same sentence.
    fn weight(&self) -> f64 {
        let strength = self.strength.map_or(0.0, |strength| f64::from(strength as u8) * 0.7);
        let moderations: f64 = self.moderations.iter().map(|(_, _, points)| points).sum();
        let doubts: f64 = self.doubts.iter().map(|(_, _, factor)| factor.ln()).sum();
        self.base + strength + moderations + doubts
    }
}

/// Every rule that applies, at most once a sentence.
pub(crate) fn judge<'l>(lexicon: &'l Lexicon, post: &Post<'_>, reading: &Reading) -> Vec<Match<'l>> {
    let mut matches: Vec<Match<'l>> = Vec::new();
    for mention in &reading.mentions {
        let Some(aim) = &mention.aim else { continue };
        if !mention.scope.is_meant() {
            continue;
        }
        for rule in &lexicon.rules {
            if let Some(when) = best(rule, mention, aim, reading, post.context()) {
                matches.push(of_mention(rule, when, mention, aim));
            }
        }
    }
    matches.extend(lexicon.rules.iter().filter_map(|rule| of_attachments(rule, post.context())));
    let calm = reading.without_excepted(lexicon);
    signs::add(lexicon, calm.as_ref().unwrap_or(reading), &mut matches);
    matches.retain_mut(|found| !excepted(lexicon, reading, found));
    matches.retain_mut(|found| shielded(lexicon, reading, found));
    join(matches)
}

/// Attachments alone.
pub(crate) fn of_attachments<'l>(rule: &'l Rule, context: &Context) -> Option<Match<'l>> {
    rule.whens
        .iter()
        .filter(|when| {
            when.trigger.is_empty() && !when.circumstances.attachment.is_empty() && when.circumstances.hold(context)
        })
        .max_by(|a, b| a.points.total_cmp(&b.points))
        .map(|when| Match {
            rule,
            base: rule.points + when.points,
            firm: when.firm,
            strength: None,
            doubts: Vec::new(),
            moderations: Vec::new(),
            sentence: None,
            triggers: Vec::new(),
            target: None,
        })
}

/// The heaviest way in which `rule` applies to the mention.
fn best<'l>(rule: &'l Rule, mention: &Mention, aim: &Aim, reading: &Reading, context: &Context) -> Option<&'l When> {
    let around = mention.sentence..mention.sentence + 1;
    let aimed = |when: &When| {
        (when.target.is_empty() || when.target.intersects(&aim.concepts))
            && when.own.is_none_or(|own| own == (aim.own != Own::No))
    };
    let with = |set: &ConceptSet| reading.has(set, around.clone());
    rule.whens
        .iter()
        .filter(|when| {
            when.trigger.intersects(&mention.meaning.concepts) && aimed(when) && when.circumstances.hold(context)
        })
        .filter(|when| (when.with.is_empty() || with(&when.with)) && (when.without.is_empty() || !with(&when.without)))
        .max_by(|a, b| (a.points + a.certainty.ln()).total_cmp(&(b.points + b.certainty.ln())))
}

fn of_mention<'l>(rule: &'l Rule, when: &When, mention: &Mention, aim: &Aim) -> Match<'l> {
    let mut doubts = Vec::new();
    let mut doubt = |name, value, factor: f64| {
        if factor < 1.0 {
            doubts.push((name, value, factor));
        }
    };
    doubt("reading", "indirect", when.certainty);
    // Who is meant matters only where the rule asks for it.
    if !when.target.is_empty() {
        doubt("target", "in_another_sentence", aim.certainty);
        if aim.own == Own::Presumed && when.own == Some(true) {
            doubt("target", "presumed_own", 0.85);
        }
    }
    if mention.scope.disguised {
        doubt("spelling", "disguised", 0.95);
    }
    let mut moderations = Vec::new();
    if mention.scope.asked {
        moderations.push(("manner", "question", -1.0));
    }
    Match {
        rule,
        base: rule.points + when.points,
        firm: when.firm,
        strength: Some(mention.meaning.strength),
        doubts,
        moderations,
        sentence: Some(mention.sentence),
        triggers: vec![mention.range.clone()],
        target: aim.range.clone().filter(|_| !when.target.is_empty()),
    }
}

/// Lets the shields work; false where one takes the finding away.
fn shielded<'l>(lexicon: &'l Lexicon, reading: &Reading, found: &mut Match<'l>) -> bool {
    let reach = |shield: &Shield| match (shield.scope, found.sentence) {
        (ShieldScope::Post, _) | (_, None) => 0..reading.sentences().max(1),
        (ShieldScope::Near, Some(sentence)) => sentence.saturating_sub(1)..sentence + 2,
        (ShieldScope::Sentence, Some(sentence)) => sentence..sentence + 1,
    };
    let working: Vec<&Shield> = lexicon
        .shields
        .iter()
        .filter(|shield| shield.covers(found.rule) && reading.has(&shield.cue, reach(shield)))
        .collect();
    for shield in working {
        match shield.points {
            Some(points) => found.moderations.push(("shield", &shield.id, points)),
            None => return false,
        }
    }
    true
}

/// Drops the words that an organisation has excepted from the rule; true where none are left.
fn excepted(lexicon: &Lexicon, reading: &Reading, found: &mut Match<'_>) -> bool {
    let mut concepts = ConceptSet::EMPTY;
    for exception in lexicon.exceptions.iter().filter(|exception| exception.covers(found.rule)) {
        concepts.insert(exception.concept);
    }
    if concepts.is_empty() || found.triggers.is_empty() {
        return false;
    }
    let around: Vec<&Range<usize>> = reading
        .mentions
        .iter()
        .filter(|mention| mention.meaning.concepts.intersects(&concepts))
        .map(|mention| &mention.range)
        .collect();
    let covered = |word: &Range<usize>| around.iter().any(|cover| cover.start <= word.start && word.end <= cover.end);
    found.triggers.retain(|word| !covered(word));
    found.triggers.is_empty()
}

/// Joins what one rule finds in one sentence: the heaviest counts, the words of all are shown.
fn join(mut matches: Vec<Match<'_>>) -> Vec<Match<'_>> {
    matches.sort_by(|a, b| {
        (a.sentence, &a.rule.id).cmp(&(b.sentence, &b.rule.id)).then(b.weight().total_cmp(&a.weight())).then_with(
            || a.triggers[..].iter().map(|range| range.start).cmp(b.triggers.iter().map(|range| range.start)),
        )
    });
    let mut joined: Vec<Match<'_>> = Vec::new();
    for found in matches {
        match joined.last_mut().filter(|last| last.sentence == found.sentence && last.rule.id == found.rule.id) {
            Some(last) => last.triggers.extend(found.triggers),
            None => joined.push(found),
        }
    }
    for found in &mut joined {
        widest(&mut found.triggers);
    }
    joined
}

/// Drops ranges that lie inside another, and sorts the rest.
fn widest(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    ranges.retain(|range| {
        let outside = range.end > end;
        end = end.max(range.end);
        outside
    });
}
