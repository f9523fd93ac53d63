//! Lexicons: words as data, and what the rules make of them.
//!
//! Files are read into [`schema`] types, [`load`] turns them into one [`Lexicon`]: concepts, terms with all their
//! forms, constructions, rules and shields. What goes wrong is a [`LexiconError`] with file, line and column.

mod anchor;
mod concept;
mod cues;
mod declare;
mod draft;
mod error;
mod exception;
mod fault;
mod flatten;
mod inflect;
mod layer;
mod limits;
mod load;
mod phrase;
mod recover;
mod rule;
mod schema;
mod term;

pub(crate) use concept::{Concept, ConceptId, ConceptSet, Kind};
pub(crate) use cues::Cues;
pub(crate) use declare::nearest_of;
pub use error::LexiconError;
pub(crate) use error::Said;
pub(crate) use exception::Exception;
pub(crate) use inflect::Class;
pub(crate) use layer::{AnyWord, Code, Layer, Lead, Phrase, Piece, Term, word_bit};
pub(crate) use load::Source;
#[allow(unused_imports, reason = "only the build script compiles beforehand")]
pub(crate) use load::terms;
pub(crate) use phrase::parse as parse_phrase;
pub use rule::{Example, Rule};
pub(crate) use rule::{Shield, Signs, When};
pub(crate) use schema::ShieldScope;
pub(crate) use schema::{Compound, ExampleEntry, ExceptionEntry, RuleEntry, TermGroup, WhenEntry};
pub(crate) use term::{Element, Fit, Meaning, Strength, Tie};

use crate::assessment::Dimension;
use crate::fold::Vocabulary;

/// Everything that screening looks up, compiled from the lexicon files.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
    /// Terms and phrases: the built-in ones, and those of an organisation.
    pub(crate) layers: Vec<Layer>,
    /// Concepts by which phrases without a word of their own are found.
    leading: ConceptSet,
    pub(crate) rules: Vec<Rule>,
    pub(crate) shields: Vec<Shield>,
    pub(crate) signs: Vec<Signs>,
    pub(crate) exceptions: Vec<Exception>,
    pub(crate) cues: Cues,
    pub(crate) vocabulary: Vocabulary,
}

/// A term by its layer and its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TermId {
    pub(crate) layer: u8,
    pub(crate) at: u32,
}

/// A phrase by its layer and its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PhraseId {
    pub(crate) layer: u8,
    pub(crate) at: u32,
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

    pub(crate) fn term(&self, id: TermId) -> Term<'_> {
        self.layers[usize::from(id.layer)].term(id.at)
    }

    pub(crate) fn phrase(&self, lead: &Lead) -> Phrase<'_> {
        self.layers[usize::from(lead.phrase.layer)].phrase(lead.phrase.layer, lead.phrase.at as usize)
    }

    /// What a phrase says.
    pub(crate) fn meaning(&self, lead: &Lead) -> &Meaning {
        self.layers[usize::from(lead.phrase.layer)].meaning_of(lead)
    }

    /// Can the phrase stand in a sentence that mentions these concepts?
    pub(crate) fn may_be_filled(&self, lead: &Lead, held: &ConceptSet) -> bool {
        self.layers[usize::from(lead.phrase.layer)].may_be_filled(lead, held)
    }

    /// The phrases that are looked up by a place for one of `concepts`, and may stand in a sentence with these words.
    pub(crate) fn led_by(&self, concepts: &ConceptSet, said: u128) -> impl Iterator<Item = Lead> + use<'_> {
        let leading = concepts.intersection(&self.leading);
        // Most mentions lead nothing, and are told so by one look.
        let layers = if leading.is_empty() { &[][..] } else { self.layers.as_slice() };
        (0..).zip(layers).flat_map(move |(layer, terms)| {
            let anchors = leading.ids().flat_map(|concept| terms.led_by(concept));
            anchors.filter(move |anchor| anchor.may_stand(said)).map(move |anchor| anchor.lead(layer))
        })
    }

    /// The blocks of signs of a dimension, with the rules that they speak for.
    pub(crate) fn signs_of(&self, dimension: Dimension) -> impl Iterator<Item = (&Rule, &Signs)> {
        self.signs
            .iter()
            .map(|signs| (&self.rules[signs.rule], signs))
            .filter(move |(rule, _)| rule.dimension == dimension)
    }

    /// What a pattern stands for, written exactly so: its terms, and no phrase.
    pub(crate) fn terms_of(&self, pattern: &str) -> impl Iterator<Item = Term<'_>> {
        let terms = move |layer: &'_ Layer| -> Vec<u32> { layer.exactly(pattern).collect() };
        self.layers.iter().flat_map(move |layer| terms(layer).into_iter().map(|at| layer.term(at)))
    }

    /// How many terms there are, all forms counted.
    pub(crate) fn term_count(&self) -> usize {
        let of_layer = |layer: &Layer| layer.terms() as usize + layer.phrases();
        self.layers.iter().map(of_layer).sum()
    }
}
