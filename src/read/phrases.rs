//! Phrases with open places, checked where a word of theirs was found.

use std::cell::Cell;
use std::ops::Range;

use super::language::Languages;
use super::{Mention, mention};
use crate::fold::Folded;
use crate::lexicon::{Code, ConceptId, ConceptSet, Kind, Lexicon, Phrase, PhraseId, Piece};
use crate::matcher::{Candidate, Hits};
use crate::words::Words;

/// Adds a mention for every construction that is found: first those that name targets, then, with these in sight,
/// cues and innocents, then triggers. Within a layer constructions do not see each other, so that the order in which
/// they are listed cannot matter.
pub(super) fn find(
    lexicon: &Lexicon,
    original: &str,
    folded: &Folded,
    words: &Words,
    languages: &Languages,
    hits: &Hits,
    mentions: &mut Vec<Mention>,
) {
    let candidates: Vec<(Layer, &Candidate)> = hits
        .candidates
        .iter()
        .filter(|candidate| !folded.is_opaque(&candidate.range))
        .map(|candidate| (Layer::of(lexicon, &lexicon.phrase(candidate.phrase)), candidate))
        .collect();
    for layer in Layer::ALL {
        let led: Vec<(PhraseId, usize)> = mentions
            .iter()
            .enumerate()
            .flat_map(|(at, mention)| {
                let said = words.sentences.get(mention.sentence).map_or(0, |sentence| sentence.said);
                lexicon.led_by(&mention.meaning.concepts, said).map(move |id| (id, at))
            })
            .filter(|(id, _)| Layer::of(lexicon, &lexicon.phrase(*id)) == layer)
            .collect();
        let mut anchored = candidates.iter().filter(|(of, _)| *of == layer).peekable();
        if led.is_empty() && anchored.peek().is_none() {
            continue;
        }
        let finder = Finder::new(lexicon, original, folded, words, mentions);
        let mut found = Vec::new();
        for (_, candidate) in anchored {
            finder.check(candidate.phrase, &candidate.range, None, languages, &mut found);
        }
        for (id, at) in led {
            finder.check(id, &mentions[at].range, Some(at), languages, &mut found);
        }
        mentions.extend(found);
    }
}

/// What a phrase may see is what was found in the layers before its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Targets,
    Cues,
    Triggers,
}

impl Layer {
    const ALL: [Self; 3] = [Self::Targets, Self::Cues, Self::Triggers];

    fn of(lexicon: &Lexicon, phrase: &Phrase<'_>) -> Self {
        match lexicon.kind(phrase.meaning) {
            Kind::Target => Self::Targets,
            Kind::Cue | Kind::Sign | Kind::Topic | Kind::Innocent => Self::Cues,
            Kind::Trigger => Self::Triggers,
        }
    }
}

struct Finder<'a> {
    lexicon: &'a Lexicon,
    original: &'a str,
    folded: &'a Folded,
    words: &'a Words,
    mentions: &'a [Mention],
    /// What each sentence mentions.
    held: Vec<ConceptSet>,
    /// Mentions by their first word, and by the word after their last.
    by_start: Vec<(usize, usize)>,
    by_end: Vec<(usize, usize)>,
    /// How many more steps the phrase at hand may take.
    steps: Cell<u32>,
}

/// A phrase that needs more steps than this at one place forks without end; it is not found there. No phrase of the
/// built-in lexicons comes near.
const MOST_STEPS: u32 = 50_000;

/// What a word may have behind it and be the same word.
const POSSESSIVE: &str = "'s";

/// How far a phrase has been followed: the next word, and the first target named in a place.
#[derive(Clone, Copy)]
struct Step {
    word: usize,
    bound: Option<usize>,
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
    fn new(
        lexicon: &'a Lexicon,
        original: &'a str,
        folded: &'a Folded,
        words: &'a Words,
        mentions: &'a [Mention],
    ) -> Self {
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
        let mut held = vec![ConceptSet::EMPTY; words.sentences.len().max(1)];
        for mention in mentions {
            held[mention.sentence] = held[mention.sentence].union(&mention.meaning.concepts);
        }
        Self {
            held,
            lexicon,
            original,
            folded,
            words,
            mentions,
            by_start: index(|m| m.words.start),
            by_end: index(|m| m.words.end),
            steps: Cell::new(0),
        }
    }

    fn check(
        &self,
        id: PhraseId,
        anchor: &Range<usize>,
        slot: Option<usize>,
        languages: &Languages,
        found: &mut Vec<Mention>,
    ) {
        let phrase = self.lexicon.phrase(id);
        let core = mention(self.lexicon, self.words, anchor.clone(), *phrase.meaning);
        if !self.has_all(core.sentence, &phrase)
            || self.goes_on(anchor.end, core.words.end)
            || !languages.allow_language(phrase.meaning.language, core.words.start, core.sentence)
        {
            return;
        }
        let sentence = &self.words.sentences[core.sentence].words;
        self.steps.set(MOST_STEPS);
        let start = Step { word: core.words.start, bound: slot.filter(|at| self.mentions[*at].kind == Kind::Target) };
        let Some(before) = self.backward(Path::of(phrase.before), start, sentence) else { return };
        let after = Step { word: core.words.end, bound: before.bound };
        let Some(after) = self.forward(Path::of(phrase.after), after, sentence) else { return };
        let (first, last) = (before.word, after.word);
        let edge = |index: usize| self.words.words[index].range.clone();
        let begin = if first < core.words.start { edge(first).start } else { anchor.start };
        let end = if last > core.words.end { edge(last - 1).end } else { anchor.end };
        found.push(Mention {
            bound: after.bound.map(|at| self.mentions[at].range.clone()),
            constructed: true,
            ..mention(self.lexicon, self.words, begin..end.max(begin), *phrase.meaning)
        });
    }

