//! Lexicons: words as data, and what the rules make of them.
//!
//! Files are read into [`schema`] types, [`load`] turns them into one [`Lexicon`]: concepts, terms with all their
//! forms, constructions, rules and shields. What goes wrong is a [`LexiconError`] with file, line and column.

mod builtin;
mod concept;
mod cues;
mod declare;
mod error;
mod inflect;
mod load;
mod phrase;
mod rule;
mod schema;
mod term;

pub(crate) use builtin::BUILTIN;
pub(crate) use concept::{Concept, ConceptId, ConceptSet, Kind};
pub(crate) use cues::Cues;
pub(crate) use declare::nearest_of;
pub use error::LexiconError;
pub(crate) use load::Source;
pub use rule::{Example, Rule};
pub(crate) use rule::{Shield, Signs, When};
pub(crate) use schema::ShieldScope;
pub(crate) use term::{Construction, Element, Fit, Meaning, Strength, Term, Tie};

use crate::assessment::Dimension;
use crate::fold::Vocabulary;

/// Everything that screening looks up, compiled from the lexicon files.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
    /// What the automaton looks for; `terms_of[i]` are the terms that `patterns[i]` stands for.
    pub(crate) patterns: Vec<String>,
    pub(crate) terms_of: Vec<Vec<Term>>,
    pub(crate) constructions: Vec<Construction>,
    /// Constructions without a word of their own, by the concept of their first place.
    pub(crate) by_concept: Vec<Vec<usize>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) shields: Vec<Shield>,
    pub(crate) signs: Vec<Signs>,
    pub(crate) cues: Cues,
    pub(crate) vocabulary: Vocabulary,
}

impl Lexicon {
    pub(crate) fn concept(&self, id: ConceptId) -> &Concept {
        &self.concepts[usize::from(id.0)]
    }

    /// Every concept.
    pub(crate) fn ids(&self) -> impl Iterator<Item = ConceptId> + use<> {
        (0..self.concepts.len()).map(|at| ConceptId(at as u8))
    }

    /// The kind of a meaning.
    pub(crate) fn kind(&self, meaning: &Meaning) -> Kind {
        self.concept(meaning.concept).kind
    }

    /// The constructions that begin with a place for one of `concepts`.
    pub(crate) fn led_by(&self, concepts: &ConceptSet) -> impl Iterator<Item = usize> {
        concepts.ids().flat_map(|id| self.by_concept[usize::from(id.0)].iter().copied())
    }

    /// The blocks of signs of a dimension, with the rules that they speak for.
    pub(crate) fn signs_of(&self, dimension: Dimension) -> impl Iterator<Item = (&Rule, &Signs)> {
        self.signs
            .iter()
            .map(|signs| (&self.rules[signs.rule], signs))
            .filter(move |(rule, _)| rule.dimension == dimension)
    }

    /// How many terms there are, all forms counted.
    pub(crate) fn term_count(&self) -> usize {
        self.terms_of.iter().flatten().filter(|term| term.construction.is_none()).count() + self.constructions.len()
    }
}
