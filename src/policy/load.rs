//! Loading a policy: a file says what differs from its jurisdiction, and every mistake in it names its place.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Jurisdiction, Policy, RuleChange, Thresholds, Weight};
use crate::assessment::Level;
use crate::context::{Account, Act, Attachment, PolicyDistance, Reach, Role, Timing};
use crate::lexicon::{LexiconError, Said, nearest_of};

/// The Netherlands, in full: every other policy says what differs from it.
const NETHERLANDS: &str = include_str!("../../lexicons/policy.toml");

/// Where figures may lie. Points beyond this would be no weighing, but an order.
const POINTS: std::ops::RangeInclusive<f64> = -20.0..=20.0;
const SHARE: std::ops::RangeInclusive<f64> = 0.0..=1.0;
/// No certainty is so low that nothing is left to weigh.
const CERTAINTY: std::ops::RangeInclusive<f64> = 0.01..=1.0;

type Figures = BTreeMap<Spanned<String>, Spanned<f64>>;

/// A policy file: anything that is not said stays as it is in the jurisdiction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    jurisdiction: Option<Spanned<String>>,
    further_findings: Option<Spanned<f64>>,
    certainty_weight: Option<Spanned<f64>>,
    question: Option<Spanned<f64>>,
    #[serde(default)]
    certainty: Figures,
    thresholds: Option<Spanned<Figures>>,
    #[serde(default)]
    strengths: Figures,
    #[serde(default)]
    softening: SofteningEntry,
    #[serde(default, rename = "weight")]
    weights: Vec<WeightEntry>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, RuleEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SofteningEntry {
    #[serde(default)]
    most: Figures,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightEntry {
    factor: Spanned<String>,
    value: Spanned<String>,
    neutrality: Option<Spanned<f64>>,
    loyalty: Option<Spanned<f64>>,
    decency: Option<Spanned<f64>>,
    cancels: Option<bool>,
    source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    #[serde(default)]
    off: bool,
    points: Option<Spanned<f64>>,
    at_least: Option<Level>,
    at_most: Option<Spanned<Level>>,
}

impl Jurisdiction {
    /// What it changes of the Netherlands, as a file.
    const fn changes(self) -> &'static str {
        match self {
            Self::Netherlands => "",
            Self::Flanders => include_str!("../../lexicons/profiles/flanders.toml"),
            Self::Australia => include_str!("../../lexicons/profiles/australia.toml"),
            Self::UnitedKingdom => include_str!("../../lexicons/profiles/united_kingdom.toml"),
            Self::Ireland => include_str!("../../lexicons/profiles/ireland.toml"),
        }
    }
}

/// The policy of a jurisdiction.
pub(super) fn of(jurisdiction: Jurisdiction) -> Policy {
    let mut policy: Policy =
        toml::from_str(NETHERLANDS).unwrap_or_else(|error| unreachable!("the built-in policy is tested: {error}"));
    let changes = Reader { name: jurisdiction.as_str(), text: jurisdiction.changes() };
    changes
        .read_into(&mut policy)
        .unwrap_or_else(|error| unreachable!("the built-in jurisdictions are tested: {error}"));
    policy.jurisdiction = jurisdiction;
    policy
}

/// Reads a policy file.
pub(super) fn read(name: &str, text: &str) -> Result<Policy, LexiconError> {
    let reader = Reader { name, text };
    let mut policy = of(reader.jurisdiction()?);
    reader.read_into(&mut policy)?;
    Ok(policy)
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
}

