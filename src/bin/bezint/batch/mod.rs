//! `bezint batch`: many posts, order kept, memory flat: a block of lines is read, screened on all cores and written
//! before the next is held.

mod input;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;

use bezint::{Assessment, Dimension, Language, Level, Scratch, Screener};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::Outcome;
use crate::args::{Batch, BatchFormat, Setup};
use crate::record::BadLine;
use crate::setup::{Error, screener};
use input::Input;

/// What goes out for one line.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Verdict {
        id: Option<Box<RawValue>>,
        #[serde(flatten)]
        assessment: Box<Assessment>,
    },
    Bad(BadLine),
}

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
    let mut writer = Writer::new(arguments.format)?;
    let mut answer = |records: Vec<Input>, bytes: u64| -> Result<(), Error> {
        let answers = screen(&screener, records, ui);
        for answer in &answers {
            tally.count(answer);
            writer.write(answer)?;
        }
        progress.inc(bytes);
        Ok(())
    };
    match format {
        BatchFormat::Jsonl => input::json_lines(&mut input, &mut answer)?,
        BatchFormat::Csv => input::csv_rows(&mut input, &mut answer)?,
    }
    writer.finish()?;
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
        .map_init(Scratch::default, |scratch, record| match record {
            Ok(record) => {
                let assessment = Box::new(screener.screen_with(record.post(ui), scratch));
                Answer::Verdict { id: record.id, assessment }
            }
            Err(bad) => Answer::Bad(bad),
        })
        .collect()
}

struct Tally {
    worst: Level,
    bad: bool,
}

impl Tally {
    fn count(&mut self, answer: &Answer) {
        match answer {
            Answer::Verdict { assessment, .. } => self.worst = self.worst.max(assessment.level()),
            Answer::Bad(_) => self.bad = true,
        }
    }
}

/// Where answers go.
enum Writer {
    Jsonl(BufWriter<io::StdoutLock<'static>>),
    Csv(Box<csv::Writer<io::StdoutLock<'static>>>),
}

impl Writer {
    fn new(format: BatchFormat) -> Result<Self, Error> {
        let out = io::stdout().lock();
        match format {
            BatchFormat::Jsonl => Ok(Self::Jsonl(BufWriter::with_capacity(1 << 16, out))),
            BatchFormat::Csv => {
                let mut csv = Box::new(csv::Writer::from_writer(out));
                csv.write_record([
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
                Ok(Self::Csv(csv))
            }
        }
    }

    fn write(&mut self, answer: &Answer) -> Result<(), Error> {
        match self {
            Self::Jsonl(out) => {
                serde_json::to_writer(&mut *out, answer).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Self::Csv(out) => out.write_record(row(answer)).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            })?,
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Error> {
        match self {
            Self::Jsonl(mut out) => out.flush()?,
            Self::Csv(mut out) => out.flush()?,
        }
        Ok(())
    }
}

fn row(answer: &Answer) -> Vec<String> {
    // An id that is a string stands without its quotes in CSV.
    let id = |id: &Option<Box<RawValue>>| {
        id.as_ref().map_or_else(String::new, |id| {
            serde_json::from_str::<String>(id.get()).unwrap_or_else(|_| id.get().to_owned())
        })
    };
    match answer {
        Answer::Verdict { id: given, assessment } => {
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
