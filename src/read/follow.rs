//! Follow: a phrase with open places, piece by piece through the words of a post.

use std::cell::Cell;
use std::ops::Range;

use super::Mention;
use crate::fold::Folded;
use crate::lexicon::{AnyWord, Code, ConceptId, ConceptSet, Kind, Lexicon, Phrase, Piece};
use crate::matcher::{Candidate, Numbered, WordNumbers};
use crate::words::{POSSESSIVE, Words};

/// Follows phrases through the words of a post.
pub(crate) struct Finder<'a> {
    original: &'a str,
    folded: &'a Folded,
    words: &'a Words,
    /// What may stand in places; where it is not known yet, anything may.
    places: Option<Places<'a>>,
    all: &'a WordNumbers,
    /// Those that the phrase at hand counts by.
    numbers: Cell<&'a [Numbered]>,
    /// How many more steps the phrase at hand may take.
    steps: Cell<u32>,
    /// Was the phrase at hand followed past what is not known yet?
    open: Cell<bool>,
}

/// Where a phrase stands, as far as that is known before the reading.
pub(crate) enum Standing {
    Nowhere,
    /// Around here, for what fills its places is not known.
    Somewhere,
    At(Range<usize>),
}

/// What may stand in the places of phrases.
pub(super) struct Places<'a> {
    lexicon: &'a Lexicon,
    pub(super) mentions: &'a [Mention],
    /// Mentions by their first word, and by the word after their last.
    by_start: Vec<(usize, usize)>,
    by_end: Vec<(usize, usize)>,
}

/// A phrase that needs more steps than this at one place forks without end; it is not found there. No phrase of the
/// built-in lexicons comes near.
const MOST_STEPS: u32 = 50_000;

/// So many determiners before a place belong to it: *al die*.
const MOST_BEFORE: usize = 2;

/// How far a phrase has been followed: the next word, and the first target named in a place.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) word: usize,
    pub(super) bound: Option<usize>,
}

/// What is still to be matched: the rest of a phrase, then the rest of the phrase that it is a choice in.
#[derive(Clone, Copy)]
struct Path<'p> {
    code: Code<'p>,
    then: Option<&'p Path<'p>>,
}

impl<'p> Path<'p> {
    fn of(code: Code<'p>) -> Self {
        Self { code, then: None }
    }

    fn is_empty(self) -> bool {
        self.next().is_none()
    }

    fn next(self) -> Option<(Piece<'p>, Self)> {
        match self.code.next() {
            Some((piece, code)) => Some((piece, Self { code, ..self })),
            None => self.then?.next(),
        }
    }
}

impl<'a> Finder<'a> {
    /// Follows phrases whose places anything may fill.
    pub(crate) fn new(original: &'a str, folded: &'a Folded, words: &'a Words, all: &'a WordNumbers) -> Self {
        Self {
            original,
            folded,
            words,
            all,
            places: None,
            numbers: Cell::new(&[]),
            steps: Cell::new(0),
            open: Cell::new(false),
        }
    }

    /// Follows phrases whose places hold what has been found so far.
    pub(super) fn with(self, places: Places<'a>) -> Self {
        Self { places: Some(places), ..self }
    }

