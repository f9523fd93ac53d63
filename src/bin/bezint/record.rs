//! A post as it comes in a batch: a line of JSON or of CSV.

use bezint::{Context, Language, Post, Screener};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::setup::check_fields;

/// The language that a record may say it is in.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Lang {
    Nl,
    En,
}

/// One post of a batch.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    /// As it was written, so that it comes back so.
    #[serde(default)]
    pub(crate) id: Option<Box<RawValue>>,
    text: String,
    #[serde(default)]
    lang: Option<Lang>,
    #[serde(default)]
    context: Context,
    #[serde(skip)]
    line: usize,
}

/// Why a line could not be used.
#[derive(Debug, Serialize)]
pub(crate) struct BadLine {
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) line: usize,
    pub(crate) error: String,
}

impl Record {
    /// Reads a line of JSON; the error names the field, its value and what is allowed.
    pub(crate) fn from_json(line: &[u8], number: usize) -> Result<Self, BadLine> {
        let bad = |id, error: String| BadLine { id, line: number, error };
        let text = std::str::from_utf8(line).map_err(|error| {
            bad(None, format!("not UTF-8: byte {} of the line can't be read", error.valid_up_to() + 1))
        })?;
        let deserializer = &mut serde_json::Deserializer::from_str(text);
        let read: Result<Self, _> = serde_path_to_error::deserialize(&mut *deserializer);
        let record = read.map_err(|error| {
            let path = error.path().to_string();
            let what = error.into_inner().to_string();
            bad(id_of(text), if path == "." { what } else { format!("{path}: {what}") })
        })?;
        deserializer.end().map_err(|error| bad(id_of(text), error.to_string()))?;
        match &record.id {
            Some(id) if !is_id(id) => Err(bad(None, format!("id: {}: expected a string or a number", id.get()))),
            _ => Ok(Self { line: number, ..record }),
        }
    }

    /// Reads a row of CSV by its header: `id`, `text`, `lang` and the fields of the context, lists parted by `;`.
    pub(crate) fn from_csv(
        header: &csv::StringRecord,
        row: &csv::StringRecord,
        number: usize,
    ) -> Result<Self, BadLine> {
        const LISTS: [&str; 4] = ["attachments", "organisation", "superiors", "fields"];
        const FLAGS: [&str; 2] = ["employer_visible", "election_period"];
        let mut record = serde_json::Map::new();
        let mut context = serde_json::Map::new();
        for (name, value) in header.iter().zip(row).filter(|(name, value)| !value.is_empty() || *name == "text") {
            let text = || serde_json::Value::from(value);
            match name {
                "id" | "text" | "lang" => drop(record.insert(name.into(), text())),
                name if LISTS.contains(&name) => {
                    context.insert(name.into(), value.split(';').map(str::trim).collect());
                }
                name if FLAGS.contains(&name) => {
                    context.insert(name.into(), value.parse::<bool>().map_or_else(|_| text(), Into::into));
                }
                name => drop(context.insert(name.into(), text())),
            }
        }
        record.insert("context".into(), context.into());
        let json = serde_json::Value::from(record).to_string();
        Self::from_json(json.as_bytes(), number)
    }

    /// Holds what only the lexicons can tell of: the topics that are the writer's own work.
    pub(crate) fn checked(self, screener: &Screener) -> Result<Self, BadLine> {
        match check_fields(screener, &self.context) {
            Ok(()) => Ok(self),
            Err(error) => Err(BadLine { id: self.id, line: self.line, error }),
        }
    }

    pub(crate) fn post(&self, ui: Language) -> Post<'_> {
        let language = match self.lang {
            Some(Lang::Nl) => Language::Nl,
            Some(Lang::En) => Language::En,
            None => Language::Und,
        };
        Post::new(&self.text).lang(language).ui(ui).with_context(&self.context)
    }
}

/// The id of a line that is otherwise no record.
fn id_of(text: &str) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: Option<Box<RawValue>>,
    }
    serde_json::from_str::<OnlyId>(text).ok()?.id.filter(|id| is_id(id))
}

fn is_id(id: &RawValue) -> bool {
    id.get().starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}
