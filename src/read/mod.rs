//! Read: from hits to mentions: what each found term means where it stands, who it is about, and whether it is
//! meant at all.

mod aim;
mod follow;
mod language;
mod phrases;
mod quotation;
mod scope;
mod sense;
mod tie;

use std::ops::Range;

use crate::assessment::Language;
use crate::fold::Folded;
use crate::lexicon::{ConceptId, ConceptSet, Kind, Lexicon, Meaning, TermId};
use crate::matcher::Hits;
use crate::post::Post;
use crate::words::{Word, Words};

pub(crate) use aim::{Own, SENTENCES_BACK};
pub(crate) use follow::{Finder, Standing};
pub(crate) use language::Languages;
use scope::Scope;
pub(crate) use tie::{FRAGMENT, MOST_LINKS};

/// A term or construction as it stands in the post.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
    pub(crate) meaning: Meaning,
    pub(crate) kind: Kind,
    /// The words that it covers.
    pub(crate) words: Range<usize>,
    pub(crate) sentence: usize,
    /// The target that a construction names in one of its places.
    pub(crate) bound: Option<Range<usize>>,
    /// The term it came from.
    pub(crate) term: Option<TermId>,
    /// Was it found by a phrase with open places?
    pub(crate) constructed: bool,
    pub(crate) scope: Scope,
    /// Who it is about, where it is a trigger.
    pub(crate) aim: Option<Aim>,
}

impl Mention {
    pub(crate) fn is(&self, concept: ConceptId) -> bool {
        self.meaning.concepts.contains(concept)
    }

    /// Turns a word of praise that is denied into what that says: *niet capabel*.
    fn turn(&mut self, lexicon: &Lexicon) {
        if let Some(denied) = lexicon.concept(self.meaning.concept).denied.filter(|_| self.scope.negated) {
            self.change_to(lexicon, denied);
            self.scope.negated = false;
        }
    }

    /// A heavy word that is denied, or somebody else's, is a sign of its own.
    fn distanced(&self, lexicon: &Lexicon) -> Option<Self> {
        let heavy = self.kind == Kind::Trigger && self.is(lexicon.cues.abuse) && !self.scope.is_meant();
        heavy.then(|| {
            let sign = if self.scope.negated { lexicon.cues.denial } else { lexicon.cues.citation };
            let mut mention = Self { scope: Scope::default(), ..self.clone() };
            mention.change_to(lexicon, sign);
            mention
        })
    }

    fn change_to(&mut self, lexicon: &Lexicon, concept: ConceptId) {
        self.meaning.concept = concept;
        self.meaning.concepts = lexicon.concept(concept).family;
        self.kind = lexicon.kind(&self.meaning);
    }

    /// Turns a weak word that is said of nobody in sight into a sign; false where it is none.
    fn loosen(&mut self, lexicon: &Lexicon) -> bool {
        let Some(sign) = lexicon.concept(self.meaning.concept).loose else { return false };
        self.change_to(lexicon, sign);
        true
    }

    fn covers(&self, other: &Self) -> bool {
        self.range.start <= other.range.start && other.range.end <= self.range.end
    }
}

/// Who a trigger is about.
#[derive(Debug, Clone)]
pub(crate) struct Aim {
    pub(crate) concepts: ConceptSet,
    /// Where the target is named; none where nobody is.
    pub(crate) range: Option<Range<usize>>,
    pub(crate) own: Own,
    pub(crate) found: Found,
    /// Who it is about if the one that an earlier sentence named is not meant.
    pub(crate) otherwise: Option<Box<Self>>,
}

/// Where the target of a trigger was found: how sure it is that this is the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// In the same sentence, or there is none.
    Here,
    /// In a sentence before.
    Earlier,
    /// Nobody is named, only pointed at: *jullie*.
    PointedAt,
}

/// A post, read.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'w> {
    pub(crate) mentions: Vec<Mention>,
    /// What each sentence mentions, and the whole post.
    concepts: Vec<ConceptSet>,
    all_concepts: ConceptSet,
    words: &'w Words,
    pub(crate) language: Language,
}

