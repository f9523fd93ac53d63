//! Exceptions: an organisation's own words that a rule would point out. *De Lul* is a fountain.

use std::collections::BTreeMap;

use super::concept::{Concept, ConceptId, ConceptSet, Kind};
use super::error::{LexiconError, Said};
use super::load::{Compiler, Source};
use super::rule::Rule;
use super::schema::ExceptionEntry;
use super::term::{Meaning, Strength, Tie};
use crate::assessment::{Dimension, Language};

/// What does not point out the words that stand for `concept`.
#[derive(Debug, Clone)]
pub(crate) struct Exception {
    /// A cue that only its words stand for.
    pub(crate) concept: ConceptId,
    /// Rule ids, dimensions, or `*`.
    pub(crate) silences: Vec<String>,
}

impl Exception {
    /// Is it about `rule`?
    pub(crate) fn covers(&self, rule: &Rule) -> bool {
        self.silences.iter().any(|name| name == "*" || *name == *rule.id || name == rule.dimension.as_str())
    }
}

/// The concepts of exceptions by what they silence: those that silence the same share one.
#[derive(Debug, Default)]
pub(super) struct Exceptions(BTreeMap<Vec<String>, ConceptId>);

impl Compiler {
    pub(super) fn exception(&mut self, source: &Source, entry: &ExceptionEntry) -> Result<(), LexiconError> {
        for name in &entry.silences {
            let dimension = Dimension::ALL.iter().any(|dimension| dimension.as_str() == name.get_ref());
            let rule = self.lexicon.rules.iter().any(|rule| *rule.id == **name.get_ref());
            if name.get_ref() != "*" && !dimension && !rule {
                return Err(self.unknown_rule(source, name, name.get_ref()));
            }
        }
        let concept = self.concept_of(source, entry)?;
        let language = entry.language.unwrap_or(Language::Und);
        let concepts = ConceptSet::of(concept);
        let meaning = Meaning { concept, concepts, strength: Strength::Plain, language, tie: Tie::Free };
        for word in &entry.words {
            let made = self.word(source, word, meaning, None, language, entry.exact_case, None);
            self.note(made);
        }
        Ok(())
    }

    /// The concept that the words of an exception stand for.
    fn concept_of(&mut self, source: &Source, entry: &ExceptionEntry) -> Result<ConceptId, LexiconError> {
        let mut silences: Vec<String> = entry.silences.iter().map(|name| name.get_ref().clone()).collect();
        silences.sort_unstable();
        silences.dedup();
        if let Some(concept) = self.exceptions.0.get(&silences) {
            return Ok(*concept);
        }
        let at = self.lexicon.concepts.len();
        if at >= ConceptSet::CAPACITY {
            let said = Said::new("er zijn te veel soorten uitzonderingen", "there are too many kinds of exceptions");
            let help = Said::new("laat er meer hetzelfde stil maken", "let more of them silence the same");
            return Err(source.mistake("too-many", &entry.reason, entry.reason.get_ref(), said).helped(help));
        }
        let concept = ConceptId(at as u8);
        self.lexicon.concepts.push(Concept {
            id: format!("exception/{}", self.lexicon.exceptions.len() + 1).into(),
            // What silences everything is read as an innocent word: no target either.
            kind: if silences == ["*"] { Kind::Innocent } else { Kind::Cue },
            family: ConceptSet::of(concept),
            negatable: false,
            garbled: false,
            loose: None,
            denied: None,
        });
        self.lexicon.exceptions.push(Exception { concept, silences: silences.clone() });
        self.exceptions.0.insert(silences, concept);
        Ok(concept)
    }
}
