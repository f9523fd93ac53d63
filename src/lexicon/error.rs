//! What is wrong with a lexicon, and where.

use std::fmt;

/// A mistake in a lexicon: which file, where, which entry, and what would be right.
#[derive(Debug, Clone, thiserror::Error)]
pub struct LexiconError {
    file: String,
    line: usize,
    column: usize,
    entry: String,
    message: String,
}

impl LexiconError {
    pub(crate) fn at(file: &str, text: &str, byte: usize, entry: &str, message: impl Into<String>) -> Self {
        let before = &text[..byte.min(text.len())];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            file: file.to_owned(),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            entry: entry.to_owned(),
            message: message.into(),
        }
    }

    /// The same mistake, with what may have been meant.
    pub(crate) fn with_hint(mut self, hint: &str) -> Self {
        self.message.push_str(hint);
        self
    }

    /// The file's name, or `<string>`.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, counted from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The entry concerned: a term, a rule id, a concept; empty where the file can't be read as TOML.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// What is wrong and what would be right.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if !self.entry.is_empty() {
            write!(f, "`{}`: ", self.entry)?;
        }
        f.write_str(&self.message)
    }
}