impl Reading<'_> {
    /// Is any of these concepts mentioned within these sentences?
    pub(crate) fn has(&self, concepts: &ConceptSet, sentences: Range<usize>) -> bool {
        let end = sentences.end.min(self.concepts.len());
        if sentences.start == 0 && end == self.concepts.len() {
            return self.all_concepts.intersects(concepts);
        }
        self.concepts[sentences.start.min(end)..end].iter().any(|sentence| sentence.intersects(concepts))
    }

    /// The same without what stands inside an exception, where there is any: an excepted word is no sign of anything.
    pub(crate) fn without_excepted(&self, lexicon: &Lexicon) -> Option<Self> {
        let mut concepts = ConceptSet::EMPTY;
        lexicon.exceptions.iter().for_each(|exception| concepts.insert(exception.concept));
        let is_cover = |mention: &&Mention| mention.meaning.concepts.intersects(&concepts);
        let covers: Vec<&Mention> = self.mentions.iter().filter(is_cover).collect();
        if covers.is_empty() {
            return None;
        }
        let mut calm = self.clone();
        let stands = |mention: &Mention| is_cover(&mention) || !covers.iter().any(|cover| cover.covers(mention));
        calm.mentions.retain(|mention| mention.kind == Kind::Target || stands(mention));
        Some(calm)
    }

    /// Is this concept mentioned anywhere?
    pub(crate) fn mentions_concept(&self, concept: ConceptId) -> bool {
        self.all_concepts.contains(concept)
    }

    /// A line for each mention but function words: words, concept, scope and aim.
    pub(crate) fn trace(&self, lexicon: &Lexicon, text: &str) -> String {
        use std::fmt::Write as _;
        let names =
            |set: &ConceptSet| set.ids().map(|id| lexicon.concept(id).id.to_string()).collect::<Vec<_>>().join("+");
        let mut trace = String::new();
        for mention in &self.mentions {
            let name = &lexicon.concept(mention.meaning.concept).id;
            if name.ends_with("-word") {
                continue;
            }
            let _ = write!(
                trace,
                "{}:{} {name} {:?}",
                mention.sentence,
                self.words.clause(mention.words.start),
                &text[mention.range.clone()]
            );
            if let Some(aim) = &mention.aim {
                let target = aim.range.as_ref().map_or("", |range| &text[range.clone()]);
                let _ = write!(trace, " -> {} {target:?} {:?} {:?}", names(&aim.concepts), aim.own, mention.scope);
            }
            trace.push('\n');
        }
        trace
    }

    /// The mentions of these sentences.
    pub(crate) fn mentions_in(&self, sentences: Range<usize>) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentences.start);
        let end = self.mentions.partition_point(|mention| mention.sentence < sentences.end);
        &self.mentions[start..end]
    }

    /// Does what stands at these bytes end in a word, rather than in an emoji?
    pub(crate) fn is_said(&self, range: &Range<usize>) -> bool {
        let last = range.end.saturating_sub(1);
        self.words.words.get(self.words.index_at(last)).is_some_and(|word| word.range.start <= last)
    }

    /// How many sentences there are.
    pub(crate) fn sentences(&self) -> usize {
        self.concepts.len()
    }

    /// The words of a sentence, in bytes of the folded text, and how many there are.
    pub(crate) fn sentence(&self, sentence: usize) -> Option<(Range<usize>, &[Word])> {
        let sentence = self.words.sentences.get(sentence)?;
        Some((sentence.range.clone(), &self.words.words[sentence.words.clone()]))
    }

    /// How many words of a sentence are the further words of a name: a name of four words weighs no more than one of
    /// three letters.
    pub(crate) fn words_inside_names(&self, sentence: usize) -> usize {
        let names = self.mentions_in(sentence..sentence + 1).iter().filter(|mention| mention.kind == Kind::Target);
        names.map(|name| name.words.len().saturating_sub(1)).sum()
    }
}

