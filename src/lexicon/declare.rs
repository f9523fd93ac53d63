//! Declaring concepts: what one file declares, all may use.

use toml::Spanned;

use super::concept::{Concept, ConceptId, ConceptSet};
use super::error::LexiconError;
use super::load::Source;
use super::schema::ConceptEntry;

/// Declares the concepts of all files. A concept may be a kind of one that is declared before it, so that there can
/// be no circles.
pub(super) fn concepts(sources: &[Source]) -> Result<Vec<Concept>, LexiconError> {
    let mut concepts: Vec<Concept> = Vec::new();
    for source in sources {
        for entry in &source.file().concepts {
            let concept = concept(source, entry, &concepts)?;
            concepts.push(concept);
        }
    }
    let entries = sources.iter().flat_map(|source| source.file().concepts.iter().map(move |entry| (source, entry)));
    for (at, (source, entry)) in entries.enumerate() {
        let named = |other: &Option<Spanned<String>>| {
            other.as_ref().map(|other| find(source, entry, other, &concepts, "is not declared")).transpose()
        };
        let (loose, denied) = (named(&entry.loose)?, named(&entry.denied)?);
        concepts[at].loose = loose;
        concepts[at].denied = denied;
    }
    Ok(concepts)
}

fn concept(source: &Source, entry: &ConceptEntry, known: &[Concept]) -> Result<Concept, LexiconError> {
    let name = entry.id.get_ref();
    if known.iter().any(|concept| *concept.id == **name) {
        return Err(source.error(&entry.id, name, "this concept is declared already; use it as it is"));
    }
    if known.len() == ConceptSet::CAPACITY {
        let message = format!("there are more than {} concepts; join some", ConceptSet::CAPACITY);
        return Err(source.error(&entry.id, name, message));
    }
    let mut family = ConceptSet::of(ConceptId(known.len() as u8));
    let (mut negatable, mut garbled) = (true, false);
    for parent in &entry.is {
        let parent = find(source, entry, parent, known, "is not declared before it")?;
        let parent = &known[usize::from(parent.0)];
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

/// Looks up a concept that `entry` names; `trouble` says what is wrong where there is none.
fn find(
    source: &Source,
    entry: &ConceptEntry,
    name: &Spanned<String>,
    known: &[Concept],
    trouble: &str,
) -> Result<ConceptId, LexiconError> {
    let at = known.iter().position(|concept| *concept.id == **name.get_ref());
    at.map(|at| ConceptId(at as u8)).ok_or_else(|| {
        let message = format!("`{}` {trouble}{}", name.get_ref(), nearest(name.get_ref(), known));
        source.error(name, entry.id.get_ref(), message)
    })
}

/// Suggests the declared concept that looks most like `name`.
pub(super) fn nearest(name: &str, concepts: &[Concept]) -> String {
    nearest_of(name, concepts.iter().map(|concept| &*concept.id))
}

/// Suggests the one of `names` that looks most like `name`; nothing where none does.
pub(crate) fn nearest_of<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    names
        .into_iter()
        .map(|known| (distance(name, known), known))
        .min()
        .filter(|(distance, _)| *distance <= name.len() / 3 + 1)
        .map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
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
