//! Sift: can anything come of a post? What its sentences may mention, whatever the reading makes of it, bounds what the
//! rules can find; most posts stay below that and need no reading. A bound errs on the side of reading: it takes every
//! word at its worst, and no word for innocent.

use std::ops::Range;

use crate::assessment::{Dimension, Language};
use crate::fold::Folded;
use crate::judge::share;
use crate::lexicon::{ConceptId, ConceptSet, Kind, Lead, Lexicon, Meaning, Signs, Strength, Tie, When};
use crate::matcher::{Candidate, Hit, Hits};
use crate::policy::Policy;
use crate::post::Post;
use crate::read::{FRAGMENT, Finder, Languages, MOST_LINKS, SENTENCES_BACK, Standing};
use crate::words::Words;

/// A term that overlaps another begins no farther before it, in bytes.
const LONG: usize = 256;

/// What a lexicon and a policy can make of concepts.
#[derive(Debug)]
pub(crate) struct Sift {
    /// What a mention of each concept may be: itself, or the sign that it is where it is said of nobody.
    becomes: Vec<ConceptSet>,
    /// What it says where it is denied.
    denied: Vec<Option<ConceptSet>>,
    /// What a heavy word may say that is denied, or somebody else's.
    distanced: ConceptSet,
    /// Every concept that somebody is named by.
    targets: ConceptSet,
    /// Every concept that a rule is triggered by.
    triggers: ConceptSet,
    /// Who is meant where nobody is named.
    someone: ConceptSet,
    /// What quotation marks may show.
    marks: ConceptSet,
    /// The counts of signs, by dimension.
    counts: Vec<Vec<Block>>,
    /// What a sentence must add up to, in log-odds points.
    least: f64,
}

/// A block of the count of signs, as far as it can add.
#[derive(Debug)]
struct Block {
    needs: ConceptSet,
    start: f64,
    positive: ConceptSet,
    points: Vec<f64>,
}

/// A post in words, before it is read.
#[derive(Clone, Copy)]
pub(crate) struct Parted<'p> {
    pub(crate) folded: &'p Folded,
    pub(crate) words: &'p Words,
    pub(crate) languages: &'p Languages,
}

/// What a sentence may mention.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Possible {
    /// Whatever stands there, for phrases to be about.
    held: ConceptSet,
    /// What counts: where it stands, or more than once.
    once: ConceptSet,
    twice: ConceptSet,
    /// By a strong word.
    strongly: ConceptSet,
    /// By a phrase.
    made: ConceptSet,
    /// By a phrase that may stand anywhere in it.
    anywhere: ConceptSet,
}

impl Possible {
    fn add(&mut self, concepts: &ConceptSet, strength: Strength) {
        self.held = self.held.union(concepts);
        self.twice = self.twice.union(&self.once.intersection(concepts));
        self.once = self.once.union(concepts);
        if strength > Strength::Plain {
            self.strongly = self.strongly.union(concepts);
        }
    }

    /// As `add`, however often it may stand there.
    fn add_often(&mut self, concepts: &ConceptSet, strength: Strength) {
        self.add(concepts, strength);
        self.add(concepts, strength);
    }
}

impl Sift {
    pub(crate) fn of(lexicon: &Lexicon, policy: &Policy) -> Self {
        let cues = &lexicon.cues;
        let family = |id: ConceptId| lexicon.concept(id).family;
        let union = |ids: &[ConceptId]| ids.iter().fold(ConceptSet::EMPTY, |all, id| all.union(&family(*id)));
        let becomes = |id: ConceptId| {
            let concept = lexicon.concept(id);
            concept.loose.map_or(concept.family, |loose| concept.family.union(&family(loose)))
        };
        let whens = lexicon.rules.iter().flat_map(|rule| &rule.whens);
        Self {
            becomes: lexicon.ids().map(becomes).collect(),
            denied: lexicon.ids().map(|id| lexicon.concept(id).denied.map(family)).collect(),
            targets: lexicon
                .ids()
                .filter(|id| lexicon.concept(*id).kind == Kind::Target)
                .fold(ConceptSet::EMPTY, |all, id| all.union(&ConceptSet::of(id))),
            distanced: union(&[cues.denial, cues.citation]),
            triggers: whens.fold(ConceptSet::EMPTY, |all, when| all.union(&when.trigger)),
            someone: union(&[cues.writer, cues.person, cues.nobody]),
            marks: union(&[cues.scare_quote, cues.citation]),
            counts: Dimension::ALL
                .iter()
                .map(|dimension| lexicon.signs_of(*dimension).map(|(_, signs)| Block::of(signs)).collect())
                .collect(),
            least: policy.least_sign(),
        }
    }

