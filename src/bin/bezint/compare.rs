//! `bezint compare OLD NEW POSTS`: what a change of lexicon or policy does to posts, before it is rolled out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anstyle::Style;
use bezint::{Assessment, Dimension, Language, Level, Policy, Scratch, Screener, ScreenerBuilder};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::Outcome;
use crate::args::{Compare, ListFormat, Setup};
use crate::record::{self, BadLine};
use crate::report::wording::{self, of};
use crate::setup::{Error, builder, is_policy, read};
use bezint::json::Record;

/// How many posts are held at once.
const BLOCK: usize = 4096;

/// One level, before and after.
#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
struct Change {
    old: Level,
    new: Level,
}

impl Change {
    fn none(self) -> bool {
        self.old == self.new
    }
}

/// A post whose verdict changes.
#[derive(Serialize)]
struct Changed<'a> {
    id: Option<&'a RawValue>,
    line: usize,
    text: &'a str,
    level: Change,
    dimensions: BTreeMap<&'static str, Change>,
    /// Rules that find something only with the new one, and only with the old.
    appeared: Vec<String>,
    disappeared: Vec<String>,
}

/// What it comes to.
#[derive(Default, Serialize)]
struct Totals {
    posts: usize,
    bad_lines: usize,
    changed: usize,
    /// Posts whose level rose or fell.
    stricter: usize,
    milder: usize,
    /// Posts with something at this level, before and after.
    old: BTreeMap<&'static str, usize>,
    new: BTreeMap<&'static str, usize>,
    appeared: BTreeMap<String, usize>,
    disappeared: BTreeMap<String, usize>,
}

pub(crate) fn run(arguments: &Compare, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let old = screener(&arguments.old, setup)?;
    let new = screener(&arguments.new, setup)?;
    let path = &arguments.posts;
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = BufReader::new(file).split(b'\n').enumerate();
    let mut totals = Totals::default();
    let mut out = anstream::stdout().lock();
    let mut errors = Vec::new();
    loop {
        let block: Vec<(usize, Vec<u8>)> = lines
            .by_ref()
            .take(BLOCK)
            .map(|(at, line)| line.map(|line| (at + 1, line)))
            .collect::<Result<_, _>>()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        if block.is_empty() {
            break;
        }
        let block = block.iter().filter(|(_, line)| !line.trim_ascii().is_empty());
        let records: Vec<(usize, Result<Record, BadLine>)> =
            block.map(|(number, line)| (*number, record::from_json(line.trim_ascii(), *number))).collect();
        let verdicts = verdicts(&old, &new, &records, ui);
        for ((line, record), verdict) in records.iter().zip(verdicts) {
            match (record, verdict) {
                (Ok(record), Some((old, new))) => {
                    if let Some(changed) = totals.count(record, *line, &old, &new) {
                        show(&mut out, &changed, arguments.format, ui)?;
                    }
                }
                (Err(bad), _) => errors.push(format!("{}:{line}: {}", path.display(), bad.error)),
                (Ok(_), None) => {}
            }
        }
    }
    totals.bad_lines = errors.len();
    match arguments.format {
        ListFormat::Json => writeln!(out, "{}", serde_json::json!({ "totals": totals }))?,
        ListFormat::Text => write!(out, "{}", totals.text(ui))?,
    }
    errors.iter().for_each(|error| anstream::eprintln!("bezint: {error}"));
    Ok(if errors.is_empty() { Outcome::Clean } else { Outcome::BadInput })
}

/// What a side of the comparison names: `builtin`, a lexicon or policy file, or a folder of them.
fn screener(side: &Path, setup: &Setup) -> Result<Screener, Error> {
    let mut builder = builder(setup)?;
    if side.as_os_str() != "builtin" {
        let mut files = Vec::new();
        collect(side, &mut files)?;
        for file in files {
            builder = add(builder, &file)?;
        }
    }
    Ok(builder.build()?)
}

/// The TOML files at `path` or below it, in the order of their names.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let named = |error| format!("{}: {error}", path.display());
    let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
        .map_err(named)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(named)?;
    inside.sort();
    for path in inside.iter().filter(|path| path.is_dir() || path.extension().is_some_and(|end| end == "toml")) {
        collect(path, files)?;
    }
    Ok(())
}

fn add(builder: ScreenerBuilder, path: &Path) -> Result<ScreenerBuilder, Error> {
    let (name, text) = (path.display().to_string(), read(path)?);
    if is_policy(&text) {
        return Ok(builder.policy(Policy::from_toml_named(&name, &text)?));
    }
    Ok(builder.lexicon_named(&name, &text)?)
}

