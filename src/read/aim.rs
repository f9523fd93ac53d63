//! Aim: who a trigger is about. The same word is a party attack, disloyalty or nothing at all, depending on that.

use std::ops::Range;

use super::scope::Quoted;
use super::{Aim, Found, Mention, by_sentence, mention};
use crate::assessment::Language;
use crate::fold::{Folded, fold_term, word_char_at, word_char_before};
use crate::lexicon::{ConceptId, ConceptSet, Kind, Lexicon, Meaning, Strength, Tie};
use crate::post::Post;
use crate::words::Words;

/// So many sentences back a target may be named that a sentence goes on about.
pub(crate) const SENTENCES_BACK: usize = 2;

/// Is the target the writer's own?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Own {
    /// Nothing says so.
    #[default]
    No,
    /// By its nature: *de directie*.
    Presumed,
    /// The text or the context says so: *onze directie*.
    Said,
}

/// Adds a mention for every name of the context that stands in the text.
pub(super) fn add_named(
    lexicon: &Lexicon,
    post: &Post<'_>,
    folded: &Folded,
    words: &Words,
    mentions: &mut Vec<Mention>,
) {
    let context = post.context();
    let superiors =
        context.superiors.iter().flat_map(|name| spellings(name)).map(|name| (name, lexicon.cues.own_leadership));
    let organisation = context.organisation.iter().map(|name| (fold_term(name.trim()), lexicon.cues.own_organisation));
    for (name, concept) in superiors.chain(organisation) {
        if name.chars().count() < 2 {
            continue;
        }
        for (at, _) in folded.text().match_indices(name.as_str()) {
            let range = at..at + name.len();
            if word_char_before(folded.text(), range.start) || word_char_at(folded.text(), range.end) {
                continue;
            }
            let meaning = Meaning {
                concept,
                concepts: lexicon.concept(concept).family,
                strength: Strength::Plain,
                language: Language::Und,
                tie: Tie::Free,
            };
            mentions.push(mention(lexicon, words, range, meaning));
        }
    }
}

/// How a person of the context may be called: by the name in full, by the surname, by the handle without its sign.
fn spellings(name: &str) -> Vec<String> {
    const PARTICLES: [&str; 12] = ["de", "den", "der", "van", "von", "ter", "ten", "te", "la", "le", "el", "al"];
    const SHORTEST_SURNAME: usize = 4;
    let full = fold_term(name.trim().trim_start_matches('@'));
    let parts: Vec<&str> = name.split_whitespace().collect();
    let mut spellings = vec![full];
    if let Some((last, before)) = parts.split_last() {
        let named = last.chars().next().is_some_and(char::is_uppercase) && last.chars().count() >= SHORTEST_SURNAME;
        // *Secretary of State* is a title: nobody is called *State*.
        let title = before.iter().any(|part| ["of", "for", "voor", "the"].contains(part));
        if named && !title && !before.is_empty() {
            let particles =
                before.iter().rev().take_while(|part| PARTICLES.contains(&fold_term(part).as_str())).count();
            spellings.push(fold_term(&parts[before.len() - particles..].join(" ")));
            spellings.push(fold_term(last));
        }
    }
    spellings.dedup();
    spellings
}

/// Who each trigger is about; `None` for what is no trigger, and for a weak word that is said of nobody.
pub(super) fn aims(
    lexicon: &Lexicon,
    folded: &Folded,
    words: &Words,
    mentions: &[Mention],
    function_words: &[usize],
) -> Vec<Option<Aim>> {
    let aimer = Aimer::new(lexicon, folded, words, mentions, function_words);
    mentions
        .iter()
        .map(|mention| Some(mention).filter(|mention| mention.kind == Kind::Trigger).and_then(|one| aimer.aim(one)))
        .collect()
}

pub(super) struct Aimer<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) folded: &'a Folded,
    pub(super) words: &'a Words,
    mentions: &'a [Mention],
    /// Words that only tell the language, in text order.
    pub(super) function_words: &'a [usize],
    /// Which mentions stand in each sentence.
    sentences: Vec<Range<usize>>,
    /// First words of copulas, in text order.
    pub(super) copulas: Vec<usize>,
}

impl<'a> Aimer<'a> {
    fn new(
        lexicon: &'a Lexicon,
        folded: &'a Folded,
        words: &'a Words,
        mentions: &'a [Mention],
        function_words: &'a [usize],
    ) -> Self {
        let mut copulas: Vec<usize> = mentions
            .iter()
            .filter(|mention| mention.is(lexicon.cues.copula))
            .map(|mention| mention.words.start)
            .collect();
        copulas.sort_unstable();
        let sentences = by_sentence(mentions, words.sentences.len());
        Self { lexicon, folded, words, mentions, function_words, sentences, copulas }
    }

