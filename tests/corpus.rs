//! Floors on labelled posts: per file, per dimension and per tag. `cargo test --test corpus -- --nocapture` prints the
//! table. Files in `tests/corpus` are ours; `heldout.jsonl` was written without sight of the lexicons and is only
//! measured, never tuned to.

use std::collections::BTreeMap;
use std::fs;

use bezint::{Context, Dimension, Language, Level, Post, Scratch, Screener};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    lang: Language,
    text: String,
    #[serde(default)]
    context: Context,
    expect: BTreeMap<Dimension, String>,
    must_quote: Vec<String>,
    tags: Vec<String>,
    why: String,
}

#[derive(Default, Clone, Copy)]
struct Tally {
    cells: usize,
    inside: usize,
    risky: usize,
    caught: usize,
    warned: usize,
    warned_right: usize,
    clean: usize,
    quiet: usize,
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Tally {
    fn count(&mut self, (least, most): (Level, Level), given: Level) {
        self.cells += 1;
        self.inside += usize::from(least <= given && given <= most);
        self.risky += usize::from(least >= Level::Medium);
        self.caught += usize::from(least >= Level::Medium && given >= Level::Medium);
        self.warned += usize::from(given >= Level::Medium);
        self.warned_right += usize::from(given >= Level::Medium && most >= Level::Medium);
        self.clean += usize::from(most <= Level::Low);
        self.quiet += usize::from(most <= Level::Low && given <= Level::Low);
    }

    fn inside(self) -> f64 {
        ratio(self.inside, self.cells)
    }

    fn row(self, name: &str) {
        println!(
            "{name:32} {:5} cells  inside {:.3}  recall {:.3}  precision {:.3}  quiet {:.3}",
            self.cells,
            self.inside(),
            ratio(self.caught, self.risky),
            ratio(self.warned_right, self.warned),
            ratio(self.quiet, self.clean)
        );
    }
}

fn range(expected: &str) -> (Level, Level) {
    let level = |word: &str| *Level::ALL.iter().find(|level| level.as_str() == word).expect("a level");
    let (least, most) = expected.split_once('-').unwrap_or((expected, expected));
    (level(least), level(most))
}

fn cases(path: &str) -> Vec<Case> {
    let text = fs::read_to_string(path).expect(path);
    let read = |(at, line): (usize, &str)| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}:{}: {error}", at + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

/// Screens the cases of a file, checks every span, and counts per key: the whole, each dimension, each part.
fn measure(path: &str) -> BTreeMap<String, Tally> {
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let show = std::env::var("BEZINT_MISSES").is_ok_and(|wanted| path.contains(&wanted));
    for case in cases(path) {
        assert!(!case.why.is_empty() && !case.id.is_empty(), "{path}: every case says why it is so");
        let post = Post::new(&case.text).lang(case.lang).with_context(&case.context);
        let assessment = screener.screen_with(&post, &mut scratch);
        for span in assessment.findings().iter().flat_map(|finding| &finding.spans) {
            assert_eq!(&case.text[span.start..span.end], span.text, "{}", case.id);
        }
        assert!(case.must_quote.iter().all(|quote| case.text.contains(quote.as_str())), "{}", case.id);
        for (dimension, expected) in &case.expect {
            let given = assessment.score(*dimension).level;
            let (least, most) = range(expected);
            if show && !(least <= given && given <= most) {
                let rules: Vec<&str> =
                    assessment.findings().iter().filter(|f| f.dimension == *dimension).map(|f| &*f.rule).collect();
                println!("{} {dimension} expected {expected} got {given} {rules:?} {:?}", case.id, case.text);
            }
            let parts = case.tags.iter().filter(|tag| tag.starts_with("part:")).cloned();
            for key in ["all".to_owned(), dimension.to_string()].into_iter().chain(parts) {
                tallies.entry(key).or_default().count((least, most), given);
            }
        }
    }
    for (key, tally) in &tallies {
        tally.row(&format!("{} {key}", path.rsplit('/').next().unwrap_or(path)));
    }
    tallies
}

/// The floor on cells inside their range, on recall, precision and quiet of warnings.
fn holds(path: &str, [inside, recall, precision, quiet]: [f64; 4]) {
    let all = measure(path)["all"];
    assert!(all.inside() >= inside, "{path}: inside {:.3}", all.inside());
    assert!(ratio(all.caught, all.risky) >= recall, "{path}: recall {:.3}", ratio(all.caught, all.risky));
    assert!(
        ratio(all.warned_right, all.warned) >= precision,
        "{path}: precision {:.3}",
        ratio(all.warned_right, all.warned)
    );
    assert!(ratio(all.quiet, all.clean) >= quiet, "{path}: quiet {:.3}", ratio(all.quiet, all.clean));
}

#[test]
fn dutch_office() {
    holds("tests/corpus/nl-office.jsonl", [0.82, 0.58, 0.82, 0.96]);
}

#[test]
fn dutch_manner() {
    holds("tests/corpus/nl-manner.jsonl", [0.79, 0.47, 0.83, 0.96]);
}

#[test]
fn english() {
    holds("tests/corpus/en.jsonl", [0.76, 0.34, 0.78, 0.96]);
}

#[test]
fn held_out() {
    holds("tests/corpus/heldout.jsonl", [0.75, 0.24, 0.74, 0.96]);
}

#[test]
fn everyday_text_is_left_alone() {
    let screener = Screener::default();
    for path in ["tests/corpus/everyday-nl.txt", "tests/corpus/everyday-en.txt"] {
        let text = fs::read_to_string(path).expect(path);
        let mut warned = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let assessment = screener.screen(line);
            if assessment.level() >= Level::Medium {
                let rules: Vec<&str> = assessment.findings().iter().map(|finding| &*finding.rule).collect();
                warned.push(format!("{rules:?} {line}"));
            }
        }
        assert!(warned.is_empty(), "{path}: warned about {}:\n{}", warned.len(), warned.join("\n"));
    }
}