type Verdicts = Option<(Assessment, Assessment)>;

fn verdicts(
    old: &Screener,
    new: &Screener,
    records: &[(usize, Result<Record, BadLine>)],
    ui: Language,
) -> Vec<Verdicts> {
    records
        .par_iter()
        .map_init(Scratch::default, |scratch, (_, record)| {
            let record = record.as_ref().ok()?;
            Some((old.screen_with(record.post(ui), scratch), new.screen_with(record.post(ui), scratch)))
        })
        .collect()
}

impl Totals {
    /// Counts a post; gives what changes, if anything does.
    fn count<'r>(
        &mut self,
        record: &'r Record,
        line: usize,
        old: &Assessment,
        new: &Assessment,
    ) -> Option<Changed<'r>> {
        self.posts += 1;
        *self.old.entry(old.level().as_str()).or_default() += 1;
        *self.new.entry(new.level().as_str()).or_default() += 1;
        let level = Change { old: old.level(), new: new.level() };
        let dimensions: BTreeMap<_, _> = Dimension::ALL
            .into_iter()
            .map(|dimension| {
                (dimension.as_str(), Change { old: old.score(dimension).level, new: new.score(dimension).level })
            })
            .filter(|(_, change)| !change.none())
            .collect();
        let (appeared, disappeared) = (only(new, old), only(old, new));
        if dimensions.is_empty() && appeared.is_empty() && disappeared.is_empty() {
            return None;
        }
        self.changed += 1;
        self.stricter += usize::from(level.new > level.old);
        self.milder += usize::from(level.new < level.old);
        appeared.iter().for_each(|rule| *self.appeared.entry(rule.clone()).or_default() += 1);
        disappeared.iter().for_each(|rule| *self.disappeared.entry(rule.clone()).or_default() += 1);
        Some(Changed { id: record.id.as_deref(), line, text: record.text(), level, dimensions, appeared, disappeared })
    }

    fn text(&self, ui: Language) -> String {
        use std::fmt::Write as _;
        let mut text = String::new();
        let _ = writeln!(
            text,
            "{} {}, {} {}: {} {}, {} {}",
            self.posts,
            of(ui, "berichten", "posts"),
            self.changed,
            of(ui, "met een ander oordeel", "with another verdict"),
            self.stricter,
            of(ui, "strenger", "stricter"),
            self.milder,
            of(ui, "milder", "milder"),
        );
        for level in Level::ALL {
            let of_level = |side: &BTreeMap<&str, usize>| side.get(level.as_str()).copied().unwrap_or(0);
            let name = wording::level(ui, level);
            let _ = writeln!(text, "  {name:<15} {:>7} → {}", of_level(&self.old), of_level(&self.new));
        }
        for (sign, rules) in [('+', &self.appeared), ('-', &self.disappeared)] {
            for (rule, count) in rules {
                let _ = writeln!(text, "  {sign} {rule} ({count})");
            }
        }
        text
    }
}

/// The rules that find something in `one` and not in `other`.
fn only(one: &Assessment, other: &Assessment) -> Vec<String> {
    let has = |assessment: &Assessment, rule: &str| assessment.findings().iter().any(|finding| &*finding.rule == rule);
    let mut rules: Vec<String> =
        one.findings().iter().map(|finding| finding.rule.to_string()).filter(|rule| !has(other, rule)).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

fn show(out: &mut impl Write, changed: &Changed<'_>, format: ListFormat, ui: Language) -> Result<(), Error> {
    if format == ListFormat::Json {
        writeln!(out, "{}", serde_json::to_string(changed)?)?;
        return Ok(());
    }
    let bold = Style::new().bold();
    let id =
        changed.id.map_or_else(|| format!("{} {}", of(ui, "regel", "line"), changed.line), |id| id.get().to_owned());
    let text: String = changed.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let arrow = |change: Change| format!("{} → {}", wording::level(ui, change.old), wording::level(ui, change.new));
    writeln!(out, "{bold}{id}{bold:#} {}  {text}", arrow(changed.level))?;
    for dimension in Dimension::ALL {
        if let Some(change) = changed.dimensions.get(dimension.as_str()) {
            writeln!(out, "  {} {}", wording::dimension(ui, dimension), arrow(*change))?;
        }
    }
    for (sign, rules) in [('+', &changed.appeared), ('-', &changed.disappeared)] {
        for rule in rules {
            writeln!(out, "  {sign} {rule}")?;
        }
    }
    Ok(())
}
