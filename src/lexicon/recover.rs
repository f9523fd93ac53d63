//! Reading a file with mistakes: what can be read is, and every mistake is told. Loading stops at the first one; whoever
//! is writing a lexicon wants them all.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue, Error, ValueDeserializer};

use super::declare::nearest_of;
use super::error::{LexiconError, Said};
use super::limits;
use super::load::Source;
use super::schema::File;

/// The tables that a lexicon file may hold.
const TABLES: [&str; 8] = ["language", "concept", "terms", "mask", "rule", "shield", "signs", "exception"];

impl Source {
    /// Reads what can be read, and keeps every mistake.
    pub(crate) fn recover(name: &str, text: &str, mistakes: &mut Vec<LexiconError>) -> Self {
        if let Err(mistake) = limits::bytes(name, text) {
            mistakes.push(mistake);
            return Self::of(name, "", File::default());
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { name, text, mistakes };
        for error in errors {
            reader.syntax(&error);
        }
        let file = reader.file(table.into_inner());
        Self::of(name, text, file)
    }
}

struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    mistakes: &'a mut Vec<LexiconError>,
}

impl Reader<'_> {
    fn note(&mut self, code: &'static str, range: Range<usize>, entry: &str, said: Said, help: Option<Said>) {
        if self.mistakes.len() < limits::MOST_MISTAKES {
            self.mistakes.push(LexiconError::new(code, self.name, self.text, range, entry, said).helped(help));
        }
    }

    fn syntax(&mut self, error: &Error) {
        let said =
            Said::new(format!("geen geldige TOML: {}", error.message()), format!("no valid TOML: {}", error.message()));
        self.note("syntax", error.span().unwrap_or(0..0), "", said, None);
    }

    fn file(&mut self, table: DeTable<'_>) -> File {
        let mut file = File::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "language" => file.language = self.entry("language", value),
                "concept" => file.concepts = self.entries("concept", value),
                "terms" => file.terms = self.entries("terms", value),
                "mask" => file.masks = self.entries("mask", value),
                "rule" => file.rules = self.entries("rule", value),
                "shield" => file.shields = self.entries("shield", value),
                "signs" => file.signs = self.entries("signs", value),
                "exception" => file.exceptions = self.entries("exception", value),
                unknown => {
                    let (said, help) = unknown_field(unknown, &TABLES);
                    self.note("unknown-field", key.span(), unknown, said, Some(help));
                }
            }
        }
        file
    }

    fn entries<T: DeserializeOwned>(&mut self, table: &str, value: Spanned<DeValue<'_>>) -> Vec<T> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(array) => array.into_iter().filter_map(|element| self.entry(table, element)).collect(),
            _ => {
                let said = Said::new(format!("`{table}` is een rij"), format!("`{table}` is a list"));
                let help = Said::new(
                    format!("schrijf [[{table}]] met dubbele haken"),
                    format!("write [[{table}]], in double brackets"),
                );
                self.note("wrong-value", span, table, said, Some(help));
                Vec::new()
            }
        }
    }

    /// Reads one entry. What is wrong in it is told and taken out, and what is missing put in, until the rest can be
    /// read; none where that can't be.
    fn entry<T: DeserializeOwned>(&mut self, table: &str, mut element: Spanned<DeValue<'_>>) -> Option<T> {
        const MOST: usize = 32;
        let name = name_of(element.get_ref()).unwrap_or_else(|| table.to_owned());
        for _ in 0..MOST {
            let error = match T::deserialize(ValueDeserializer::from(element.clone())) {
                Ok(entry) => return Some(entry),
                Err(error) => error,
            };
            let span = error.span().unwrap_or_else(|| element.span());
            if let Some(field) = quoted(error.message(), "missing field ") {
                if !self.fill(&mut element, &span, &field, &name) {
                    return None;
                }
                continue;
            }
            let (code, said, help) = wording(error.message(), self.text.get(span.clone()).unwrap_or(""));
            self.note(code, span.clone(), &name, said, help);
            if !remove(element.get_mut(), &span) {
                return None;
            }
        }
        None
    }

    /// Tells of a missing field, and puts something in its place that is no mistake; false where there is nothing.
    fn fill(&mut self, element: &mut Spanned<DeValue<'_>>, span: &Range<usize>, field: &str, name: &str) -> bool {
        let said = Said::new(format!("`{field}` ontbreekt"), format!("missing field `{field}`"));
        let start = self.text.get(span.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
        let help = match field {
            "advice" => Some(Said::new(
                "zeg wat de schrijver wél kan doen: [rule.advice] met nl en en",
                "say what the writer can do instead: [rule.advice] with nl and en",
            )),
            "basis" => Some(Said::new(
                "zeg waar de regel op steunt: basis = [\"kader-2\"], of je eigen huisregel",
                "say what the rule rests on: basis = [\"kader-2\"], or your own house rule",
            )),
            "reason" => Some(Said::new("zeg waarom: reason = \"…\"", "say why: reason = \"…\"")),
            _ => None,
        };
        let code = match field {
            "advice" => "missing-advice",
            "basis" => "missing-source",
            _ => "missing-field",
        };
        let Some(filler) = filler(field) else {
            self.note(code, span.start..span.start + start, name, said, help);
            return false;
        };
        if !insert(element, span, field, filler) {
            self.note(code, span.start..span.start + start, name, said, help);
            return false;
        }
        // What was wrong and has been taken out is missing through no fault of the writer's.
        let told = self.mistakes.last().is_some_and(|last| last.code() == "wrong-value" && last.entry() == name);
        if !told {
            self.note(code, span.start..span.start + start, name, said, help);
        }
        true
    }
}