    fn aim(&self, trigger: &Mention) -> Option<Aim> {
        if let Some(range) = &trigger.bound {
            return Some(self.at(range.clone(), Found::Here));
        }
        if self.is_self_mockery(trigger) {
            return Some(self.someone(self.lexicon.cues.writer, Found::Here));
        }
        if let Some(target) = self.nearest(trigger) {
            return Some(self.at(target.range.clone(), Found::Here));
        }
        let pointed = trigger.meaning.tie != Tie::Verb && self.is_said_of_pronoun(trigger);
        if !pointed && !self.is_remark(trigger) {
            return None;
        }
        let cues = &self.lexicon.cues;
        let refers = self.in_sentence(cues.pronoun, trigger.sentence);
        let unnamed = self.unnamed(trigger, pointed, refers);
        match self.earlier(trigger).filter(|_| refers || !trigger.is(cues.profanity)) {
            Some(target) => {
                let earlier = self.at(target.range.clone(), Found::Earlier);
                Some(Aim { otherwise: unnamed.map(Box::new), ..earlier })
            }
            None => unnamed,
        }
    }

    /// Who it is about where nobody is named.
    fn unnamed(&self, trigger: &Mention, pointed: bool, refers: bool) -> Option<Aim> {
        let cues = &self.lexicon.cues;
        let free = trigger.meaning.tie == Tie::Free;
        if (free || pointed || self.is_outcry(trigger))
            && (refers || self.in_sentence(cues.addressee, trigger.sentence))
        {
            return Some(self.someone(cues.person, Found::PointedAt));
        }
        // *Wat een circus!* may be one.
        free.then(|| self.someone(cues.nobody, Found::Here))
    }

