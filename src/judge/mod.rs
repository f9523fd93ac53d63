//! Judge: rules join what was read. A derogation whose target is a party is one thing, whose target is the own
//! minister another, whose target is a coffee machine nothing.

mod signs;

pub(crate) use signs::{of_post as signs_of, share};

use std::ops::Range;

use crate::context::{Context, PolicyDistance};
use crate::distance::Distances;
use crate::lexicon::{ConceptSet, Lexicon, Rule, Shield, ShieldScope, Strength, When};
use crate::policy::Policy;
use crate::post::Post;
use crate::read::{Aim, Found, Mention, Own, Reading};

/// A rule that applies to a mention, before circumstances weigh.
#[derive(Debug)]
pub(crate) struct Match<'l> {
    pub(crate) rule: &'l Rule,
    /// Points of the rule and of the way in which it applies.
    pub(crate) base: f64,
    /// Never softened by circumstances.
    pub(crate) firm: bool,
    /// None where an attachment alone, or signs, are the reason.
    pub(crate) strength: Option<Strength>,
    /// What makes it less certain.
    pub(crate) doubts: Vec<Doubt>,
    /// Asked, and not for show.
    pub(crate) asked: bool,
    /// What else adds or takes points.
    pub(crate) moderations: Vec<(&'static str, &'l str, f64)>,
    /// Depends on what the caller says of the writer.
    pub(crate) conditional: bool,
    /// Read from signs, none of which proves anything by itself.
    pub(crate) by_signs: bool,
    /// The sentences that hold it; none where an attachment alone is the reason.
    pub(crate) sentences: Vec<usize>,
    /// The words concerned, in bytes of the folded text.
    pub(crate) triggers: Vec<Range<usize>>,
    pub(crate) target: Option<Range<usize>>,
}

impl Match<'_> {
    /// What it weighs before any circumstance, in log-odds points.
    fn weight(&self, policy: &Policy) -> f64 {
        let strength = self.strength.map_or(0.0, |strength| policy.strength(strength));
        let question = if self.asked { policy.question } else { 0.0 };
        let doubts: f64 = self.doubts.iter().map(|doubt| policy.certainty.of(*doubt).2.ln()).sum();
        self.base + strength + question + policy.certainty_weight * doubts
    }

    /// Drops triggers that lie inside another, and sorts the rest.
    pub(crate) fn drop_inner_triggers(&mut self) {
        self.triggers.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        self.triggers.retain(|range| {
            let outside = range.end > end;
            end = end.max(range.end);
            outside
        });
    }
}

/// What makes a match less certain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Doubt {
    /// The way in which the rule applies is uncertain by itself: how sure it is, 0..=1.
    Indirect(f64),
    /// The target was named in another sentence.
    InAnotherSentence,
    /// Nobody is named, only pointed at.
    PointedAt,
    /// The target is taken to be the writer's own by its nature: *de directie*.
    PresumedOwn,
    /// The word is written so as not to be recognised.
    Disguised,
    /// A reading of the whole, from signs.
    Signs,
}

/// Every way in which a rule applies.
pub(crate) fn judge<'l>(
    lexicon: &'l Lexicon,
    policy: &Policy,
    post: &Post<'_>,
    reading: &Reading<'_>,
    distances: &Distances,
) -> Vec<Match<'l>> {
    let mut matches: Vec<Match<'l>> = Vec::new();
    for mention in &reading.mentions {
        let Some(aim) = &mention.aim else { continue };
        if !mention.scope.is_meant() {
            continue;
        }
        let distance = distances.at(&[mention.sentence]);
        for aim in std::iter::once(aim).chain(aim.otherwise.as_deref()) {
            for rule in &lexicon.rules {
                let ways = ways(rule, mention, aim, reading, post.context(), distance);
                matches.extend(ways.map(|when| of_mention(rule, when, mention, aim)));
            }
        }
    }
    matches.extend(lexicon.rules.iter().filter_map(|rule| of_attachments(rule, post.context(), distances)));
    let is_on = |found: &Match<'_>| !policy.change(found.rule.id()).off;
    matches.retain(is_on);
    let calm = reading.without_excepted(lexicon);
    signs::add(lexicon, policy, calm.as_ref().unwrap_or(reading), &mut matches);
    matches.retain_mut(|found| is_on(found) && !excepted(lexicon, reading, found) && shielded(lexicon, reading, found));
    matches
}

