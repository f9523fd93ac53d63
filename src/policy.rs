//! Policy: the numbers that weigh, kept in a file that an organisation can replace.

use serde::{Deserialize, Serialize};

use crate::assessment::{Dimension, Level};
use crate::judge::Doubt;
use crate::lexicon::{LexiconError, Strength};

/// Points per dimension, in log-odds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Points {
    /// On neutrality.
    pub neutrality: f64,
    /// On loyalty.
    pub loyalty: f64,
    /// On decency.
    pub decency: f64,
}

impl Points {
    pub(crate) fn on(self, dimension: Dimension) -> f64 {
        match dimension {
            Dimension::Neutrality => self.neutrality,
            Dimension::Loyalty => self.loyalty,
            Dimension::Decency => self.decency,
        }
    }
}

/// What a known circumstance does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Weight {
    /// The circumstance, by its name in the context.
    pub factor: String,
    /// Its value, by its name in the context.
    pub value: String,
    /// Its effect on neutrality, in log-odds points.
    #[serde(default)]
    pub neutrality: f64,
    /// Its effect on loyalty, in log-odds points.
    #[serde(default)]
    pub loyalty: f64,
    /// Its effect on decency, in log-odds points.
    #[serde(default)]
    pub decency: f64,
    /// Not bounded by [`Softening::most`]: the circumstance takes the ground away altogether.
    #[serde(default)]
    pub cancels: bool,
}

impl Weight {
    pub(crate) fn on(&self, dimension: Dimension) -> f64 {
        Points { neutrality: self.neutrality, loyalty: self.loyalty, decency: self.decency }.on(dimension)
    }
}

/// Where levels begin, in log-odds points of the score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Thresholds {
    /// From here on low.
    pub low: f64,
    /// From here on medium.
    pub medium: f64,
    /// From here on high.
    pub high: f64,
}

/// How circumstances soften and findings combine.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Softening {
    /// All softening circumstances together take off at most so many points.
    pub most: Points,
}

/// What the heaviness of words adds, in log-odds points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Strengths {
    /// Half meant.
    pub mild: f64,
    /// As it stands.
    pub plain: f64,
    /// Meant to hurt.
    pub strong: f64,
    /// Beyond the pale.
    pub extreme: f64,
}

/// How sure a reading is where something makes it less certain: 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Certainty {
    /// The target was named in another sentence.
    pub in_another_sentence: f64,
    /// Nobody is named, only pointed at.
    pub pointed_at: f64,
    /// The target is taken to be the writer's own by its nature: *de directie*.
    pub presumed_own: f64,
    /// The words are written so as not to be recognised.
    pub disguised: f64,
    /// Signs add up, none of which proves anything by itself.
    pub signs: f64,
}

impl Certainty {
    /// The factor, the value and the certainty of a doubt.
    pub(crate) fn of(&self, doubt: Doubt) -> (&'static str, &'static str, f64) {
        match doubt {
            Doubt::Indirect(certainty) => ("reading", "indirect", certainty),
            Doubt::InAnotherSentence => ("target", "in_another_sentence", self.in_another_sentence),
            Doubt::PointedAt => ("target", "pointed_at", self.pointed_at),
            Doubt::PresumedOwn => ("target", "presumed_own", self.presumed_own),
            Doubt::Disguised => ("spelling", "disguised", self.disguised),
            Doubt::Signs => ("reading", "signs", self.signs),
        }
    }
}

/// Thresholds and weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Policy {
    /// Where levels begin.
    pub thresholds: Thresholds,
    /// What the heaviness of words adds.
    pub strengths: Strengths,
    /// The bound on softening circumstances.
    pub softening: Softening,
    /// What every further finding on a dimension adds to the heaviest, as a share of what is left: 0..=1.
    pub further_findings: f64,
    /// How many log-odds points a doubt costs: the score's log-odds are those of the severity plus this times the
    /// natural logarithm of the certainty.
    pub certainty_weight: f64,
    /// What it takes off, in log-odds points, where something is asked, and not for show.
    pub question: f64,
    /// How sure a reading is.
    pub certainty: Certainty,
    /// What each known circumstance does.
    #[serde(rename = "weight")]
    pub weights: Vec<Weight>,
}

const BUILTIN: &str = include_str!("../lexicons/policy.toml");