/// What an entry is called: its id, its concept, its first word.
fn name_of(element: &DeValue<'_>) -> Option<String> {
    let table = element.as_table()?;
    let field = |name: &str| table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value.get_ref());
    let first = |value: &DeValue<'_>| value.as_array()?.first()?.get_ref().as_str().map(str::to_owned);
    ["id", "concept", "rule", "stem"]
        .into_iter()
        .find_map(|name| Some(field(name)?.as_str()?.to_owned()))
        .or_else(|| first(field("words")?))
}

/// The name between backticks behind `start`.
fn quoted(message: &str, start: &str) -> Option<String> {
    let rest = message.strip_prefix(start)?.strip_prefix('`')?;
    rest.split_once('`').map(|(name, _)| name.to_owned())
}

/// Everything between backticks.
fn all_quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

fn unknown_field(field: &str, known: &[&str]) -> (Said, Said) {
    let said = Said::new(format!("onbekend veld `{field}`"), format!("unknown field `{field}`"));
    let help = nearest_of(field, known.iter().copied()).unwrap_or_else(|| {
        let known = known.join(", ");
        Said::new(format!("hier mogen staan: {known}"), format!("there may be {known}"))
    });
    (said, help)
}

/// What the reader of TOML says, in our words; `written` is what stands there.
fn wording(message: &str, written: &str) -> (&'static str, Said, Option<Said>) {
    let names = all_quoted(message);
    if let Some(field) = quoted(message, "unknown field ") {
        let (said, help) = unknown_field(&field, names.get(1..).unwrap_or_default());
        return ("unknown-field", said, Some(help));
    }
    if let Some(value) = quoted(message, "unknown variant ") {
        let known = names.get(1..).unwrap_or_default();
        let said = Said::new(format!("onbekende waarde `{value}`"), format!("unknown value `{value}`"));
        let all = known.join(", ");
        let help = nearest_of(&value, known.iter().copied())
            .unwrap_or_else(|| Said::new(format!("kies uit {all}"), format!("there are {all}")));
        return ("wrong-value", said, Some(help));
    }
    if message.contains("untagged enum") {
        let said = Said::new("dit is geen voorbeeld", "this is no example");
        let help = Said::new(
            "schrijf een tekst, of { text = \"…\", context = { role = \"police\" } }",
            "write a text, or { text = \"…\", context = { role = \"police\" } }",
        );
        return ("wrong-value", said, Some(help));
    }
    let short: String = written.chars().take(30).collect();
    let said = Said::new(format!("verkeerde waarde `{short}` ({message})"), message);
    ("wrong-value", said, None)
}

/// Takes the innermost field or element out that holds `span`; false where only the whole does.
fn remove(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    let holds = |place: &Range<usize>| place.start <= span.start && span.end <= place.end;
    match value {
        DeValue::Table(table) => {
            if table.iter_mut().any(|(_, inner)| holds(&inner.span()) && remove(inner.get_mut(), span)) {
                return true;
            }
            let mut fields = table.iter();
            let wrong = fields.find(|(key, inner)| holds(&inner.span()) || holds(&key.span()));
            let Some(name) = wrong.map(|(key, _)| key.get_ref().clone()) else { return false };
            *table = std::mem::take(table).into_iter().filter(|(key, _)| *key.get_ref() != name).collect();
            true
        }
        DeValue::Array(array) => {
            if array.iter_mut().any(|inner| holds(&inner.span()) && remove(inner.get_mut(), span)) {
                return true;
            }
            let mut kept = DeArray::new();
            array.iter().filter(|inner| !holds(&inner.span())).for_each(|inner| kept.push(inner.clone()));
            let taken = kept.len() < array.len();
            *array = kept;
            taken
        }
        _ => false,
    }
}

/// Puts a field into the innermost table that lies at `span`; false where none does.
fn insert<'i>(value: &mut Spanned<DeValue<'i>>, span: &Range<usize>, field: &str, filler: DeValue<'i>) -> bool {
    let here = value.span() == *span;
    let inner: Vec<&mut Spanned<DeValue<'i>>> = match value.get_mut() {
        DeValue::Table(table) if here => {
            let key = Spanned::new(0..0, DeString::Owned(field.to_owned()));
            return table.insert(key, Spanned::new(span.start..span.start, filler)).is_none();
        }
        DeValue::Table(table) => table.iter_mut().map(|(_, value)| value).collect(),
        DeValue::Array(array) => array.iter_mut().collect(),
        _ => return false,
    };
    inner.into_iter().any(|inner| insert(inner, span, field, filler.clone()))
}

/// Something to read on with where a field is missing.
fn filler(field: &str) -> Option<DeValue<'static>> {
    let text = || DeValue::String("…".into());
    let list = |element: Option<DeValue<'static>>| {
        let mut array = DeArray::new();
        element.into_iter().for_each(|element| array.push(Spanned::new(0..0, element)));
        DeValue::Array(array)
    };
    Some(match field {
        "about" | "reason" | "text" | "nl" | "en" => text(),
        "basis" => list(Some(text())),
        "when" | "words" | "silences" | "cue" | "softens" => list(None),
        "looks_for" | "message" | "advice" => {
            let mut table = DeTable::new();
            for language in ["nl", "en"] {
                table.insert(Spanned::new(0..0, language.into()), Spanned::new(0..0, text()));
            }
            DeValue::Table(table)
        }
        "points" => DeValue::parse("0.0").ok()?.into_inner(),
        _ => return None,
    })
}
