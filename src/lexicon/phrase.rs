//! Phrases: how a lexicon writes down what it looks for.
//!
//! | written | stands for |
//! |---|---|
//! | `weg met` | these words |
//! | `(de\|het\|)` | one of these, or nothing |
//! | `{party}` | a mention of a concept, determiners before it included |
//! | `{name}` `{number}` `{handle}` | a word with a capital, a number, a handle |
//! | `..` | up to three words, within the clause |
//! | `...` | up to eight words, within the sentence |
//! | `rat*` `*beleid` | a word that begins or ends so |
//! | `~liegen` | any form of the word, in the group's inflection class |

use super::concept::ConceptId;
use super::inflect::Class;
use super::term::Element;
use crate::assessment::Language;
use crate::fold::fold_term;

/// How many phrases one entry may stand for.
const MOST_VARIANTS: usize = 600;

/// Reads `entry` into the phrases that it stands for. `concept` looks a name up.
pub(crate) fn parse(
    entry: &str,
    class: Option<Class>,
    language: Language,
    concept: &dyn Fn(&str) -> Option<ConceptId>,
) -> Result<Vec<Vec<Element>>, String> {
    let marked = entry.contains('~');
    let single = !entry.contains([' ', '{', '(', '*']);
    let mut phrases = Vec::new();
    for variant in alternatives(entry)? {
        let mut made: Vec<Vec<Element>> = vec![Vec::new()];
        for word in variant.split_whitespace() {
            let choices = match class {
                Some(class) if single || word.starts_with('~') => inflected(class, word, language),
                None if marked && word.starts_with('~') => return Err("`~` needs an inflection class: add `inflect = …`".into()),
                _ => vec![vec![element(word, concept)?]],
            };
            if made.len() * choices.len() > MOST_VARIANTS {
                return Err(format!("stands for more than {MOST_VARIANTS} phrases; write fewer alternatives"));
            }
            made = made.iter().flat_map(|left| choices.iter().map(|right| [left.as_slice(), right].concat())).collect();
        }
        phrases.extend(made);
    }
    for phrase in &phrases {
        check(phrase)?;
    }
    phrases.sort_by_key(|phrase| format!("{phrase:?}"));
    phrases.dedup();
    Ok(phrases)
}

fn check(phrase: &[Element]) -> Result<(), String> {
    let gap = |element: Option<&Element>| matches!(element, Some(Element::Gap(_)));
    if phrase.is_empty() {
        Err("is empty".into())
    } else if gap(phrase.first()) || gap(phrase.last()) {
        Err("begins or ends with a gap, which finds nothing more than the phrase without it".into())
    } else if phrase.windows(2).any(|two| gap(Some(&two[0])) && gap(Some(&two[1]))) {
        Err("has two gaps side by side; write one".into())
    } else {
        Ok(())
    }
}

/// A separable verb's forms may be phrases, so each form is split again.
fn inflected(class: Class, word: &str, language: Language) -> Vec<Vec<Element>> {
    let word = fold_term(word.trim_start_matches('~'));
    let forms = class.forms(&word, language);
    forms.iter().map(|form| form.split(' ').map(plain_element).collect()).collect()
}

fn plain_element(word: &str) -> Element {
    match word {
        "..." => Element::Gap(8),
        ".." => Element::Gap(3),
        word => Element::Word(word.into()),
    }
}

fn element(word: &str, concept: &dyn Fn(&str) -> Option<ConceptId>) -> Result<Element, String> {
    if let Some(name) = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return match name {
            "name" => Ok(Element::Name),
            "number" => Ok(Element::Number),
            "handle" => Ok(Element::Handle),
            _ => concept(name).map(Element::Slot).ok_or_else(|| format!("unknown concept `{name}`")),
        };
    }
    if word.contains(['{', '}']) {
        return Err(format!("`{word}`: a place is written as a word of its own, {{concept}}"));
    }
    // A mask or an emoticon may hold an asterisk; beside letters it means any beginning or end.
    let letters = |rest: &&str| rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '-'));
    if let Some(stem) = word.strip_suffix('*').filter(letters) {
        return Ok(Element::Beginning(fold_term(stem).into()));
    }
    if let Some(head) = word.strip_prefix('*').filter(letters) {
        return Ok(Element::Ending(fold_term(head).into()));
    }
    Ok(plain_element(&fold_term(word)))
}

/// Writes out the bracketed alternatives of an entry.
fn alternatives(entry: &str) -> Result<Vec<String>, String> {
    let mut made = vec![String::new()];
    let mut rest = entry;
    while let Some(open) = rest.find('(') {
        let close = rest[open..].find(')').map(|at| open + at).ok_or("an opening bracket has no closing one")?;
        let inside = &rest[open + 1..close];
        if inside.contains('(') {
            return Err("brackets can't stand in brackets; write a second entry".into());
        }
        let choices: Vec<&str> = inside.split('|').collect();
        if made.len() * choices.len() > MOST_VARIANTS {
            return Err(format!("stands for more than {MOST_VARIANTS} phrases; write fewer alternatives"));
        }
        made = made.iter().flat_map(|left| choices.iter().map(move |choice| format!("{left}{}{choice}", &rest[..open]))).collect();
        rest = &rest[close + 1..];
    }
    if rest.contains(')') {
        return Err("a closing bracket has no opening one".into());
    }
    made.iter_mut().for_each(|left| left.push_str(rest));
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(entry: &str, class: Option<Class>) -> Result<Vec<Vec<Element>>, String> {
        parse(entry, class, Language::Nl, &|name| (name == "party").then_some(ConceptId(7)))
    }

    #[test]
    fn entries_stand_for_phrases() {
        let word = |word: &str| Element::Word(word.into());
        let stem = phrases("stem (op|) {party}", None).expect("valid");
        assert_eq!(stem, [vec![word("stem"), word("op"), Element::Slot(ConceptId(7))], vec![word("stem"), Element::Slot(ConceptId(7))]]);
        let adjective = phrases("laf", Some(Class::Adjective)).expect("valid");
        assert!(adjective.contains(&vec![word("laffe")]));
        let gap = phrases("weg .. {party}", None).expect("valid");
        assert_eq!(gap, [vec![word("weg"), Element::Gap(3), Element::Slot(ConceptId(7))]]);
        let separable = phrases("uit|lachen", Some(Class::Verb)).expect("valid");
        assert!(separable.contains(&vec![word("lacht"), Element::Gap(8), word("uit")]));
    }

    #[test]
    fn mistakes_are_named() {
        for (entry, mistake) in [
            ("{partij}", "unknown concept `partij`"),
            ("(a|b", "no closing"),
            ("a|b)", "no opening"),
            (".. a", "gap"),
            ("a .. ... b", "two gaps"),
            ("~liegen als", "inflection class"),
            ("x{party}", "a word of its own"),
        ] {
            let message = phrases(entry, None).expect_err(entry);
            assert!(message.contains(mistake), "{entry}: {message}");
        }
    }
}
