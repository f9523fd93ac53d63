//! The concepts that the reading itself asks for by name. All other concepts only rules know.

use super::concept::{Concept, ConceptId};

macro_rules! cues {
    ($($(#[$meta:meta])* $field:ident = $name:literal),+ $(,)?) => {
        /// Concepts by what the reading uses them for.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Cues {
            $($(#[$meta])* pub(crate) $field: ConceptId),+
        }

        impl Cues {
            /// Looks each one up; the error is the first name that no lexicon declares.
            pub(crate) fn find(concepts: &[Concept]) -> Result<Self, &'static str> {
                let find = |name: &'static str| {
                    concepts.iter().position(|concept| *concept.id == *name).map(|at| ConceptId(at as u8)).ok_or(name)
                };
                Ok(Self { $($field: find($name)?),+ })
            }
        }
    };
}

cues! {
    /// *niet*, *never*.
    negation = "negation",
    /// *niet alleen*: looks like a negation and is none.
    no_negation = "no-negation",
    /// *ik zeg niet dat*: denies what it goes on to say.
    apophasis = "apophasis",
    /// *maar*, *but*: ends the reach of what came before.
    contrast = "contrast",
    /// *want*, *terwijl*: begins a clause of its own.
    conjunction = "conjunction",
    /// *is*, *vind ik*: ties a subject to what is said of it.
    copula = "copula",
    /// *van*, *of*: joins what is said to whom it is said of.
    linker = "linker",
    /// *voor*, *dankzij*: what follows is no subject.
    preposition = "preposition",
    /// *wat een*, *stelletje*: calls somebody what follows.
    exclamative = "exclamative",
    /// Words that may stand before a target: *de*, *that*.
    determiner = "determiner",
    /// *onze*, *my*: makes what follows the writer's own.
    possessive = "own-possessive",
    /// *ik*, *we*.
    first_person = "first-person",
    /// *ik ben zelf*: the writer speaks of the writer.
    self_mockery = "self-mockery",
    /// Words that abuse, however evenly they are put.
    abuse = "abuse",
    /// *hij*, *die*, *they*: stands for a target named earlier.
    pronoun = "pronoun",
    /// *jij*, *you*.
    addressee = "addressee",
    /// *zei*, *noemde*: somebody else's words.
    attribution = "attribution",
    /// *stond*, *las*: shows that quotation marks hold somebody else's words.
    quoting = "quoting",
    /// *precies dit*: makes somebody else's words the writer's.
    agreement = "agreement",
    /// *is onzin*, *zo praten we niet*: turns them down.
    rejection = "rejection",
    /// *hoe dom kun je zijn*: a question that is none.
    rhetorical = "rhetorical",
    /// Somebody speaks, with a mood or about himself.
    speaker = "speaker",
    /// *wat mij betreft*, *misschien*.
    hedge = "hedge",
    /// Coarse exclamations: *kut*, *bloody*. They look no further back than their own sentence.
    profanity = "profanity",
    /// *partij*, *raad*, *verkiezingen*: politics is about.
    politics = "politics",
    /// *bij ons aan de balie*: the writer's work, told in the text.
    own_work = "own-work",
    /// *op persoonlijke titel*.
    disclaimer = "disclaimer",
    /// *sorry voor*, *rectificatie*.
    apology = "apology",
    /// Quotation marks that mock; found by the reading itself.
    scare_quote = "scare-quote",
    /// A heavy word that is denied; found by the reading itself.
    denial = "denial",
    /// Somebody else's words between marks, or a heavy word told of; found by the reading itself.
    citation = "citation",
    /// Function words of Dutch.
    dutch = "dutch-word",
    /// Function words of English.
    english = "english-word",
    /// Function words of other languages, which would be taken for one of ours.
    other_language = "other-word",
    /// The target of what is aimed at no one.
    nobody = "nobody",
    /// Someone, whoever it is.
    person = "person",
    /// The writer.
    writer = "writer",
    /// Leadership of the writer's own, by title or by name.
    own_leadership = "own-leadership",
    /// The writer's own organisation, by name.
    own_organisation = "own-organisation",
    /// What is the writer's own by its nature: *de directie*, *ons team*.
    own_by_nature = "own-by-nature",
    /// Things: what they are called hurts nobody.
    thing = "thing",
}

impl Cues {
    /// Is it a word of one language, and nothing more?
    pub(crate) fn tells_language(&self, concept: ConceptId) -> bool {
        [self.dutch, self.english, self.other_language].contains(&concept)
    }
}
