//! The short ways against plain ones, on the corpora and on text made of pieces of the lexicons. The matcher against one
//! that looks for every pattern at every place and asks of each occurrence whether it lies in its word as its term demands;
//! the screening that ends where nothing can come of a post against one that reads every post to the end.
#![cfg(test)]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use once_cell::sync::Lazy;
use proptest::prelude::*;

use crate::fold::{Folded, is_word_char};
use crate::lexicon::{Fit, Lexicon, Meaning, Term};
use crate::matcher::{Hits, Matcher};
use crate::words::Words;
use crate::{Account, Attachment, Context, Post, Role, Screener};

/// A term where it stands. Phrases are held against the plain way by what comes of them.
#[derive(Debug, Clone, PartialEq)]
struct Found<'l> {
    range: Range<usize>,
    meaning: &'l Meaning,
    fit: Fit,
    exact_case: Option<&'l str>,
}

impl<'l> Found<'l> {
    fn of(range: Range<usize>, Term { meaning, fit, exact_case }: Term<'l>) -> Self {
        Self { range, meaning, fit, exact_case }
    }
}

/// What the matcher finds in folded text.
fn fast<'l>(matcher: &Matcher, lexicon: &'l Lexicon, text: &str) -> Vec<Found<'l>> {
    let mut hits = Hits::default();
    matcher.find(text, &Words::default(), lexicon, &mut hits);
    hits.terms.iter().map(|hit| Found::of(hit.range.clone(), lexicon.term(hit.term))).collect()
}

/// In words of more bytes than this the matcher looks for whole words only.
const LONGEST: usize = 64;

/// A plain matcher: one automaton over everything, and one look at each occurrence.
struct Reference<'l> {
    lexicon: &'l Lexicon,
    automaton: AhoCorasick,
    /// The layer and the terms of each pattern.
    terms: Vec<(usize, Vec<Term<'l>>)>,
    /// Which pattern of a layer is spelt so.
    patterns: HashMap<(usize, String), usize>,
}

impl<'l> Reference<'l> {
    fn new(lexicon: &'l Lexicon) -> Self {
        let (mut spelt, mut terms, mut patterns) = (Vec::new(), Vec::new(), HashMap::new());
        for (layer, all) in lexicon.layers.iter().enumerate() {
            for (pattern, of) in all.patterns() {
                // Some are two nodes: a word as such, and as the beginning of another.
                let at = *patterns.entry((layer, pattern.clone())).or_insert(terms.len());
                if at == terms.len() {
                    spelt.push(pattern);
                    terms.push((layer, Vec::new()));
                }
                terms[at].1.extend(of);
            }
        }
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&spelt);
        Self { lexicon, automaton: automaton.expect("so many patterns can be numbered"), terms, patterns }
    }

    fn find(&self, text: &str) -> Vec<Found<'l>> {
        let all: Vec<(usize, Range<usize>)> = self
            .automaton
            .find_overlapping_iter(text)
            .map(|found| (found.pattern().as_usize(), found.range()))
            .collect();
        let seams: Vec<BTreeSet<usize>> =
            (0..self.lexicon.layers.len()).map(|layer| self.seams(text, layer, &all)).collect();
        let mut found = Vec::new();
        for (pattern, range) in all {
            let (layer, terms) = &self.terms[pattern];
            for term in terms {
                if fits(text, &range, term.fit, &seams[*layer]) {
                    found.push((range.clone(), *term));
                } else if term.fit == Fit::Last
                    && let Some(first) = self.first_part(text, &range)
                {
                    found.extend([first, (range.clone(), *term)]);
                }
            }
        }
        found.into_iter().map(|(range, term)| Found::of(range, term)).collect()
    }

    /// Where a word that is the first part of a compound ends and the other part begins: *kut|beleid*.
    fn seams(&self, text: &str, layer: usize, all: &[(usize, Range<usize>)]) -> BTreeSet<usize> {
        let modifies = |(pattern, range): &&(usize, Range<usize>)| {
            let (of, terms) = &self.terms[*pattern];
            *of == layer
                && text[range.clone()].chars().all(is_word_char)
                && terms.iter().any(|term| term.fit == Fit::Modifier)
        };
        let mut modifiers: Vec<&Range<usize>> = all.iter().filter(modifies).map(|(_, range)| range).collect();
        // What may begin at a seam comes after the word that ends there.
        modifiers.sort_by_key(|range| range.start);
        let mut seams = BTreeSet::new();
        for range in modifiers {
            if fits(text, range, Fit::Modifier, &seams) {
                seams.insert(range.end);
            }
        }
        seams
    }

    /// The word of the lexicons that stands between the beginning of its word and the last part: *boeren|pummel*.
    fn first_part(&self, text: &str, last: &Range<usize>) -> Option<(Range<usize>, Term<'l>)> {
        let start = word_around(text, last.start).start;
        let part = &text[start..last.start];
        // The last part ends its word; it may be several: *gifslang|lege doos*.
        let goes_on = text[last.end..].chars().next().is_some_and(is_word_char);
        if goes_on || part.len() < 4 || !part.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let spellings = || ["", "s", "e", "en"].iter().filter_map(|link| part.strip_suffix(link));
        let term = (0..self.lexicon.layers.len()).find_map(|layer| {
            let known = |spelling: &str| self.patterns.get(&(layer, spelling.to_owned()));
            let whole = |term: &&Term<'l>| term.fit != Fit::Modifier;
            let patterns = spellings().filter(|spelling| spelling.len() >= 3).filter_map(known);
            patterns.into_iter().find_map(|pattern| self.terms[*pattern].1.iter().find(whole))
        })?;
        Some((start..last.start, *term))
    }
}

