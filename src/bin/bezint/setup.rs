//! The screener that the flags ask for.

use std::fs;
use std::path::Path;

use bezint::{Policy, Screener};

use crate::args::Setup;

pub(crate) type Error = Box<dyn std::error::Error>;

/// The built-in screener, or one with the lexicons and policy given.
pub(crate) fn screener(setup: &Setup) -> Result<Screener, Error> {
    if setup.lexicon.is_empty() && setup.policy.is_none() {
        return Ok(Screener::default());
    }
    let mut builder = Screener::builder();
    for path in &setup.lexicon {
        builder = builder.lexicon_named(&path.display().to_string(), &read(path)?)?;
    }
    if let Some(path) = &setup.policy {
        builder = builder.policy(Policy::from_toml_named(&path.display().to_string(), &read(path)?)?);
    }
    Ok(builder.build()?)
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
