//! Scope: what negation, attribution and question do to the triggers in their reach.

use std::ops::Range;

use super::Mention;
use crate::assessment::Language;
use crate::fold::Folded;
use crate::lexicon::{ConceptId, Kind, Lexicon};
use crate::words::Words;

/// How a mention stands in its sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Denied: *niet fascistisch*.
    pub(crate) negated: bool,
    /// Somebody else's words, told: *noemde … fascistisch*.
    pub(crate) reported: bool,
    /// In quotation marks, and whose.
    pub(crate) quoted: Quoted,
    /// Asked, and not for show.
    pub(crate) asked: bool,
    /// Written so as not to be recognised.
    pub(crate) disguised: bool,
}

impl Scope {
    /// Neither denied nor somebody else's words.
    pub(crate) fn is_meant(self) -> bool {
        !self.negated && !self.reported && self.quoted != Quoted::Words
    }
}

/// What quotation marks do to the words between them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// There are none.
    #[default]
    No,
    /// A word or two at arm's length: meant all the same.
    Scare,
    /// Somebody else's words, shown.
    Words,
    /// Somebody else's words, taken over.
    Endorsed,
}

/// Words that begin a clause without a mark before them.
pub(super) fn clause_starts(lexicon: &Lexicon, words: &Words, mentions: &[Mention]) -> Vec<usize> {
    let mut starts: Vec<usize> = mentions
        .iter()
        .filter(|mention| mention.is(lexicon.cues.conjunction) && mention.words.start < words.words.len())
        .map(|mention| mention.words.start)
        .collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Fills in the scope of every trigger.
pub(super) fn read(lexicon: &Lexicon, folded: &Folded, words: &Words, mentions: &mut [Mention]) {
    let cues = Cues::gather(lexicon, words, mentions);
    for mention in mentions.iter_mut().filter(|mention| matches!(mention.kind, Kind::Trigger | Kind::Sign)) {
        let negatable = lexicon.concept(mention.meaning.concept).negatable;
        mention.scope = Scope {
            negated: negatable && cues.negate(mention, words),
            reported: cues.attribute(mention, words),
            quoted: Quoted::No,
            asked: words.sentences[mention.sentence].asked && !cues.any(&cues.rhetorical, mention.sentence),
            disguised: folded.is_disguised(&mention.range),
        };
    }
}

/// The words and sentence of a cue.
struct Cue {
    words: Range<usize>,
    sentence: usize,
}

struct Cues {
    negation: Vec<Cue>,
    apophasis: Vec<Cue>,
    contrast: Vec<Cue>,
    copula: Vec<Cue>,
    attribution: Vec<Cue>,
    first_person: Vec<Cue>,
    rhetorical: Vec<Cue>,
}

impl Cues {
    fn gather(lexicon: &Lexicon, words: &Words, mentions: &[Mention]) -> Self {
        let of = |concept: ConceptId| {
            let mut cues: Vec<Cue> = mentions
                .iter()
                .filter(|mention| {
                    mention.is(concept) && !mention.words.is_empty() && mention.words.end <= words.words.len()
                })
                .map(|mention| Cue { words: mention.words.clone(), sentence: mention.sentence })
                .collect();
            cues.sort_by_key(|cue| (cue.words.end, cue.words.start));
            // *niet dat* and *niet* in it deny once.
            cues.dedup_by(|later, earlier| {
                later.words.start < earlier.words.end && {
                    earlier.words = earlier.words.start.min(later.words.start)..later.words.end;
                    true
                }
            });
            cues
        };
        let names = &lexicon.cues;
        Self {
            negation: of(names.negation),
            apophasis: of(names.apophasis),
            contrast: of(names.contrast),
            copula: of(names.copula),
            attribution: of(names.attribution),
            first_person: of(names.first_person),
            rhetorical: of(names.rhetorical),
        }
    }

    fn any(&self, cues: &[Cue], sentence: usize) -> bool {
        !of_sentence(cues, sentence).is_empty()
    }

    /// Is the mention denied? An odd number of negations before it in its clause, or one at the end of a clause
    /// that it opens: *een leugenaar is hij niet*.
    fn negate(&self, mention: &Mention, words: &Words) -> bool {
        const REACH: usize = 7;
        let clause = words.clause(mention.words.start);
        let negation = of_sentence(&self.negation, mention.sentence);
        let before = negation.iter().filter(|cue| {
            cue.words.end <= mention.words.start
                && mention.words.start - cue.words.end <= REACH
                && words.clause(cue.words.end - 1) == clause
        });
        // Dutch only: in English *those clowns are not …* says something else of the clowns.
        let inverts = mention.meaning.language != Language::En;
        let opens = inverts
            && of_sentence(&self.copula, mention.sentence)
                .iter()
                .any(|cue| cue.words.start == mention.words.end && words.clause(cue.words.start) == clause);
        let after = opens
            && negation
                .iter()
                .any(|cue| cue.words.start > mention.words.end && words.clause(cue.words.start) == clause);
        let denied = before.count() % 2 == 1 || after;
        // *Ik zeg niet dat hij liegt, maar …* says so all the same.
        denied && !(self.any(&self.apophasis, mention.sentence) && self.any(&self.contrast, mention.sentence))
    }

    /// Are these somebody else's words, told without quotation marks? Attribution before it in the same or the
    /// preceding clause, or right at the beginning of the next (*…, aldus de Kamer*), by anybody but the writer.
    fn attribute(&self, mention: &Mention, words: &Words) -> bool {
        const REACH: usize = 12;
        let clause = words.clause(mention.words.start);
        let opens = |word: usize| word > 0 && words.clause(word - 1) < words.clause(word);
        of_sentence(&self.attribution, mention.sentence).iter().any(|cue| {
            let from = words.clause(cue.words.end - 1);
            // They may share words: *zegt | dat criminele asielzoekers*.
            let before = cue.words.start < mention.words.start
                && mention.words.start.saturating_sub(cue.words.end) <= REACH
                && clause - from.min(clause) <= 1;
            // *Uit gelekte stukken blijkt*
            let around = cue.words.start <= mention.words.start && mention.words.end <= cue.words.end;
            let after = cue.words.start >= mention.words.end && from == clause + 1 && opens(cue.words.start);
            (before || around || after)
                && !of_sentence(&self.first_person, cue.sentence)
                    .iter()
                    .any(|first| first.words.start.abs_diff(cue.words.start) <= 2)
        })
    }
}

/// The cues of one sentence; they are in text order.
fn of_sentence(cues: &[Cue], sentence: usize) -> &[Cue] {
    let start = cues.partition_point(|cue| cue.sentence < sentence);
    let end = cues.partition_point(|cue| cue.sentence <= sentence);
    &cues[start..end]
}
