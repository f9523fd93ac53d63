//! Where the parts of a file stand that its entries keep no place of.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The places of a file's rules and shields.
#[derive(Debug)]
pub(super) struct Places {
    rules: Vec<Fields>,
    shields: Vec<Fields>,
}

/// The fields of one entry, by their path, such as `advice.nl` or `hits.2`.
#[derive(Debug)]
struct Fields {
    start: usize,
    places: Vec<(String, Range<usize>)>,
}

impl Places {
    pub(super) fn of(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let list = |name: &str| {
            let value = table.get_ref().iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value.get_ref());
            let entries = value.and_then(DeValue::as_array).map(|array| array.iter().map(Fields::of).collect());
            entries.unwrap_or_default()
        };
        Self { rules: list("rule"), shields: list("shield") }
    }

    /// Where a field of the rule stands whose id stands at `id`; the id itself where it can't be told.
    pub(super) fn rule(&self, id: Range<usize>, field: &str) -> Range<usize> {
        self.rules
            .iter()
            .find(|rule| rule.get("id") == Some(&id))
            .and_then(|rule| rule.get(field))
            .cloned()
            .unwrap_or(id)
    }

    /// Where a field of the shield with this number stands.
    pub(super) fn shield(&self, at: usize, field: &str) -> Range<usize> {
        let place = self.shields.get(at).map(|shield| shield.get(field).cloned().unwrap_or(shield.start..shield.start));
        place.unwrap_or(0..0)
    }
}

impl Fields {
    fn of(entry: &Spanned<DeValue<'_>>) -> Self {
        let mut places = Vec::new();
        walk(entry, "", &mut places);
        Self { start: entry.span().start, places }
    }

    fn get(&self, field: &str) -> Option<&Range<usize>> {
        self.places.iter().find(|(name, _)| name == field).map(|(_, place)| place)
    }
}

fn walk(value: &Spanned<DeValue<'_>>, path: &str, places: &mut Vec<(String, Range<usize>)>) {
    places.push((path.to_owned(), value.span()));
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value.get_ref() {
        DeValue::Table(table) => table.iter().for_each(|(key, value)| walk(value, &below(key.get_ref()), places)),
        DeValue::Array(array) => {
            array.iter().enumerate().for_each(|(at, value)| walk(value, &below(&at.to_string()), places));
        }
        _ => {}
    }
}
