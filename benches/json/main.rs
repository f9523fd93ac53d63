//! What `benches/batch.sh` measures `bezint batch` with.
//!
//! `json posts NUMBER` writes so many posts as JSON Lines, out of the corpora; `json corpora` writes all that is in them,
//! once. `json answer < POSTS` gives the answers that `bezint batch` gives to `posts`, to the byte, but screens each post
//! only once, beforehand; what is left is reading and writing JSON. Tells on standard error how many milliseconds that
//! took. Threads as `RAYON_NUM_THREADS` says.

use std::io::{self, BufRead, Write};
use std::time::Instant;
use std::{env, mem};

use bezint::json::{Record, Verdict};
use bezint::{Language, Scratch, Screener};
use rayon::prelude::*;
use serde_json::json;

use corpus::Draft;

#[allow(dead_code, reason = "others use the rest")]
#[path = "../corpus/mod.rs"]
mod corpus;

/// How many posts `bezint batch` holds at once.
const BLOCK: usize = 4096;

fn main() -> io::Result<()> {
    // Cargo adds its own.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["posts", number] => {
            let drafts = corpus::mixed(&Screener::default());
            write_posts(&drafts, number.parse().map_err(io::Error::other)?)
        }
        ["corpora"] => {
            let drafts = corpus::everything();
            write_posts(&drafts, drafts.len())
        }
        ["answer"] => answer(),
        _ => {
            println!("benches/batch.sh measures with this program");
            Ok(())
        }
    }
}

/// The posts by turns, with their circumstances and a number.
fn lines(drafts: &[Draft]) -> impl Iterator<Item = String> {
    let line = |(id, draft): (usize, &Draft)| json!({ "id": id, "text": draft.text, "context": draft.context });
    (0..).zip(drafts.iter().cycle()).map(line).map(|line| line.to_string())
}

fn write_posts(drafts: &[Draft], number: usize) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    lines(drafts).take(number).try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}

fn answer() -> io::Result<()> {
    let screener = Screener::default();
    let drafts = corpus::mixed(&screener);
    let mut scratch = Scratch::default();
    let verdict = |line: String| {
        let record = Record::read(&line).expect("a post as this program writes it");
        Verdict { assessment: screener.screen_with(record.post(Language::Nl), &mut scratch), id: None }
    };
    let mut verdicts: Vec<Verdict> = lines(&drafts).take(drafts.len()).map(verdict).collect();

    let start = Instant::now();
    let mut input = io::BufReader::with_capacity(1 << 16, io::stdin());
    let (mut number, mut lines) = (0, Vec::new());
    loop {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line)?;
        if read > 0 {
            lines.push(line);
        }
        if lines.len() == BLOCK || read == 0 {
            let records: Vec<Record> = mem::take(&mut lines).into_par_iter().map(record).collect();
            let mut out = Vec::new();
            for record in records {
                let at = number % verdicts.len();
                verdicts[at].id = record.id;
                serde_json::to_writer(&mut out, &verdicts[at])?;
                out.push(b'\n');
                number += 1;
            }
            io::stdout().lock().write_all(&out)?;
        }
        if read == 0 {
            break;
        }
    }
    eprintln!("{}", start.elapsed().as_millis());
    Ok(())
}

fn record(line: Vec<u8>) -> Record {
    let line = std::str::from_utf8(line.trim_ascii()).expect("UTF-8 as this program writes it");
    Record::read(line).expect("a post as this program writes it")
}
