//! CSV in rows: where a row ends, whatever the bytes, and what to do where a quotation mark never closes.

use std::io::{self, BufRead};

/// The longest row that is read, in bytes, as for a line of JSON. A quotation mark that never closes would hold all the
/// rest of a file.
const LONGEST_ROW: usize = 64 << 20;

/// A row of the input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line where it begins; blank lines count.
    pub(crate) line: usize,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Its bytes, without the line end.
    Read(Vec<u8>),
    /// The quotation mark that opens on this line never closes.
    Unclosed { line: usize },
    /// Longer than `most` bytes without one.
    TooLong { most: usize },
}

/// The rows of a CSV, one after the other. Where a quotation mark doesn't close before the end of the file, or within
/// the longest row, what follows its line is read again, and each line of that is a row: one wrong mark costs one row,
/// and no byte is read more than twice.
pub(crate) struct Rows<'a> {
    input: &'a mut dyn BufRead,
    longest: usize,
    /// What is read again, and up to where that was done.
    again: Vec<u8>,
    again_at: usize,
    number: LineNumber,
    /// Bytes of the input taken so far.
    pub(crate) taken: u64,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(input: &'a mut dyn BufRead) -> Self {
        Self {
            input,
            longest: LONGEST_ROW,
            again: Vec::new(),
            again_at: 0,
            number: LineNumber { line: 1, after_return: false },
            taken: 0,
        }
    }

    /// The next row that is not blank; nothing at the end.
    pub(crate) fn next_row(&mut self) -> io::Result<Option<Row>> {
        let (longest, line_by_line) = (self.longest, self.again_at < self.again.len());
        let mut number = self.number;
        let mut row = Reading {
            line: number.line,
            bytes: Vec::new(),
            place: Place::Start,
            quote: None,
            spans: false,
            whole: true,
        };
        let mut end = End::Input;
        while end == End::Input {
            let buffer = self.buffer()?;
            if buffer.is_empty() {
                break;
            }
            let mut taken = 0;
            for byte in buffer {
                taken += 1;
                let is_end = matches!(byte, b'\n' | b'\r');
                let begins = row.whole && row.bytes.is_empty();
                if is_end && !begins && (line_by_line || !row.whole || row.place != Place::Quoted) {
                    end = End::Line;
                } else if !is_end || !begins {
                    row.push(*byte, number.line, longest);
                }
                number.count(*byte);
                if begins {
                    row.line = number.line;
                }
                if !row.whole && row.place == Place::Quoted && row.spans {
                    end = End::Quotation;
                }
                if end != End::Input {
                    break;
                }
            }
            self.take(taken);
        }
        self.number = number;
        Ok(self.finish(row, end, line_by_line))
    }

    fn finish(&mut self, mut row: Reading, end: End, line_by_line: bool) -> Option<Row> {
        let content = match row.quote.filter(|_| row.place == Place::Quoted) {
            Some((line, at)) if row.whole || end == End::Quotation => {
                if !line_by_line {
                    self.read_again(row.bytes.split_off(at), line);
                }
                Content::Unclosed { line }
            }
            _ if !row.whole => Content::TooLong { most: self.longest },
            _ if row.bytes.is_empty() => return None,
            _ => Content::Read(row.bytes),
        };
        Some(Row { line: row.line, content })
    }

    /// Goes back to the end of `line`, in which `bytes` begin.
    fn read_again(&mut self, mut bytes: Vec<u8>, line: usize) {
        let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else { return };
        self.again = bytes.split_off(end);
        self.again_at = 0;
        self.number = LineNumber { line, after_return: false };
    }

    fn buffer(&mut self) -> io::Result<&[u8]> {
        if self.again_at < self.again.len() {
            return Ok(&self.again[self.again_at..]);
        }
        loop {
            match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => break,
            }
        }
        self.input.fill_buf()
    }

    fn take(&mut self, count: usize) {
        if self.again_at < self.again.len() {
            self.again_at += count;
            if self.again_at == self.again.len() {
                (self.again, self.again_at) = (Vec::new(), 0);
            }
        } else {
            self.input.consume(count);
            self.taken += count as u64;
        }
    }
}

/// What ended a row.
#[derive(PartialEq, Eq)]
enum End {
    /// The input, so far.
    Input,
    Line,
    /// The longest row was reached inside quotation marks.
    Quotation,
}

/// A row so far.
struct Reading {
    line: usize,
    bytes: Vec<u8>,
    place: Place,
    /// The line on which the last quotation mark opened, and where in the row.
    quote: Option<(usize, usize)>,
    /// Has a line ended since?
    spans: bool,
    /// False once it is too long.
    whole: bool,
}

impl Reading {
    fn push(&mut self, byte: u8, line: usize, longest: usize) {
        let place = self.place.after(byte);
        if place == Place::Quoted && self.place == Place::Start {
            (self.quote, self.spans) = (Some((line, self.bytes.len())), false);
        }
        if self.whole {
            self.spans |= matches!(byte, b'\n' | b'\r');
            self.place = place;
            self.bytes.push(byte);
            self.whole = self.bytes.len() <= longest;
            if !self.whole && (place != Place::Quoted || !self.spans) {
                self.bytes = Vec::new();
            }
        }
    }
}

