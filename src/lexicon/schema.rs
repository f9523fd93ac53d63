//! The shape of a lexicon file. Every entry keeps its place in the file, so that a mistake can be pointed at.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::concept::Kind;
use super::term::Strength;
use crate::assessment::{Dimension, Language};
use crate::context::{Account, Attachment, Context, PolicyDistance, Role};

/// A lexicon file: any mix of concepts, terms, rules and shields.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// The language of the terms, unless a group says otherwise.
    pub(crate) language: Option<Language>,
    #[serde(default, rename = "concept")]
    pub(crate) concepts: Vec<ConceptEntry>,
    #[serde(default)]
    pub(crate) terms: Vec<TermGroup>,
    #[serde(default, rename = "mask")]
    pub(crate) masks: Vec<MaskEntry>,
    #[serde(default, rename = "rule")]
    pub(crate) rules: Vec<RuleEntry>,
    #[serde(default, rename = "shield")]
    pub(crate) shields: Vec<ShieldEntry>,
    #[serde(default)]
    pub(crate) signs: Vec<SignsEntry>,
    #[serde(default, rename = "exception")]
    pub(crate) exceptions: Vec<ExceptionEntry>,
}

/// Declares a concept.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ConceptEntry {
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) id: Spanned<String>,
    pub(crate) kind: Kind,
    /// What it stands for, for whoever edits the file.
    #[allow(dead_code)]
    pub(crate) about: String,
    /// The wider concepts that it is a kind of.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) is: Vec<Spanned<String>>,
    /// Whether *niet* takes the meaning away; yes unless said otherwise.
    pub(crate) negatable: Option<bool>,
    /// What its words say of their target where they are denied: *niet capabel* is criticism.
    #[cfg_attr(test, schemars(with = "Option<ConceptName>"))]
    pub(crate) denied: Option<Spanned<String>>,
    /// The sign that its tied words are where they are said of nobody in sight.
    #[cfg_attr(test, schemars(with = "Option<ConceptName>"))]
    pub(crate) loose: Option<Spanned<String>>,
    /// Whether its words are looked for with letters swapped or left out; as the wider concepts unless said otherwise.
    pub(crate) garbled: Option<bool>,
}

/// Words with the same meaning, weight and inflection.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct TermGroup {
    #[cfg_attr(test, schemars(with = "ConceptName"))]
    pub(crate) concept: Spanned<String>,
    pub(crate) language: Option<Language>,
    #[serde(default)]
    pub(crate) strength: Strength,
    /// The inflection class of single words, and of words marked with `~` in phrases.
    #[cfg_attr(test, schemars(with = "Option<InflectionName>"))]
    pub(crate) inflect: Option<Spanned<String>>,
    pub(crate) compound: Option<Compound>,
    /// Used in the other language just the same.
    #[serde(default)]
    pub(crate) borrowed: bool,
    /// Counts only when written in this case or with politics around it: *Volt*, *DENK*.
    #[serde(default)]
    pub(crate) exact_case: bool,
    /// Weak words, which count only where they are said of a target: *traag*, *een natte dweil*.
    #[serde(default)]
    pub(crate) tied: bool,
    /// Why this group is as it is, for whoever edits the file.
    #[allow(dead_code)]
    pub(crate) note: Option<String>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) words: Vec<Spanned<String>>,
}

/// How a word takes part in Dutch compounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Compound {
    /// Only as the first part of a longer word: *kut-beleid*.
    Modifier,
    /// As a word of its own and as the last part of a longer one: *asiel-beleid*.
    Head,
    /// As a word of its own and as the last part behind a word of the lexicons: *boeren-pummel*, but not *ka-raat*.
    Last,
}

/// What letters followed by dots or asterisks stand for.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct MaskEntry {
    pub(crate) stem: String,
    pub(crate) word: String,
}

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Bilingual {
    pub(crate) nl: String,
    pub(crate) en: String,
}

/// A rule: which concepts, joined how, mean what for the writer.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) id: Spanned<String>,
    pub(crate) dimension: Dimension,
    /// The base in log-odds points.
    pub(crate) points: f64,
    pub(crate) looks_for: Bilingual,
    pub(crate) message: Bilingual,
    pub(crate) advice: Bilingual,
    pub(crate) basis: Vec<String>,
    pub(crate) when: Vec<WhenEntry>,
    #[serde(default)]
    pub(crate) hits: Vec<ExampleEntry>,
    #[serde(default)]
    pub(crate) misses: Vec<ExampleEntry>,
}

