//! Which language: decided by the function words of each sentence, for posts mix them, and words mean different
//! things in each: *die*, *slim*, *kind*.

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
fn overall(lexicon: &Lexicon, post: &Post<'_>, folded: &Folded, hits: &Hits) -> Language {
    if let Some(language) = post.language() {
        return language;
    }
    let mut tally = Tally::default();
    let mut content = Tally::default();
    for hit in hits.terms.iter().filter(|hit| !folded.is_opaque(&hit.range)) {
        let meaning = hit.meaning(lexicon);
        tally.count(lexicon, meaning.concept);
        content.dutch += usize::from(meaning.language == Language::Nl);
        content.english += usize::from(meaning.language == Language::En);
        // A word that is used in all languages tells that the post can be judged, and hints at Dutch, the first.
        content.other += usize::from(meaning.language == Language::Und);
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

/// The language of each clause, or what the sentence or the post says where a clause is too short to tell. Kept in the
/// scratch, so that its buffers are reused.
#[derive(Debug)]
pub(crate) struct Languages {
    by_clause: Vec<Tally>,
    by_sentence: Vec<Tally>,
    pub(crate) post: Language,
}

impl Default for Languages {
    fn default() -> Self {
        Self { by_clause: Vec::new(), by_sentence: Vec::new(), post: Language::Und }
    }
}

impl Languages {
    /// Counts the function words, replacing what was here.
    pub(crate) fn find(&mut self, lexicon: &Lexicon, post: &Post<'_>, folded: &Folded, words: &Words, hits: &Hits) {
        self.post = overall(lexicon, post, folded, hits);
        let clauses = words.words.last().map_or(0, |word| word.clause + 1);
        for (tallies, length) in [(&mut self.by_clause, clauses), (&mut self.by_sentence, words.sentences.len())] {
            tallies.clear();
            tallies.resize(length, Tally::default());
        }
        let mut at = 0;
        for hit in &hits.terms {
            at += words.words[at..].iter().take_while(|word| word.range.end <= hit.range.start).count();
            if let Some(word) = words.words.get(at) {
                let concept = hit.meaning(lexicon).concept;
                self.by_clause[word.clause].count(lexicon, concept);
                self.by_sentence[word.sentence].count(lexicon, concept);
            }
        }
    }

    /// The language around word `index` of `sentence`, while clauses are only parted by marks.
    fn at(&self, words: &Words, index: usize, sentence: usize) -> Language {
        let clear = |tally: &Tally| tally.winner().filter(|_| tally.dutch.abs_diff(tally.english) >= 2);
        let clause = words.words.get(index).and_then(|word| self.by_clause.get(word.clause)).and_then(clear);
        let sentence = || self.by_sentence.get(sentence).and_then(|tally| tally.winner());
        clause.or_else(sentence).unwrap_or(self.post)
    }

    /// Do words of `language` fit around word `index` of `sentence`?
    pub(crate) fn allow(&self, words: &Words, language: Language, index: usize, sentence: usize) -> bool {
        language == Language::Und || {
            let here = self.at(words, index, sentence);
            here == Language::Und || language == here
        }
    }
}
