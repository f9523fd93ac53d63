//! Posts of about 280 bytes, out of `tests/corpus`: what benches and tests measure on. The corpus is no part of the
//! package; these run in a checkout of the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bezint::{Context, Dimension, Language, Level, Post, Screener};
use serde::Deserialize;

/// How long a post is, in bytes, give or take a sentence.
pub(crate) const LENGTH: usize = 280;

/// A post with its circumstances.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) lang: Language,
    #[serde(default)]
    pub(crate) context: Context,
    /// What its labels expect: a level, or a range of two.
    #[serde(default)]
    expect: BTreeMap<Dimension, String>,
}

impl Draft {
    fn plain(text: String, lang: Language) -> Self {
        Self { text, lang, context: Context::default(), expect: BTreeMap::new() }
    }

    /// The post as it is screened.
    pub(crate) fn post(&self) -> Post<'_> {
        Post::new(&self.text).with_context(&self.context)
    }

    /// Do its labels expect at least a medium level in some dimension?
    fn is_risky(&self) -> bool {
        self.expect.values().any(|range| range.starts_with("medium") || range.starts_with("high"))
    }

    /// Do its labels expect nothing at all?
    fn is_innocent(&self) -> bool {
        self.expect.values().all(|range| range == "none")
    }
}

/// Clean posts in one language: everyday announcements and newspaper sentences, joined.
pub(crate) fn clean(screener: &Screener, language: Language) -> Vec<Draft> {
    let posts = joined(&ordinary(language));
    quiet(screener, posts.into_iter().map(|text| Draft::plain(text, language)))
}

/// Clean posts with emoji, in both languages: innocent labelled posts that hold one, among ordinary text.
pub(crate) fn with_emoji(screener: &Screener) -> Vec<Draft> {
    let cases = labelled().into_iter().filter(|case| case.is_innocent() && case.text.chars().any(is_emoji));
    quiet(screener, among_ordinary_text(cases))
}

/// Risky posts: one labelled post each, in its own circumstances, among ordinary text. All have findings.
pub(crate) fn risky(screener: &Screener) -> Vec<Draft> {
    let posts = among_ordinary_text(labelled().into_iter().filter(Draft::is_risky));
    posts.filter(|draft| screener.screen(draft.post()).level() >= Level::Medium).collect()
}

/// Posts that are nothing but risk: labelled posts joined.
pub(crate) fn risky_throughout(screener: &Screener) -> Vec<Draft> {
    let cases: Vec<Draft> = labelled().into_iter().filter(Draft::is_risky).collect();
    let of = |language: Language| {
        let texts: Vec<String> =
            cases.iter().filter(|case| case.lang == language).map(|case| case.text.clone()).collect();
        joined(&texts).into_iter().map(move |text| Draft::plain(text, language))
    };
    let all = of(Language::Nl).chain(of(Language::En));
    all.filter(|draft| screener.screen(draft.post()).level() >= Level::Medium).collect()
}

/// Posts as a batch may hold them: clean ones and innocent labelled ones, and every tenth one risky.
pub(crate) fn mixed(screener: &Screener) -> Vec<Draft> {
    const RISKY: usize = 10;
    let clean = clean(screener, Language::Nl).into_iter().chain(clean(screener, Language::En));
    let innocent = among_ordinary_text(labelled().into_iter().filter(Draft::is_innocent));
    let quiet: Vec<Draft> = clean.chain(innocent).collect();
    let risky = risky(screener).into_iter();
    quiet.chunks(RISKY - 1).zip(risky).flat_map(|(quiet, risky)| quiet.iter().cloned().chain([risky])).collect()
}

/// Every labelled post in its own circumstances, and every ordinary line, as they are.
pub(crate) fn everything() -> Vec<Draft> {
    let lines = |language| ordinary(language).into_iter().map(move |text| Draft::plain(text, language));
    labelled().into_iter().chain(lines(Language::Nl)).chain(lines(Language::En)).collect()
}

/// Those about which nothing at all is said.
fn quiet(screener: &Screener, drafts: impl Iterator<Item = Draft>) -> Vec<Draft> {
    drafts.filter(|draft| screener.screen(draft.post()).findings().is_empty()).collect()
}

/// Joins texts with spaces, to posts of about [`LENGTH`] bytes.
fn joined(texts: &[String]) -> Vec<String> {
    let mut posts = vec![String::new()];
    for text in texts {
        let last = posts.last_mut().expect("there is one from the start");
        if last.is_empty() {
            last.push_str(text);
        } else if (last.len() + text.len()).abs_diff(LENGTH) < last.len().abs_diff(LENGTH) {
            last.push(' ');
            last.push_str(text);
        } else {
            posts.push(text.clone());
        }
    }
    // The last one is what was left.
    posts.pop();
    posts
}

/// Puts ordinary text of its own language behind each draft, another bit for each, up to about [`LENGTH`] bytes.
fn among_ordinary_text(drafts: impl Iterator<Item = Draft>) -> impl Iterator<Item = Draft> {
    let mut dutch = ordinary(Language::Nl).into_iter().cycle();
    let mut english = ordinary(Language::En).into_iter().cycle();
    drafts.map(move |mut draft| {
        let more = if draft.lang == Language::En { &mut english } else { &mut dutch };
        while draft.text.len() + LENGTH / 8 < LENGTH {
            draft.text.extend([" ", &more.next().expect("a cycle has no end")]);
        }
        draft
    })
}

/// Ordinary lines, everyday ones and newspaper sentences by turns.
fn ordinary(language: Language) -> Vec<String> {
    let name = if language == Language::En { "en" } else { "nl" };
    let lines = |kind: &str| -> Vec<String> {
        let text = read(&corpus().join(format!("ordinary/{kind}-{name}.txt")));
        text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
    };
    let (everyday, news) = (lines("everyday"), lines("news"));
    let longest = everyday.len().max(news.len());
    (0..longest).flat_map(|at| everyday.get(at).into_iter().chain(news.get(at))).cloned().collect()
}

/// The labelled posts of all folders.
fn labelled() -> Vec<Draft> {
    let mut files: Vec<PathBuf> = ["development", "unseen"]
        .iter()
        .flat_map(|folder| fs::read_dir(corpus().join(folder)).expect("the corpus is in the repository"))
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    files.sort();
    let drafts = |path: &PathBuf| -> Vec<Draft> {
        let text = read(path);
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| serde_json::from_str(line).expect("a labelled post")).collect()
    };
    files.iter().flat_map(drafts).collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}
