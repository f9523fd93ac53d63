//! Policy: the numbers that weigh, kept in a file that an organisation can replace.

mod load;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Dimension, Level};
use crate::context::named_values;
use crate::judge::Doubt;
use crate::lexicon::{LexiconError, Strength, nearest_of};

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

named_values! {
    /// Whose norms weigh: guidance differs from country to country (`docs/scoring.md`).
    #[derive(Default)]
    Jurisdiction {
        /// The Netherlands: permissive, and the measure of the others.
        #[default]
        Netherlands = "netherlands",
        /// Flanders: a right to speak, with the own name made clear.
        Flanders = "flanders",
        /// Australia: seniority, connection and expression.
        Australia = "australia",
        /// The United Kingdom: no politics from official accounts, and a strict time before elections.
        UnitedKingdom = "united_kingdom",
        /// Ireland: the strictest on political controversy.
        Ireland = "ireland",
    }
}

/// What an organisation changes about a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RuleChange {
    /// The rule finds nothing any more.
    pub off: bool,
    /// The base in log-odds points, in place of the rule's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<f64>,
    /// No finding of this rule is lighter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Level>,
    /// No finding of this rule is heavier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Level>,
}

/// Where a file named rules, with the error to give if there is no such rule: only the lexicons tell.
#[derive(Debug, Clone, Default)]
struct Places(Vec<(String, LexiconError)>);

/// Where something was said makes no difference to what it says.
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a known circumstance does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
    /// Where the weight comes from.
    #[serde(default)]
    pub source: String,
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
    /// Whose norms it starts from.
    #[serde(default)]
    pub jurisdiction: Jurisdiction,
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
    /// What is changed about rules, by their ids.
    #[serde(default)]
    pub rules: BTreeMap<String, RuleChange>,
    #[serde(skip)]
    places: Places,
}

impl Policy {
    /// The built-in policy of a jurisdiction.
    pub fn of(jurisdiction: Jurisdiction) -> Self {
        load::of(jurisdiction)
    }

    /// Reads a policy from TOML. What the text does not say is as in the jurisdiction that it names, or as in the
    /// Netherlands where it names none.
    ///
    /// ```
    /// let policy = bezint::Policy::from_toml("
    ///     jurisdiction = 'ireland'
    ///     thresholds.high = 1.2
    ///     rules.'decency/profanity'.at_most = 'low'
    /// ")?;
    /// assert_eq!(policy.thresholds.high, 1.2);
    /// # Ok::<(), bezint::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is no TOML, a name is unknown, a figure lies out of range, or the thresholds do not rise: with
    /// line and column.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        Self::from_toml_named("<policy>", text)
    }

    /// As [`Policy::from_toml`], with the name that errors call the text by.
    ///
    /// # Errors
    /// As [`Policy::from_toml`].
    pub fn from_toml_named(name: &str, text: &str) -> Result<Self, LexiconError> {
        load::read(name, text)
    }

    /// The policy as TOML, in full: whatever it started from, the text gives this policy again.
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

    /// What the signs of a sentence must add up to for a finding, in log-odds points before any circumstance: one that
    /// says nothing by itself says nothing beside others either, whoever says it.
    pub(crate) fn least_sign(&self) -> f64 {
        self.thresholds.low - self.certainty_weight * self.certainty.signs.ln()
    }

    /// Where a level begins, in log-odds points; no level begins before none.
    pub(crate) fn begin(&self, level: Level) -> f64 {
        match level {
            Level::None => f64::NEG_INFINITY,
            Level::Low => self.thresholds.low,
            Level::Medium => self.thresholds.medium,
            Level::High => self.thresholds.high,
        }
    }

    pub(crate) fn change(&self, rule: &str) -> RuleChange {
        self.rules.get(rule).copied().unwrap_or_default()
    }

    /// The first rule that is named and that does not exist, with where it was named.
    pub(crate) fn unknown_rule<'a>(&self, known: impl Iterator<Item = &'a str> + Clone) -> Option<LexiconError> {
        let unknown = self.rules.keys().find(|rule| !known.clone().any(|id| id == *rule))?;
        let place = self.places.0.iter().find(|(rule, _)| rule == unknown);
        let error = place.map(|(_, error)| error.clone());
        let error = error.unwrap_or_else(|| LexiconError::at("<policy>", "", 0, unknown, "no rule has this id"));
        Some(error.helped(nearest_of(unknown, known)))
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
        Self::of(Jurisdiction::default())
    }
}
