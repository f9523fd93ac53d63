//! Sense: which mentions are what they look like. *Volt* may be a party or a unit, *kanker* a curse or a disease.

use super::{Mention, by_sentence, in_order};
use crate::assessment::Language;
use crate::fold::{Folded, is_word_char, written};
use crate::lexicon::{ConceptId, ConceptSet, Kind, Lexicon};
use crate::words::Words;

/// Drops words that count only in a certain case and are written otherwise, without politics right before them. In a
/// post all in capitals or all in small letters case tells nothing, and what stands around such a word tells.
pub(super) fn keep_meant(
    lexicon: &Lexicon,
    original: &str,
    folded: &Folded,
    words: &Words,
    mentions: &mut Vec<Mention>,
) {
    let doubtful = |mention: &Mention| exact_case(lexicon, mention);
    if !mentions.iter().any(|mention| doubtful(mention).is_some()) {
        return;
    }
    let mut politics: Vec<(usize, usize)> = mentions
        .iter()
        .filter(|mention| doubtful(mention).is_none() && mention.is(lexicon.cues.politics))
        .map(|mention| (mention.sentence, mention.words.end))
        .collect();
    politics.sort_unstable();
    // *Forum is een sekte*: what stands at the head of a sentence and does something is a name.
    let mut copulas: Vec<usize> =
        mentions.iter().filter(|mention| mention.is(lexicon.cues.copula)).map(|mention| mention.words.start).collect();
    copulas.sort_unstable();
    let surroundings = tells_no_case(original, words).then(|| Surroundings::new(lexicon, folded, words, mentions));
    let case_fits = |mention: &Mention, case: &str| {
        let source = folded.source_range(&mention.range, original);
        let first = words.sentences[mention.sentence].words.start == mention.words.start;
        let here = &politics[politics.partition_point(|(sentence, _)| *sentence < mention.sentence)..];
        let here = &here[..here.partition_point(|(sentence, _)| *sentence == mention.sentence)];
        let led = here.iter().any(|(_, end)| *end <= mention.words.start && mention.words.start - end <= 1);
        let around = !here.is_empty();
        let acts = copulas.binary_search(&mention.words.end).is_ok();
        if led || folded.is_hashtag(&mention.range) && around {
            true
        } else if let Some(surroundings) = &surroundings {
            surroundings.name(mention, acts, around)
        } else if !same_case(&original[source], case) {
            false
        } else {
            let spoken_loudly = neighbours_shout(words, mention);
            (!first || acts || case.len() > 1 && case.chars().all(char::is_uppercase)) && !spoken_loudly || around
        }
    };
    mentions.retain(|mention| doubtful(mention).is_none_or(|case| case_fits(mention, case)));
}

fn exact_case<'l>(lexicon: &'l Lexicon, mention: &Mention) -> Option<&'l str> {
    lexicon.term(mention.term?).exact_case
}

/// Are the letters, which are the same, in the same case, whatever accents or invisible characters stand between them?
fn same_case(text: &str, case: &str) -> bool {
    let capitals =
        |text: &str| written(text.chars()).filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect::<Vec<_>>();
    capitals(text) == capitals(case)
}

/// Is a post of more than one word all in capitals or all in small letters?
fn tells_no_case(original: &str, words: &Words) -> bool {
    words.words.len() > 1 && !(original.chars().any(char::is_uppercase) && original.chars().any(char::is_lowercase))
}

/// What tells a name from a word in a post whose letters are all in one case.
struct Surroundings<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    words: &'a Words,
    /// Cues by their first word, and by the word after their last.
    starting: Vec<(usize, ConceptSet)>,
    ending: Vec<(usize, ConceptSet)>,
    /// First words of names that are words as well: *Forum*, *Labour*, unlike *SP*.
    ambiguous: Vec<usize>,
}

impl<'a> Surroundings<'a> {
    fn new(lexicon: &'a Lexicon, folded: &'a Folded, words: &'a Words, mentions: &[Mention]) -> Self {
        let cues = |key: fn(&Mention) -> usize| {
            let cues = mentions.iter().filter(|mention| mention.kind == Kind::Cue);
            let mut cues: Vec<(usize, ConceptSet)> =
                cues.map(|mention| (key(mention), mention.meaning.concepts)).collect();
            cues.sort_unstable_by_key(|(word, _)| *word);
            cues
        };
        let has_small = |case: &str| case.chars().any(char::is_lowercase);
        let ambiguous = mentions.iter().filter(|mention| exact_case(lexicon, mention).is_some_and(has_small));
        let mut ambiguous: Vec<usize> = ambiguous.map(|mention| mention.words.start).collect();
        ambiguous.sort_unstable();
        Self {
            lexicon,
            text: folded.text(),
            words,
            starting: cues(|mention| mention.words.start),
            ending: cues(|mention| mention.words.end),
            ambiguous,
        }
    }

