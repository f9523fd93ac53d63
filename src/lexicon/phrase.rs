//! Phrases: how a lexicon writes down what it looks for.
//!
//! | written | stands for |
//! |---|---|
//! | `weg met` | these words |
//! | `(de\|het\|)` | one of these, or nothing |
//! | `{party}` | a mention of a concept, determiners before it included |
//! | `{name}` `{number}` `{handle}` | a word with a capital, a number, a handle |
//! | `..` | up to four words, within the clause |
//! | `...` | up to eight words, within the sentence |
//! | `rat*` `*beleid` | a word that begins or ends so |
//! | `~liegen` | any form of the word, in the group's inflection class |

use super::concept::ConceptId;
use super::fault::Fault;
use super::inflect::Class;
use super::term::Element;
use crate::assessment::Language;
use crate::fold::fold_term;

/// How many alternatives one pair of brackets may hold, once those inside it are written out.
const MOST_VARIANTS: usize = 600;

/// A phrase may hold so many words and places. The time to look up its rarest word grows with the cube.
const MOST_WORDS: usize = 48;

/// A phrase may fork so often, by a choice or a gap: the reading gives up on one that forks too often in a text.
const MOST_TURNS: usize = 24;

/// Up to so many variants without open places are looked up as they are; more are checked word by word.
const MOST_LITERALS: usize = 8;

type Phrase = Vec<Element>;

/// Reads `entry` into the phrases that it stands for. `concept` looks a name up.
pub(crate) fn parse(
    entry: &str,
    class: Option<Class>,
    language: Language,
    concept: &dyn Fn(&str) -> Option<ConceptId>,
) -> Result<Vec<Phrase>, Fault> {
    let single = !entry.contains([' ', '{', '(', '*']);
    let mut phrase = Phrase::new();
    let mut forms: Vec<Phrase> = Vec::new();
    for token in tokens(entry)? {
        let class = class.filter(|_| single || token.starts_with('~'));
        if class.is_none() && token.contains('~') {
            return Err(Fault::UnknownInflection);
        }
        let mut choices: Vec<Phrase> = Vec::new();
        for alternative in alternatives(token.trim_start_matches('~'))? {
            match class {
                Some(class) => choices.extend(inflected(class, &alternative, language)),
                None => choices
                    .push(alternative.split_whitespace().map(|word| element(word, concept)).collect::<Result<_, _>>()?),
            }
        }
        if single {
            forms = choices;
        } else {
            phrase.extend(joined(choices));
        }
    }
    let mut phrases = if single { forms } else { literals(phrase) };
    for phrase in &phrases {
        if phrase.iter().any(is_blank) {
            return Err(Fault::FoldedAway(entry.to_owned()));
        }
        check(phrase)?;
    }
    phrases.sort_unstable();
    phrases.dedup();
    Ok(phrases)
}

