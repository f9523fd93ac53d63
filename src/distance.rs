//! How far the topic lies from the writer's own field: as the caller says, or as the topics in the text tell.

use crate::context::{Context, PolicyDistance};
use crate::lexicon::{Kind, Lexicon};
use crate::read::Reading;

/// The distance to the writer's own field, sentence by sentence.
#[derive(Debug)]
pub(crate) struct Distances {
    /// What the caller says holds for all of the post.
    said: Option<PolicyDistance>,
    by_sentence: Vec<Option<PolicyDistance>>,
}

impl Distances {
    pub(crate) fn of(lexicon: &Lexicon, context: &Context, reading: &Reading<'_>) -> Self {
        let said = context.policy_distance;
        if said.is_some() || context.fields.is_empty() {
            return Self { said, by_sentence: Vec::new() };
        }
        let mut by_sentence = vec![None; reading.sentences()];
        for topic in reading.mentions.iter().filter(|mention| mention.kind == Kind::Topic) {
            let is_field = |field: &String, id: &str| field == id;
            let mut ids = topic.meaning.concepts.ids().map(|id| &*lexicon.concept(id).id);
            let own = ids.any(|id| context.fields.iter().any(|field| is_field(field, id)));
            let here = if own { PolicyDistance::Own } else { PolicyDistance::Unrelated };
            let known: &mut Option<PolicyDistance> = &mut by_sentence[topic.sentence];
            *known = nearer(*known, Some(here));
        }
        Self { said, by_sentence }
    }

    /// The distance of what these sentences say: by their own topics, or by those of the post where they name none.
    pub(crate) fn at(&self, sentences: &[usize]) -> Option<PolicyDistance> {
        let of = |sentence: &usize| self.by_sentence.get(*sentence).copied().flatten();
        let here = sentences.iter().map(of).fold(None, nearer);
        let post = || self.by_sentence.iter().copied().fold(None, nearer);
        self.said.or(here).or_else(post)
    }
}

/// The nearer of two: what touches the own field is not made distant by what does not.
fn nearer(a: Option<PolicyDistance>, b: Option<PolicyDistance>) -> Option<PolicyDistance> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