    /// Does the last word of an anchor that ends at byte `end`, the one before word `next`, go on with an apostrophe?
    /// *Can* does not stand in *can't*; *director* does in *director's*.
    fn goes_on(&self, end: usize, next: usize) -> bool {
        let word = next.checked_sub(1).and_then(|last| self.words.words.get(last));
        let rest = word.map_or("", |word| self.folded.text().get(end..word.range.end).unwrap_or_default());
        rest.starts_with('\'') && rest != POSSESSIVE
    }

    /// Does the sentence mention all that the phrase asks for?
    fn has_all(&self, sentence: usize, phrase: &Phrase<'_>) -> bool {
        phrase.needs.iter().flatten().all(|concept| self.held[sentence].contains(*concept))
    }

    /// Follows `path` through the words from `at` on; gives where it ends.
    fn forward(&self, path: Path<'_>, at: Step, sentence: &Range<usize>) -> Option<Step> {
        let Some((piece, rest)) = path.next() else { return Some(at) };
        self.steps.set(self.steps.get().checked_sub(1)?);
        match piece {
            Piece::Choice { mut phrases, optional } => {
                let taken = phrases.find_map(|code| self.forward(Path { code, then: Some(&rest) }, at, sentence));
                taken.or_else(|| if optional { self.forward(rest, at, sentence) } else { None })
            }
            Piece::Gap(most) => (0..=usize::from(most))
                .take_while(|skip| *skip == 0 || self.may_skip(at.word + skip - 1, most, sentence))
                .find_map(|skip| self.forward(rest, Step { word: at.word + skip, ..at }, sentence)),
            _ if at.word >= sentence.end => None,
            Piece::Slot(_) if self.is_parted(at.word) => None,
            Piece::Slot(concept) => {
                let first = self.after_determiners(at.word, sentence);
                (at.word..=first).rev().find_map(|word| {
                    self.starting(word, concept).find_map(|index| {
                        let bound = at.bound.or_else(|| self.target(index));
                        self.forward(rest, Step { word: self.mentions[index].words.end, bound }, sentence)
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
            Piece::Choice { mut phrases, optional } => {
                let taken = phrases.find_map(|code| self.backward(Path { code, then: Some(&rest) }, at, sentence));
                taken.or_else(|| if optional { self.backward(rest, at, sentence) } else { None })
            }
            Piece::Gap(most) => (0..=usize::from(most))
                .take_while(|skip| {
                    *skip == 0 || at.word >= sentence.start + skip && self.may_skip(at.word - skip, most, sentence)
                })
                .find_map(|skip| self.backward(rest, Step { word: at.word - skip, ..at }, sentence)),
            _ if at.word <= sentence.start => None,
            Piece::Slot(concept) => self.ending(at.word, concept).find_map(|index| {
                let bound = self.target(index).or(at.bound);
                let first = self.mentions[index].words.start;
                let determiner = self.before_determiners(first, sentence);
                if self.is_parted(determiner) && !rest.is_empty() {
                    return None;
                }
                [determiner, first].into_iter().find_map(|word| self.backward(rest, Step { word, bound }, sentence))
            }),
            Piece::Handle => None,
            _ => {
                self.is(piece, at.word - 1).then(|| self.backward(rest, Step { word: at.word - 1, ..at }, sentence))?
            }
        }
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

    fn is(&self, piece: Piece<'_>, index: usize) -> bool {
        let Some(word) = self.words.words.get(index) else { return false };
        let text = &self.folded.text()[word.range.clone()];
        match piece {
            Piece::Word(wanted) => text.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest == POSSESSIVE),
            Piece::Beginning(stem) => text.starts_with(stem),
            Piece::Ending(head) => text.ends_with(head),
            Piece::Name => {
                let source = self.folded.source_range(&word.range, self.original);
                // *Meneer De Boer*: the article is no name yet.
                word.capital && self.original[source].chars().count() > 1 && !self.is_determiner(index)
            }
            Piece::Number => text.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        }
    }

    fn handle_end(&self, word: usize) -> Option<usize> {
        let start = self.words.words.get(word)?.range.start.checked_sub(1)?;
        let range = self.folded.opaque_at(start).filter(|_| self.folded.text().as_bytes()[start] == b'@')?;
        Some(self.words.words.partition_point(|word| word.range.start < range.end))
    }

    fn target(&self, index: usize) -> Option<usize> {
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
        const MOST: usize = 2;
        let taken = (sentence.start.max(word.saturating_sub(MOST))..word)
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