    pub(super) fn places(&self) -> Option<&Places<'a>> {
        self.places.as_ref()
    }

    /// Where a phrase ends on either side of `core`, its part that was looked up: the first word, and the word after
    /// the last. `place` is the mention that fills that part, where it is a place.
    pub(super) fn ends(
        &self,
        phrase: &Phrase<'_>,
        core: &Range<usize>,
        place: Option<usize>,
        sentence: &Range<usize>,
    ) -> Option<(usize, Step)> {
        self.steps.set(MOST_STEPS);
        self.numbers.set(self.all.of(self.words, phrase.layer));
        let target = place.and_then(|at| self.places.as_ref()?.target(at));
        let (before, start) = (Path::of(phrase.before), Step { word: core.start, bound: target });
        let before = match place {
            Some(_) => self.before_place(before, start, sentence),
            None => self.backward(before, start, sentence),
        }?;
        let after = Step { word: core.end, bound: before.bound };
        Some((before.word, self.forward(Path::of(phrase.after), after, sentence)?))
    }

    /// May the phrase stand where a candidate for it was found, whatever its places hold? Anything may stand beyond one.
    pub(crate) fn may_stand(&self, phrase: &Phrase<'_>, one: &Candidate) -> Standing {
        let core = self.words.covered(&one.range);
        let Some(sentence) = self.words.sentences.get(one.sentence) else { return Standing::Nowhere };
        if !one.place && self.goes_on(one.range.end, core.end) {
            return Standing::Nowhere;
        }
        self.open.set(one.place);
        match self.ends(phrase, &core, one.place.then_some(0), &sentence.words) {
            // A phrase that forks too often may stand yet, once it is known what fills its places.
            None if self.steps.get() == 0 => Standing::Somewhere,
            None => Standing::Nowhere,
            Some(_) if self.open.get() => Standing::Somewhere,
            Some((first, last)) => {
                let edge =
                    |index: usize| self.words.words.get(index).map_or(one.range.clone(), |word| word.range.clone());
                let end = last.word.checked_sub(1).map_or(0, |last| edge(last).end);
                Standing::At(one.range.start.min(edge(first).start)..one.range.end.max(end))
            }
        }
    }

    /// Does the last word of an anchor that ends at byte `end`, the one before word `next`, go on with an apostrophe?
    /// *Can* does not stand in *can't*; *director* does in *director's*.
    pub(super) fn goes_on(&self, end: usize, next: usize) -> bool {
        let word = next.checked_sub(1).and_then(|last| self.words.words.get(last));
        let rest = word.map_or("", |word| self.folded.text().get(end..word.range.end).unwrap_or_default());
        rest.starts_with('\'') && rest != POSSESSIVE
    }

    /// Follows `path` through the words from `at` on; gives where it ends.
    fn forward(&self, path: Path<'_>, at: Step, sentence: &Range<usize>) -> Option<Step> {
        let Some((piece, rest)) = path.next() else { return Some(at) };
        self.steps.set(self.steps.get().checked_sub(1)?);
        match piece {
            Piece::Choice { heads, mut phrases, optional } => {
                let begins = heads.is_none_or(|heads| at.word < sentence.end && self.is_any(heads, at.word));
                let follow = |code| self.forward(Path { code, then: Some(&rest) }, at, sentence);
                let taken = if begins { phrases.find_map(follow) } else { None };
                taken.or_else(|| if optional { self.forward(rest, at, sentence) } else { None })
            }
            Piece::Words { any, optional } => {
                let here = at.word < sentence.end && self.is_any(any, at.word);
                let taken = here.then(|| self.forward(rest, Step { word: at.word + 1, ..at }, sentence)).flatten();
                taken.or_else(|| if optional { self.forward(rest, at, sentence) } else { None })
            }
            Piece::Gap(most) => (0..=usize::from(most))
                .take_while(|skip| *skip == 0 || self.may_skip(at.word + skip - 1, most, sentence))
                .find_map(|skip| self.forward(rest, Step { word: at.word + skip, ..at }, sentence)),
            _ if at.word >= sentence.end => None,
            Piece::Slot(_) if self.is_parted(at.word) => None,
            Piece::Slot(concept) => {
                let Some(places) = &self.places else {
                    self.open.set(true);
                    return Some(at);
                };
                let first = places.after_determiners(at.word, sentence);
                (at.word..=first).rev().find_map(|word| {
                    places.starting(word, concept).find_map(|index| {
                        let bound = at.bound.or_else(|| places.target(index));
                        self.forward(rest, Step { word: places.mentions[index].words.end, bound }, sentence)
                    })
                })
            }
            Piece::Handle => self.forward(rest, Step { word: self.handle_end(at.word)?, ..at }, sentence),
            _ => self.is(piece, at.word).then(|| self.forward(rest, Step { word: at.word + 1, ..at }, sentence))?,
        }
    }

    /// As `forward`, but towards the beginning: `at.word` is the first word already taken.
    fn backward(&self, path: Path<'_>, at: Step, sentence: &Range<usize>) -> Option<Step> {
        let Some((piece, rest)) = path.next() else { return Some(at) };
        self.steps.set(self.steps.get().checked_sub(1)?);
        match piece {
            Piece::Choice { heads, mut phrases, optional } => {
                let begins = heads.is_none_or(|heads| at.word > sentence.start && self.is_any(heads, at.word - 1));
                let follow = |code| self.backward(Path { code, then: Some(&rest) }, at, sentence);
                let taken = if begins { phrases.find_map(follow) } else { None };
                taken.or_else(|| if optional { self.backward(rest, at, sentence) } else { None })
            }
            Piece::Words { any, optional } => {
                let here = at.word > sentence.start && self.is_any(any, at.word - 1);
                let taken = here.then(|| self.backward(rest, Step { word: at.word - 1, ..at }, sentence)).flatten();
                taken.or_else(|| if optional { self.backward(rest, at, sentence) } else { None })
            }
            Piece::Gap(most) => (0..=usize::from(most))
                .take_while(|skip| {
                    *skip == 0 || at.word >= sentence.start + skip && self.may_skip(at.word - skip, most, sentence)
                })
                .find_map(|skip| self.backward(rest, Step { word: at.word - skip, ..at }, sentence)),
            _ if at.word <= sentence.start => None,
            Piece::Slot(concept) => {
                let Some(places) = &self.places else {
                    self.open.set(true);
                    return Some(at);
                };
                places.ending(at.word, concept).find_map(|index| {
                    let bound = places.target(index).or(at.bound);
                    self.before_place(rest, Step { word: places.mentions[index].words.start, bound }, sentence)
                })
            }
            Piece::Handle => None,
            _ => {
                self.is(piece, at.word - 1).then(|| self.backward(rest, Step { word: at.word - 1, ..at }, sentence))?
            }
        }
    }

    /// Goes on towards the beginning from a place that is filled from word `at.word` on, determiners apart.
    fn before_place(&self, path: Path<'_>, at: Step, sentence: &Range<usize>) -> Option<Step> {
        let first = match &self.places {
            Some(places) => places.before_determiners(at.word, sentence),
            None => sentence.start.max(at.word.saturating_sub(MOST_BEFORE)),
        };
        let alone = path.is_empty();
        let starts = (first..=at.word).filter(|word| alone || !self.is_parted(*word));
        starts.into_iter().find_map(|word| self.backward(path, Step { word, ..at }, sentence))
    }

    /// Is there a comma or another mark before the word? A target that a phrase names is not parted from it by one:
    /// *no, Muslims aren't …*
    fn is_parted(&self, word: usize) -> bool {
        let words = &self.words.words;
        word > 0 && words.get(word).is_some_and(|here| here.clause != words[word - 1].clause)
    }

    /// A short gap stays within the clause; a long one only within the sentence.
    fn may_skip(&self, word: usize, most: u8, sentence: &Range<usize>) -> bool {
        const SHORT: u8 = 5;
        sentence.contains(&word)
            && (most > SHORT || {
                let next = self.words.words.get(word + 1);
                next.is_none_or(|next| next.clause == self.words.words[word].clause)
            })
    }

    fn is_any(&self, any: AnyWord<'_>, index: usize) -> bool {
        self.numbers.get().get(index).is_some_and(|word| word.is(|number| any.contains(number)))
    }

    fn is(&self, piece: Piece<'_>, index: usize) -> bool {
        let Some(word) = self.words.words.get(index) else { return false };
        let text = self.folded.text()[word.range.clone()].as_bytes();
        match piece {
            Piece::Word(wanted) => self.numbers.get().get(index).is_some_and(|word| word.is(|number| number == wanted)),
            Piece::Beginning(stem) => text.starts_with(stem),
            Piece::Ending(head) => text.ends_with(head),
            Piece::Name => {
                let source = self.folded.source_range(&word.range, self.original);
                // *Meneer De Boer*: the article is no name yet.
                self.open.set(true);
                let article = self.places.as_ref().is_some_and(|places| places.is_determiner(index));
                word.capital && self.original[source].chars().nth(1).is_some() && !article
            }
            Piece::Number => text.iter().all(u8::is_ascii_digit),
            _ => false,
        }
    }

    fn handle_end(&self, word: usize) -> Option<usize> {
        let start = self.words.words.get(word)?.range.start.checked_sub(1)?;
        let range = self.folded.opaque_at(start).filter(|_| self.folded.text().as_bytes()[start] == b'@')?;
        Some(self.words.words.partition_point(|word| word.range.start < range.end))
    }
}

