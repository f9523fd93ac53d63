//! `bezint batch`: many posts, order kept, memory flat: a block of lines is read, screened on all cores and written
//! before the next is held.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;

use bezint::{Assessment, Dimension, Language, Level, Scratch, Screener};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::Outcome;
use crate::args::{Batch, BatchFormat, Setup};
use crate::record::{BadLine, Record};
use crate::setup::{Error, screener};

/// How many posts are held at once: enough to keep all cores busy, few enough to stay small.
const BLOCK: usize = 4096;

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
    let mut answer = |records: Vec<Result<Record, BadLine>>, bytes: u64| -> Result<(), Error> {
        let answers = screen(&screener, records, ui);
        for answer in &answers {
            tally.count(answer);
            writer.write(answer)?;
        }
        progress.inc(bytes);
        Ok(())
    };
    match format {
        BatchFormat::Jsonl => json_lines(&mut input, &mut answer)?,
        BatchFormat::Csv => csv_rows(&mut input, &mut answer)?,
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

type Block<'a> = &'a mut dyn FnMut(Vec<Result<Record, BadLine>>, u64) -> Result<(), Error>;

fn json_lines(input: &mut dyn BufRead, answer: Block<'_>) -> Result<(), Error> {
    let mut number = 0;
    loop {
        let mut lines = Vec::new();
        let mut bytes = 0;
        while lines.len() < BLOCK {
            let mut line = Vec::new();
            let read = input.read_until(b'\n', &mut line)?;
            if read == 0 {
                break;
            }
            number += 1;
            bytes += read as u64;
            if number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                lines.push((number, line));
            }
        }
        if lines.is_empty() && bytes == 0 {
            return Ok(());
        }
        let records = lines.par_iter().map(|(number, line)| Record::from_json(line.trim_ascii(), *number)).collect();
        answer(records, bytes)?;
    }
}

fn csv_rows(input: &mut dyn BufRead, answer: Block<'_>) -> Result<(), Error> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let header = reader.headers()?.clone();
    if !header.iter().any(|name| name.trim_start_matches('\u{feff}') == "text") {
        return Err("the CSV has no column `text`; its first line must name the columns".into());
    }
    let header: csv::StringRecord = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim()).collect();
    let mut block = Vec::new();
    let mut done = 0;
    let mut row = csv::StringRecord::new();
    loop {
        let read = reader.read_record(&mut row);
        let line = reader.position().line() as usize;
        match read {
            Ok(false) => break,
            Ok(true) => block.push(Record::from_csv(&header, &row, line)),
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                block.push(Err(BadLine { id: None, line, error: error.to_string() }));
            }
            Err(error) => return Err(error.into()),
        }
        if block.len() == BLOCK {
            let at = reader.position().byte();
            answer(std::mem::take(&mut block), at - done)?;
            done = at;
        }
    }
    answer(block, 0)
}

fn screen(screener: &Screener, records: Vec<Result<Record, BadLine>>, ui: Language) -> Vec<Answer> {
    records
        .into_par_iter()
        .map_init(Scratch::default, |scratch, record| match record.and_then(|record| record.checked(screener)) {
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