/// One way in which a rule applies. Every condition that is given must hold.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct WhenEntry {
    /// Any of these concepts, unless attachments alone are enough.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) trigger: Vec<Spanned<String>>,
    /// Aimed at any of these.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) target: Vec<Spanned<String>>,
    /// Aimed at something of the writer's own organisation, or not.
    pub(crate) own: Option<bool>,
    /// Any of these in the same sentence.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) with: Vec<Spanned<String>>,
    /// None of these in the same sentence.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) without: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) role: Vec<Role>,
    #[serde(default)]
    pub(crate) account: Vec<Account>,
    #[serde(default)]
    pub(crate) attachment: Vec<Attachment>,
    #[serde(default)]
    pub(crate) distance: Vec<PolicyDistance>,
    pub(crate) employer_visible: Option<bool>,
    pub(crate) election_period: Option<bool>,
    /// Added to the base, in log-odds points.
    #[serde(default)]
    pub(crate) points: f64,
    /// How sure this reading is: 0..=1.
    pub(crate) certainty: Option<f64>,
    /// Never softened by circumstances: a threat, a slur, a secret.
    #[serde(default)]
    pub(crate) firm: bool,
}

/// A block of the count of signs of a dimension. All blocks whose needs are met add up; the finding goes by the rule of
/// the block that added most.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct SignsEntry {
    /// The rule that the block speaks for.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) rule: Spanned<String>,
    /// One of these must be mentioned for the block to join in.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) needs: Vec<Spanned<String>>,
    /// What the block adds or takes before any sign, in log-odds points.
    pub(crate) start: f64,
    /// What a mention of each concept adds or takes, in log-odds points; a second one counts half.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, f64>"))]
    pub(crate) points: BTreeMap<Spanned<String>, f64>,
}

/// An example post: a bare text, or one with its circumstances.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum ExampleEntry {
    Text(String),
    InContext {
        text: String,
        #[serde(default)]
        context: Context,
    },
}

/// What takes rules away: a union leaflet, a report by the proper channel.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ShieldEntry {
    pub(crate) id: String,
    /// What it protects and why, for whoever edits the file.
    #[allow(dead_code)]
    pub(crate) about: String,
    #[cfg_attr(test, schemars(with = "Vec<ConceptName>"))]
    pub(crate) cue: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) scope: ShieldScope,
    /// Rule ids, dimensions, or `*`.
    pub(crate) softens: Vec<String>,
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// The effect in log-odds points; without it the finding is dropped.
    pub(crate) points: Option<f64>,
}

/// Words of an organisation's own that a rule would point out, and must not: *de Lul* is a fountain.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ExceptionEntry {
    /// The language of the posts that it holds in; all, unless said otherwise: names are the same in each.
    pub(crate) language: Option<Language>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) words: Vec<Spanned<String>>,
    /// Counts only when written in this case: *de Lul*, not *de lul*.
    #[serde(default)]
    pub(crate) exact_case: bool,
    /// Rule ids, dimensions, or `*`: what does not point these words out.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(crate) silences: Vec<Spanned<String>>,
    /// Why, for whoever asks later.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) reason: Spanned<String>,
}

/// How far a shield reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ShieldScope {
    /// The sentence that holds the cue.
    #[default]
    Sentence,
    /// That sentence and its neighbours.
    Near,
    /// The whole post.
    Post,
}

/// The name of a concept, of which editors may offer the built-in ones.
#[cfg(test)]
struct ConceptName;

#[cfg(test)]
impl schemars::JsonSchema for ConceptName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Concept".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let screener = crate::Screener::default();
        let lexicon = screener.lexicon();
        let names: Vec<&str> = lexicon.ids().map(|id| &*lexicon.concept(id).id).collect();
        schemars::json_schema!({
            "description": "A concept: a built-in one, or one of your own.",
            "anyOf": [{ "enum": names }, { "type": "string" }],
        })
    }
}

/// The inflection classes, by the names that a file may use.
#[cfg(test)]
struct InflectionName;

#[cfg(test)]
impl schemars::JsonSchema for InflectionName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Inflection".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": "All forms are made.", "enum": super::inflect::Class::NAMES })
    }
}

#[cfg(test)]
mod tests {
    /// Compares a schema with the one that is kept, or writes it.
    fn keep<T: schemars::JsonSchema>(path: &str, title: &str) {
        let generator = schemars::generate::SchemaSettings::draft07().into_generator();
        let mut schema = generator.into_root_schema_for::<T>();
        schema.insert("title".into(), title.into());
        let made = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        if std::env::var_os("BEZINT_UPDATE").is_some() {
            std::fs::create_dir_all("docs/schema").expect("made");
            std::fs::write(path, &made).expect("written");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(kept == made, "{path} is out of date: run the tests with BEZINT_UPDATE=1");
    }

    #[test]
    fn the_schemas_are_those_of_the_types() {
        keep::<super::File>("docs/schema/lexicon.schema.json", "bezint lexicon");
        keep::<crate::policy::Policy>("docs/schema/policy.schema.json", "bezint policy");
    }
}