/// Attachments alone.
fn of_attachments<'l>(rule: &'l Rule, context: &Context, distances: &Distances) -> Option<Match<'l>> {
    rule.whens
        .iter()
        .filter(|when| {
            when.trigger.is_empty()
                && !when.circumstances.attachment.is_empty()
                && when.circumstances.hold(context, distances.at(&[]))
        })
        .max_by(|a, b| a.points.total_cmp(&b.points))
        .map(|when| Match {
            rule,
            base: rule.points + when.points,
            firm: when.firm,
            strength: None,
            doubts: Vec::new(),
            asked: false,
            moderations: Vec::new(),
            conditional: true,
            by_signs: false,
            sentences: Vec::new(),
            triggers: Vec::new(),
            target: None,
        })
}

/// The ways in which `rule` applies to the mention. Which of them is the heaviest, the circumstances decide.
fn ways<'l>(
    rule: &'l Rule,
    mention: &Mention,
    aim: &Aim,
    reading: &Reading<'_>,
    context: &Context,
    distance: Option<PolicyDistance>,
) -> impl Iterator<Item = &'l When> {
    let around = mention.sentence..mention.sentence + 1;
    let aimed = |when: &When| {
        (when.target.is_empty() || when.target.intersects(&aim.concepts))
            && when.own.is_none_or(|own| own == (aim.own != Own::No))
    };
    let with = move |set: &ConceptSet| reading.has(set, around.clone());
    rule.whens.iter().filter(move |when| {
        when.trigger.intersects(&mention.meaning.concepts)
            && aimed(when)
            && when.circumstances.hold(context, distance)
            && (when.with.is_empty() || with(&when.with))
            && (when.without.is_empty() || !with(&when.without))
    })
}

fn of_mention<'l>(rule: &'l Rule, when: &When, mention: &Mention, aim: &Aim) -> Match<'l> {
    let mut doubts = Vec::new();
    if when.certainty < 1.0 {
        doubts.push(Doubt::Indirect(when.certainty));
    }
    // Who is meant matters only where the rule asks for it.
    if !when.target.is_empty() {
        match aim.found {
            Found::Here => {}
            Found::Earlier => doubts.push(Doubt::InAnotherSentence),
            Found::PointedAt => doubts.push(Doubt::PointedAt),
        }
        if aim.own == Own::Presumed && when.own == Some(true) {
            doubts.push(Doubt::PresumedOwn);
        }
    }
    if mention.scope.disguised {
        doubts.push(Doubt::Disguised);
    }
    Match {
        rule,
        base: rule.points + when.points,
        firm: when.firm,
        strength: Some(mention.meaning.strength),
        doubts,
        asked: mention.scope.asked,
        moderations: Vec::new(),
        conditional: when.circumstances.ask(),
        by_signs: false,
        sentences: vec![mention.sentence],
        triggers: vec![mention.range.clone()],
        target: aim.range.clone().filter(|_| !when.target.is_empty()),
    }
}

/// Lets the shields work; false where one takes the finding away.
fn shielded<'l>(lexicon: &'l Lexicon, reading: &Reading<'_>, found: &mut Match<'l>) -> bool {
    let in_reach = |shield: &Shield| {
        let whole = 0..reading.sentences().max(1);
        if shield.scope == ShieldScope::Post || found.sentences.is_empty() {
            return reading.has(&shield.cue, whole);
        }
        let near = usize::from(shield.scope == ShieldScope::Near);
        found
            .sentences
            .iter()
            .any(|sentence| reading.has(&shield.cue, sentence.saturating_sub(near)..sentence + 1 + near))
    };
    let working: Vec<&Shield> =
        lexicon.shields.iter().filter(|shield| shield.covers(found.rule) && in_reach(shield)).collect();
    for shield in working {
        match shield.points {
            Some(points) => found.moderations.push(("shield", &shield.id, points)),
            None => return false,
        }
    }
    true
}

/// Drops the words that an organisation has excepted from the rule; true where none are left.
fn excepted(lexicon: &Lexicon, reading: &Reading<'_>, found: &mut Match<'_>) -> bool {
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