/// Where in a row a byte stands, as the crate csv sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a field.
    Start,
    /// In a field without quotation marks, or behind the one that closed.
    Bare,
    Quoted,
    /// Right behind a quotation mark inside a quoted field: it closes the field, unless another follows.
    Quote,
}

impl Place {
    fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) | (Self::Start | Self::Quote, b'"') => Self::Quoted,
            (_, b',') => Self::Start,
            _ => Self::Bare,
        }
    }
}

/// Counts lines, whose ends may be of any system.
#[derive(Clone, Copy)]
struct LineNumber {
    line: usize,
    after_return: bool,
}

impl LineNumber {
    fn count(&mut self, byte: u8) {
        self.line += usize::from(byte == b'\r' || byte == b'\n' && !self.after_return);
        self.after_return = byte == b'\r';
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    /// The rows of `csv`, read a few bytes at a time, no row longer than `longest`.
    fn rows(csv: &[u8], longest: usize, buffer: usize) -> Vec<Row> {
        let mut input = BufReader::with_capacity(buffer, csv);
        let mut rows = Rows { longest, ..Rows::new(&mut input) };
        let all = std::iter::from_fn(|| rows.next_row().expect("reading from memory")).collect();
        assert_eq!(rows.taken, csv.len() as u64);
        all
    }

    fn told(csv: &str, longest: usize) -> Vec<(usize, String)> {
        let all = rows(csv.as_bytes(), longest, 3);
        let told = all.into_iter().map(|row| match row.content {
            Content::Read(bytes) => (row.line, String::from_utf8(bytes).expect("UTF-8")),
            Content::Unclosed { line } => (row.line, format!("unclosed on {line}")),
            Content::TooLong { .. } => (row.line, "too long".into()),
        });
        told.collect()
    }

    fn row(line: usize, text: &str) -> (usize, String) {
        (line, text.into())
    }

    #[test]
    fn a_row_ends_at_a_line_end_outside_quotation_marks() {
        let csv = "a,b\r\n\r\n1,\"x\ny, \"\"z\"\"\"\n2,w \"v\r3,u\n\n";
        let expected = [row(1, "a,b"), row(3, "1,\"x\ny, \"\"z\"\"\""), row(5, "2,w \"v"), row(6, "3,u")];
        assert_eq!(told(csv, 100), expected);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_costs_its_own_row_only() {
        let expected = [row(1, "a,b"), row(2, "unclosed on 2"), row(3, "2,x"), row(4, "3,\"\"y"), row(6, "4,z")];
        assert_eq!(told("a,b\n1,\"open\n2,x\r\n3,\"\"y\n\n4,z\n", 100), expected);
        // The row began a line before the mark.
        assert_eq!(told("1,\"a\nb\",\"open\n2,x", 100), [row(1, "unclosed on 2"), row(3, "2,x")]);
        // Within the longest row it doesn't close; what is behind that is read as ever.
        let csv = format!("1,\"open\n2,x\n3,{}\n4,\"y\nz\"\n", "-".repeat(20));
        let expected =
            [row(1, "unclosed on 1"), row(2, "2,x"), row(3, &format!("3,{}", "-".repeat(20))), row(4, "4,\"y\nz\"")];
        assert_eq!(told(&csv, 24), expected);
    }

    #[test]
    fn a_row_without_end_is_not_held() {
        for long in ["-,".repeat(40), format!("\"{}", "a,".repeat(40)), format!("\"{}\"", "a,".repeat(40))] {
            let expected = [row(1, "1,x"), row(2, "too long"), row(3, "2,y")];
            assert_eq!(told(&format!("1,x\n{long}\n2,y"), 30), expected, "{long}");
        }
    }

    proptest! {
        /// Where nothing is wrong, rows are what the crate csv takes for records.
        #[test]
        fn rows_are_the_records_of_the_crate_csv(csv in "[a,\"\n\r]{0,60}", buffer in 1..9_usize) {
            let all = rows(csv.as_bytes(), 1_000, buffer);
            prop_assume!(all.iter().all(|row| matches!(row.content, Content::Read(_))));
            let records = |bytes: &[u8]| {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
                reader.byte_records().map(|record| record.expect("read from memory")).collect::<Vec<_>>()
            };
            let by_row: Vec<csv::ByteRecord> = all.iter().flat_map(|row| match &row.content {
                Content::Read(bytes) => records(bytes),
                _ => Vec::new(),
            }).collect();
            prop_assert_eq!(by_row, records(csv.as_bytes()));
        }

        /// Rows come in order, and no byte comes twice, whatever the marks.
        #[test]
        fn rows_come_in_order(csv in "[a,\"\n\r]{0,80}", longest in 1..20_usize, buffer in 1..9_usize) {
            let all = rows(csv.as_bytes(), longest, buffer);
            prop_assert!(all.windows(2).all(|pair| pair[0].line < pair[1].line));
            let text: String = all.iter().map(|row| match &row.content {
                Content::Read(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                _ => String::new(),
            }).collect();
            prop_assert!(text.len() <= csv.len());
        }
    }
}
