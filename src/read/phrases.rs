//! Phrases with open places, checked where a word of theirs was found.

use std::cell::Cell;
use std::ops::Range;

use super::language::Languages;
use super::{Mention, Words, mention};
use crate::fold::Folded;
use crate::lexicon::{Code, ConceptId, ConceptSet, Kind, Lexicon, Phrase, PhraseId, Piece, word_bit};
use crate::matcher::Hit;

/// Adds a mention for every construction that is found: first those that name targets, then, with these in sight,
/// cues and innocents, then triggers. Within a layer constructions do not see each other, so that the order in which
/// they are listed cannot matter.
pub(super) fn find(
    lexicon: &Lexicon,
    original: &str,
    folded: &Folded,
    words: &Words,
    languages: &Languages,
    hits: &[Hit],
    mentions: &mut Vec<Mention>,
) {
    let said = said(folded, words);
    let candidates: Vec<(Layer, PhraseId, &Range<usize>)> = hits
        .iter()
        .filter_map(|hit| Some((lexicon.anchored(hit.term)?, &hit.range)))
        .filter(|(_, range)| !folded.is_opaque(range))
        .filter_map(|(id, range)| {
            let phrase = lexicon.phrase(id);
            may_hold(said[words.sentence_at(range.start)], &phrase).then(|| (Layer::of(lexicon, &phrase), id, range))
        })
        .collect();
    for layer in Layer::ALL {
        let led: Vec<(PhraseId, usize)> = mentions
            .iter()
            .enumerate()
            .flat_map(|(at, mention)| lexicon.led_by(&mention.meaning.concepts).map(move |id| (id, at)))
            .filter(|(id, _)| Layer::of(lexicon, &lexicon.phrase(*id)) == layer)
            .collect();
        let mut anchored = candidates.iter().filter(|(of, ..)| *of == layer).peekable();
        if led.is_empty() && anchored.peek().is_none() {
            continue;
        }
        let finder = Finder::new(lexicon, original, folded, words, mentions);
        let mut found = Vec::new();
        for (_, id, range) in anchored {
            finder.check(*id, range, None, languages, &mut found);
        }
        for (id, at) in led {
            let range = &mentions[at].range;
            if may_hold(said[mentions[at].sentence], &lexicon.phrase(id)) {
                finder.check(id, range, Some(at), languages, &mut found);
            }
        }
        mentions.extend(found);
    }
}

/// The words of each sentence, as bits.
fn said(folded: &Folded, words: &Words) -> Vec<u128> {
    let mut said = vec![0; words.sentences.len().max(1)];
    for word in &words.words {
        said[word.sentence] |= word_bit(&folded.text()[word.range.clone()]);
    }
    said
}

/// Can a sentence with these words hold all words that the phrase asks for? Most phrases end here.
fn may_hold(said: u128, phrase: &Phrase<'_>) -> bool {
    phrase.masks.iter().all(|mask| *mask == 0 || mask & said != 0)
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
                let bound = at.bound.or_else(|| self.target(index));
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
            Piece::Word(wanted) => text == wanted,
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