impl Reader<'_> {
    fn error<T>(&self, place: &Spanned<T>, entry: &str, message: impl Into<String>) -> LexiconError {
        LexiconError::at(self.name, self.text, place.span().start, entry, message)
    }

    fn file(&self) -> Result<File, LexiconError> {
        toml::from_str(self.text).map_err(|error| {
            let byte = error.span().map_or(0, |span| span.start);
            LexiconError::at(self.name, self.text, byte, "", error.message())
        })
    }

    fn jurisdiction(&self) -> Result<Jurisdiction, LexiconError> {
        let Some(named) = self.file()?.jurisdiction else { return Ok(Jurisdiction::default()) };
        let names = Jurisdiction::ALL.iter().map(|one| one.as_str());
        named
            .get_ref()
            .parse()
            .map_err(|message| self.error(&named, named.get_ref(), message).helped(nearest_of(named.get_ref(), names)))
    }

    fn read_into(&self, policy: &mut Policy) -> Result<(), LexiconError> {
        let file = self.file()?;
        self.set("further_findings", file.further_findings.as_ref(), &mut policy.further_findings, &SHARE)?;
        self.set("certainty_weight", file.certainty_weight.as_ref(), &mut policy.certainty_weight, &(0.0..=20.0))?;
        self.set("question", file.question.as_ref(), &mut policy.question, &(-20.0..=0.0))?;
        let certainty = &mut policy.certainty;
        self.set_all(
            &file.certainty,
            &mut [
                ("in_another_sentence", &mut certainty.in_another_sentence),
                ("pointed_at", &mut certainty.pointed_at),
                ("presumed_own", &mut certainty.presumed_own),
                ("disguised", &mut certainty.disguised),
                ("signs", &mut certainty.signs),
            ],
            &CERTAINTY,
        )?;
        let strengths = &mut policy.strengths;
        self.set_all(
            &file.strengths,
            &mut [
                ("mild", &mut strengths.mild),
                ("plain", &mut strengths.plain),
                ("strong", &mut strengths.strong),
                ("extreme", &mut strengths.extreme),
            ],
            &POINTS,
        )?;
        let most = &mut policy.softening.most;
        self.set_all(
            &file.softening.most,
            &mut [("neutrality", &mut most.neutrality), ("loyalty", &mut most.loyalty), ("decency", &mut most.decency)],
            &(-20.0..=0.0),
        )?;
        if let Some(thresholds) = &file.thresholds {
            self.thresholds(thresholds, &mut policy.thresholds)?;
        }
        let mut said: Vec<(&str, &str)> = Vec::new();
        for entry in &file.weights {
            let names = (entry.factor.get_ref().as_str(), entry.value.get_ref().as_str());
            if said.contains(&names) {
                return Err(self.error(
                    &entry.value,
                    names.1,
                    format!("`{}` is weighed twice with this value", names.0),
                ));
            }
            said.push(names);
            self.weight(entry, policy)?;
        }
        file.rules.iter().try_for_each(|(id, entry)| self.rule(id, entry, policy))
    }

    fn thresholds(&self, given: &Spanned<Figures>, thresholds: &mut Thresholds) -> Result<(), LexiconError> {
        self.set_all(
            given.get_ref(),
            &mut [("low", &mut thresholds.low), ("medium", &mut thresholds.medium), ("high", &mut thresholds.high)],
            &POINTS,
        )?;
        let Thresholds { low, medium, high } = *thresholds;
        if low < medium && medium < high {
            return Ok(());
        }
        let message = format!("must rise from low over medium to high, and are {low}, {medium} and {high}");
        let place = given.get_ref().values().next();
        Err(place.map_or_else(
            || self.error(given, "thresholds", &message),
            |figure| self.error(figure, "thresholds", &message),
        ))
    }

    fn weight(&self, entry: &WeightEntry, policy: &mut Policy) -> Result<(), LexiconError> {
        let (factor, value) = (entry.factor.get_ref(), entry.value.get_ref());
        let Some(values) = values_of(factor) else {
            return Err(self.error(&entry.factor, factor, "unknown factor").helped(one_of(factor, &FACTORS)));
        };
        if !values.contains(&value.as_str()) {
            let message = format!("unknown value of `{factor}`");
            return Err(self.error(&entry.value, value, message).helped(one_of(value, &values)));
        }
        let at = policy.weights.iter().position(|weight| weight.factor == *factor && weight.value == *value);
        let at = at.unwrap_or_else(|| {
            policy.weights.push(Weight { factor: factor.clone(), value: value.clone(), ..Weight::default() });
            policy.weights.len() - 1
        });
        let weight = &mut policy.weights[at];
        self.set("neutrality", entry.neutrality.as_ref(), &mut weight.neutrality, &POINTS)?;
        self.set("loyalty", entry.loyalty.as_ref(), &mut weight.loyalty, &POINTS)?;
        self.set("decency", entry.decency.as_ref(), &mut weight.decency, &POINTS)?;
        weight.cancels = entry.cancels.unwrap_or(weight.cancels);
        if let Some(source) = &entry.source {
            weight.source.clone_from(source);
        }
        Ok(())
    }

    fn rule(&self, id: &Spanned<String>, entry: &RuleEntry, policy: &mut Policy) -> Result<(), LexiconError> {
        let name = id.get_ref();
        let change = policy.rules.entry(name.clone()).or_default();
        *change = RuleChange { off: entry.off, ..*change };
        if let Some(points) = &entry.points {
            let mut value = 0.0;
            self.set("points", Some(points), &mut value, &POINTS)?;
            change.points = Some(value);
        }
        change.at_least = entry.at_least.or(change.at_least);
        if let Some(most) = &entry.at_most {
            change.at_most = Some(*most.get_ref());
            if change.at_least.is_some_and(|least| least > *most.get_ref()) {
                return Err(self.error(most, name, "at_most lies below at_least"));
            }
        }
        policy.places.0.push((name.clone(), self.error(id, name, "no rule has this id")));
        Ok(())
    }

    fn set_all(
        &self,
        given: &Figures,
        known: &mut [(&str, &mut f64)],
        range: &std::ops::RangeInclusive<f64>,
    ) -> Result<(), LexiconError> {
        for (name, value) in given {
            let Some((_, target)) = known.iter_mut().find(|(known, _)| known == name.get_ref()) else {
                let names: Vec<&str> = known.iter().map(|(known, _)| *known).collect();
                return Err(self.error(name, name.get_ref(), "unknown field").helped(one_of(name.get_ref(), &names)));
            };
            self.set(name.get_ref(), Some(value), target, range)?;
        }
        Ok(())
    }

    fn set(
        &self,
        name: &str,
        given: Option<&Spanned<f64>>,
        target: &mut f64,
        range: &std::ops::RangeInclusive<f64>,
    ) -> Result<(), LexiconError> {
        let Some(value) = given else { return Ok(()) };
        if !range.contains(value.get_ref()) {
            let message = format!("{} must lie between {} and {}", value.get_ref(), range.start(), range.end());
            return Err(self.error(value, name, message));
        }
        *target = *value.get_ref();
        Ok(())
    }
}