    /// Is this the name? `acts` where it is the subject of a copula, `around` where its sentence is about politics.
    fn name(&self, mention: &Mention, acts: bool, around: bool) -> bool {
        let cues = &self.lexicon.cues;
        let english = mention.meaning.language == Language::En;
        let ambiguous = self.ambiguous.binary_search(&mention.words.start).is_ok();
        // English names of many people: *the Greens*, *the Nationals*.
        let plural = english && self.text[mention.range.clone()].ends_with('s');
        // *om*, *me*
        let function_word = mention.words.len() == 1
            && holds(&self.starting, mention.words.start, &[cues.dutch, cues.english, cues.preposition]);
        if function_word {
            return false;
        }
        if self.is_compounded(mention) {
            return !english || !ambiguous || plural || around;
        }
        // *De Kamer* may be a room.
        let article = mention.words.len() > 1 && holds(&self.starting, mention.words.start, &[cues.determiner]);
        let determined = article || self.before(mention, &[cues.determiner]);
        // *Een Volt-wethouder*, *the Greens*, but not *ik denk*, *denk je*, *het forum*.
        if self.after(mention, &[cues.politics]) || plural && determined {
            return true;
        }
        let other = self.after(mention, &[cues.first_person, cues.addressee])
            || !determined && self.before(mention, &[cues.first_person, cues.pronoun, cues.addressee]);
        if other || ambiguous && determined {
            return false;
        }
        acts || around || (!english || !ambiguous) && self.before(mention, &[cues.linker])
    }

    /// *Forum-types*: Dutch joins a name to a word with a hyphen, and a word with nothing (*forumtypes*). A number is no
    /// name: *50plus-korting*.
    fn is_compounded(&self, mention: &Mention) -> bool {
        let rest = self.text[mention.range.end..].strip_prefix('-');
        rest.is_some_and(|rest| rest.starts_with(is_word_char))
            && !self.text[mention.range.clone()].starts_with(|c: char| c.is_ascii_digit())
    }

    /// Does one of these stand right before the mention, in its sentence?
    fn before(&self, mention: &Mention, concepts: &[ConceptId]) -> bool {
        let sentence = &self.words.sentences[mention.sentence].words;
        mention.words.start > sentence.start && holds(&self.ending, mention.words.start, concepts)
    }

    /// Does one of these stand right behind the mention, in its sentence?
    fn after(&self, mention: &Mention, concepts: &[ConceptId]) -> bool {
        let sentence = &self.words.sentences[mention.sentence].words;
        mention.words.end < sentence.end && holds(&self.starting, mention.words.end, concepts)
    }
}

/// Is one of `concepts` listed at `word`?
fn holds(listed: &[(usize, ConceptSet)], word: usize, concepts: &[ConceptId]) -> bool {
    let start = listed.partition_point(|(at, _)| *at < word);
    let here = listed[start..].iter().take_while(|(at, _)| *at == word);
    here.into_iter().any(|(_, held)| concepts.iter().any(|concept| held.contains(*concept)))
}

/// Where everything is in capitals, capitals tell nothing.
fn neighbours_shout(words: &Words, mention: &Mention) -> bool {
    let before = mention.words.start.checked_sub(1).and_then(|index| words.words.get(index));
    let after = words.words.get(mention.words.end);
    before.is_some_and(|word| word.shouted) && after.is_none_or(|word| word.shouted)
}

/// Lets the wider reading win: what an innocent phrase covers is silent, and of two targets one inside the other
/// the longer stands. Leaves the mentions in order.
pub(super) fn settle(lexicon: &Lexicon, mentions: &mut Vec<Mention>, sentences: usize) {
    keep(mentions, sentences, |mention, others| {
        !others.iter().any(|cover| {
            cover.covers(mention)
                && match cover.kind {
                    Kind::Innocent => {
                        matches!(mention.kind, Kind::Trigger | Kind::Target | Kind::Topic | Kind::Sign)
                    }
                    // *Fianna Fáil* fails in nothing, and the *Partij voor de Dieren* is for nothing.
                    Kind::Target => {
                        let longer = cover.range.len() > mention.range.len();
                        let inner =
                            matches!(mention.kind, Kind::Trigger | Kind::Sign) || mention.is(lexicon.cues.preposition);
                        !cover.constructed && longer && inner
                    }
                    _ => cover.is(lexicon.cues.no_negation) && mention.is(lexicon.cues.negation),
                }
        })
    });
    keep(mentions, sentences, |mention, others| {
        mention.kind != Kind::Target
            || !others.iter().any(|other| {
                let wider = other.range.len() > mention.range.len() - usize::from(mention.constructed);
                other.kind == Kind::Target && !other.constructed && wider && other.covers(mention)
            })
    });
}

/// Keeps the mentions for which `stands` holds, given those mentions of their sentence that may cover them: in a long
/// row of words or emoji there are few.
fn keep(mentions: &mut Vec<Mention>, sentences: usize, stands: impl Fn(&Mention, &[Mention]) -> bool) {
    in_order(mentions);
    let mut kept = Vec::with_capacity(mentions.len());
    let mut farthest = Vec::new();
    for range in by_sentence(mentions, sentences) {
        let others = &mentions[range];
        farthest.clear();
        farthest.extend(others.iter().scan(0, |end, other| {
            *end = (*end).max(other.range.end);
            Some(*end)
        }));
        kept.extend(others.iter().map(|mention| {
            let first = farthest.partition_point(|end| *end < mention.range.end);
            let last = others.partition_point(|other| other.range.start <= mention.range.start);
            stands(mention, &others[first..last.max(first)])
        }));
    }
    let mut kept = kept.into_iter();
    mentions.retain(|_| kept.next().unwrap_or(true));
}
