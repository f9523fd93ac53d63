//! Concepts: what terms mean, and all that rules may see.

use std::sync::Arc;

use serde::Deserialize;

/// What a concept is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Words that may put the writer at risk.
    Trigger,
    /// Who or what is spoken about.
    Target,
    /// Words that steer the reading: negation, attribution, possession …
    Cue,
    /// Words that prove nothing by themselves, and point one way together.
    Sign,
    /// A subject of public debate; its id is a value of the context's `fields`.
    Topic,
    /// Silences what it covers: *kankeronderzoek* covers *kanker-*.
    Innocent,
}

/// A concept by its place in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ConceptId(pub(crate) u8);

/// A declared concept.
#[derive(Debug, Clone)]
pub(crate) struct Concept {
    pub(crate) id: Arc<str>,
    pub(crate) kind: Kind,
    /// Itself and every concept that it is a kind of.
    pub(crate) family: ConceptSet,
    /// Does *niet* take its meaning away?
    pub(crate) negatable: bool,
    /// The sign that its tied words are where they are said of nobody in sight.
    pub(crate) loose: Option<ConceptId>,
    /// What its words say of their target where they are denied: *niet capabel*.
    pub(crate) denied: Option<ConceptId>,
    /// Do people swap or leave out letters of its words, to slip past a filter?
    pub(crate) garbled: bool,
}

/// A set of concepts. Its size bounds how many concepts the lexicons may declare together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct ConceptSet([u64; 4]);

impl ConceptSet {
    /// How many concepts there may be.
    pub(crate) const CAPACITY: usize = 256;

    pub(crate) const EMPTY: Self = Self([0; 4]);

    pub(crate) fn of(id: ConceptId) -> Self {
        let mut set = Self::EMPTY;
        set.insert(id);
        set
    }

    /// As [`ConceptSet::from_bytes`] reads it.
    pub(crate) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.as_chunks_mut::<8>().0.iter_mut().zip(self.0).for_each(|(bytes, word)| *bytes = word.to_le_bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut set = Self::EMPTY;
        set.0.iter_mut().zip(bytes.as_chunks::<8>().0).for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
        set
    }

    pub(crate) fn insert(&mut self, id: ConceptId) {
        self.0[usize::from(id.0) / 64] |= 1 << (id.0 % 64);
    }

    pub(crate) fn contains(&self, id: ConceptId) -> bool {
        self.0[usize::from(id.0) / 64] >> (id.0 % 64) & 1 == 1
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    pub(crate) fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut set = *self;
        set.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
        set
    }

    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let mut set = *self;
        set.0.iter_mut().zip(other.0).for_each(|(a, b)| *a &= b);
        set
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = ConceptId> + use<> {
        (0_u8..).zip(self.0).flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as u8;
                // Clears the lowest bit that is set.
                bits &= bits.checked_sub(1)?;
                Some(ConceptId(word * 64 + bit))
            })
        })
    }
}
