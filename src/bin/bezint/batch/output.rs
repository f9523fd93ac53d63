//! What goes out: whole lines only, whatever ends the run.

use std::io::{self, Write};
use std::process;
use std::sync::{Mutex, PoisonError};
use std::thread;

use bezint::Dimension;
use bezint::json::Verdict;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::BatchFormat;
use crate::record::BadLine;
use crate::setup::Error;

/// What goes out for one line.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    Verdict(Box<Verdict>),
    Bad(BadLine),
}

/// Held while a block of lines goes out.
static GOING_OUT: Mutex<()> = Mutex::new(());

/// Lets a first interruption wait for the lines that are going out; a second one ends the run at once.
pub(crate) fn end_between_lines() -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let seen = std::sync::Arc::default();
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, std::sync::Arc::clone(&seen))?;
        signal_hook::flag::register(signal, std::sync::Arc::clone(&seen))?;
    }
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _whole = GOING_OUT.lock().unwrap_or_else(PoisonError::into_inner);
            process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Where answers go: to standard output, a block at a time.
pub(crate) struct Writer {
    format: BatchFormat,
}

impl Writer {
    pub(crate) fn new(format: BatchFormat) -> Result<Self, Error> {
        if format == BatchFormat::Csv {
            let mut header = csv::Writer::from_writer(Vec::new());
            header.write_record([
                "id",
                "line",
                "level",
                "lang",
                "neutrality",
                "neutrality_score",
                "loyalty",
                "loyalty_score",
                "decency",
                "decency_score",
                "rules",
                "error",
            ])?;
            put(&header.into_inner()?)?;
        }
        Ok(Self { format })
    }

    /// Writes a block of answers.
    pub(crate) fn write(&mut self, answers: &[Answer]) -> Result<(), Error> {
        let lines = match self.format {
            BatchFormat::Jsonl => {
                let mut lines = Vec::new();
                for answer in answers {
                    serde_json::to_writer(&mut lines, answer).map_err(io::Error::from)?;
                    lines.push(b'\n');
                }
                lines
            }
            BatchFormat::Csv => {
                let mut rows = csv::Writer::from_writer(Vec::new());
                for answer in answers {
                    rows.write_record(row(answer))?;
                }
                rows.into_inner()?
            }
        };
        Ok(put(&lines)?)
    }
}

fn put(lines: &[u8]) -> io::Result<()> {
    let _whole = GOING_OUT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut out = io::stdout().lock();
    out.write_all(lines)?;
    out.flush()
}

fn row(answer: &Answer) -> Vec<String> {
    // An id that is a string stands without its quotes in CSV.
    let id = |id: &Option<Box<RawValue>>| {
        id.as_ref().map_or_else(String::new, |id| {
            serde_json::from_str::<String>(id.get()).unwrap_or_else(|_| id.get().to_owned())
        })
    };
    match answer {
        Answer::Verdict(verdict) => {
            let Verdict { id: given, assessment } = &**verdict;
            let mut row = vec![id(given), String::new(), assessment.level().to_string(), assessment.lang.to_string()];
            for dimension in Dimension::ALL {
                let outcome = assessment.score(dimension);
                row.extend([outcome.level.to_string(), outcome.score.to_string()]);
            }
            let rules: Vec<&str> = assessment.findings().iter().map(|finding| &*finding.rule).collect();
            row.extend([rules.join(" "), String::new()]);
            row
        }
        Answer::Bad(bad) => {
            let mut row = vec![id(&bad.id), bad.line.to_string()];
            row.resize(11, String::new());
            row.push(bad.error.clone());
            row
        }
    }
}
