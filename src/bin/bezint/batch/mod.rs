//! `bezint batch`: many posts, order kept, memory flat: a block of lines is read, screened on all cores and written
//! before the next is held.

mod input;
mod output;
mod rows;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::Path;

use bezint::json::{Record, Verdict};
use bezint::{Language, Level, Scratch, Screener};
use rayon::prelude::*;

use crate::Outcome;
use crate::args::{Batch, BatchFormat, Setup};
use crate::record::BadLine;
use crate::report;
use crate::setup::{Error, check_fields, screener};
use input::Input;
use output::{Answer, Writer};

pub(crate) fn run(arguments: &Batch, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let screener = screener(setup)?;
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let (mut input, length) = open(&arguments.file)?;
    let by_name = arguments.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let format = arguments.input.unwrap_or(if by_name { BatchFormat::Csv } else { BatchFormat::Jsonl });
    let progress = progress(length);
    let mut tally = Tally { worst: Level::None, bad: false };
    output::end_between_lines()?;
    let mut writer = Writer::new(arguments.format)?;
    let mut answer = |records: Vec<Input>, bytes: u64| -> Result<(), Error> {
        let mut answers = screen(&screener, records, ui);
        answers.iter().for_each(|answer| tally.count(answer));
        if setup.redact {
            answers.iter_mut().for_each(redact);
        }
        writer.write(&answers)?;
        progress.inc(bytes);
        Ok(())
    };
    match format {
        BatchFormat::Jsonl => input::json_lines(&mut input, &mut answer)?,
        BatchFormat::Csv => input::csv_rows(&mut input, &mut answer)?,
    }
    progress.finish_and_clear();
    Ok(if tally.bad {
        Outcome::BadInput
    } else if arguments.fail_on.is_some_and(|level| level.reached(tally.worst)) {
        Outcome::Found
    } else {
        Outcome::Clean
    })
}

fn open(path: &Path) -> Result<(Box<dyn BufRead>, Option<u64>), Error> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(BufReader::new(io::stdin())), None));
    }
    let named = |error: io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(named)?;
    let data = file.metadata().map_err(named)?;
    if data.is_dir() {
        return Err(format!("{}: is a folder; name a file of JSON Lines or CSV", path.display()).into());
    }
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), Some(data.len())))
}

/// A bar on standard error where somebody is looking.
fn progress(length: Option<u64>) -> indicatif::ProgressBar {
    match length.filter(|_| io::stderr().is_terminal()) {
        Some(length) => indicatif::ProgressBar::new(length).with_style(
            indicatif::ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}")
                .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()),
        ),
        None => indicatif::ProgressBar::hidden(),
    }
}

fn screen(screener: &Screener, records: Vec<Input>, ui: Language) -> Vec<Answer> {
    records
        .into_par_iter()
        .map_init(Scratch::default, |scratch, Input { line, record }| {
            match record.and_then(|record| checked(record, screener, line)) {
                Ok(record) => {
                    let assessment = screener.screen_with(record.post(ui), scratch);
                    Answer::Verdict(Box::new(Verdict { id: record.id, assessment }))
                }
                Err(bad) => Answer::Bad(bad),
            }
        })
        .collect()
}

/// Holds a record against what only the lexicons can tell of: the topics that are the writer's own work.
fn checked(record: Record, screener: &Screener, line: usize) -> Result<Record, BadLine> {
    match check_fields(screener, record.context()) {
        Ok(()) => Ok(record),
        Err(error) => Err(BadLine { id: record.id, line, error }),
    }
}

/// Takes what was written out of an answer: an error may name the value that it is about.
fn redact(answer: &mut Answer) {
    match answer {
        Answer::Verdict(verdict) => report::redact(&mut verdict.assessment),
        Answer::Bad(bad) => bad.error = "this line is no post; what is wrong is left out by --redact".into(),
    }
}

struct Tally {
    worst: Level,
    bad: bool,
}

impl Tally {
    fn count(&mut self, answer: &Answer) {
        match answer {
            Answer::Verdict(verdict) => self.worst = self.worst.max(verdict.assessment.level()),
            Answer::Bad(_) => self.bad = true,
        }
    }
}
