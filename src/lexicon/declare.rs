//! Declaring concepts: what one file declares, all may use.

use toml::Spanned;

use super::concept::{Concept, ConceptId, ConceptSet};
use super::error::{LexiconError, Said};
use super::limits;
use super::load::Source;
use super::schema::ConceptEntry;

/// Concepts kept free for exceptions, each of which goes by one of its own.
const RESERVED: usize = 16;

/// Declares the concepts of all files. A concept may be a kind of one that is declared before it, so that there can
/// be no circles. What can't be declared is left out, and told in `mistakes`.
pub(super) fn concepts(sources: &[Source], mistakes: &mut Vec<LexiconError>) -> Vec<Concept> {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut declared = Vec::new();
    for (source, entry) in sources.iter().flat_map(|source| source.file().concepts.iter().map(move |e| (source, e))) {
        match concept(source, entry, &concepts, sources) {
            Ok(concept) => {
                concepts.push(concept);
                declared.push((source, entry));
            }
            Err(mistake) if mistakes.len() < limits::MOST_MISTAKES => mistakes.push(mistake),
            Err(_) => {}
        }
    }
    for (at, (source, entry)) in declared.into_iter().enumerate() {
        let mut named = |other: &Option<Spanned<String>>| {
            let other = other.as_ref()?;
            let found = find(other.get_ref(), &concepts);
            if found.is_none() {
                mistakes.push(unknown(source, other, entry.id.get_ref(), &concepts));
            }
            found
        };
        let (loose, denied) = (named(&entry.loose), named(&entry.denied));
        concepts[at].loose = loose;
        concepts[at].denied = denied;
    }
    concepts
}

fn concept(
    source: &Source,
    entry: &ConceptEntry,
    known: &[Concept],
    sources: &[Source],
) -> Result<Concept, LexiconError> {
    let name = entry.id.get_ref();
    if find(name, known).is_some() {
        let said = Said::new("dit begrip bestaat al", "this concept is declared already");
        let help = Said::new(
            "gebruik het zoals het is, of geef het jouwe een andere naam",
            "use it as it is, or give yours another name",
        );
        return Err(source.mistake("duplicate-concept", &entry.id, name, said).helped(help));
    }
    if known.len() >= ConceptSet::CAPACITY - RESERVED {
        let most = ConceptSet::CAPACITY - RESERVED;
        let said =
            Said::new(format!("er zijn meer dan {most} begrippen"), format!("there are more than {most} concepts"));
        return Err(source.mistake("too-many", &entry.id, name, said).helped(Said::new("voeg er samen", "join some")));
    }
    let mut family = ConceptSet::of(ConceptId(known.len() as u8));
    let (mut negatable, mut garbled) = (true, false);
    for parent in &entry.is {
        let Some(id) = find(parent.get_ref(), known) else {
            return Err(no_parent(source, entry, parent, known, sources));
        };
        let parent = &known[usize::from(id.0)];
        family = family.union(&parent.family);
        negatable &= parent.negatable;
        garbled |= parent.garbled;
    }
    Ok(Concept {
        id: name.as_str().into(),
        kind: entry.kind,
        family,
        negatable: entry.negatable.unwrap_or(negatable),
        garbled: entry.garbled.unwrap_or(garbled),
        loose: None,
        denied: None,
    })
}

/// A wider concept is unknown, or comes later: a circle would be one that does.
fn no_parent(
    source: &Source,
    entry: &ConceptEntry,
    parent: &Spanned<String>,
    known: &[Concept],
    sources: &[Source],
) -> LexiconError {
    let name = parent.get_ref();
    let later = sources.iter().flat_map(|source| &source.file().concepts).any(|other| other.id.get_ref() == name);
    if !later {
        return unknown(source, parent, entry.id.get_ref(), known);
    }
    let said = Said::new(
        format!("`{name}` wordt pas na dit begrip beschreven, of is er zelf een soort van"),
        format!("`{name}` is not declared before it, or is itself a kind of it"),
    );
    let help = Said::new(
        "zet het ruimere begrip eerst; begrippen mogen niet in een kring naar elkaar wijzen",
        "put the wider concept first; concepts can't be kinds of one another in a circle",
    );
    source.mistake("concept-order", parent, entry.id.get_ref(), said).helped(help)
}

fn find(name: &str, known: &[Concept]) -> Option<ConceptId> {
    known.iter().position(|concept| *concept.id == *name).map(|at| ConceptId(at as u8))
}

/// An entry names a concept that nobody declares; suggests the one that looks most like it.
pub(super) fn unknown(source: &Source, place: &Spanned<String>, entry: &str, known: &[Concept]) -> LexiconError {
    let name = place.get_ref();
    let said = Said::new(format!("onbekend begrip `{name}`"), format!("unknown concept `{name}`"));
    let help = nearest_of(name, known.iter().map(|concept| &*concept.id)).unwrap_or_else(|| {
        Said::new(
            "de begrippen staan in lexicons/concepts.toml; een eigen begrip beschrijf je met [[concept]]",
            "concepts are listed in lexicons/concepts.toml; declare one of your own by [[concept]]",
        )
    });
    source.mistake("unknown-concept", place, entry, said).helped(help)
}

/// Suggests the name that looks most like `name`.
pub(crate) fn nearest_of<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<Said> {
    let (distance, near) = names.map(|other| (distance(name, other), other)).min()?;
    (distance <= name.chars().count() / 3 + 1)
        .then(|| Said::new(format!("bedoel je `{near}`?"), format!("did you mean `{near}`?")))
}

/// How many letters must change to make `a` of `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
