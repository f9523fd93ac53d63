//! How much a lexicon may hold. A file from a stranger, or one that a script has written, must end in a message, not
//! in a machine out of memory. The built-in lexicons, the largest there are, stay far below each limit.

use toml::Spanned;

use super::error::{LexiconError, Said};
use super::load::Source;

/// The size of one file, in bytes. The largest built-in file has 0.3 million.
const MOST_BYTES: usize = 4 << 20;

/// The length of one entry, in bytes. The longest built-in entry has 10,211.
const LONGEST_ENTRY: usize = 16 << 10;

/// The forms and phrases of all lexicons together. The built-in ones have 140,000.
const MOST_FORMS: usize = 500_000;

/// After so many mistakes of one kind, more would not be read.
pub(super) const MOST_MISTAKES: usize = 200;

/// Is the file of a size that can be read?
pub(super) fn bytes(name: &str, text: &str) -> Result<(), LexiconError> {
    if text.len() <= MOST_BYTES {
        return Ok(());
    }
    let said = Said::new(
        format!("het bestand heeft {} bytes; het mogen er {MOST_BYTES} zijn", text.len()),
        format!("the file has {} bytes; there may be {MOST_BYTES}", text.len()),
    );
    Err(LexiconError::new("too-large", name, text, 0..0, "", said)
        .helped(Said::new("verdeel het over meer bestanden", "split it into more files")))
}

/// Is there room for one more entry, where `forms` are there already, and is it of a length that can be read?
pub(super) fn forms(source: &Source, entry: &Spanned<String>, forms: usize) -> Result<(), LexiconError> {
    let length = entry.get_ref().len();
    if length > LONGEST_ENTRY {
        let said = Said::new(
            format!("deze regel heeft {length} bytes; het mogen er {LONGEST_ENTRY} zijn"),
            format!("this entry has {length} bytes; there may be {LONGEST_ENTRY}"),
        );
        let start: String = entry.get_ref().chars().take(40).collect();
        let help = Said::new("verdeel de keuzes over meer regels", "spread its alternatives over more entries");
        return Err(source.mistake("too-large", entry, &format!("{start}…"), said).helped(help));
    }
    if forms < MOST_FORMS {
        return Ok(());
    }
    let said = Said::new(
        format!("alle lexicons samen hebben meer dan {MOST_FORMS} woordvormen en frasen"),
        format!("all lexicons together hold more than {MOST_FORMS} forms and phrases"),
    );
    Err(source.mistake("too-many", entry, entry.get_ref(), said))
}
