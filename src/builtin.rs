//! The lexicons that come with the library, embedded: the library opens no files. The build script compiles their terms,
//! so that loading them costs next to nothing.

use crate::assessment::Fingerprint;

/// Name and text of the files that are read when a screener is made: concepts first, then rules.
pub(crate) const SOURCES: [(&str, &str); 6] = [
    ("concepts.toml", include_str!("../lexicons/concepts.toml")),
    ("rules/neutrality.toml", include_str!("../lexicons/rules/neutrality.toml")),
    ("rules/loyalty.toml", include_str!("../lexicons/rules/loyalty.toml")),
    ("rules/decency.toml", include_str!("../lexicons/rules/decency.toml")),
    ("rules/shields.toml", include_str!("../lexicons/rules/shields.toml")),
    ("rules/signs.toml", include_str!("../lexicons/rules/signs.toml")),
];

/// The terms of all other files, laid out flat. A browser compiles them itself, for it has to fetch every byte, and the
/// texts take a third of the room.
pub(crate) const TERMS: Option<&[u8]> =
    if cfg!(target_family = "wasm") { None } else { Some(include_bytes!(concat!(env!("OUT_DIR"), "/terms.bin"))) };

/// Name and text of the files with these terms, for a browser and for whoever leaves one of them out.
pub(crate) const TERM_SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/terms.rs"));

/// The fingerprint of the concepts and of these files.
pub(crate) const FINGERPRINT: Fingerprint = Fingerprint(include!(concat!(env!("OUT_DIR"), "/fingerprint.rs")));
