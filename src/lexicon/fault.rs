//! What can be wrong with how a phrase is written.

use toml::Spanned;

use super::concept::Concept;
use super::declare;
use super::error::{LexiconError, Said};
use super::load::Source;

/// A phrase that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A place for a concept that nobody declares.
    UnknownConcept(String),
    UnknownInflection,
    NoClosingBracket,
    NoOpeningBracket,
    TooDeep,
    TooManyChoices(usize),
    TooManyWords(usize),
    TooManyTurns(usize),
    Nothing,
    /// Nothing is left of the word once it is folded.
    FoldedAway(String),
    GapAtEdge,
    TwoGaps,
    /// A place that is part of a word.
    PlaceInWord(String),
}

impl Fault {
    /// The mistake that it is, where it stands.
    pub(super) fn located(&self, source: &Source, entry: &Spanned<String>, concepts: &[Concept]) -> LexiconError {
        let word = entry.get_ref();
        if let Self::UnknownConcept(name) = self {
            let said = Said::new(format!("onbekend begrip `{name}`"), format!("unknown concept `{name}`"));
            let near = declare::nearest_of(name, concepts.iter().map(|concept| &*concept.id));
            return source.mistake("unknown-concept", entry, word, said).helped(near);
        }
        let (code, said, help) = self.wording();
        source.mistake(code, entry, word, said).helped(help)
    }

    fn wording(&self) -> (&'static str, Said, Said) {
        let phrase = |said, help| ("phrase", said, help);
        let never = |said, help| ("never-matches", said, help);
        match self {
            Self::UnknownConcept(_) => unreachable!("located by itself"),
            Self::UnknownInflection => phrase(
                Said::new("`~` vraagt een verbuigingsklasse", "`~` needs an inflection class"),
                Said::new("geef de groep er een: inflect = \"verb\"", "give the group one: inflect = \"verb\""),
            ),
            Self::NoClosingBracket => phrase(
                Said::new("een haakje gaat open en niet dicht", "an opening bracket has no closing one"),
                Said::new("schrijf keuzes als (de|het|)", "write alternatives as (de|het|)"),
            ),
            Self::NoOpeningBracket => phrase(
                Said::new("een haakje gaat dicht en niet open", "a closing bracket has no opening one"),
                Said::new("schrijf keuzes als (de|het|)", "write alternatives as (de|het|)"),
            ),
            Self::TooDeep => phrase(
                Said::new("haakjes staan te diep in haakjes", "brackets stand too deep in brackets"),
                Said::new("schrijf er een tweede regel van", "write a second entry"),
            ),
            Self::TooManyChoices(most) => phrase(
                Said::new(format!("staat voor meer dan {most} frasen"), format!("stands for more than {most} phrases")),
                Said::new(
                    "schrijf minder keuzes, of verdeel ze over regels",
                    "write fewer alternatives, or spread them over entries",
                ),
            ),
            Self::TooManyWords(most) => phrase(
                Said::new(format!("is langer dan {most} woorden"), format!("is longer than {most} words")),
                Said::new("een kortere frase vindt hetzelfde, en meer", "a shorter phrase finds the same, and more"),
            ),
            Self::TooManyTurns(most) => phrase(
                Said::new(
                    format!("heeft meer dan {most} keuzes en gaten"),
                    format!("has more than {most} choices and gaps"),
                ),
                Said::new("schrijf er meer regels van", "write more entries"),
            ),
            Self::Nothing => never(
                Said::new("kan voor niets staan", "may stand for nothing at all"),
                Said::new(
                    "laat er minstens één woord in dat er altijd staat",
                    "leave at least one word that is always there",
                ),
            ),
            Self::FoldedAway(word) => never(
                Said::new(
                    format!("van `{word}` blijft niets over: zulke tekens tellen niet mee"),
                    format!("`{word}`: nothing is left of it once it is folded"),
                ),
                Said::new(
                    "schrijf een woord van letters, cijfers of emoji",
                    "write a word of letters, digits or emoji",
                ),
            ),
            Self::GapAtEdge => phrase(
                Said::new(
                    "begint of eindigt met een gat, en vindt dan niets meer dan zonder",
                    "begins or ends with a gap, which finds nothing more than the phrase without it",
                ),
                Said::new("laat het gat weg", "leave the gap out"),
            ),
            Self::TwoGaps => phrase(
                Said::new("heeft twee gaten naast elkaar", "has two gaps side by side"),
                Said::new("schrijf er één", "write one"),
            ),
            Self::PlaceInWord(word) => phrase(
                Said::new(
                    format!("`{word}`: een plaats is een woord op zich"),
                    format!("`{word}`: a place is written as a word of its own"),
                ),
                Said::new("schrijf {begrip} met spaties eromheen", "write {concept} with spaces around it"),
            ),
        }
    }
}
