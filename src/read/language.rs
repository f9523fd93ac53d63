//! Which language: decided by the function words of each sentence, for posts mix them, and words mean different
//! things in each: *die*, *slim*, *kind*.

use super::{Mention};
use crate::assessment::Language;
use crate::fold::Folded;
use crate::lexicon::{ConceptId, Lexicon};
use crate::matcher::Hits;
use crate::post::Post;
use crate::words::Words;

/// Function words counted by language.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    dutch: usize,
    english: usize,
    other: usize,
}

impl Tally {
    fn count(&mut self, lexicon: &Lexicon, concept: ConceptId) {
        self.dutch += usize::from(concept == lexicon.cues.dutch);
        self.english += usize::from(concept == lexicon.cues.english);
        self.other += usize::from(concept == lexicon.cues.other_language);
    }

    fn winner(self) -> Option<Language> {
        if self.other > self.dutch.max(self.english) {
            Some(Language::Und)
        } else if self.dutch > self.english {
            Some(Language::Nl)
        } else if self.english > self.dutch {
            Some(Language::En)
        } else {
            None
        }
    }
}

/// The language of most of the post. The caller's word counts; otherwise function words decide, then the language
/// of whatever else was found.
pub(crate) fn overall(lexicon: &Lexicon, post: &Post<'_>, folded: &Folded, hits: &Hits) -> Language {
    if let Some(language) = post.language() {
        return language;
    }
    let mut tally = Tally::default();
    let mut content = Tally::default();
    for hit in hits.terms.iter().filter(|hit| !folded.is_opaque(&hit.range)) {
        let term = hit.term(lexicon);
        tally.count(lexicon, term.meaning.concept);
        content.dutch += usize::from(term.meaning.language == Language::Nl);
        content.english += usize::from(term.meaning.language == Language::En);
        // A word that is used in all languages tells that the post can be judged, and hints at Dutch, the first.
        content.other += usize::from(term.meaning.language == Language::Und);
    }
    tally.winner().unwrap_or({
        if content.english > content.dutch {
            Language::En
        } else if content.dutch + content.other > 0 {
            Language::Nl
        } else {
            Language::Und
        }
    })
}

/// The language of each clause, or what the sentence or the post says where a clause is too short to tell.
#[derive(Debug)]
pub(crate) struct Languages {
    by_clause: Vec<Option<Language>>,
    clause_of: Vec<usize>,
    by_sentence: Vec<Option<Language>>,
    post: Language,
}

pub(super) fn by_sentence(lexicon: &Lexicon, words: &Words, hits: &Hits, post: Language) -> Languages {
    let clauses = words.words.last().map_or(0, |word| word.clause + 1);
    let mut by_clause = vec![Tally::default(); clauses];
    let mut by_sentence = vec![Tally::default(); words.sentences.len()];
    for hit in &hits.terms {
        let concept = hit.term(lexicon).meaning.concept;
        if let Some(word) = words.words.get(words.index_at(hit.range.start)) {
            by_clause[word.clause].count(lexicon, concept);
            by_sentence[word.sentence].count(lexicon, concept);
        }
    }
    let clear = |tally: &Tally| tally.winner().filter(|_| tally.dutch.abs_diff(tally.english) >= 2);
    Languages {
        by_clause: by_clause.iter().map(clear).collect(),
        clause_of: words.words.iter().map(|word| word.clause).collect(),
        by_sentence: by_sentence.iter().map(|tally| tally.winner()).collect(),
        post,
    }
}

impl Languages {
    /// The language around word `index` of `sentence`.
    pub(super) fn at(&self, index: usize, sentence: usize) -> Language {
        let clause = self.clause_of.get(index).and_then(|clause| self.by_clause[*clause]);
        clause.or_else(|| self.by_sentence.get(sentence).copied().flatten()).unwrap_or(self.post)
    }

    /// Does the mention's language fit where it stands?
    pub(super) fn allow(&self, mention: &Mention) -> bool {
        self.allow_language(mention.meaning.language, mention.words.start, mention.sentence)
    }

    pub(super) fn allow_language(&self, language: Language, index: usize, sentence: usize) -> bool {
        let here = self.at(index, sentence);
        language == Language::Und || here == Language::Und || language == here
    }
}