    /// Drops the candidates that can't stand where they were found; false where nothing can come of what is left.
    pub(crate) fn may_concern(
        &self,
        lexicon: &Lexicon,
        post: &Post<'_>,
        Parted { folded, words, languages }: Parted<'_>,
        hits: &mut Hits,
        sentences: &mut Vec<Possible>,
    ) -> bool {
        let allowed = |meaning: &Meaning, at: usize| {
            meaning.language == Language::Und
                || languages.allow(words, meaning.language, words.index_at(at), words.sentence_at(at))
        };
        hits.terms.retain(|hit| allowed(hit.meaning(lexicon), hit.range.start));
        sentences.clear();
        sentences.resize(words.sentences.len().max(1), Possible::default());
        self.terms(lexicon, words, hits, sentences);
        self.names(lexicon, post, sentences);
        let finder = Finder::new(post.text(), folded, words, &hits.numbers);
        let stands = |one: &Candidate| {
            if allowed(lexicon.meaning(&one.lead), one.range.start) {
                finder.may_stand(&lexicon.phrase(&one.lead), one)
            } else {
                Standing::Nowhere
            }
        };
        self.phrases(lexicon, words, &mut hits.candidates, sentences, stands);
        self.weak(lexicon, words, &hits.terms, sentences);
        self.turns(lexicon, words, sentences);
        !post.context().attachments.is_empty()
            || (0..sentences.len()).any(|at| {
                let here = &sentences[at];
                self.adds_up(here)
                    || here.once.intersects(&self.triggers) && self.triggers(lexicon, post, sentences, at)
            })
    }

    /// What the terms say, and which phrases are looked up by a place that they may fill.
    fn terms(&self, lexicon: &Lexicon, words: &Words, hits: &mut Hits, sentences: &mut [Possible]) {
        for hit in &hits.terms {
            let meaning = hit.meaning(lexicon);
            let sentence = words.sentence_at(hit.range.start);
            let possible = &mut sentences[sentence];
            if is_tied(lexicon, meaning) {
                possible.held = possible.held.union(&meaning.concepts);
            } else {
                possible.add(&self.becomes[usize::from(meaning.concept.0)], meaning.strength);
            }
            hits.candidates.extend(led_by(lexicon, words, &meaning.concepts, &hit.range, sentence));
        }
    }

    /// The names of the context may stand anywhere.
    fn names(&self, lexicon: &Lexicon, post: &Post<'_>, sentences: &mut [Possible]) {
        let (context, cues) = (post.context(), &lexicon.cues);
        let superior = (!context.superiors.is_empty()).then_some(cues.own_leadership);
        let organisation = (!context.organisation.is_empty()).then_some(cues.own_organisation);
        for name in superior.into_iter().chain(organisation) {
            let family = &lexicon.concept(name).family;
            for possible in sentences.iter_mut() {
                possible.add_often(family, Strength::Plain);
                possible.made = possible.made.union(family);
                possible.anywhere = possible.anywhere.union(family);
            }
        }
    }

    /// What the phrases may say whose places can all be filled: with each of them, others may be. Keeps those that are
    /// looked up by words, for the reading.
    fn phrases(
        &self,
        lexicon: &Lexicon,
        words: &Words,
        candidates: &mut Vec<Candidate>,
        sentences: &mut [Possible],
        stands: impl Fn(&Candidate) -> Standing,
    ) {
        let mut kept = 0;
        loop {
            let before = kept;
            kept = self.fill(lexicon, words, candidates, kept, sentences, &stands);
            let mut spread = false;
            for (possible, sentence) in sentences.iter_mut().zip(&words.sentences) {
                spread |= self.spread(lexicon, sentence.said, possible);
            }
            if kept == before && !spread {
                break;
            }
        }
        candidates.truncate(kept);
        candidates.retain(|one| !one.place);
        candidates.sort_unstable_by_key(Candidate::place);
    }

