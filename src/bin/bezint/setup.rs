//! The screener that the flags ask for.

use std::fs;
use std::path::Path;

use bezint::{Context, Policy, Screener, ScreenerBuilder};

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

/// Is it a policy, and no lexicon? Both are TOML, with different names at the top.
pub(crate) fn is_policy(text: &str) -> bool {
    const NAMES: [&str; 10] = [
        "jurisdiction",
        "further_findings",
        "certainty_weight",
        "question",
        "certainty",
        "thresholds",
        "strengths",
        "softening",
        "weight",
        "rules",
    ];
    text.parse::<toml::Table>().is_ok_and(|table| table.keys().any(|name| NAMES.contains(&name.as_str())))
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
