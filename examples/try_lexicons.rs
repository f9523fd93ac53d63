//! Screens posts with the lexicons of a folder, without building anything again: for whoever edits them.
//!
//! `try_lexicons [FOLDER] < posts.txt` prints, for each line, the levels and what was found; `--trace` adds how each
//! line was read. `try_lexicons [FOLDER] examples` lists the examples of rules that do not come out, and
//! `try_lexicons [FOLDER] words nl < /usr/share/dict/dutch` screens every word as a post of its own and prints those
//! that are pointed out, with the rule and the part of the word that did it, or that are taken for a disguised one.
//! `try_lexicons [FOLDER] signs` tells what each concept counts for in each record of JSON Lines, and
//! `try_lexicons [FOLDER] batch -` answers JSON Lines as `bezint batch` does, so that `evaluate.py --bin` can use it.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use bezint::{Context, Dimension, Language, Policy, Post, Scratch, Screener};
use serde::Deserialize;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let asked = |word: &str| arguments.iter().any(|argument| argument == word);
    let folder = arguments.first().map_or("lexicons", String::as_str);
    let screener = load(Path::new(folder))?;
    if asked("batch") || asked("signs") {
        return batch(&screener, asked("signs"));
    }
    let (patterns, phrases) = screener.sizes();
    eprintln!("{} terms: {patterns} patterns, {phrases} phrases with open places", screener.term_count());
    if asked("examples") {
        screener.failed_examples().for_each(|failed| println!("{failed}"));
        return Ok(());
    }
    if asked("words") {
        return words(&screener, if asked("en") { Language::En } else { Language::Nl });
    }
    lines(&screener, asked("--trace"))
}

/// Each line of standard input as a post of its own.
fn lines(screener: &Screener, traced: bool) -> Result<(), Failure> {
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

/// Each word of standard input by itself; silence is what most of them should get.
fn words(screener: &Screener, language: Language) -> Result<(), Failure> {
    let mut scratch = Scratch::default();
    let mut out = io::stdout().lock();
    for word in io::stdin().lock().lines() {
        let word = word?;
        let assessment = screener.screen_with(Post::new(&word).lang(language), &mut scratch);
        let folded = screener.folded(&word);
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) && folded != word {
            writeln!(out, "{word}\tis taken for\t{folded}")?;
        }
        for finding in assessment.findings() {
            let parts: Vec<&str> = finding.spans.iter().map(|span| span.text.as_str()).collect();
            writeln!(out, "{word}\t{}\t{}\t{}", finding.level.as_str(), finding.rule, parts.join(" + "))?;
        }
    }
    Ok(())
}

#[derive(Deserialize)]
struct Record {
    id: serde_json::Value,
    text: String,
    lang: Option<Language>,
    #[serde(default)]
    context: Context,
}

fn batch(screener: &Screener, signs: bool) -> Result<(), Failure> {
    let mut scratch = Scratch::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: Record = serde_json::from_str(&line?)?;
        let post = Post::new(&record.text).lang(record.lang.unwrap_or(Language::Und)).with_context(&record.context);
        let mut verdict = if signs {
            let counted = screener.signs(&post).into_iter().map(|(concept, share)| (concept.to_string(), share.into()));
            serde_json::Value::Object(counted.collect())
        } else {
            serde_json::to_value(screener.screen_with(&post, &mut scratch))?
        };
        verdict["id"] = record.id;
        writeln!(out, "{verdict}")?;
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