/// Reads a folded post with the terms that were found in it.
pub(crate) fn read<'w>(
    lexicon: &Lexicon,
    post: &Post<'_>,
    folded: &Folded,
    words: &'w mut Words,
    hits: &Hits,
    languages: &Languages,
) -> Reading<'w> {
    let (mut mentions, function_words) = mentions(lexicon, folded, words, hits, languages);
    aim::add_named(lexicon, post, folded, words, &mut mentions);
    sense::keep_meant(lexicon, post.text(), folded, words, &mut mentions);
    phrases::find(lexicon, post.text(), folded, words, languages, hits, &mut mentions);
    sense::settle(lexicon, &mut mentions, words.sentences.len());
    words.split_clauses(&scope::clause_starts(lexicon, words, &mentions));
    scope::read(lexicon, folded, words, &mut mentions);
    quotation::read(lexicon, folded, words, &mut mentions);
    mentions.iter_mut().for_each(|mention| mention.turn(lexicon));
    let distanced: Vec<Mention> = mentions.iter().filter_map(|mention| mention.distanced(lexicon)).collect();
    mentions.extend(distanced);
    in_order(&mut mentions);
    let aims = aim::aims(lexicon, folded, words, &mentions, &function_words);
    mentions.iter_mut().zip(aims).for_each(|(mention, aim)| mention.aim = aim);
    mentions.retain_mut(|mention| mention.kind != Kind::Trigger || mention.aim.is_some() || mention.loosen(lexicon));
    let mut concepts = vec![ConceptSet::EMPTY; words.sentences.len().max(1)];
    for mention in &mentions {
        concepts[mention.sentence] = concepts[mention.sentence].union(&mention.meaning.concepts);
    }
    let all_concepts = concepts.iter().fold(ConceptSet::EMPTY, |all, sentence| all.union(sentence));
    Reading { mentions, concepts, all_concepts, words, language: languages.post }
}

/// Sorts mentions by sentence, then by where they stand.
fn in_order(mentions: &mut [Mention]) {
    let place = |mention: &Mention| (mention.sentence, mention.range.start, mention.range.end);
    if !mentions.is_sorted_by_key(place) {
        mentions.sort_by_key(place);
    }
}

/// For mentions in order: which of them stand in each of the sentences.
fn by_sentence(mentions: &[Mention], sentences: usize) -> Vec<Range<usize>> {
    let mut start = 0;
    (0..sentences.max(1))
        .map(|sentence| {
            let count = mentions[start..].iter().take_while(|mention| mention.sentence == sentence).count();
            start += count;
            start - count..start
        })
        .collect()
}

/// The terms that fit the language where they stand, but for the words that only tell it: of those, which words they are.
fn mentions(
    lexicon: &Lexicon,
    folded: &Folded,
    words: &Words,
    hits: &Hits,
    languages: &Languages,
) -> (Vec<Mention>, Vec<usize>) {
    let (mut mentions, mut function_words) = (Vec::with_capacity(hits.terms.len()), Vec::new());
    for hit in hits.terms.iter().filter(|hit| !folded.is_opaque(&hit.range)) {
        let found = mention(lexicon, words, hit.range.clone(), *hit.meaning(lexicon));
        if !languages.allow(words, found.meaning.language, found.words.start, found.sentence) {
            continue;
        }
        if lexicon.cues.tells_language(found.meaning.concept) {
            function_words.push(found.words.start);
        } else {
            mentions.push(Mention { term: Some(hit.term), ..found });
        }
    }
    (mentions, function_words)
}

fn mention(lexicon: &Lexicon, words: &Words, range: Range<usize>, meaning: Meaning) -> Mention {
    Mention {
        sentence: words.sentence_at(range.start),
        words: words.covered(&range),
        kind: lexicon.kind(&meaning),
        range,
        meaning,
        bound: None,
        term: None,
        constructed: false,
        scope: Scope::default(),
        aim: None,
    }
}