    /// The mentions of a sentence, in text order.
    pub(super) fn of_sentence(&self, sentence: usize) -> &'a [Mention] {
        self.sentences.get(sentence).map_or(&[], |range| &self.mentions[range.clone()])
    }

    /// The targets of a sentence, in text order.
    pub(super) fn targets(&self, sentence: usize) -> impl DoubleEndedIterator<Item = &'a Mention> {
        self.of_sentence(sentence).iter().filter(|mention| mention.kind == Kind::Target)
    }

    fn someone(&self, concept: ConceptId, found: Found) -> Aim {
        Aim { concepts: self.lexicon.concept(concept).family, range: None, own: Own::No, found, otherwise: None }
    }

    /// The target at `range`, together with what else is said of it there: an office and a name, a party and a
    /// person.
    fn at(&self, range: Range<usize>, found: Found) -> Aim {
        let mut concepts = ConceptSet::EMPTY;
        let mut whole = range.clone();
        let mut own = Own::No;
        for other in self.targets(self.words.sentence_at(range.start)) {
            let overlaps = other.range.start < range.end && range.start < other.range.end;
            if overlaps || self.adjoins(&range, &other.range) {
                concepts = concepts.union(&other.meaning.concepts);
                whole = whole.start.min(other.range.start)..whole.end.max(other.range.end);
                own = own.max(self.own(other));
            }
        }
        Aim { concepts, range: Some(whole), own, found, otherwise: None }
    }

    /// `minister Duisterhof`: nothing but a space, or a hyphen or apostrophe of a compound, between the two.
    fn adjoins(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let between = if a.end <= b.start {
            a.end..b.start
        } else if b.end <= a.start {
            b.end..a.start
        } else {
            return false;
        };
        matches!(self.folded.text()[between].trim_matches(['-', '\'']), "" | " ")
    }

    fn own(&self, target: &Mention) -> Own {
        let cues = &self.lexicon.cues;
        if target.is(cues.own_leadership) || target.is(cues.own_organisation) {
            return Own::Said;
        }
        const REACH: usize = 2;
        // *Ons college* may be one term, with the possessive in it.
        let inside =
            |mention: &Mention| target.words.start <= mention.words.start && mention.words.end < target.words.end;
        let said = self.of_sentence(target.sentence).iter().any(|mention| {
            mention.is(cues.possessive) && inside(mention)
                || mention.is(cues.possessive)
                    && mention.words.end <= target.words.start
                    && target.words.start - mention.words.end <= REACH
                    && self.words.clause(mention.words.start) == self.words.clause(target.words.start)
                    && !self.targets(target.sentence).any(|other| {
                        other.words.start >= mention.words.end
                            && other.words.end <= target.words.start
                            && other.range != target.range
                    })
        });
        if said {
            Own::Said
        } else if target.is(cues.own_by_nature) {
            Own::Presumed
        } else {
            Own::No
        }
    }

    fn in_sentence(&self, concept: ConceptId, sentence: usize) -> bool {
        self.of_sentence(sentence).iter().any(|mention| mention.is(concept))
    }

    fn is_self_mockery(&self, trigger: &Mention) -> bool {
        (trigger.sentence..=trigger.sentence + 1)
            .any(|sentence| self.in_sentence(self.lexicon.cues.self_mockery, sentence))
    }

    /// The target in the same sentence that is nearest in words, where crossing into another clause counts as
    /// several words, and a subject tied to the trigger by a copula as none.
    fn nearest(&self, trigger: &Mention) -> Option<&'a Mention> {
        const FARTHEST: usize = 40;
        let cues = &self.lexicon.cues;
        let refers = self.in_sentence(cues.pronoun, trigger.sentence);
        self.targets(trigger.sentence)
            .filter(|target| !self.is_shadow(trigger, target) && !self.is_vocative(target))
            .filter(|target| target.scope.quoted != Quoted::Words || trigger.scope.quoted == Quoted::Words)
            // *Wat een flapdrol is hij, met zijn podcast*: a thing is not what somebody is called after.
            .filter(|target| !(target.is(cues.thing) && trigger.is(cues.abuse) && refers))
            .filter(|target| self.is_tied(trigger, target))
            .map(|target| (self.distance(trigger, target), target))
            .filter(|(distance, _)| *distance <= FARTHEST)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, target)| target)
    }

    /// A trigger is not about a target that is only part of its own wording, unless that is all there is.
    fn is_shadow(&self, trigger: &Mention, target: &Mention) -> bool {
        trigger.constructed
            && trigger.covers(target)
            && self.targets(trigger.sentence).any(|other| !trigger.covers(other))
    }

    /// *Zoek een hobby, man*: who is called so is spoken to, and was named before if at all.
    fn is_vocative(&self, target: &Mention) -> bool {
        let clause = self.words.clause(target.words.start);
        let alone = |word: usize| self.words.words.get(word).is_none_or(|other| other.clause != clause);
        target.is(self.lexicon.cues.person)
            && target.words.start.checked_sub(1).is_some_and(alone)
            && alone(target.words.end)
            && self.earlier(target).is_some()
    }

    fn distance(&self, trigger: &Mention, target: &Mention) -> usize {
        const CLAUSE: usize = 8;
        const WORD: usize = 2;
        let (between, before) = if target.words.end <= trigger.words.start {
            (target.words.end..trigger.words.start, true)
        } else if trigger.words.end <= target.words.start {
            (trigger.words.end..target.words.start, false)
        } else {
            return 0;
        };
        let clauses = self
            .words
            .clause(between.start.saturating_sub(usize::from(before)))
            .abs_diff(self.words.clause(between.end));
        let clauses =
            clauses.max(self.words.clause(trigger.words.start).abs_diff(self.words.clause(target.words.start)));
        let tied = before && clauses == 0 && self.is_subject(target, &between);
        // What is said of a thing or a bystander is said less often than of those who govern.
        let minor = target.is(self.lexicon.cues.person) || target.is(self.lexicon.cues.addressee);
        let words = between.len() * WORD + clauses * CLAUSE + usize::from(minor) * 3 + usize::from(!before);
        if tied { words.saturating_sub(between.len() * WORD) } else { words }
    }

    /// Does a copula follow the target, before any other target does? *De gemeente en onze wethouder is …* ties the
    /// alderman, not the municipality.
    fn is_subject(&self, target: &Mention, between: &Range<usize>) -> bool {
        let first = self.copulas.partition_point(|word| *word < between.start);
        self.copulas.get(first).filter(|word| between.contains(word)).is_some_and(|copula| {
            !self.targets(target.sentence).any(|other| {
                other.words.start >= target.words.end && other.words.end <= *copula && !other.words.is_empty()
            })
        })
    }

    /// The target of an earlier sentence that a pronoun, or a sentence without any target of its own, goes on about.
    fn earlier(&self, trigger: &Mention) -> Option<&'a Mention> {
        (trigger.sentence.saturating_sub(SENTENCES_BACK)..trigger.sentence)
            .rev()
            .find_map(|sentence| self.targets(sentence).rev().find(|target| !target.is(self.lexicon.cues.thing)))
    }
}
