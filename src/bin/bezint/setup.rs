//! The screener that the flags ask for.

use std::fs;
use std::path::Path;

use bezint::{Policy, Screener, ScreenerBuilder};

use crate::args::Setup;

pub(crate) type Error = Box<dyn std::error::Error>;

/// The built-in screener, or one with the lexicons and policy given.
pub(crate) fn screener(setup: &Setup) -> Result<Screener, Error> {
    if setup.lexicon.is_empty() && setup.policy.is_none() && setup.without.is_empty() && !setup.no_builtin {
        return Ok(Screener::default());
    }
    Ok(builder(setup)?.build()?)
}

/// What the flags ask for, before it is compiled.
pub(crate) fn builder(setup: &Setup) -> Result<ScreenerBuilder, Error> {
    let mut builder = setup.without.iter().fold(Screener::builder(), |builder, name| builder.without(name));
    if setup.no_builtin {
        builder = builder.without_builtin();
    }
    for path in &setup.lexicon {
        builder = builder.lexicon_named(&path.display().to_string(), &read(path)?)?;
    }
    if let Some(path) = &setup.policy {
        builder = builder.policy(Policy::from_toml_named(&path.display().to_string(), &read(path)?)?);
    }
    Ok(builder)
}

/// Is it a policy, and no lexicon?
pub(crate) fn is_policy(text: &str) -> bool {
    let begins = |line: &str| {
        ["[thresholds]", "[[weight]]", "[strengths]", "[softening"]
            .iter()
            .any(|head| line.trim_start().starts_with(head))
    };
    text.lines().any(begins)
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