/// Splits an entry at the spaces outside its brackets.
fn tokens(entry: &str) -> Result<Vec<&str>, Fault> {
    let mut tokens = Vec::new();
    let (mut start, mut open) = (0, 0_usize);
    for (at, c) in entry.char_indices().chain([(entry.len(), ' ')]) {
        match c {
            '(' => open += 1,
            ')' => open = open.checked_sub(1).ok_or(Fault::NoOpeningBracket)?,
            c if c.is_whitespace() && (open == 0 || at == entry.len()) => {
                tokens.extend(Some(&entry[start..at]).filter(|token| !token.is_empty()));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if open > 0 { Err(Fault::NoClosingBracket) } else { Ok(tokens) }
}

/// Joins the alternatives of a token into one element; a single one stays as it is.
fn joined(mut choices: Vec<Phrase>) -> Phrase {
    let all = choices.len();
    choices.retain(|phrase| !phrase.is_empty());
    let optional = choices.len() < all;
    match choices.len() {
        0 => Phrase::new(),
        1 if !optional => choices.remove(0),
        _ => vec![Element::Choice { phrases: choices.into_iter().map(Into::into).collect(), optional }],
    }
}

/// Writes a phrase without open places out, where that makes few: what the automaton finds whole needs no checking.
fn literals(phrase: Phrase) -> Vec<Phrase> {
    let literal = |phrase: &[Element]| phrase.iter().all(|element| matches!(element, Element::Word(_)));
    let count = phrase.iter().try_fold(1_usize, |count, element| match element {
        Element::Word(_) => Some(count),
        Element::Choice { phrases, optional } if phrases.iter().all(|phrase| literal(phrase)) => {
            Some(count.saturating_mul(phrases.len() + usize::from(*optional)))
        }
        _ => None,
    });
    if count.is_none_or(|count| count > MOST_LITERALS) {
        return vec![phrase];
    }
    phrase.into_iter().fold(vec![Vec::new()], |made: Vec<Phrase>, element| {
        let choices: Vec<Phrase> = match element {
            Element::Choice { phrases, optional } => {
                phrases.into_iter().map(Vec::from).chain(optional.then(Vec::new)).collect()
            }
            element => vec![vec![element]],
        };
        made.iter().flat_map(|left| choices.iter().map(|right| [left.as_slice(), right].concat())).collect()
    })
}

/// A word of no letters would be found everywhere, in the middle of characters too.
fn is_blank(element: &Element) -> bool {
    match element {
        Element::Word(word) | Element::Beginning(word) | Element::Ending(word) => word.is_empty(),
        Element::Choice { phrases, .. } => phrases.iter().flatten().any(is_blank),
        _ => false,
    }
}

fn check(phrase: &[Element]) -> Result<(), Fault> {
    let gap = |element: Option<&Element>| matches!(element, Some(Element::Gap(_)));
    if phrase.iter().all(|element| matches!(element, Element::Choice { optional: true, .. })) {
        Err(Fault::Nothing)
    } else if gap(phrase.first()) || gap(phrase.last()) {
        Err(Fault::GapAtEdge)
    } else if phrase.windows(2).any(|two| gap(Some(&two[0])) && gap(Some(&two[1]))) {
        Err(Fault::TwoGaps)
    } else if phrase.len() > MOST_WORDS {
        Err(Fault::TooManyWords(MOST_WORDS))
    } else if turns(phrase) > MOST_TURNS {
        Err(Fault::TooManyTurns(MOST_TURNS))
    } else {
        Ok(())
    }
}

/// How often the words of a phrase may be followed in more than one way.
fn turns(phrase: &[Element]) -> usize {
    let forks = |element: &Element| match element {
        Element::Choice { phrases, .. } => 1 + phrases.iter().map(|phrase| turns(phrase)).max().unwrap_or(0),
        element => usize::from(matches!(element, Element::Gap(_))),
    };
    phrase.iter().map(forks).sum()
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
        ".." => Element::Gap(4),
        word => Element::Word(word.into()),
    }
}

fn element(word: &str, concept: &dyn Fn(&str) -> Option<ConceptId>) -> Result<Element, Fault> {
    if let Some(name) = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        return match name {
            "name" => Ok(Element::Name),
            "number" => Ok(Element::Number),
            "handle" => Ok(Element::Handle),
            _ => concept(name).map(Element::Slot).ok_or_else(|| Fault::UnknownConcept(name.to_owned())),
        };
    }
    if word.contains(['{', '}']) {
        return Err(Fault::PlaceInWord(word.to_owned()));
    }
    // A mask or an emoticon may hold an asterisk; beside letters it means any beginning or end.
    let letters = |rest: &&str| rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '-'));
    if let Some(stem) = word.strip_suffix('*').filter(letters) {
        return part_of_word(word, stem).map(Element::Beginning);
    }
    if let Some(head) = word.strip_prefix('*').filter(letters) {
        return part_of_word(word, head).map(Element::Ending);
    }
    part_of_word(word, word).map(|folded| plain_element(&folded))
}

fn part_of_word(word: &str, part: &str) -> Result<Box<str>, Fault> {
    match fold_term(part) {
        folded if folded.is_empty() => Err(Fault::FoldedAway(word.to_owned())),
        folded => Ok(folded.into()),
    }
}

/// Writes out the bracketed alternatives of a token, brackets in brackets included.
fn alternatives(token: &str) -> Result<Vec<String>, Fault> {
    let (made, rest) = choices(token, 0)?;
    if rest.is_empty() { Ok(made) } else { Err(Fault::NoOpeningBracket) }
}