/// Does an occurrence lie in its word as `fit` demands?
fn fits(text: &str, range: &Range<usize>, fit: Fit, seams: &BTreeSet<usize>) -> bool {
    let word_at = |at: usize| text[at..].chars().next().is_some_and(is_word_char);
    let word_before = |at: usize| text[..at].chars().next_back().is_some_and(is_word_char);
    let begins = !(word_at(range.start) && word_before(range.start)) || seams.contains(&range.start);
    let ends = !(word_at(range.end) && word_before(range.end));
    let rest = &text[range.end..];
    match fit {
        Fit::Whole | Fit::Last => begins && ends,
        Fit::Stem => begins,
        Fit::Head => ends,
        Fit::Modifier => {
            let goes_on = rest.chars().take(3).filter(char::is_ascii_alphanumeric).count() == 3;
            begins && (goes_on || rest.starts_with('-') && word_at(range.end + 1))
        }
    }
}

/// The word that byte `at` is in or right behind of; empty where there is none.
fn word_around(text: &str, at: usize) -> Range<usize> {
    let before = text[..at].chars().rev().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum::<usize>();
    let after = text[at..].chars().take_while(|c| is_word_char(*c)).map(char::len_utf8).sum::<usize>();
    at - before..at + after
}

/// In order, each once, without what touches words that are too long to be taken apart.
fn settled<'l>(text: &str, mut found: Vec<Found<'l>>) -> Vec<Found<'l>> {
    found.retain(|found| [found.range.start, found.range.end].iter().all(|at| word_around(text, *at).len() <= LONGEST));
    found.sort_by_cached_key(|found| (found.range.start, found.range.end, format!("{found:?}")));
    found.dedup();
    found
}

/// A screener's lexicon with both matchers.
struct Both {
    lexicon: &'static Lexicon,
    matcher: Matcher,
    reference: Reference<'static>,
}

impl Both {
    fn of(screener: Screener) -> Self {
        let lexicon = Box::leak(Box::new(screener)).lexicon();
        let matcher = Matcher::new(lexicon).expect("it was built once already");
        Self { lexicon, matcher, reference: Reference::new(lexicon) }
    }

    /// What only one of the two finds in `text` once it is folded, and how much both do.
    fn differences(&self, text: &str) -> (Vec<String>, usize) {
        let mut folded = Folded::default();
        folded.fold(text, &self.lexicon.vocabulary);
        let text = folded.text();
        let fast = settled(text, fast(&self.matcher, self.lexicon, text));
        let plain = settled(text, self.reference.find(text));
        let tell = |who: &str, found: &Found<'_>| {
            let concept = &self.lexicon.concept(found.meaning.concept).id;
            format!("only {who}: {:?} as {concept}, {:?}, in {text:?}", &text[found.range.clone()], found.fit)
        };
        let missed = plain.iter().filter(|found| !fast.contains(found)).map(|found| tell("the reference", found));
        let made_up = fast.iter().filter(|found| !plain.contains(found)).map(|found| tell("the matcher", found));
        (missed.chain(made_up).collect(), plain.len())
    }
}

static BUILT_IN: Lazy<Both> = Lazy::new(|| Both::of(Screener::default()));

/// The built-in terms, and a layer of an organisation's own beside them.
static WITH_OWN: Lazy<Both> = Lazy::new(|| {
    let own = r#"
        language = "nl"
        [[terms]]
        concept = "profanity"
        compound = "modifier"
        words = ["zwam", "kletter"]
        [[terms]]
        concept = "leadership"
        words = ["regenboogkamer", "kamer 12", "zwamkamer", "de kroon"]
        [[terms]]
        concept = "policy"
        compound = "head"
        words = ["visie", "plan"]
    "#;
    let builder = Screener::builder().lexicon_str(own).expect("a lexicon");
    Both::of(builder.build().expect("known concepts"))
});

