//! A post as it comes in a batch: a line of JSON or of CSV.

use bezint::json::{BadRecord, Record};
use serde::Serialize;
use serde_json::value::RawValue;

/// Why a line could not be used.
#[derive(Debug, Serialize)]
pub(crate) struct BadLine {
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) line: usize,
    pub(crate) error: String,
}

/// Reads a line of JSON; the error names the field, its value and what is allowed. A byte-order mark in front of it is
/// passed over: files that begin with one are often joined.
pub(crate) fn from_json(line: &[u8], number: usize) -> Result<Record, BadLine> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let error = format!("not UTF-8: byte {} of the line can't be read", error.valid_up_to() + 1);
        BadLine { id: None, line: number, error }
    })?;
    let text = text.trim_start_matches('\u{feff}').trim_ascii();
    Record::read(text).map_err(|BadRecord { id, error, .. }| BadLine { id, line: number, error })
}

/// Reads a row of CSV by its header: `id`, `text`, `lang` and the fields of the context, lists parted by `;`. A row with
/// more cells than the header names is wrong: half a text would be screened, where a comma parted it.
pub(crate) fn from_csv(header: &csv::StringRecord, row: &csv::StringRecord, number: usize) -> Result<Record, BadLine> {
    const LISTS: [&str; 4] = ["attachments", "organisation", "superiors", "fields"];
    const FLAGS: [&str; 2] = ["employer_visible", "election_period"];
    if row.iter().skip(header.len()).any(|cell| !cell.trim().is_empty()) {
        let id = header.iter().zip(row).find(|(name, value)| *name == "id" && !value.is_empty());
        let id = id.and_then(|(_, value)| serde_json::value::to_raw_value(value).ok());
        let (cells, names) = (row.len(), header.len());
        let error =
            format!("{cells} cells, but the first line names {names}: a text with a comma in it stands between \"");
        return Err(BadLine { id, line: number, error });
    }
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
                // Spreadsheets write TRUE and FALSE.
                let flag = value.to_ascii_lowercase().parse::<bool>();
                context.insert(name.into(), flag.map_or_else(|_| text(), Into::into));
            }
            name => drop(context.insert(name.into(), text())),
        }
    }
    record.insert("context".into(), context.into());
    let json = serde_json::Value::from(record).to_string();
    from_json(json.as_bytes(), number)
}
