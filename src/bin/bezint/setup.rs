//! The screener that the flags ask for.

use std::fs;
use std::path::Path;

use bezint::{Context, Policy, Screener};

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

/// The fields must be topics that the lexicons know; the error names the field, the value and what is allowed.
pub(crate) fn check_fields(screener: &Screener, context: &Context) -> Result<(), String> {
    let known: Vec<&str> = screener.topics().collect();
    let unknown = context.fields.iter().enumerate().find(|(_, field)| !known.contains(&field.as_str()));
    unknown.map_or(Ok(()), |(at, field)| {
        Err(format!("context.fields[{at}]: unknown topic `{field}`, expected one of: {}", known.join(", ")))
    })
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}
