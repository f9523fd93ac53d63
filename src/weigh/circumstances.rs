//! Circumstances: what is known about the writer and the post, by the names under which the policy weighs them.
//!
//! What the caller says, a disclaimer, an apology and the own work told in the text reach the whole post. The manner
//! reaches no further than the sentence: an even sentence does not soften the outburst beside it.

use super::Known;
use crate::context::Context;
use crate::distance::Distances;
use crate::fold::Folded;
use crate::judge::Match;
use crate::lexicon::{ConceptId, Lexicon, Tie};
use crate::read::{Mention, Reading};

/// What is known, for the whole post and sentence by sentence.
pub(crate) struct Circumstances<'a> {
    lexicon: &'a Lexicon,
    reading: &'a Reading<'a>,
    folded: &'a Folded,
    text: &'a str,
    distances: &'a Distances,
    post: Vec<Known>,
}

impl<'a> Circumstances<'a> {
    pub(crate) fn of(
        lexicon: &'a Lexicon,
        context: &Context,
        distances: &'a Distances,
        reading: &'a Reading<'a>,
        folded: &'a Folded,
        text: &'a str,
    ) -> Self {
        let mut post = said(context);
        let told = |concept| reading.mentions_concept(concept);
        if told(lexicon.cues.own_work) && context.employer_visible != Some(true) {
            post.push(("told_in_text", "own_work"));
        }
        if told(lexicon.cues.disclaimer) {
            post.push(("manner", "disclaimer"));
        }
        if told(lexicon.cues.apology) {
            post.push(("repair", "apology"));
        }
        Self { lexicon, reading, folded, text, distances, post }
    }

    /// What is known where `found` stands.
    pub(super) fn around(&self, found: &Match<'_>) -> impl Iterator<Item = Known> {
        let distance = self.distances.at(&found.sentences).map(|distance| ("policy_distance", distance.as_str()));
        // A hedge is a sign like any other, and nobody counts signs in a report.
        let words_alone = !found.by_signs;
        let sentences = || found.sentences.iter().copied();
        let manner = [
            (sentences().any(|sentence| self.is_loud(sentence)), "loud"),
            (words_alone && sentences().any(|sentence| self.is_factual(sentence)), "factual"),
            (words_alone && sentences().any(|sentence| self.tells(self.lexicon.cues.hedge, sentence)), "hedged"),
        ];
        let manner = manner.into_iter().filter(|(holds, _)| *holds).map(|(_, value)| ("manner", value));
        self.post.iter().copied().chain(distance).chain(manner)
    }

    fn tells(&self, concept: ConceptId, sentence: usize) -> bool {
        self.reading.mentions_in(sentence..sentence + 1).iter().any(|mention| mention.is(concept))
    }

    /// A sentence as it was written.
    fn written(&self, sentence: usize) -> &'a str {
        let range = self.reading.sentence(sentence).map(|(range, _)| self.folded.source_range(&range, self.text));
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// Mostly capitals, or a row of exclamation marks.
    fn is_loud(&self, sentence: usize) -> bool {
        const FEWEST_WORDS: usize = 3;
        const ROW: usize = 3;
        let words = self.reading.sentence(sentence).map_or(&[][..], |(_, words)| words);
        let long = words.iter().filter(|word| word.long);
        let (all, loud) = long.fold((0, 0), |(all, loud), word| (all + 1, loud + usize::from(word.shouted)));
        let row = self.written(sentence).split(|c| c != '!').map(str::len).max().unwrap_or(0);
        all >= FEWEST_WORDS && loud * 2 > all || row >= ROW
    }

    /// Is it as long and as even as a sentence out of a report? A remark is shorter, or has a mark of mood; and abuse
    /// is even only where it is somebody else's.
    fn is_factual(&self, sentence: usize) -> bool {
        const SHORTEST: usize = 12;
        let cues = &self.lexicon.cues;
        let mentions = self.reading.mentions_in(sentence..sentence + 1);
        let inner = self.reading.words_inside_names(sentence);
        let words = self.reading.sentence(sentence).map_or(0, |(_, words)| words.len());
        let abuses =
            |mention: &Mention| mention.is(cues.abuse) && mention.meaning.tie == Tie::Free && mention.scope.is_meant();
        let reports = self.tells(cues.attribution, sentence) || self.tells(cues.quoting, sentence);
        words >= SHORTEST + inner
            && !self.tells(cues.speaker, sentence)
            && (reports || !mentions.iter().any(abuses))
            && !self.written(sentence).contains(|c| matches!(c, '!' | '?' | '#' | '…') || crate::fold::is_emoji(c))
    }
}

/// What the caller says of the writer and the post.
fn said(context: &Context) -> Vec<Known> {
    let flag = |known: bool| if known { "true" } else { "false" };
    let mut known = Vec::new();
    known.extend(context.role.map(|role| ("role", role.as_str())));
    known.extend(context.account.map(|account| ("account", account.as_str())));
    known.extend(context.employer_visible.map(|visible| ("employer_visible", flag(visible))));
    known.extend(context.timing.map(|timing| ("timing", timing.as_str())));
    known.extend(context.election_period.map(|running| ("election_period", flag(running))));
    known.extend(context.reach.map(|reach| ("reach", reach.as_str())));
    known.extend(context.act.map(|act| ("act", act.as_str())));
    known.extend(context.distinct_attachments().iter().map(|attachment| ("attachment", attachment.as_str())));
    known
}