/// What to write instead of `name`: the nearest of `names`, and all of them.
fn one_of(name: &str, names: &[&str]) -> Said {
    let all = names.join(", ");
    let known = Said::new(format!("kies uit {all}"), format!("there are {all}"));
    match nearest_of(name, names.iter().copied()) {
        Some(near) => Said::new(format!("{}; {}", near.nl, known.nl), format!("{}; {}", near.en, known.en)),
        None => known,
    }
}

/// What can be weighed.
const FACTORS: [&str; 12] = [
    "role",
    "account",
    "employer_visible",
    "told_in_text",
    "policy_distance",
    "timing",
    "election_period",
    "reach",
    "act",
    "attachment",
    "manner",
    "repair",
];

fn values_of(factor: &str) -> Option<Vec<&'static str>> {
    fn all<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
        values.iter().map(|value| word(*value)).collect()
    }
    Some(match factor {
        "role" => all(Role::ALL, Role::as_str),
        "account" => all(Account::ALL, Account::as_str),
        "policy_distance" => all(PolicyDistance::ALL, PolicyDistance::as_str),
        "timing" => all(Timing::ALL, Timing::as_str),
        "reach" => all(Reach::ALL, Reach::as_str),
        "act" => all(Act::ALL, Act::as_str),
        "attachment" => all(Attachment::ALL, Attachment::as_str),
        "employer_visible" | "election_period" => vec!["true", "false"],
        "told_in_text" => vec!["own_work"],
        "manner" => vec!["loud", "factual", "hedged", "disclaimer"],
        "repair" => vec!["apology"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_factor_has_values_and_the_builtin_policy_weighs_them_all() {
        let policy = of(Jurisdiction::Netherlands);
        for factor in FACTORS {
            for value in values_of(factor).expect(factor) {
                let weight = policy.weight(factor, value);
                assert!(weight.is_some_and(|weight| !weight.source.is_empty()), "{factor} = {value} has no source");
            }
        }
        assert!(
            policy
                .weights
                .iter()
                .all(|weight| values_of(&weight.factor).is_some_and(|all| all.contains(&weight.value.as_str())))
        );
    }

    #[test]
    fn mistakes_are_located_and_the_nearest_name_is_told() {
        for (text, line, column, said) in [
            ("thresholds = { low = 0.0, medium = -1.0 }", 1, 22, "must rise"),
            ("[thresholds]\nlow = -1.0\nmedum = 0.0", 3, 1, "`medium`"),
            ("jurisdiction = \"irland\"", 1, 16, "`ireland`"),
            ("[[weight]]\nfactor = \"rol\"\nvalue = \"police\"", 2, 10, "`role`"),
            ("[[weight]]\nfactor = \"role\"\nvalue = \"polise\"", 3, 9, "`police`"),
            ("[[weight]]\nfactor = \"role\"\nvalue = \"police\"\nloyalty = 99.0", 4, 11, "between -20 and 20"),
            ("[[weight]]\nfactor = \"role\"\nvalue = \"police\"\nloyality = 1.0", 4, 1, "loyality"),
            ("[certainty]\nsigns = 0.0", 2, 9, "between 0.01 and 1"),
            ("further_findings = nan", 1, 20, "between 0 and 1"),
            ("[rules.\"decency/profanity\"]\nat_least = \"medium\"\nat_most = \"low\"", 3, 11, "below at_least"),
        ] {
            let error = read("own.toml", text).expect_err(text);
            assert_eq!((error.line(), error.column()), (line, column), "{error}");
            assert!(error.to_string().starts_with("own.toml:") && error.to_string().contains(said), "{error}");
        }
    }

    #[test]
    fn every_jurisdiction_reads_back_and_differs() {
        let mut seen = Vec::new();
        for jurisdiction in Jurisdiction::ALL {
            let policy = Policy::of(*jurisdiction);
            let text = policy.to_toml();
            assert_eq!(Policy::from_toml(&text).expect("valid"), policy);
            assert!(!seen.contains(&text), "{jurisdiction}");
            seen.push(text);
        }
    }
}
