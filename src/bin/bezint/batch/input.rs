//! What comes in: blocks of posts out of JSON Lines or CSV, whatever the bytes.

use std::error::Error;
use std::io::{self, BufRead};

use rayon::prelude::*;

use bezint::json::Record;

use crate::record::{self, BadLine};

/// A post, or why its line could not be used.
pub(crate) struct Input {
    pub(crate) line: usize,
    pub(crate) record: Result<Record, BadLine>,
}

/// Takes a block of posts, in the order of the input, and how many bytes of it they took up.
pub(crate) type Take<'a> = &'a mut dyn FnMut(Vec<Input>, u64) -> Result<(), Box<dyn Error>>;

/// How many posts are held at once: enough to keep all cores busy, few enough to stay small.
const BLOCK: usize = 4096;

/// How many bytes of input are held at once, give or take one post, so that long posts take no more memory than short
/// ones.
const BLOCK_BYTES: u64 = 4 << 20;

/// The longest line of JSON that is read, in bytes. A file without line ends is no JSON Lines, and is not held.
const LONGEST_LINE: usize = 64 << 20;

/// Reads JSON Lines. Line ends may be of either kind, blank lines and a byte-order mark are passed over, and the last
/// line needs no end.
///
/// # Errors
/// Where the input can't be read, or `take` fails. A line that is no post is no error: `take` gets what is wrong with it.
pub(crate) fn json_lines(input: &mut dyn BufRead, take: Take<'_>) -> Result<(), Box<dyn Error>> {
    let mut number = 0;
    loop {
        let mut lines: Vec<(usize, Line)> = Vec::new();
        let mut bytes = 0;
        while lines.len() < BLOCK && bytes < BLOCK_BYTES {
            let Some((mut line, read)) = next_line(input)? else { break };
            number += 1;
            bytes += read;
            if let (1, Line::Read(line)) = (number, &mut line)
                && line.starts_with(b"\xef\xbb\xbf")
            {
                line.drain(..3);
            }
            if !line.is_blank() {
                lines.push((number, line));
            }
        }
        if bytes == 0 {
            return Ok(());
        }
        take(lines.into_par_iter().map(|(number, line)| line.record(number)).collect(), bytes)?;
    }
}

/// A line as it came in.
enum Line {
    Read(Vec<u8>),
    TooLong,
}

impl Line {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Read(bytes) if bytes.trim_ascii().is_empty())
    }

    fn record(&self, number: usize) -> Input {
        let record = match self {
            Self::Read(bytes) => record::from_json(bytes.trim_ascii(), number),
            Self::TooLong => {
                let error = format!("the line is longer than {LONGEST_LINE} bytes; is this JSON Lines?");
                Err(BadLine { id: None, line: number, error })
            }
        };
        Input { line: number, record }
    }
}

/// The next line with how many bytes it took up; nothing at the end of the input.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<(Line, u64)>> {
    let (mut line, mut read, mut whole) = (Vec::new(), 0, true);
    loop {
        let buffer = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            buffer => buffer?,
        };
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let piece = &buffer[..end.map_or(buffer.len(), |end| end + 1)];
        whole &= line.len() + piece.len() <= LONGEST_LINE;
        if whole {
            line.extend_from_slice(piece);
        } else {
            line = Vec::new();
        }
        let taken = piece.len();
        input.consume(taken);
        read += taken as u64;
        if end.is_some() || taken == 0 {
            let line = if whole { Line::Read(line) } else { Line::TooLong };
            return Ok((read > 0).then_some((line, read)));
        }
    }
}

/// Reads CSV, whose first line names the columns.
///
/// # Errors
/// Where the input can't be read, it has no column `text`, or `take` fails.
pub(crate) fn csv_rows(input: &mut dyn BufRead, take: Take<'_>) -> Result<(), Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let header = reader.headers()?.clone();
    if !header.iter().any(|name| name.trim_start_matches('\u{feff}').trim() == "text") {
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
            Ok(true) => block.push(Input { line, record: record::from_csv(&header, &row, line) }),
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                let error = BadLine { id: None, line, error: error.to_string() };
                block.push(Input { line, record: Err(error) });
            }
            Err(error) => return Err(error.into()),
        }
        let at = reader.position().byte();
        if block.len() == BLOCK || at - done >= BLOCK_BYTES {
            take(std::mem::take(&mut block), at - done)?;
            done = at;
        }
    }
    take(block, reader.position().byte() - done)
}
