//! `bezint lexicon check`: every mistake in own lexicons and policies, drawn where it stands.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use bezint::{Checked, Language, LexiconCheck, LexiconError, Policy};
use serde::Serialize;

use crate::Outcome;
use crate::args::{ListFormat, Setup};
use crate::report::wording::of;
use crate::setup::{Error, builder, is_policy, read};

/// A mistake, for editors and build servers.
#[derive(Serialize)]
struct Mistake<'a> {
    file: &'a str,
    /// Counted from 1, in lines and in characters.
    line: usize,
    column: usize,
    /// In bytes of the file.
    start: usize,
    end: usize,
    severity: &'static str,
    code: &'a str,
    entry: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

/// What is told of all files together.
#[derive(Serialize)]
struct Report<'a> {
    usable: bool,
    errors: usize,
    warnings: usize,
    mistakes: Vec<Mistake<'a>>,
}

pub(crate) fn check(files: &[PathBuf], format: ListFormat, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let mut texts = HashMap::new();
    let mut base = builder(setup)?;
    let mut policies = Vec::new();
    let mut lexicons = Vec::new();
    for path in files {
        let (name, text) = (path.display().to_string(), read(path)?);
        if is_policy(&text) {
            match Policy::from_toml_named(&name, &text) {
                Ok(policy) => base = base.policy(policy),
                Err(mistake) => policies.push(mistake),
            }
        } else {
            lexicons.push(name.clone());
        }
        texts.insert(name, text);
    }
    let check = lexicons.iter().fold(LexiconCheck::new(base), |check, name| check.file(name, &texts[name]));
    let checked = check.run();
    let mistakes: Vec<&LexiconError> = policies.iter().chain(checked.mistakes()).collect();
    let warnings = mistakes.iter().filter(|mistake| mistake.is_warning()).count();
    let errors = mistakes.len() - warnings;
    match format {
        ListFormat::Text => {
            let mut err = anstream::stderr().lock();
            let renderer = Renderer::styled().decor_style(DecorStyle::Unicode);
            for mistake in &mistakes {
                let text = texts.get(mistake.file()).map_or("", String::as_str);
                writeln!(err, "{}\n", renderer.render(&[drawn(mistake, text, ui)]))?;
            }
            drop(err);
            summary(errors, warnings, &checked, ui)?;
        }
        ListFormat::Json => {
            let mistakes = mistakes.into_iter().map(|mistake| told(mistake, ui)).collect();
            let report = Report { usable: errors == 0, errors, warnings, mistakes };
            let mut out = anstream::stdout().lock();
            out.write_all(&serde_json::to_vec_pretty(&report)?)?;
            writeln!(out)?;
        }
    }
    Ok(if errors == 0 { Outcome::Clean } else { Outcome::BadInput })
}

fn drawn<'a>(mistake: &'a LexiconError, text: &'a str, ui: Language) -> Group<'a> {
    let (level, name) = if mistake.is_warning() {
        (Level::WARNING, of(ui, "let op", "warning"))
    } else {
        (Level::ERROR, of(ui, "fout", "error"))
    };
    let title = match mistake.entry() {
        entry if entry.is_empty() || mistake.said(ui).contains(entry) => mistake.said(ui).to_owned(),
        entry => format!("`{}`: {}", short(entry), mistake.said(ui)),
    };
    let mut group = Group::with_title(level.with_name(name).primary_title(title).id(mistake.code()));
    let mut range = mistake.range();
    if text.is_empty() {
        return group;
    }
    // A place of no width is shown by the character that stands there.
    if range.is_empty() {
        range.end += text[range.start..].chars().next().map_or(0, char::len_utf8);
    }
    let place = AnnotationKind::Primary.span(range);
    group = group.element(Snippet::source(text).path(mistake.file()).fold(true).annotation(place));
    match mistake.help(ui) {
        Some(help) => group.element(Level::HELP.with_name(of(ui, "schrijf", "help")).message(help)),
        None => group,
    }
}

/// A phrase may be long; its beginning tells which one it is.
fn short(entry: &str) -> String {
    const MOST: usize = 48;
    if entry.chars().count() <= MOST { entry.to_owned() } else { entry.chars().take(MOST).chain(['…']).collect() }
}

fn told<'a>(mistake: &'a LexiconError, ui: Language) -> Mistake<'a> {
    Mistake {
        file: mistake.file(),
        line: mistake.line(),
        column: mistake.column(),
        start: mistake.range().start,
        end: mistake.range().end,
        severity: if mistake.is_warning() { "warning" } else { "error" },
        code: mistake.code(),
        entry: mistake.entry(),
        message: mistake.said(ui),
        help: mistake.help(ui),
    }
}

fn summary(errors: usize, warnings: usize, checked: &Checked, ui: Language) -> Result<(), Error> {
    let mut out = anstream::stdout().lock();
    if errors > 0 {
        writeln!(
            out,
            "{}: {errors}. {}: {warnings}.",
            of(ui, "Fouten", "Errors"),
            of(ui, "Waarschuwingen", "Warnings")
        )?;
        return Ok(());
    }
    if let Some(screener) = checked.screener() {
        let (terms, rules) = (screener.term_count(), screener.rules().count());
        let said = match ui {
            Language::En => format!("In order: {terms} terms, {rules} rules, all examples hold. Warnings: {warnings}."),
            _ => format!(
                "In orde: {terms} woordvormen, {rules} regels, alle voorbeelden kloppen. Waarschuwingen: {warnings}."
            ),
        };
        writeln!(out, "{said}")?;
    }
    Ok(())
}
