//! What a screening gives back: plain data whose JSON is the contract's.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much attention something asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing to point out.
    #[default]
    None,
    /// Worth a second look; posting is defensible.
    Low,
    /// Foreseeable trouble: reword, or talk to somebody first.
    Medium,
    /// Advised against as written; comparable with cases that led to a reprimand or worse.
    High,
}

impl Level {
    /// Every level, from none to high.
    pub const ALL: [Self; 4] = [Self::None, Self::Low, Self::Medium, Self::High];

    /// The word for this level in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The three duties that a post is held against (Kader 1–3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Does it cast doubt on the impartiality of the government, or of the writer in office?
    Neutrality,
    /// Does it undercut the minister, the employer, its policy, or the confidentiality owed?
    Loyalty,
    /// Does it insult, threaten, mock or curse?
    Decency,
}

impl Dimension {
    /// The three, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::Neutrality, Self::Loyalty, Self::Decency];

    /// The word for this dimension in JSON and in rule ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Neutrality => "neutrality",
            Self::Loyalty => "loyalty",
            Self::Decency => "decency",
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A language that the lexicons cover, or none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
    /// No covered language was recognised: the words could not be judged.
    Und,
}

impl Language {
    /// The code in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Und => "und",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a marked piece of text does in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Part {
    /// The words that bring the risk.
    Trigger,
    /// Who or what they are about.
    Target,
}

/// A piece of the text as it was given: `start..end` in UTF-8 bytes, `utf16_start..utf16_end` in UTF-16 code units
/// for JavaScript; the slice equals `text` exactly.
// `Debug` leaves the words out, as it does for `Post`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First UTF-16 code unit.
    pub utf16_start: usize,
    /// One past the last UTF-16 code unit.
    pub utf16_end: usize,
    /// The words themselves.
    pub text: String,
    /// What they do in the finding.
    pub part: Part,
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Span({}..{} {:?})", self.start, self.end, self.part)
    }
}

/// A circumstance that moved a finding, in log-odds points: positive raises, negative lowers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Which circumstance.
    pub factor: Arc<str>,
    /// What it was.
    pub value: Arc<str>,
    /// Its effect in log-odds points.
    pub effect: f64,
}

/// One reason for attention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that found it, such as `neutrality/party-attack`.
    pub rule: Arc<str>,
    /// The duty that it touches.
    pub dimension: Dimension,
    /// The level of this finding alone.
    pub level: Level,
    /// Severity and certainty, weighed: 0..=1.
    pub score: f64,
    /// How serious the words are under these circumstances (Kader 1's "ernstig"): 0..=1.
    pub severity: f64,
    /// How sure it is that they are meant so: 0..=1.
    pub certainty: f64,
    /// The words concerned, in text order; none where an attachment alone is the reason.
    pub spans: Vec<Span>,
    /// What was found, in a sentence.
    pub message: Arc<str>,
    /// What the writer could do.
    pub advice: Arc<str>,
    /// Where the rule comes from, such as `kader-2`.
    pub basis: Vec<Arc<str>>,
    /// What moved the score, in the order in which it was added up.
    pub factors: Vec<Factor>,
}

impl Finding {
    /// The sum that the score is, read out: each factor with the score before and after it, in log-odds points. It
    /// starts from nothing; the last step ends at the score.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.factors.iter().scan(0.0, |sum, factor| {
            let before = *sum;
            *sum += factor.effect;
            Some(Step { factor, before, after: *sum })
        })
    }
}

/// A step of the sum that a score is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// What was added or taken off.
    pub factor: &'a Factor,
    /// The sum before it, in log-odds points.
    pub before: f64,
    /// The sum after it, in log-odds points.
    pub after: f64,
}

impl Step<'_> {
    /// The score that a sum of log-odds points stands for: 0..=1.
    pub fn score(points: f64) -> f64 {
        probability(points)
    }
}

pub(crate) fn probability(log_odds: f64) -> f64 {
    rounded(1.0 / (1.0 + (-log_odds).exp()))
}

/// Four decimals: more than anyone can use, and few enough that the last bits of one machine's `exp` cannot show.
pub(crate) fn rounded(value: f64) -> f64 {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The outcome on one dimension.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct DimensionScore {
    /// All findings on this dimension combined: 0..=1.
    pub score: f64,
    /// The level that the score falls in.
    pub level: Level,
}

/// The outcome on each dimension.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Neutrality.
    pub neutrality: DimensionScore,
    /// Loyalty.
    pub loyalty: DimensionScore,
    /// Decency.
    pub decency: DimensionScore,
}

impl Scores {
    /// The outcome on `dimension`.
    pub fn get(&self, dimension: Dimension) -> DimensionScore {
        match dimension {
            Dimension::Neutrality => self.neutrality,
            Dimension::Loyalty => self.loyalty,
            Dimension::Decency => self.decency,
        }
    }

    pub(crate) fn get_mut(&mut self, dimension: Dimension) -> &mut DimensionScore {
        match dimension {
            Dimension::Neutrality => &mut self.neutrality,
            Dimension::Loyalty => &mut self.loyalty,
            Dimension::Decency => &mut self.decency,
        }
    }
}

/// A hash of lexicons, rules and policy: the same fingerprint and the same input give the same verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub(crate) u64);

impl Fingerprint {
    /// FNV-1a: stable across machines and versions of the standard library, which `DefaultHasher` is not.
    pub(crate) fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(parts)
    }

    /// That of what it stands for and `parts` behind it.
    pub(crate) fn and<'a>(self, parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let Self(mut hash) = self;
        for part in parts {
            for byte in (part.len() as u64).to_le_bytes().iter().chain(part) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        u64::from_str_radix(&word, 16)
            .map(Self)
            .map_err(|_| serde::de::Error::custom("a fingerprint is sixteen hexadecimal digits"))
    }
}

/// The verdict on a post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Assessment {
    /// The highest level of the three dimensions.
    pub level: Level,
    /// The language of most of the post; [`Language::Und`] means that the words could not be judged.
    pub lang: Language,
    /// The outcome on each dimension.
    pub scores: Scores,
    /// The reasons, in text order.
    pub findings: Vec<Finding>,
    /// What this verdict was reached with.
    pub fingerprint: Fingerprint,
}

impl Assessment {
    /// The highest level of the three dimensions.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The combined score and level on `dimension`.
    pub fn score(&self, dimension: Dimension) -> DimensionScore {
        self.scores.get(dimension)
    }

    /// The reasons, in text order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Could the words be judged, that is, was a covered language recognised?
    pub fn judged(&self) -> bool {
        self.lang != Language::Und
    }
}
