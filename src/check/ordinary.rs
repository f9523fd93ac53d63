//! Ordinary words: those that everyday announcements and news use, in lower case. A risky word that is one of them is
//! found where nobody means it.

use std::collections::BTreeSet;

use once_cell::sync::Lazy;

use crate::lexicon::Element;

/// Made from tests/corpus/ordinary by the test `ordinary_words_are_up_to_date`: words that stand in at least two lines.
const LIST: &str = include_str!("ordinary-words.txt");

static WORDS: Lazy<BTreeSet<&str>> = Lazy::new(|| LIST.lines().collect());

pub(super) fn is(word: &str) -> bool {
    WORDS.contains(word)
}

/// An ordinary word that begins or ends so.
pub(super) fn like(part: &Element) -> Option<&'static str> {
    WORDS.iter().copied().find(|word| match part {
        Element::Beginning(part) => word.starts_with(&**part),
        Element::Ending(part) => word.ends_with(&**part),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use crate::fold::fold_term;

    #[test]
    fn ordinary_words_are_up_to_date() {
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        for name in ["everyday-en", "everyday-nl", "news-en", "news-nl"] {
            let text = std::fs::read_to_string(format!("tests/corpus/ordinary/{name}.txt")).expect("readable");
            for line in text.lines() {
                let words: BTreeSet<String> = line
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_lowercase))
                    .map(fold_term)
                    .collect();
                words.into_iter().for_each(|word| *lines.entry(word).or_default() += 1);
            }
        }
        let list: String =
            lines.iter().filter(|(_, count)| **count >= 2).map(|(word, _)| format!("{word}\n")).collect();
        if std::env::var_os("BEZINT_UPDATE").is_some() {
            std::fs::write("src/check/ordinary-words.txt", &list).expect("written");
        }
        assert!(super::LIST == list, "src/check/ordinary-words.txt is out of date: run the tests with BEZINT_UPDATE=1");
    }
}