    /// What a phrase says may fill a place that another is looked up by, no matter where; true where that says anything
    /// new.
    fn spread(&self, lexicon: &Lexicon, said: u128, possible: &mut Possible) -> bool {
        let before = *possible;
        for lead in lexicon.led_by(&before.anywhere, said) {
            if lexicon.may_be_filled(&lead, &possible.held) {
                self.make(lexicon, &lead, possible);
                possible.anywhere = possible.anywhere.union(&lexicon.meaning(&lead).concepts);
            }
        }
        (possible.held, possible.anywhere) != (before.held, before.anywhere)
    }

    /// Moves those candidates to the front whose places can be filled, and drops those of them that do not stand there;
    /// gives how many stand.
    fn fill(
        &self,
        lexicon: &Lexicon,
        words: &Words,
        candidates: &mut Vec<Candidate>,
        mut kept: usize,
        sentences: &mut [Possible],
        stands: &impl Fn(&Candidate) -> Standing,
    ) -> usize {
        let mut at = kept;
        while let Some(one) = candidates.get(at) {
            let (sentence, lead) = (one.sentence.min(sentences.len() - 1), one.lead);
            let possible = &mut sentences[sentence];
            if !lexicon.may_be_filled(&lead, &possible.held) {
                at += 1;
                continue;
            }
            let concepts = &lexicon.meaning(&lead).concepts;
            match stands(one) {
                Standing::Nowhere => {
                    candidates.swap_remove(at);
                    continue;
                }
                // Those that it leads stand around here, not at a place that would lead to others, and so on.
                Standing::At(range) => candidates.extend(led_by(lexicon, words, concepts, &range, sentence)),
                Standing::Somewhere => possible.anywhere = possible.anywhere.union(concepts),
            }
            self.make(lexicon, &lead, possible);
            candidates.swap(kept, at);
            kept += 1;
            at += 1;
        }
        kept
    }

    /// Adds what a phrase says.
    fn make(&self, lexicon: &Lexicon, lead: &Lead, possible: &mut Possible) {
        let meaning = lexicon.meaning(lead);
        possible.add_often(&self.becomes[usize::from(meaning.concept.0)], meaning.strength);
        possible.made = possible.made.union(&meaning.concepts);
    }

    /// Weak words count where they may be said of somebody, else as the signs that they are.
    fn weak(&self, lexicon: &Lexicon, words: &Words, terms: &[Hit], sentences: &mut [Possible]) {
        for (at, hit) in terms.iter().enumerate() {
            let meaning = hit.meaning(lexicon);
            if !is_tied(lexicon, meaning) {
                continue;
            }
            let sentence = words.sentence_at(hit.range.start);
            // Of themselves writers may say anything: *ik ben ook zo dom*.
            let next = sentences.get(sentence + 1).is_some_and(|next| next.held.contains(lexicon.cues.self_mockery));
            let possible = &mut sentences[sentence];
            let of_writer = next || possible.held.contains(lexicon.cues.self_mockery);
            let covered = words.covered(&hit.range);
            let is_near = || {
                let end = words.words.get(covered.end + MOST_LINKS + 1).map_or(usize::MAX, |word| word.range.start);
                // *Moslim|tuig*: in the same word, too.
                let start = words.words.get(covered.start).map_or(hit.range.start, |word| word.range.start);
                let around = terms[..at].iter().rev().take_while(|other| other.range.start + LONG > hit.range.start);
                let after = terms[at..].iter().take_while(|other| other.range.start < end);
                let mut targets = around.filter(|other| other.range.end > start).chain(after);
                targets.any(|other| lexicon.kind(other.meaning(lexicon)) == Kind::Target)
            };
            if of_writer || self.may_be_tied(lexicon, words, &covered, meaning.tie, possible, is_near) {
                possible.add(&self.becomes[usize::from(meaning.concept.0)], meaning.strength);
            } else if let Some(loose) = lexicon.concept(meaning.concept).loose {
                possible.add(&lexicon.concept(loose).family, meaning.strength);
            }
        }
    }

    /// May a weak word be said of somebody? As [`crate::read`] finds out, but with whatever its sentence may hold.
    fn may_be_tied(
        &self,
        lexicon: &Lexicon,
        words: &Words,
        covered: &Range<usize>,
        tie: Tie,
        possible: &Possible,
        is_near: impl Fn() -> bool,
    ) -> bool {
        let cues = &lexicon.cues;
        let holds = |concept: ConceptId| possible.held.contains(concept);
        let named = possible.held.intersects(&self.targets);
        let tied = || tie == Tie::Verb || holds(cues.copula) || possible.made.intersects(&self.targets) || is_near();
        let pointed = || tie != Tie::Verb && holds(cues.copula) && (holds(cues.pronoun) || holds(cues.addressee));
        let fragment = || holds(cues.conjunction) || words.around_in_clause(covered) < FRAGMENT;
        holds(cues.exclamative) || named && tied() || pointed() || fragment()
    }

