//! What is wrong with a lexicon, and where.

use std::fmt;
use std::ops::Range;

use crate::assessment::Language;

/// A mistake in a lexicon or policy: which file, where, which entry, what is wrong and what to write instead.
#[derive(Debug, Clone)]
pub struct LexiconError(Box<Mistake>);

#[derive(Debug, Clone)]
struct Mistake {
    file: String,
    line: usize,
    column: usize,
    range: Range<usize>,
    entry: String,
    code: &'static str,
    warning: bool,
    said: Said,
    help: Option<Said>,
}

/// A sentence in both languages of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) nl: String,
    pub(crate) en: String,
}

impl Said {
    pub(crate) fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { nl: nl.into(), en: en.into() }
    }

    /// What only has words in one language, such as a message of the TOML reader.
    pub(crate) fn once(said: impl Into<String>) -> Self {
        let said = said.into();
        Self { nl: said.clone(), en: said }
    }

    fn get(&self, language: Language) -> &str {
        if language == Language::Nl { &self.nl } else { &self.en }
    }
}

impl LexiconError {
    /// A mistake that begins at `byte` of `text`, with a message in English alone.
    pub(crate) fn at(file: &str, text: &str, byte: usize, entry: &str, message: impl Into<String>) -> Self {
        Self::new("invalid", file, text, byte..byte, entry, Said::once(message))
    }

    pub(crate) fn new(
        code: &'static str,
        file: &str,
        text: &str,
        range: Range<usize>,
        entry: &str,
        said: Said,
    ) -> Self {
        let start = boundary(text, range.start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self(Box::new(Mistake {
            file: file.to_owned(),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            range: start..boundary(text, range.end).max(start),
            entry: entry.to_owned(),
            code,
            warning: false,
            said,
            help: None,
        }))
    }

    /// Says what to write instead.
    pub(crate) fn helped(mut self, help: impl Into<Option<Said>>) -> Self {
        self.0.help = help.into();
        self
    }

    /// Makes it something to look at, which stops nothing.
    pub(crate) fn warning(mut self) -> Self {
        self.0.warning = true;
        self
    }

    /// The file's name, or `<string>`.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.0.line
    }

    /// The column in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.0.column
    }

    /// Where it stands, in bytes of the file.
    pub fn range(&self) -> Range<usize> {
        self.0.range.clone()
    }

    /// The entry concerned: a term, a rule id, a concept; empty where the file can't be read as TOML.
    pub fn entry(&self) -> &str {
        &self.0.entry
    }

    /// The kind of mistake, such as `unknown-concept`: a word that does not change with the wording.
    pub fn code(&self) -> &str {
        self.0.code
    }

    /// Is it only something to look at? A screener can be built all the same.
    pub fn is_warning(&self) -> bool {
        self.0.warning
    }

    /// What is wrong, in English.
    pub fn message(&self) -> &str {
        &self.0.said.en
    }

    /// What is wrong, in the reader's language.
    pub fn said(&self, language: Language) -> &str {
        self.0.said.get(language)
    }

    /// What to write instead, in the reader's language.
    pub fn help(&self, language: Language) -> Option<&str> {
        self.0.help.as_ref().map(|help| help.get(language))
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistake { file, line, column, entry, said, help, .. } = &*self.0;
        write!(f, "{file}:{line}:{column}: ")?;
        if !entry.is_empty() {
            write!(f, "`{entry}`: ")?;
        }
        f.write_str(&said.en)?;
        help.as_ref().map_or(Ok(()), |help| write!(f, "; {}", help.en))
    }
}

impl std::error::Error for LexiconError {}

/// The nearest place at or before `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
