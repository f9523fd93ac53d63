//! Rules and shields as the judge uses them.

use std::sync::Arc;

use super::concept::{ConceptId, ConceptSet};
use super::schema::ShieldScope;
use crate::assessment::{Dimension, Language};
use crate::context::{Account, Attachment, Context, PolicyDistance, Role};

/// A text in both languages.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(crate) nl: Arc<str>,
    pub(crate) en: Arc<str>,
}

impl Wording {
    pub(crate) fn get(&self, language: Language) -> &Arc<str> {
        if language == Language::En { &self.en } else { &self.nl }
    }
}

/// A rule of the lexicons.
#[derive(Debug, Clone)]
pub struct Rule {
    pub(crate) id: Arc<str>,
    pub(crate) dimension: Dimension,
    pub(crate) points: f64,
    pub(crate) looks_for: Wording,
    pub(crate) message: Wording,
    pub(crate) advice: Wording,
    pub(crate) basis: Vec<Arc<str>>,
    pub(crate) whens: Vec<When>,
    pub(crate) hits: Vec<Example>,
    pub(crate) misses: Vec<Example>,
}

impl Rule {
    /// The id, such as `neutrality/party-attack`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The duty that it guards.
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The base weight in log-odds points, before words and circumstances.
    pub fn points(&self) -> f64 {
        self.points
    }

    /// What it looks for.
    pub fn looks_for(&self, language: Language) -> &str {
        self.looks_for.get(language)
    }

    /// What it tells the writer.
    pub fn message(&self, language: Language) -> &str {
        self.message.get(language)
    }

    /// What it advises.
    pub fn advice(&self, language: Language) -> &str {
        self.advice.get(language)
    }

    /// Where it comes from, such as `kader-2`.
    pub fn basis(&self) -> impl Iterator<Item = &str> {
        self.basis.iter().map(AsRef::as_ref)
    }

    /// Posts that it must point out.
    pub fn hits(&self) -> &[Example] {
        &self.hits
    }

    /// Posts that look like it and must be left alone.
    pub fn misses(&self) -> &[Example] {
        &self.misses
    }
}

/// An example post of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub(crate) text: String,
    pub(crate) context: Context,
}

impl Example {
    /// The post.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its circumstances.
    pub fn context(&self) -> &Context {
        &self.context
    }
}

/// One way in which a rule applies.
#[derive(Debug, Clone)]
pub(crate) struct When {
    pub(crate) trigger: ConceptSet,
    pub(crate) target: ConceptSet,
    pub(crate) own: Option<bool>,
    pub(crate) with: ConceptSet,
    pub(crate) without: ConceptSet,
    pub(crate) circumstances: Circumstances,
    pub(crate) points: f64,
    pub(crate) certainty: f64,
    /// Never softened by circumstances.
    pub(crate) firm: bool,
}

/// A block of the count of signs, none of which proves anything by itself.
#[derive(Debug, Clone)]
pub(crate) struct Signs {
    /// The rule that it speaks for, by its place in the lexicon.
    pub(crate) rule: usize,
    /// One of these must be mentioned for the block to join in; any post will do where it is empty.
    pub(crate) needs: ConceptSet,
    /// What the block adds or takes before any sign.
    pub(crate) start: f64,
    /// What a mention of each concept adds or takes.
    pub(crate) points: Vec<(ConceptId, f64)>,
}

/// What the context must say for a rule to apply.
#[derive(Debug, Clone, Default)]
pub(crate) struct Circumstances {
    pub(crate) role: Vec<Role>,
    pub(crate) account: Vec<Account>,
    pub(crate) attachment: Vec<Attachment>,
    pub(crate) distance: Vec<PolicyDistance>,
    pub(crate) employer_visible: Option<bool>,
    pub(crate) election_period: Option<bool>,
}

impl Circumstances {
    /// Do they ask anything?
    pub(crate) fn ask(&self) -> bool {
        !(self.role.is_empty() && self.account.is_empty() && self.attachment.is_empty() && self.distance.is_empty())
            || self.employer_visible.is_some()
            || self.election_period.is_some()
    }

    /// Do they hold, where the topic lies so far from the writer's own field?
    pub(crate) fn hold(&self, context: &Context, distance: Option<PolicyDistance>) -> bool {
        any(&self.distance, distance) && self.may_hold(context)
    }

    /// Do they hold, if the topic lies as far from the writer's own field as they ask?
    pub(crate) fn may_hold(&self, context: &Context) -> bool {
        any(&self.role, context.role)
            && any(&self.account, context.account)
            && (self.attachment.is_empty() || self.attachment.iter().any(|one| context.attachments.contains(one)))
            && (self.employer_visible.is_none() || self.employer_visible == context.employer_visible)
            && (self.election_period.is_none() || self.election_period == context.election_period)
    }
}

fn any<T: PartialEq>(wanted: &[T], known: Option<T>) -> bool {
    wanted.is_empty() || known.is_some_and(|known| wanted.contains(&known))
}

/// What takes findings away, or makes them lighter.
#[derive(Debug, Clone)]
pub(crate) struct Shield {
    pub(crate) id: Arc<str>,
    pub(crate) cue: ConceptSet,
    pub(crate) scope: ShieldScope,
    pub(crate) softens: Vec<String>,
    pub(crate) except: Vec<String>,
    pub(crate) points: Option<f64>,
}

impl Shield {
    /// Does it speak about `rule`?
    pub(crate) fn covers(&self, rule: &Rule) -> bool {
        let names = |list: &[String]| {
            list.iter().any(|name| name == "*" || *name == *rule.id || name == rule.dimension.as_str())
        };
        names(&self.softens) && !names(&self.except)
    }
}
