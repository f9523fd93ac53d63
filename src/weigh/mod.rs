//! Weigh: a scorecard in log-odds points, as in medicine or credit. A base for the rule, plus what the words and
//! each known circumstance add or take; so every score can be read out as a sum.

mod circumstances;
mod combine;

use std::sync::Arc;

pub(crate) use circumstances::Circumstances;
pub(crate) use combine::{combine, join};

use crate::assessment::{Factor, Finding, Level, probability, rounded};
use crate::judge::{Doubt, Match};
use crate::policy::{Policy, RuleChange};

/// A circumstance that is known: its name and its value.
type Known = (&'static str, &'static str);

/// What a match weighs, with all that was added up.
#[derive(Debug)]
pub(crate) struct Weighed<'l> {
    /// How serious, in log-odds points.
    severity: f64,
    /// How sure that it is meant so: 0..=1.
    certainty: f64,
    /// Both, in log-odds points.
    score: f64,
    terms: Vec<(&'l str, &'l str, f64)>,
}

impl<'l> Weighed<'l> {
    /// Weighs a match.
    pub(crate) fn of(policy: &'l Policy, found: &Match<'l>, circumstances: &Circumstances<'_>) -> Self {
        let mut sum = Self { severity: 0.0, certainty: 1.0, score: 0.0, terms: Vec::new() };
        let change = policy.change(found.rule.id());
        let base = rounded(found.base + change.points.map_or(0.0, |points| points - found.rule.points()));
        sum.terms.push(("rule", found.rule.id(), base));
        sum.severity += base;
        if let Some(strength) = found.strength {
            sum.add("words", strength.as_str(), policy.strength(strength));
        }
        if found.asked {
            sum.add("manner", "question", policy.question);
        }
        for (name, value, points) in &found.moderations {
            sum.add(name, value, *points);
        }
        sum.add_circumstances(policy, found, circumstances);
        sum.score = sum.severity;
        for doubt in &found.doubts {
            sum.doubt(policy, *doubt);
        }
        sum.keep_within(policy, change);
        sum
    }

    /// Keeps the score within the levels that the policy sets for the rule.
    fn keep_within(&mut self, policy: &Policy, change: RuleChange) {
        // A hair below where the next level begins, for four decimals of a score to tell.
        const HAIR: f64 = 0.01;
        let next = |most: Level| Level::ALL.into_iter().find(|level| *level > most);
        if let Some((most, next)) = change.at_most.and_then(|most| Some((most, next(most)?))) {
            self.shift("at_most", most.as_str(), (policy.begin(next) - HAIR - self.score).min(0.0));
        }
        if let Some(least) = change.at_least.filter(|least| *least > Level::None) {
            self.shift("at_least", least.as_str(), (policy.begin(least) - self.score).max(0.0));
        }
    }

    fn shift(&mut self, name: &'l str, value: &'l str, points: f64) {
        let points = rounded(points);
        if points != 0.0 {
            self.score += points;
            self.terms.push((name, value, points));
        }
    }

    fn add(&mut self, name: &'l str, value: &'l str, points: f64) {
        let points = rounded(points);
        if points != 0.0 {
            self.severity += points;
            self.terms.push((name, value, points));
        }
    }

    /// Adds what is known; together, what softens takes off no more than the policy allows.
    fn add_circumstances(&mut self, policy: &'l Policy, found: &Match<'l>, circumstances: &Circumstances<'_>) {
        let dimension = found.rule.dimension();
        let mut softened = 0.0;
        for (name, value) in circumstances.around(found) {
            let Some(weight) = policy.weight(name, value) else { continue };
            let points = rounded(weight.on(dimension));
            let softens = points < 0.0 && !weight.cancels;
            if softens && found.firm {
                continue;
            }
            softened += if softens { points } else { 0.0 };
            self.add(&weight.factor, &weight.value, points);
        }
        self.add("softening", "bounded", (policy.softening.most.on(dimension) - softened).max(0.0));
    }

    fn doubt(&mut self, policy: &'l Policy, doubt: Doubt) {
        let (name, value, certainty) = policy.certainty.of(doubt);
        let points = rounded(policy.certainty_weight * certainty.ln());
        self.certainty *= certainty;
        if doubt == Doubt::Disguised && points != 0.0 {
            // A word that is hidden may be another, but who hides one knows what it is: the two even out, or hiding
            // would pay.
            self.severity -= points;
            self.terms.extend([(name, value, points), (name, "deliberate", -points)]);
        } else {
            self.shift(name, value, points);
        }
    }

    /// Puts the figures into a finding.
    pub(crate) fn into_finding(self, policy: &Policy, finding: &mut Finding) {
        finding.severity = probability(self.severity);
        finding.certainty = rounded(self.certainty);
        finding.score = probability(self.score);
        finding.level = policy.level(log_odds(finding.score));
        let factor = |(name, value, effect): (&str, &str, f64)| Factor {
            factor: Arc::from(name),
            value: Arc::from(value),
            effect,
        };
        finding.factors = self.terms.into_iter().map(factor).collect();
    }
}

fn log_odds(score: f64) -> f64 {
    // Scores are rounded, so a threshold is met from half a unit of the last place below it.
    const HALF_A_UNIT: f64 = 0.000_05;
    let score = (score + HALF_A_UNIT).clamp(1e-9, 1.0 - 1e-9);
    (score / (1.0 - score)).ln()
}