    /// What is denied, or somebody else's, says something of its own.
    fn turns(&self, lexicon: &Lexicon, words: &Words, sentences: &mut [Possible]) {
        let cues = &lexicon.cues;
        for (at, possible) in sentences.iter_mut().enumerate() {
            if words.sentences.get(at).is_some_and(|sentence| sentence.quotes) {
                possible.add_often(&self.marks, Strength::Plain);
            }
            // Said of nobody, a word may be denied all the same.
            let here = possible.held;
            if here.contains(cues.negation) {
                let denied = here.ids().filter_map(|id| self.denied[usize::from(id.0)]);
                denied.for_each(|family| possible.add_often(&family, Strength::Extreme));
            }
            if here.contains(cues.abuse) {
                possible.add_often(&self.distanced, Strength::Plain);
            }
        }
    }

    /// Can a rule be triggered in sentence `at`?
    fn triggers(&self, lexicon: &Lexicon, post: &Post<'_>, sentences: &[Possible], at: usize) -> bool {
        let here = &sentences[at].once;
        let near = sentences[at.saturating_sub(SENTENCES_BACK)..=at].iter();
        let targets = near.fold(self.someone, |all, sentence| all.union(&sentence.once));
        let may = |when: &When| {
            when.trigger.intersects(here)
                && (when.target.is_empty() || when.target.intersects(&targets))
                && (when.with.is_empty() || when.with.intersects(here))
                && when.circumstances.may_hold(post.context())
        };
        lexicon.rules.iter().flat_map(|rule| &rule.whens).any(may)
    }

    /// Can the signs of a sentence reach what a finding takes?
    fn adds_up(&self, sentence: &Possible) -> bool {
        /// Sums may differ in their last digits.
        const ROUNDING: f64 = 1e-6;
        self.counts.iter().any(|blocks| {
            let Some((first, others)) = blocks.split_first() else { return false };
            let more = |block: &Block| if block.joins(sentence) { block.most(sentence).max(0.0) } else { 0.0 };
            first.joins(sentence)
                && first.most(sentence) + others.iter().map(more).sum::<f64>() + ROUNDING >= self.least
        })
    }
}

/// The phrases that are looked up by a place that what stands at `range` may fill.
fn led_by<'l>(
    lexicon: &'l Lexicon,
    words: &Words,
    concepts: &ConceptSet,
    range: &Range<usize>,
    sentence: usize,
) -> impl Iterator<Item = Candidate> + use<'l> {
    let said = words.sentences.get(sentence).map_or(0, |one| one.said);
    let range = range.clone();
    let made = move |lead| Candidate { range: range.clone(), place: true, sentence, lead };
    lexicon.led_by(concepts, said).map(made)
}

/// Does it count only where it is said of somebody?
fn is_tied(lexicon: &Lexicon, meaning: &Meaning) -> bool {
    meaning.tie != Tie::Free && lexicon.kind(meaning) == Kind::Trigger
}

impl Block {
    fn of(signs: &Signs) -> Self {
        let mut block = Self {
            needs: signs.needs,
            start: signs.start,
            positive: ConceptSet::EMPTY,
            points: vec![0.0; ConceptSet::CAPACITY],
        };
        for (concept, points) in signs.points.iter().filter(|(_, points)| *points > 0.0) {
            block.positive.insert(*concept);
            block.points[usize::from(concept.0)] += points;
        }
        block
    }

    fn joins(&self, sentence: &Possible) -> bool {
        self.needs.is_empty() || self.needs.intersects(&sentence.once)
    }

    /// The most that it can add, in log-odds points.
    fn most(&self, sentence: &Possible) -> f64 {
        let share = |concept: ConceptId| {
            let strong = sentence.strongly.contains(concept);
            // The second of a concept counts half.
            share(if strong { Strength::Extreme } else { Strength::Plain })
                * if sentence.twice.contains(concept) { 1.5 } else { 1.0 }
        };
        let points = |concept: ConceptId| self.points[usize::from(concept.0)] * share(concept);
        self.start + self.positive.intersection(&sentence.once).ids().map(points).sum::<f64>()
    }
}
