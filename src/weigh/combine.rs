//! Combine: several findings make one score a dimension.

use super::{Weighed, log_odds};
use crate::assessment::{Dimension, DimensionScore, Finding, Scores, rounded};
use crate::judge::Match;
use crate::policy::Policy;

/// Joins what one rule finds in one place: what weighs heaviest under the circumstances counts, the words of all are
/// shown. Signs count where no plainer reason weighs as much.
pub(crate) fn join<'l>(mut weighed: Vec<(Match<'l>, Weighed<'l>)>) -> Vec<(Match<'l>, Weighed<'l>)> {
    let heaviest = |dimension: Dimension| {
        let plain = weighed.iter().filter(|(found, _)| !found.by_signs && found.rule.dimension() == dimension);
        plain.map(|(_, weight)| weight.score).fold(f64::NEG_INFINITY, f64::max)
    };
    let plain = Dimension::ALL.map(heaviest);
    weighed.retain(|(found, weight)| !found.by_signs || weight.score > plain[found.rule.dimension() as usize]);
    weighed.sort_by(|(a, a_weight), (b, b_weight)| {
        let first = |found: &Match<'_>| found.triggers.first().map(|range| range.start);
        (a.sentences.first(), a.rule.id(), a.by_signs)
            .cmp(&(b.sentences.first(), b.rule.id(), b.by_signs))
            .then(b_weight.score.total_cmp(&a_weight.score))
            .then_with(|| first(a).cmp(&first(b)))
    });
    let mut joined: Vec<(Match<'l>, Weighed<'l>)> = Vec::new();
    for (found, weight) in weighed {
        let same = |(last, _): &&mut (Match<'l>, Weighed<'l>)| {
            last.sentences.first() == found.sentences.first()
                && last.rule.id() == found.rule.id()
                && last.by_signs == found.by_signs
        };
        match joined.last_mut().filter(same) {
            Some((last, _)) => last.triggers.extend(found.triggers),
            None => joined.push((found, weight)),
        }
    }
    joined.iter_mut().for_each(|(found, _)| found.drop_inner_triggers());
    joined
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
