//! Phrases with open places, checked where a word of theirs was found.

use std::ops::Range;

use super::follow::{Finder, Places};
use super::language::Languages;
use super::{Mention, mention};
use crate::fold::Folded;
use crate::lexicon::{ConceptSet, Kind, Lead, Lexicon};
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
    let candidates: Vec<&Candidate> = hits.candidates.iter().filter(|one| !folded.is_opaque(&one.range)).collect();
    let mut held = vec![ConceptSet::EMPTY; words.sentences.len().max(1)];
    let mut new = 0;
    for layer in Layer::ALL {
        for mention in &mentions[new..] {
            held[mention.sentence] = held[mention.sentence].union(&mention.meaning.concepts);
        }
        new = mentions.len();
        let fits = |lead: &Lead, sentence: usize| {
            Layer::of(lexicon, lead) == layer && lexicon.may_be_filled(lead, &held[sentence])
        };
        let led: Vec<(Lead, usize)> = mentions
            .iter()
            .enumerate()
            .flat_map(|(at, mention)| {
                let said = words.sentences.get(mention.sentence).map_or(0, |sentence| sentence.said);
                lexicon.led_by(&mention.meaning.concepts, said).map(move |lead| (lead, at))
            })
            .filter(|(lead, at)| fits(lead, mentions[*at].sentence))
            .collect();
        let mut anchored = candidates.iter().filter(|one| fits(&one.lead, one.sentence)).peekable();
        if led.is_empty() && anchored.peek().is_none() {
            continue;
        }
        let finder = Finder::new(original, folded, words, &hits.numbers).with(Places::of(lexicon, mentions));
        let search = Search { lexicon, words, languages, finder };
        let anchored = anchored.filter_map(|one| search.check(&one.lead, &one.range, None));
        let led = led.iter().filter_map(|(lead, at)| search.check(lead, &mentions[*at].range, Some(*at)));
        let found: Vec<Mention> = anchored.chain(led).collect();
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

    fn of(lexicon: &Lexicon, lead: &Lead) -> Self {
        match lexicon.kind(lexicon.meaning(lead)) {
            Kind::Target => Self::Targets,
            Kind::Cue | Kind::Sign | Kind::Topic | Kind::Innocent => Self::Cues,
            Kind::Trigger => Self::Triggers,
        }
    }
}

struct Search<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words,
    languages: &'a Languages,
    finder: Finder<'a>,
}

impl Search<'_> {
    /// The mention that a phrase makes around `anchor`, which a mention may be, in a place.
    fn check(&self, lead: &Lead, anchor: &Range<usize>, place: Option<usize>) -> Option<Mention> {
        let (words, places) = (self.words, self.finder.places()?);
        let meaning = self.lexicon.meaning(lead);
        let core = mention(self.lexicon, words, anchor.clone(), *meaning);
        if place.is_none() && self.finder.goes_on(anchor.end, core.words.end)
            || !self.languages.allow(words, meaning.language, core.words.start, core.sentence)
        {
            return None;
        }
        let sentence = &words.sentences[core.sentence].words;
        let (first, last) = self.finder.ends(&self.lexicon.phrase(lead), &core.words, place, sentence)?;
        let edge = |index: usize| words.words[index].range.clone();
        let begin = if first < core.words.start { edge(first).start } else { anchor.start };
        let end = if last.word > core.words.end { edge(last.word - 1).end } else { anchor.end };
        Some(Mention {
            bound: last.bound.map(|at| places.mentions[at].range.clone()),
            constructed: true,
            ..mention(self.lexicon, words, begin..end.max(begin), *meaning)
        })
    }
}
