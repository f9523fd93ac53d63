//! Screens posts with the lexicons of a folder, without building anything again: for whoever edits them.
//!
//! `cargo run --example try_lexicons -- lexicons < posts.txt` prints, for each line, the levels and what was found; `--trace` adds how
//! each line was read.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use bezint::{Dimension, Policy, Post, Scratch, Screener};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args().nth(1).unwrap_or_else(|| "lexicons".into());
    let screener = load(Path::new(&folder))?;
    let (patterns, phrases) = screener.sizes();
    eprintln!("{} terms: {patterns} patterns, {phrases} phrases with open places", screener.term_count());
    let traced = env::args().any(|argument| argument == "--trace");
    let mut scratch = Scratch::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let assessment = screener.screen_with(Post::new(&line), &mut scratch);
        let levels: Vec<String> =
            Dimension::ALL.iter().map(|d| format!("{:6}", assessment.score(*d).level.as_str())).collect();
        writeln!(out, "{} {} {line}", assessment.lang, levels.join(" "))?;
        if traced {
            write!(out, "{}", screener.trace(&Post::new(&line)))?;
        }
        for finding in assessment.findings() {
            let words: Vec<&str> = finding.spans.iter().map(|span| span.text.as_str()).collect();
            writeln!(out, "      {:6} {:.2} {} {words:?}", finding.level.as_str(), finding.score, finding.rule)?;
        }
    }
    Ok(())
}

fn load(folder: &Path) -> Result<Screener, Box<dyn std::error::Error>> {
    let mut builder = Screener::builder()
        .without_builtin()
        .policy(Policy::from_toml(&fs::read_to_string(folder.join("policy.toml"))?)?);
    for path in files(folder)? {
        builder = builder.lexicon_named(&path.display().to_string(), &fs::read_to_string(&path)?)?;
    }
    Ok(builder.build()?)
}

/// The lexicon files below `folder`, concepts first.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![folder.join("concepts.toml")];
    for part in ["nl", "en", "rules"] {
        let mut of_part: Vec<PathBuf> =
            fs::read_dir(folder.join(part))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        of_part.retain(|path| path.extension().is_some_and(|end| end == "toml"));
        of_part.sort();
        files.extend(of_part);
    }
    Ok(files)
}
