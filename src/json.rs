//! The JSON of the contract as a door of its own: one object in, one object out. The command line's `batch` and the
//! browser's build both go through it, so that a post gets the same answer, to the byte, wherever it is screened.

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::assessment::{Assessment, Language};
use crate::context::Context;
use crate::post::Post;

/// The language that a record may say it is in.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Lang {
    Nl,
    En,
}

/// A post as JSON gives it.
///
/// ```
/// use bezint::json::{Record, Verdict};
/// use bezint::{Language, Screener};
///
/// let record = Record::read(r#"{"id":42,"text":"Onze minister liegt","context":{"account":"official"}}"#)?;
/// let verdict = Verdict { assessment: Screener::default().screen(record.post(Language::Nl)), id: record.id };
/// assert!(serde_json::to_string(&verdict)?.starts_with(r#"{"id":42,"level":"high","lang":"nl""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// `Debug` leaves the text out, as it does for `Post`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// A string or a number, kept as it was written, so that it comes back so.
    #[serde(default)]
    pub id: Option<Box<RawValue>>,
    text: String,
    #[serde(default)]
    lang: Option<Lang>,
    #[serde(default, deserialize_with = "object")]
    context: Context,
}

/// Reads the context where it is an object, and not a list of its values in order.
fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Context, D::Error> {
    struct Object;

    impl<'de> Visitor<'de> for Object {
        type Value = Context;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Context, A::Error> {
            Context::deserialize(MapAccessDeserializer::new(map))
        }
    }

    deserializer.deserialize_map(Object)
}

/// Why a record could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
#[non_exhaustive]
pub struct BadRecord {
    /// The record's id, where that much could be read.
    pub id: Option<Box<RawValue>>,
    /// What is wrong: the field, its value and what is allowed.
    pub error: String,
}

/// What goes out for a record: its id and the assessment, as one object.
#[derive(Debug, Serialize)]
pub struct Verdict {
    /// The id as it came in.
    pub id: Option<Box<RawValue>>,
    /// The assessment, whose fields stand beside the id.
    #[serde(flatten)]
    pub assessment: Assessment,
}

impl Record {
    /// Reads one object.
    ///
    /// # Errors
    /// Where the text is no JSON, a field is unknown or has a wrong value: named, with what is allowed.
    pub fn read(json: &str) -> Result<Self, BadRecord> {
        let bad = |id, error: String| BadRecord { id, error };
        // A list of the fields' values in order would do for serde, and for nobody who reads the contract.
        let start = json.trim_start();
        if !start.is_empty() && !start.starts_with('{') {
            return Err(bad(None, "expected an object, such as {\"text\":\"…\"}".into()));
        }
        let deserializer = &mut serde_json::Deserializer::from_str(json);
        let read: Result<Self, _> = serde_path_to_error::deserialize(&mut *deserializer);
        let record = read.map_err(|error| {
            let path = error.path().to_string();
            let what = error.into_inner().to_string();
            bad(id_of(json), if path == "." { what } else { format!("{path}: {what}") })
        })?;
        deserializer.end().map_err(|error| bad(id_of(json), error.to_string()))?;
        match &record.id {
            Some(id) if !is_id(id) => Err(bad(None, format!("id: {}: expected a string or a number", id.get()))),
            _ => Ok(record),
        }
    }

    /// The text of the post.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The circumstances of the post.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The post that the record holds, with messages asked for in `ui`.
    pub fn post(&self, ui: Language) -> Post<'_> {
        let language = match self.lang {
            Some(Lang::Nl) => Language::Nl,
            Some(Lang::En) => Language::En,
            None => Language::Und,
        };
        Post::new(&self.text).lang(language).ui(ui).with_context(&self.context)
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("id", &self.id).field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// The id of a line that is otherwise no record.
fn id_of(json: &str) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: Option<Box<RawValue>>,
    }
    serde_json::from_str::<OnlyId>(json).ok()?.id.filter(|id| is_id(id))
}

fn is_id(id: &RawValue) -> bool {
    id.get().starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_no_objects_and_mistakes_keep_their_place() {
        for (json, error) in [
            ("[1]", "expected an object"),
            (r#"{"text":"x","context":[]}"#, "context: invalid type: sequence, expected an object"),
            (r#"{"text":"x","context":{"role":"koning"}}"#, "context.role: unknown variant `koning`"),
        ] {
            let told = Record::read(json).err().map(|bad| bad.error).unwrap_or_default();
            assert!(told.starts_with(error), "{json}: {told}");
        }
        assert!(Record::read(r#"{"text":"x","context":{"role":"police"}}"#).is_ok());
    }
}
