//! The words that a disguise may hide and that a hashtag may be made of. A rewriting is accepted only when it
//! brings one of these to light, so that a room number or a licence plate stays what it is.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::garbled::Garbled;

/// Words known to the lexicons, folded, in the forms in which disguises are looked up.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    strong: HashSet<Box<str>>,
    modifiers: HashSet<Box<str>>,
    heads: HashSet<Box<str>>,
    /// With the pattern that it is, where it is one by itself.
    known: HashMap<Box<str>, Option<u32>>,
    masks: HashMap<Box<str>, Box<str>>,
    by_shape: BTreeMap<(u8, usize), Vec<Box<str>>>,
    garbled: Garbled,
}

impl Vocabulary {
    /// Shorter words are hidden by chance too often to be believed.
    const SHORTEST: usize = 3;

    /// Adds a word that hashtags may be made of.
    pub(crate) fn add_known(&mut self, word: &str) {
        if word.len() >= 2 && !word.contains(' ') {
            self.known.entry(word.into()).or_default();
        }
    }

    /// Adds a word that is a pattern of the automaton by itself.
    pub(crate) fn add_pattern(&mut self, word: &str, pattern: usize) {
        if word.len() >= 2 {
            self.known.insert(word.into(), Some(pattern as u32));
        }
    }

    /// The pattern that is the first part of a compound, with or without a letter that links: *boer-en-*, *uitkering-s-*.
    pub(crate) fn first_part(&self, part: &str) -> Option<u32> {
        const SHORTEST: usize = 3;
        let bare = ["", "s", "e", "en"].into_iter().filter_map(|link| part.strip_suffix(link));
        bare.filter(|part| part.len() >= SHORTEST).find_map(|part| self.known.get(part).copied().flatten())
    }

    /// Adds a word that somebody may want to hide.
    pub(crate) fn add_strong(&mut self, word: &str) {
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if plain && word.len() >= Self::SHORTEST && self.strong.insert(word.into()) {
            self.by_shape.entry((word.as_bytes()[0], word.len())).or_default().push(word.into());
        }
    }

    /// Adds a word whose letters somebody may swap or leave out.
    pub(crate) fn add_garbled(&mut self, word: &str) {
        self.garbled.add(word);
    }

    /// The words whose letters somebody may swap or leave out.
    pub(super) fn garbled(&self) -> &Garbled {
        &self.garbled
    }

    /// Adds the first part of compounds, such as *kut-*.
    pub(crate) fn add_modifier(&mut self, word: &str) {
        self.add_strong(word);
        self.modifiers.insert(word.into());
    }

    /// Adds the last part of compounds, such as *-lijer*.
    pub(crate) fn add_head(&mut self, word: &str) {
        self.add_strong(word);
        self.heads.insert(word.into());
    }

    /// Adds a customary mask, such as *f...* for the word it stands for.
    pub(crate) fn add_mask(&mut self, stem: &str, word: &str) {
        self.masks.insert(stem.into(), word.into());
    }

    /// Is `word` one that a disguise may hide, or a compound of one?
    pub(super) fn hides(&self, word: &[u8]) -> bool {
        let Ok(word) = std::str::from_utf8(word) else { return false };
        const LONGEST_PART: usize = 24;
        self.strong.contains(word)
            || (Self::SHORTEST..word.len().saturating_sub(2).min(LONGEST_PART))
                .any(|at| word.is_char_boundary(at) && self.modifiers.contains(&word[..at]))
            || (2.max(word.len().saturating_sub(LONGEST_PART))..word.len().saturating_sub(2))
                .any(|at| word.is_char_boundary(at) && self.heads.contains(&word[at..]))
    }

    /// Is `word` known at all?
    pub(super) fn knows(&self, word: &[u8]) -> bool {
        std::str::from_utf8(word).is_ok_and(|word| self.known.contains_key(word)) || self.hides(word)
    }

    /// The word that the letters before a row of dots customarily stand for.
    pub(super) fn unmask_stem(&self, stem: &str) -> Option<&str> {
        self.masks.get(stem).map(AsRef::as_ref)
    }

    /// The word that `masked` stands for, in which every byte that is not a letter hides exactly one. A masked
    /// modifier may be followed by the rest of a compound.
    pub(super) fn unmask(&self, masked: &[u8]) -> Option<&str> {
        let fits = |word: &&str| {
            word.bytes().zip(masked).all(|(letter, given)| letter == *given || !given.is_ascii_alphanumeric())
        };
        let of_length =
            |length: usize| self.by_shape.get(&(masked[0], length)).into_iter().flatten().map(AsRef::as_ref);
        of_length(masked.len()).find(fits).or_else(|| {
            // The mask must lie inside the modifier, or anything would fit.
            let hidden = masked.iter().rposition(|byte| !byte.is_ascii_alphanumeric())?;
            (hidden + 1..masked.len().saturating_sub(2).min(hidden + 12)).flat_map(of_length).find(|word| {
                self.modifiers.contains::<str>(word) && word.ends_with(char::from(masked[word.len() - 1])) && fits(word)
            })
        })
    }

    #[cfg(test)]
    pub(crate) fn for_tests(words: &[&str], modifiers: &[&str], heads: &[&str]) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.add_known(word);
            if !["stem", "weg", "met", "dit", "college", "vvd"].contains(word) {
                vocabulary.add_strong(word);
            }
        }
        modifiers.iter().for_each(|word| vocabulary.add_modifier(word));
        heads.iter().for_each(|word| vocabulary.add_head(word));
        vocabulary.add_mask("f", "fuck");
        vocabulary
    }
}