impl<'a> Places<'a> {
    pub(super) fn of(lexicon: &'a Lexicon, mentions: &'a [Mention]) -> Self {
        let index = |key: fn(&Mention) -> usize| {
            let mut pairs: Vec<(usize, usize)> = mentions
                .iter()
                .enumerate()
                .filter(|(_, mention)| !mention.words.is_empty())
                .map(|(at, mention)| (key(mention), at))
                .collect();
            pairs.sort_unstable();
            pairs
        };
        Self { lexicon, mentions, by_start: index(|one| one.words.start), by_end: index(|one| one.words.end) }
    }

    pub(super) fn target(&self, index: usize) -> Option<usize> {
        (self.mentions[index].kind == Kind::Target).then_some(index)
    }

    /// Mentions of `concept` that begin at `word`, the longest first.
    fn starting(&self, word: usize, concept: ConceptId) -> impl Iterator<Item = usize> + '_ {
        listed(&self.by_start, word).rev().map(|(_, at)| *at).filter(move |at| self.mentions[*at].is(concept))
    }

    /// Mentions of `concept` that end before `word`.
    fn ending(&self, word: usize, concept: ConceptId) -> impl Iterator<Item = usize> + '_ {
        listed(&self.by_end, word).map(|(_, at)| *at).filter(move |at| self.mentions[*at].is(concept))
    }

    fn is_determiner(&self, word: usize) -> bool {
        let cues = ConceptSet::of(self.lexicon.cues.determiner).union(&ConceptSet::of(self.lexicon.cues.possessive));
        listed(&self.by_start, word).any(|(_, at)| self.mentions[*at].meaning.concepts.intersects(&cues))
    }

    fn after_determiners(&self, word: usize, sentence: &Range<usize>) -> usize {
        const MOST: usize = 3;
        (word..sentence.end.min(word + MOST)).find(|index| !self.is_determiner(*index)).unwrap_or(word)
    }

    fn before_determiners(&self, word: usize, sentence: &Range<usize>) -> usize {
        let taken = (sentence.start.max(word.saturating_sub(MOST_BEFORE))..word)
            .rev()
            .take_while(|index| self.is_determiner(*index))
            .count();
        word - taken
    }
}

/// The pairs whose first half is `key`.
fn listed(pairs: &[(usize, usize)], key: usize) -> impl DoubleEndedIterator<Item = &(usize, usize)> {
    let start = pairs.partition_point(|pair| pair.0 < key);
    let end = pairs.partition_point(|pair| pair.0 <= key);
    pairs[start..end].iter()
}