impl Policy {
    /// Reads a policy from TOML.
    ///
    /// # Errors
    /// Where the text is no TOML, a field is unknown or missing, or the thresholds do not rise: with line and column.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Self::from_toml_named("<policy>", text)
    }

    /// As [`Policy::from_toml`], with the name that errors call the text by.
    ///
    /// # Errors
    /// As [`Policy::from_toml`].
    pub fn from_toml_named(name: &str, text: &str) -> Result<Self, LexiconError> {
        let policy: Self = toml::from_str(text).map_err(|error| {
            LexiconError::at(name, text, error.span().map_or(0, |span| span.start), "", error.message())
        })?;
        let Thresholds { low, medium, high } = policy.thresholds;
        if !(low < medium && medium < high) {
            return Err(LexiconError::at(name, text, 0, "thresholds", "must rise from low over medium to high"));
        }
        if let Some((entry, trouble)) = policy.unweighable() {
            return Err(LexiconError::at(name, text, 0, &entry, trouble));
        }
        Ok(policy)
    }

    /// The first figure that no score can come of: TOML knows `nan` and `inf`, and `1e308` is no weight either.
    fn unweighable(&self) -> Option<(String, &'static str)> {
        const MOST: f64 = 1e6;
        let Thresholds { low, medium, high } = self.thresholds;
        let Strengths { mild, plain, strong, extreme } = self.strengths;
        let Points { neutrality, loyalty, decency } = self.softening.most;
        let fixed = [("thresholds", &[low, medium, high][..]), ("strengths", &[mild, plain, strong, extreme])];
        let softening = [("softening", &[neutrality, loyalty, decency][..])];
        let named = fixed
            .into_iter()
            .chain(softening)
            .find(|(_, all)| all.iter().any(|points| points.is_nan() || points.abs() > MOST));
        let weighs = |weight: &&Weight| Dimension::ALL.iter().all(|on| weight.on(*on).abs() <= MOST);
        let weight = || {
            self.weights
                .iter()
                .find(|weight| !weighs(weight))
                .map(|weight| format!("{} = {}", weight.factor, weight.value))
        };
        let points = "is no number of points between -1000000 and 1000000";
        if let Some(name) = named.map(|(name, _)| name.to_owned()).or_else(weight) {
            Some((name, points))
        } else if !(0.0..=1.0).contains(&self.further_findings) {
            Some(("further_findings".into(), "must be a share, from 0 to 1"))
        } else if !(0.0..=MOST).contains(&self.certainty_weight) {
            Some(("certainty_weight".into(), "must be from 0 to 1000000"))
        } else {
            None
        }
    }

    /// The policy as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    pub(crate) fn level(&self, log_odds: f64) -> Level {
        let Thresholds { low, medium, high } = self.thresholds;
        match log_odds {
            points if points >= high => Level::High,
            points if points >= medium => Level::Medium,
            points if points >= low => Level::Low,
            _ => Level::None,
        }
    }

    pub(crate) fn strength(&self, strength: Strength) -> f64 {
        match strength {
            Strength::Mild => self.strengths.mild,
            Strength::Plain => self.strengths.plain,
            Strength::Strong => self.strengths.strong,
            Strength::Extreme => self.strengths.extreme,
        }
    }

    pub(crate) fn weight(&self, factor: &str, value: &str) -> Option<&Weight> {
        self.weights.iter().find(|weight| weight.factor == factor && weight.value == value)
    }
}

impl Default for Policy {
    /// The built-in policy, for the Netherlands.
    fn default() -> Self {
        Self::from_toml(BUILTIN).unwrap_or_else(|error| unreachable!("the built-in policy is tested: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_policy_reads_back() {
        let policy = Policy::default();
        assert_eq!(Policy::from_toml(&policy.to_toml()).expect("valid"), policy);
    }

    #[test]
    fn mistakes_are_located() {
        let error = Policy::from_toml("thresholds = { low = 0.0, medium = 1.0 }").expect_err("incomplete");
        assert_eq!(error.line(), 1);
        let falling = BUILTIN.replacen("low = -1.0", "low = 9.0", 1);
        assert!(Policy::from_toml(&falling).expect_err("falling").to_string().contains("must rise"));
        for (line, wrong) in [
            ("further_findings = 0.15", "further_findings = 1.5"),
            ("certainty_weight = 2.0", "certainty_weight = -inf"),
            ("mild = -0.8", "mild = nan"),
            ("neutrality = 0.6", "neutrality = 1e300"),
        ] {
            let text = BUILTIN.replacen(line, wrong, 1);
            assert!(text != BUILTIN && Policy::from_toml(&text).is_err(), "{wrong}");
        }
    }
}
