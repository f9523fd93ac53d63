//! Weigh: a scorecard in log-odds points, as in medicine or credit. A base for the rule, plus what the words and
//! each known circumstance add or take; so every score can be read out as a sum.

use std::sync::Arc;

use crate::assessment::{Dimension, DimensionScore, Factor, Finding, Scores};
use crate::context::{Context, PolicyDistance};
use crate::judge::Match;
use crate::lexicon::{Kind, Lexicon, Strength, Tie};
use crate::policy::Policy;
use crate::read::{Mention, Reading};

/// The circumstances that are known, by the names under which the policy weighs them.
pub(crate) fn circumstances(
    lexicon: &Lexicon,
    context: &Context,
    reading: &Reading,
    text: &str,
) -> Vec<(&'static str, &'static str)> {
    let flag = |known: bool| if known { "true" } else { "false" };
    let mut known = Vec::new();
    known.extend(context.role.map(|role| ("role", role.as_str())));
    known.extend(context.account.map(|account| ("account", account.as_str())));
    known.extend(context.employer_visible.map(|visible| ("employer_visible", flag(visible))));
    known.extend(distance(lexicon, context, reading).map(|distance| ("policy_distance", distance.as_str())));
    known.extend(context.timing.map(|timing| ("timing", timing.as_str())));
    known.extend(context.election_period.map(|running| ("election_period", flag(running))));
    known.extend(context.reach.map(|reach| ("reach", reach.as_str())));
    known.extend(context.act.map(|act| ("act", act.as_str())));
    let mut attachments = context.attachments.clone();
    attachments.sort_unstable();
    attachments.dedup();
    known.extend(attachments.iter().map(|attachment| ("attachment", attachment.as_str())));
    let told = |concept| reading.mentions_concept(concept);
    if told(lexicon.cues.own_work) && context.employer_visible != Some(true) {
        known.push(("told_in_text", "own_work"));
    }
    let (capitals, exclamations) = reading.loudness(text);
    if capitals > 0.5 || exclamations >= 3 {
        known.push(("manner", "loud"));
    }
    let abuses = |mention: &Mention| {
        mention.is(lexicon.cues.abuse) && mention.meaning.tie == Tie::Free && mention.scope.is_meant()
    };
    let reports = told(lexicon.cues.attribution) || told(lexicon.cues.quoting);
    let even = reports || !reading.mentions.iter().any(abuses);
    if !told(lexicon.cues.speaker) && reading.reads_as_report(text) && even {
        known.push(("manner", "factual"));
    }
    if told(lexicon.cues.hedge) {
        known.push(("manner", "hedged"));
    }
    if told(lexicon.cues.disclaimer) {
        known.push(("manner", "disclaimer"));
    }
    if told(lexicon.cues.apology) {
        known.push(("repair", "apology"));
    }
    known
}

/// How far the post's topic lies from the writer's own field: as the caller says, or as the topics in the text tell.
fn distance(lexicon: &Lexicon, context: &Context, reading: &Reading) -> Option<PolicyDistance> {
    context.policy_distance.or_else(|| {
        let mut topics = reading.mentions.iter().filter(|mention| mention.kind == Kind::Topic).peekable();
        if context.fields.is_empty() || topics.peek().is_none() {
            return None;
        }
        let own = topics.any(|topic| {
            topic.meaning.concepts.ids().any(|id| context.fields.iter().any(|field| **field == *lexicon.concept(id).id))
        });
        Some(if own { PolicyDistance::Own } else { PolicyDistance::Unrelated })
    })
}

/// Weighs one match: its finding, still without spans and texts, and the score's log-odds.
pub(crate) fn weigh(
    policy: &Policy,
    found: &Match<'_>,
    known: &[(&'static str, &'static str)],
    finding: &mut Finding,
) -> f64 {
    let dimension = found.rule.dimension();
    let mut factors = vec![factor("rule", found.rule.id(), found.base)];
    let mut severity = found.base;
    if let Some(strength) = found.strength {
        let points = of_strength(policy, strength);
        severity += points;
        push(&mut factors, "words", strength.as_str(), points);
    }
    for (name, value, points) in &found.moderations {
        severity += points;
        push(&mut factors, name, value, *points);
    }
    let mut softened = 0.0;
    for (name, value) in known {
        let Some(weight) = policy.weight(name, value) else { continue };
        let points = weight.on(dimension);
        if points < 0.0 && !weight.cancels {
            if found.firm {
                continue;
            }
            softened += points;
        } else {
            severity += points;
        }
        push(&mut factors, name, value, points);
    }
    let most = policy.softening.most.on(dimension);
    if softened < most {
        push(&mut factors, "softening", "bounded", most - softened);
        softened = most;
    }
    severity += softened;
    let mut doubt = 0.0;
    for (name, value, share) in &found.doubts {
        let points = policy.certainty_weight * share.ln();
        doubt += points;
        push(&mut factors, name, value, points);
        // A word that is hidden may be another, but who hides one knows what it is: the two even out, or hiding would pay.
        if *name == "spelling" {
            severity -= points;
            push(&mut factors, "spelling", "deliberate", -points);
        }
    }
    let score = severity + doubt;
    finding.severity = probability(severity);
    finding.certainty = rounded(found.doubts.iter().map(|(_, _, share)| share).product());
    finding.score = probability(score);
    finding.level = policy.level(score);
    finding.factors = factors;
    score
}

fn of_strength(policy: &Policy, strength: Strength) -> f64 {
    match strength {
        Strength::Mild => policy.strengths.mild,
        Strength::Plain => policy.strengths.plain,
        Strength::Strong => policy.strengths.strong,
        Strength::Extreme => policy.strengths.extreme,
    }
}

fn factor(name: &str, value: &str, effect: f64) -> Factor {
    Factor { factor: Arc::from(name), value: Arc::from(value), effect: rounded(effect) }
}

fn push(factors: &mut Vec<Factor>, name: &str, value: &str, effect: f64) {
    if effect != 0.0 {
        factors.push(factor(name, value, effect));
    }
}

/// The findings of each dimension together: the heaviest, and a share of what each further one adds to what is left
/// below 1.
pub(crate) fn combine(policy: &Policy, findings: &[Finding]) -> Scores {
    let mut scores = Scores::default();
    for dimension in Dimension::ALL {
        let mut of_dimension: Vec<f64> =
            findings.iter().filter(|finding| finding.dimension == dimension).map(|finding| finding.score).collect();
        of_dimension.sort_by(|a, b| b.total_cmp(a));
        let Some((heaviest, further)) = of_dimension.split_first() else { continue };
        let left: f64 = further.iter().map(|score| 1.0 - policy.further_findings * score).product();
        let score = rounded(1.0 - (1.0 - heaviest) * left);
        *scores.get_mut(dimension) = DimensionScore { score, level: policy.level(log_odds(score)) };
    }
    scores
}

fn log_odds(score: f64) -> f64 {
    // Scores are rounded, so a threshold is met from half a unit of the last place below it.
    const HALF_A_UNIT: f64 = 0.000_05;
    let score = (score + HALF_A_UNIT).clamp(1e-9, 1.0 - 1e-9);
    (score / (1.0 - score)).ln()
}

fn probability(log_odds: f64) -> f64 {
    rounded(1.0 / (1.0 + (-log_odds).exp()))
}

/// Four decimals: more than anyone can use, and few enough that the last bits of one machine's `exp` cannot show.
fn rounded(value: f64) -> f64 {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
