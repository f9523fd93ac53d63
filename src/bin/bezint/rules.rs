//! `bezint rules` and `bezint explain`: what is looked for, and why.

use std::io::Write;

use anstyle::Style;
use bezint::{Language, Rule};
use serde_json::json;

use crate::Outcome;
use crate::args::{ListFormat, Setup};
use crate::setup::{Error, screener};

pub(crate) fn list(format: ListFormat, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let screener = screener(setup)?;
    let mut out = anstream::stdout().lock();
    match format {
        ListFormat::Text => {
            for rule in screener.rules() {
                writeln!(out, "{:<32} {}", rule.id(), rule.looks_for(ui))?;
            }
        }
        ListFormat::Json => {
            for rule in screener.rules() {
                let basis: Vec<&str> = rule.basis().collect();
                let line = json!({ "rule": rule.id(), "dimension": rule.dimension(), "points": rule.points(),
                    "looks_for": rule.looks_for(ui), "advice": rule.advice(ui), "basis": basis });
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(Outcome::Clean)
}

pub(crate) fn explain(id: &str, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let screener = screener(setup)?;
    // The part after the slash is enough where only one rule has it.
    let mut named = screener
        .rules()
        .filter(|rule| rule.id() == id || rule.id().split_once('/').is_some_and(|(_, name)| name == id));
    match (named.next(), named.next()) {
        (Some(rule), None) => describe(rule, ui)?,
        (Some(_), Some(_)) => {
            return Err(format!("more than one rule is called `{id}`; write it with its dimension").into());
        }
        (None, _) => {
            let near: Vec<&str> = screener
                .rules()
                .map(Rule::id)
                .filter(|rule| rule.contains(id.rsplit('/').next().unwrap_or(id)))
                .collect();
            let hint = if near.is_empty() {
                "`bezint rules` lists them".to_owned()
            } else {
                format!("did you mean {}?", near.join(", "))
            };
            return Err(format!("there is no rule `{id}`; {hint}").into());
        }
    }
    Ok(Outcome::Clean)
}

fn describe(rule: &Rule, ui: Language) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    let bold = Style::new().bold();
    let word = |nl: &'static str, en: &'static str| if ui == Language::En { en } else { nl };
    let basis: Vec<&str> = rule.basis().collect();
    writeln!(out, "{bold}{}{bold:#}", rule.id())?;
    writeln!(out, "{:<10} {}", word("zoekt", "looks for"), rule.looks_for(ui))?;
    writeln!(out, "{:<10} {}", word("zegt", "says"), rule.message(ui))?;
    writeln!(out, "{:<10} {}", word("advies", "advice"), rule.advice(ui))?;
    writeln!(out, "{:<10} {}", word("bron", "source"), basis.join(", "))?;
    writeln!(
        out,
        "{:<10} {:+.1} {}",
        word("weegt", "weighs"),
        rule.points(),
        word("punten (log-odds)", "points (log-odds)")
    )?;
    for (sign, examples) in [("▲", rule.hits()), ("▽", rule.misses())] {
        for example in examples {
            writeln!(out, "{sign} {}", example.text())?;
        }
    }
    Ok(())
}

/// Prints the policy in force; the text is a policy file that gives the same.
pub(crate) fn print_policy(setup: &Setup) -> Result<Outcome, Error> {
    let screener = screener(setup)?;
    let mut out = anstream::stdout().lock();
    writeln!(out, "# fingerprint {}", screener.fingerprint())?;
    out.write_all(screener.policy().to_toml().as_bytes())?;
    Ok(Outcome::Clean)
}