/// Reads alternatives up to the bracket that closes them; gives them and what follows.
fn choices(mut rest: &str, depth: usize) -> Result<(Vec<String>, &str), Fault> {
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return Err(Fault::TooDeep);
    }
    let mut done: Vec<String> = Vec::new();
    let mut made = vec![String::new()];
    while let Some(at) = rest.find(['(', '|', ')']) {
        made.iter_mut().for_each(|left| left.push_str(&rest[..at]));
        let (sign, after) = (rest.as_bytes()[at], &rest[at + 1..]);
        match sign {
            b'(' => {
                let (inside, after) = choices(after, depth + 1)?;
                let after = after.strip_prefix(')').ok_or(Fault::NoClosingBracket)?;
                if made.len() * inside.len() > MOST_VARIANTS {
                    return Err(Fault::TooManyChoices(MOST_VARIANTS));
                }
                made =
                    made.iter().flat_map(|left| inside.iter().map(move |choice| format!("{left}{choice}"))).collect();
                rest = after;
            }
            // Outside brackets a bar belongs to the word: *uit|lachen*.
            b'|' if depth == 0 => {
                made.iter_mut().for_each(|left| left.push('|'));
                rest = after;
            }
            b'|' => {
                done.append(&mut made);
                made.push(String::new());
                rest = after;
            }
            _ => {
                done.append(&mut made);
                return Ok((done, &rest[at..]));
            }
        }
    }
    made.iter_mut().for_each(|left| left.push_str(rest));
    done.append(&mut made);
    if depth == 0 { Ok((done, "")) } else { Err(Fault::NoClosingBracket) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(entry: &str, class: Option<Class>) -> Result<Vec<Vec<Element>>, Fault> {
        parse(entry, class, Language::Nl, &|name| (name == "party").then_some(ConceptId(7)))
    }

    #[test]
    fn entries_stand_for_phrases() {
        let word = |word: &str| Element::Word(word.into());
        let stem = phrases("stem (op|) {party}", None).expect("valid");
        let op = Element::Choice { phrases: [[word("op")].into()].into(), optional: true };
        assert_eq!(stem, [vec![word("stem"), op, Element::Slot(ConceptId(7))]]);
        let literal = phrases("(ga|rot) (nu |)weg", None).expect("valid");
        assert_eq!(literal.len(), 4, "{literal:?}");
        let adjective = phrases("laf", Some(Class::Adjective)).expect("valid");
        assert!(adjective.contains(&vec![word("laffe")]));
        let gap = phrases("weg .. {party}", None).expect("valid");
        assert_eq!(gap, [vec![word("weg"), Element::Gap(4), Element::Slot(ConceptId(7))]]);
        let separable = phrases("uit|lachen", Some(Class::Verb)).expect("valid");
        assert!(separable.contains(&vec![word("lacht"), Element::Gap(8), word("uit")]));
    }

    #[test]
    fn mistakes_are_named() {
        for (entry, mistake) in [
            ("{partij}", Fault::UnknownConcept("partij".into())),
            ("(a|b", Fault::NoClosingBracket),
            ("a|b)", Fault::NoOpeningBracket),
            (".. a", Fault::GapAtEdge),
            ("(a|)", Fault::Nothing),
            ("\u{fe0f}", Fault::FoldedAway("\u{fe0f}".into())),
            ("a .. ... b", Fault::TwoGaps),
            ("~liegen als", Fault::UnknownInflection),
            ("x{party}", Fault::PlaceInWord("x{party}".into())),
            ("((((((a))))))", Fault::TooDeep),
            (&"woord ".repeat(100), Fault::TooManyWords(MOST_WORDS)),
            (&"(a|b|c) ".repeat(30), Fault::TooManyTurns(MOST_TURNS)),
            (&"(a|b|c|d|e|f|g|h|i|j)".repeat(9), Fault::TooManyChoices(MOST_VARIANTS)),
        ] {
            assert_eq!(phrases(entry, None).expect_err(entry), mistake, "{entry}");
        }
    }
}
