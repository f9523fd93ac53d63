//! Any lexicon file: an error with its place, or a screener that works.

use bezint::{LexiconError, Policy, Screener};

/// Concepts and a rule: all that a lexicon of one's own can refer to, and little enough to compile at every turn.
pub(crate) const CORE: [(&str, &str); 3] = [
    ("concepts.toml", include_str!("../../lexicons/concepts.toml")),
    ("rules/decency.toml", include_str!("../../lexicons/rules/decency.toml")),
    ("rules/shields.toml", include_str!("../../lexicons/rules/shields.toml")),
];

/// Loads `data` as a lexicon and screens its own words with it.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match screener(text, None) {
        Ok(screener) => {
            for post in [text, "een {woord} van de minister: niet kut, K U T! 'stem' #StemSP @iemand"] {
                super::post::holds(post, &screener.screen(post));
            }
            assert!(screener.failed_examples().count() < usize::MAX);
        }
        Err(error) => located(&error, text),
    }
}

/// A screener over [`CORE`] and the lexicon given.
pub(crate) fn screener(lexicon: &str, policy: Option<Policy>) -> Result<Screener, LexiconError> {
    let mut builder = Screener::builder().without_builtin();
    for (name, text) in CORE {
        builder = builder.lexicon_named(name, text).expect("the core is tested");
    }
    builder = builder.lexicon_str(lexicon)?;
    if let Some(policy) = policy {
        builder = builder.policy(policy);
    }
    builder.build()
}

/// An error points into the file that it is about, and says what is wrong.
pub(crate) fn located(error: &LexiconError, text: &str) {
    assert!(error.line() >= 1 && error.column() >= 1 && !error.message().is_empty());
    let lines = text.split('\n').count();
    assert!(!error.file().starts_with('<') || error.line() <= lines, "{error}: there are {lines} lines");
}
