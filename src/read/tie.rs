//! Tie: is a weak word said of a target? *Traag* is a remark on the council in *het college is traag* and on nobody in
//! *de trage bus naar het gemeentehuis*.

use std::ops::Range;

use super::Mention;
use super::aim::Aimer;
use crate::lexicon::{Kind, Tie};

/// A remark of so few words stands alone, and goes on about who was named before it: *Laf, hoor.*
pub(crate) const FRAGMENT: usize = 3;

/// So many small words may stand between a word and the target that they tie it to: *een ramp van de minister*.
pub(crate) const MOST_LINKS: usize = 3;

impl Aimer<'_> {
    /// Is `trigger` said of `target`, which stands in the same sentence?
    pub(super) fn is_tied(&self, trigger: &Mention, target: &Mention) -> bool {
        let overlap = trigger.range.start < target.range.end && target.range.start < trigger.range.end;
        if overlap || trigger.meaning.tie == Tie::Free {
            // *Kermisklant* is not said of the *klant* in it; *boerenpummel* is of the *boer*.
            let itself = target.range.start <= trigger.range.start && trigger.range.end <= target.range.end
                || trigger.words.len() == 1 && trigger.range.end == target.range.end;
            return trigger.meaning.tie == Tie::Free || !itself;
        }
        let before = target.words.end <= trigger.words.start;
        let between =
            if before { target.words.end..trigger.words.start } else { trigger.words.end..target.words.start };
        if self.parts(&between, trigger, target) {
            return before && self.is_fragment(trigger) || self.is_exclaimed(trigger);
        }
        let link = self.is_linked(&between);
        match (trigger.meaning.tie, before) {
            (Tie::Free | Tie::Verb, _) => self.is_close(&between),
            (Tie::Noun, true) => self.has_copula(target, trigger, &between),
            (Tie::Noun, false) => link || self.follows_copula(trigger, &between) || self.is_exclaimed(trigger),
            (Tie::Adjective, true) => self.has_copula(target, trigger, &between) && !self.describes_another(trigger),
            (Tie::Adjective, false) => between.is_empty() || link || self.follows_copula(trigger, &between),
        }
    }

    /// A short remark by itself, whoever was spoken of before.
    pub(super) fn is_remark(&self, trigger: &Mention) -> bool {
        trigger.meaning.tie == Tie::Free || self.is_fragment(trigger) || self.is_exclaimed(trigger)
    }

    /// *Jij bent een dweil*, *hij is laf*: said of somebody who is only pointed at.
    pub(super) fn is_said_of_pronoun(&self, trigger: &Mention) -> bool {
        const REACH: usize = 5;
        let cues = &self.lexicon.cues;
        let clause = self.words.clause(trigger.words.start);
        let before = trigger.words.start.saturating_sub(REACH)..trigger.words.start;
        let copula = before.clone().rev().find(|word| self.copulas.binary_search(word).is_ok());
        copula.filter(|copula| self.words.clause(*copula) == clause).is_some_and(|copula| {
            let pointing = |word: usize| {
                self.words.clause(word) == clause
                    && self.starting(word).any(|mention| mention.is(cues.pronoun) || mention.is(cues.addressee))
            };
            copula.checked_sub(1).is_some_and(pointing) || pointing(copula + 1) && copula + 1 < trigger.words.start
        })
    }

    /// A sentence of a few words, or one that calls somebody names: *Sukkels zijn jullie!*
    pub(super) fn is_outcry(&self, trigger: &Mention) -> bool {
        self.words.sentences[trigger.sentence].words.len() <= FRAGMENT + trigger.words.len()
            || self.is_exclaimed(trigger)
    }

    /// Does a clause end, or another target stand, between the two?
    fn parts(&self, between: &Range<usize>, trigger: &Mention, target: &Mention) -> bool {
        self.words.clause(trigger.words.start) != self.words.clause(target.words.end.saturating_sub(1))
            || self.targets(trigger.sentence).any(|other| {
                other.words.start >= between.start && other.words.end <= between.end && !other.words.is_empty()
            })
    }

    fn is_close(&self, between: &Range<usize>) -> bool {
        const CLOSE: usize = 3;
        between.len() <= CLOSE
    }

    /// `target is … trigger`, `dat target trigger is`, `ik vind target trigger`.
    fn has_copula(&self, target: &Mention, trigger: &Mention, between: &Range<usize>) -> bool {
        const REACH: usize = 6;
        const SUBJECT: usize = 4;
        const LED: usize = 3;
        let copula_in = |range: Range<usize>| {
            let first = self.copulas.partition_point(|word| *word < range.start);
            self.copulas.get(first).is_some_and(|word| range.contains(word))
        };
        let led = target.words.start.saturating_sub(LED)..target.words.start;
        let same_clause = |word: usize| self.words.clause(word) == self.words.clause(target.words.start);
        let after_subject = between.start..between.end.min(between.start + SUBJECT + 1);
        between.len() <= REACH
            && !self.is_object(target)
            && !self.is_counted(trigger)
            && (copula_in(after_subject)
                || copula_in(trigger.words.end..trigger.words.end + 1) && same_clause(trigger.words.end)
                || self.is_close(between) && copula_in(led.clone()) && same_clause(led.start.max(led.end - 1)))
    }

    /// `voor target`: is no subject.
    fn is_object(&self, target: &Mention) -> bool {
        const DETERMINERS: usize = 3;
        let cues = &self.lexicon.cues;
        let before = (target.words.start.saturating_sub(DETERMINERS)..target.words.start).rev();
        before
            .filter(|word| self.words.clause(*word) == self.words.clause(target.words.start))
            .find(|word| !self.starting(*word).any(|mention| mention.is(cues.determiner)))
            .is_some_and(|word| self.starting(word).any(|mention| mention.is(cues.preposition)))
    }

    /// `twee dieven`: how many there are is said of things, not of who somebody is.
    fn is_counted(&self, trigger: &Mention) -> bool {
        const NUMBERS: [&str; 12] =
            ["twee", "drie", "vier", "vijf", "zes", "tien", "two", "three", "four", "five", "six", "ten"];
        trigger.words.start.checked_sub(1).and_then(|word| self.words.words.get(word)).is_some_and(|word| {
            let text = &self.folded.text()[word.range.clone()];
            NUMBERS.contains(&text) || text.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// `trigger is target`.
    fn follows_copula(&self, trigger: &Mention, between: &Range<usize>) -> bool {
        self.is_close(between) && self.copulas.binary_search(&trigger.words.end).is_ok()
    }

    /// `trigger van de target`: nothing but small words between the two.
    fn is_linked(&self, between: &Range<usize>) -> bool {
        let cues = &self.lexicon.cues;
        let small =
            |word: usize| self.starting(word).any(|mention| mention.is(cues.determiner) || mention.is(cues.linker));
        between.len() <= MOST_LINKS && between.clone().all(small)
    }

    /// An adjective before a noun that is no target: *de raad is een trage weg ingeslagen*.
    fn describes_another(&self, trigger: &Mention) -> bool {
        const SHORT: usize = 2;
        let next = trigger.words.end;
        let Some(word) = self.words.words.get(next) else { return false };
        let goes_on = word.clause == self.words.clause(trigger.words.start) && word.sentence == trigger.sentence;
        let known = || {
            self.function_words.binary_search(&next).is_ok()
                || self.starting(next).any(|mention| mention.kind != Kind::Topic)
        };
        goes_on && word.range.len() > SHORT && !known()
    }

    /// *Wat een …*, *stelletje …*: said of whoever is spoken of.
    fn is_exclaimed(&self, trigger: &Mention) -> bool {
        self.of_sentence(trigger.sentence).iter().any(|mention| {
            mention.is(self.lexicon.cues.exclamative)
                && mention.words.end <= trigger.words.start
                && trigger.words.start - mention.words.end <= 1
        })
    }

    /// Is the trigger nearly all that its clause or its sentence says?
    fn is_fragment(&self, trigger: &Mention) -> bool {
        let clause = self.words.clause(trigger.words.start);
        let sentence = &self.words.sentences[trigger.sentence].words;
        let rest = sentence
            .clone()
            .filter(|word| self.words.clause(*word) == clause && !trigger.words.contains(word))
            .take(FRAGMENT + 1);
        rest.count() < FRAGMENT
    }

    /// Mentions that begin at `word`.
    fn starting(&self, word: usize) -> impl Iterator<Item = &Mention> {
        let sentence = self.words.words.get(word).map_or(usize::MAX, |word| word.sentence);
        self.of_sentence(sentence).iter().filter(move |mention| mention.words.start == word)
    }
}