/// Every line of the corpora.
fn lines() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = |folder: &str| -> Vec<PathBuf> {
        fs::read_dir(corpus.join(folder)).expect("a folder").map(|entry| entry.expect("readable").path()).collect()
    };
    let text = |line: &str| {
        let record: Result<serde_json::Value, _> = serde_json::from_str(line);
        record.ok().and_then(|record| Some(record.get("text")?.as_str()?.to_owned())).unwrap_or_else(|| line.to_owned())
    };
    let mut lines = Vec::new();
    for path in ["development", "unseen", "ordinary"].into_iter().flat_map(files) {
        lines.extend(fs::read_to_string(path).expect("readable").lines().map(text));
    }
    // A line of these has one word.
    for path in files("words") {
        let words = fs::read_to_string(path).expect("readable");
        lines.extend(words.lines().collect::<Vec<_>>().chunks(40).map(|words| words.join(" ")));
    }
    lines
}

#[test]
fn the_corpora_are_matched_as_by_the_reference() {
    let (mut differences, mut found) = (Vec::new(), 0);
    let lines = lines();
    for line in &lines {
        let (more, both) = BUILT_IN.differences(line);
        differences.extend(more);
        found += both;
    }
    differences.truncate(20);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(lines.len() > 4_000 && found > 90_000, "{found} terms in {} lines", lines.len());
}

/// Circumstances that rules ask for.
fn contexts() -> [Context; 3] {
    let named = Context {
        role: Some(Role::Police),
        account: Some(Account::Official),
        superiors: vec!["minister Van der Berg".into(), "kletter".into(), "Trump".into()],
        organisation: vec!["Politie".into(), "zwam".into(), "gemeente".into()],
        ..Context::default()
    };
    let armed = Context { attachments: vec![Attachment::ServiceWeapon], ..Context::default() };
    [Context::default(), named, armed]
}

#[test]
fn the_corpora_come_out_as_when_everything_is_read() {
    let screener = Screener::default();
    for (at, line) in lines().iter().enumerate() {
        let post = Post::new(line).with_context(contexts()[[0, 0, 1, 2][at % 4]].clone());
        assert_eq!(screener.screen(&post), screener.screen_unsifted(&post), "{line}");
    }
}

/// Text of pieces that something may hang on: patterns and parts of them, with and without anything between, and
/// characters of any kind.
fn texts() -> impl Strategy<Value = String> {
    static PATTERNS: Lazy<Vec<String>> = Lazy::new(|| Screener::default().patterns());
    let pattern = || (0..PATTERNS.len()).prop_map(|at| PATTERNS[at].clone());
    let part = (0..PATTERNS.len(), any::<prop::sample::Index>(), any::<bool>()).prop_map(|(at, cut, first)| {
        let letters: Vec<char> = PATTERNS[at].chars().collect();
        let (before, after) = letters.split_at(cut.index(letters.len() + 1));
        if first { before } else { after }.iter().collect::<String>()
    });
    let own = prop::sample::select(vec!["zwam", "kletter", "visie", "plan", "regenboogkamer", "kamer 12", "de kroon"]);
    let piece = prop_oneof![
        8 => pattern(),
        2 => pattern().prop_map(|pattern| pattern.to_uppercase()),
        3 => part,
        2 => own.prop_map(str::to_owned),
        1 => "[a-z]{1,12}",
        1 => any::<String>(),
    ];
    let gap = prop_oneof![
        6 => Just(" "),
        6 => Just(""),
        4 => prop::sample::select(vec!["\"", "'", ".\"", " niet ", " is ", "-", "s", "e", "en", ". ", ", ", "'", "\n", "  ", "#", "@", "/", "!", "\u{301}", "🤡", "é"]),
    ];
    prop::collection::vec((piece, gap), 1..16)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_matched_as_by_the_reference(text in texts()) {
        for both in [&*BUILT_IN, &*WITH_OWN] {
            let (differences, _) = both.differences(&text);
            prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
    }

    #[test]
    fn any_text_comes_out_as_when_everything_is_read(text in texts(), at in 0..3_usize) {
        let screener = Screener::default();
        let post = Post::new(&text).with_context(contexts()[at].clone());
        prop_assert_eq!(screener.screen(&post), screener.screen_unsifted(&post));
    }
}
