//! What comes in: blocks of posts out of JSON Lines or CSV, whatever the bytes.

use std::error::Error;
use std::io::{self, BufRead};

use rayon::prelude::*;

use bezint::json::Record;

use super::rows::{Content, Row, Rows};
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
/// Where the input can't be read, its first line is no header with a column `text`, or `take` fails. A row that is no
/// post is no error: `take` gets what is wrong with it.
pub(crate) fn csv_rows(input: &mut dyn BufRead, take: Take<'_>) -> Result<(), Box<dyn Error>> {
    let mut rows = Rows::new(input);
    let header = header(rows.next_row()?)?;
    let mut done = 0;
    loop {
        let mut block = Vec::new();
        while block.len() < BLOCK && rows.taken - done < BLOCK_BYTES {
            let Some(row) = rows.next_row()? else { break };
            block.push(row);
        }
        let bytes = rows.taken - done;
        done = rows.taken;
        if block.is_empty() {
            return take(Vec::new(), bytes);
        }
        take(block.into_par_iter().map(|row| csv_row(row, &header)).collect(), bytes)?;
    }
}

/// The names of the columns.
fn header(first: Option<Row>) -> Result<csv::StringRecord, Box<dyn Error>> {
    let line = first.as_ref().map_or(1, |row| row.line);
    let header = match first {
        Some(row) => cells(row).map_err(|error| format!("line {line}: {error}"))?,
        None => csv::StringRecord::new(),
    };
    let names: csv::StringRecord = header.iter().map(|name| name.trim_start_matches('\u{feff}').trim()).collect();
    if !names.iter().any(|name| name == "text") {
        let other = names.iter().any(|name| name.contains([';', '\t']));
        let hint = if other { "; its columns must be parted by commas" } else { "" };
        return Err(format!("the CSV has no column `text`; its first line must name the columns{hint}").into());
    }
    let twice =
        names.iter().enumerate().find(|(at, name)| !name.is_empty() && names.iter().take(*at).any(|one| one == *name));
    match twice {
        Some((_, name)) => Err(format!("the CSV names the column `{name}` twice").into()),
        None => Ok(names),
    }
}

fn csv_row(row: Row, header: &csv::StringRecord) -> Input {
    let line = row.line;
    let record = cells(row)
        .map_err(|error| BadLine { id: None, line, error })
        .and_then(|cells| record::from_csv(header, &cells, line));
    Input { line, record }
}

/// The cells of a row, or what is wrong with it.
fn cells(row: Row) -> Result<csv::StringRecord, String> {
    let bytes = match row.content {
        Content::Read(bytes) => bytes,
        Content::Unclosed { line } => {
            return Err(format!(
                "the quotation mark that opens on line {line} does not close; the lines after it are read each by itself"
            ));
        }
        Content::TooLong { most } => return Err(format!("the row is longer than {most} bytes; is this CSV?")),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(bytes.len().clamp(1, 1 << 16))
        .from_reader(&bytes[..]);
    let mut cells = csv::ByteRecord::new();
    reader.read_byte_record(&mut cells).map_err(|error| error.to_string())?;
    csv::StringRecord::from_byte_record(cells).map_err(|error| {
        let error = error.utf8_error();
        format!("not UTF-8: byte {} of cell {} can't be read", error.valid_up_to() + 1, error.field() + 1)
    })
}
