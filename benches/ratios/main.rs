//! `cargo bench --bench ratios`: what each stage costs, and the ratios that are aimed at, against a bare aho-corasick
//! DFA over the same patterns. `benches/README.md` says how to read it. Prints Markdown; never fails on a figure.

mod growth;
mod race;
mod table;

use std::env;
use std::hint::black_box;
use std::time::Duration;

use aho_corasick::automaton::Automaton as _;
use aho_corasick::dfa::DFA;
use bezint::{Language, Post, Scratch, Screener};

use corpus::Draft;
use race::{Race, Runner, Stage};

#[allow(dead_code, reason = "others use the rest")]
#[path = "../corpus/mod.rs"]
mod corpus;

/// How much is run.
struct Size {
    rounds: usize,
    time: Duration,
    posts: usize,
    patterns: usize,
    /// Terms of the small and of the large lexicon.
    terms: [usize; 2],
}

const FULL: Size =
    Size { rounds: 101, time: Duration::from_secs(60), posts: 400, patterns: usize::MAX, terms: [1_000, 20_000] };

/// Only to see that it runs, as `cargo test --all-targets` does.
const TRIAL: Size = Size { rounds: 1, time: Duration::ZERO, posts: 3, patterns: 100, terms: [100, 200] };

/// Posts of one kind.
struct Set {
    name: &'static str,
    drafts: Vec<Draft>,
    lowered: Vec<String>,
}

impl Set {
    fn new(name: &'static str, mut drafts: Vec<Draft>, size: &Size) -> Self {
        drafts.truncate(size.posts);
        let lowered = drafts.iter().map(|draft| draft.text.to_lowercase()).collect();
        Self { name, drafts, lowered }
    }

    fn posts(&self) -> Vec<Post<'_>> {
        self.drafts.iter().map(Draft::post).collect()
    }
}

/// The posts without any finding.
const CLEAN: [&str; 3] = ["clean Dutch", "clean English", "clean with emoji"];
const RISKY: [&str; 2] = ["risky", "risky throughout"];
/// All clean Dutch posts as one text.
const LONG: &str = "100 kB";
const THINNED: [&str; 2] = ["thinned, small", "thinned, large"];
const OWN: [&str; 3] = ["built-in alone", "own, small", "own, large"];
const DEFAULT: &str = "default screener";

fn main() {
    let measuring = env::args().any(|argument| argument == "--bench");
    let size = if measuring { FULL } else { TRIAL };
    let screener = Screener::default();
    let sets = [
        Set::new(CLEAN[0], corpus::clean(&screener, Language::Nl), &size),
        Set::new(CLEAN[1], corpus::clean(&screener, Language::En), &size),
        Set::new(CLEAN[2], corpus::with_emoji(&screener), &size),
        Set::new(RISKY[0], corpus::risky(&screener), &size),
        Set::new(RISKY[1], corpus::risky_throughout(&screener), &size),
    ];
    let long = sets[0].drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut patterns = screener.patterns();
    patterns.truncate(size.patterns);
    let bare = DFA::new(&patterns).expect("so many patterns can be numbered");
    let thinned = size.terms.map(growth::thinned);
    let own = size.terms.map(growth::with_own);

    let mut runners = Vec::new();
    for set in &sets {
        runners.extend(stages(&screener, &bare, set));
    }
    runners.push(whole(&screener, LONG, vec![Post::new(&long)]));
    let grown = [&screener, &own[0], &own[1], &thinned[0], &thinned[1]];
    for (screener, name) in grown.into_iter().zip(OWN.into_iter().chain(THINNED)) {
        let mut posts = sets[0].posts();
        posts.truncate(size.posts / 3);
        runners.push(whole(screener, name, posts));
    }
    runners.push(Runner::once((Stage::Build, DEFAULT), || {
        black_box(default());
    }));
    let race = Race::run(runners, size.rounds, size.time);

    if !measuring {
        println!("A trial, to see that it runs: these figures say nothing. `cargo bench --bench ratios` measures.\n");
    }
    println!(
        "{} terms, {} patterns; the bare DFA takes {} MB. Medians of {} rounds, all by turns.\n",
        screener.term_count(),
        patterns.len(),
        bare.memory_usage() / 1_000_000,
        race.rounds(),
    );
    let allocations = sets.each_ref().map(|set| (set.name, allocations(&screener, set)));
    table::stages(&race, &allocations);
    table::ratios(&race, &allocations, made(default));
    table::growth(&race, &own, &thinned);
}

/// The default screener, made anew.
fn default() -> Screener {
    Screener::builder().build().expect("the built-in lexicons are tested")
}

/// Every stage over one set.
fn stages<'a>(screener: &'a Screener, bare: &'a DFA, set: &'a Set) -> Vec<Runner<'a>> {
    let texts: Vec<&str> = set.drafts.iter().map(|draft| draft.text.as_str()).collect();
    let lowered: Vec<&str> = set.lowered.iter().map(String::as_str).collect();
    let (mut folding, mut matching) = (Scratch::default(), Scratch::default());
    let run = |stage, texts: &[&'a str], run| Runner::over((stage, set.name), texts, run);
    vec![
        run(Stage::Bare, &lowered, each(lowered.clone(), |text| found(bare, text))),
        whole(screener, set.name, set.posts()),
        run(Stage::Fold, &texts, each(texts.clone(), move |text| screener.fold(text, &mut folding))),
        run(Stage::FoldAndMatch, &texts, each(texts.clone(), move |text| screener.fold_and_match(text, &mut matching))),
        run(Stage::Rustrict, &texts, each(texts.clone(), |text| rustrict::CensorStr::is_inappropriate(*text))),
    ]
}

fn whole<'a>(screener: &'a Screener, name: &'static str, posts: Vec<Post<'a>>) -> Runner<'a> {
    let texts: Vec<&str> = posts.iter().map(Post::text).collect();
    let mut scratch = Scratch::default();
    Runner::over((Stage::Whole, name), &texts, each(posts, move |post| screener.screen_with(post, &mut scratch)))
}

/// Goes once through all of them; nothing that `run` gives is optimised away.
fn each<'a, T: 'a, R>(all: Vec<T>, mut run: impl FnMut(&T) -> R + 'a) -> Box<dyn FnMut() + 'a> {
    Box::new(move || {
        for one in &all {
            black_box(run(black_box(one)));
        }
    })
}

/// How many patterns the bare automaton finds, overlapping ones too.
fn found(bare: &DFA, text: &str) -> usize {
    let mut state = aho_corasick::automaton::OverlappingState::start();
    let input = aho_corasick::Input::new(black_box(text));
    let mut count = 0;
    loop {
        bare.try_find_overlapping(&input, &mut state).expect("the automaton is one for overlapping matches");
        if state.get_match().is_none() {
            return count;
        }
        count += 1;
    }
}

/// Heap allocations of a post, in a scratch that has seen all posts before.
#[derive(Clone, Copy)]
struct Allocations {
    mean: f64,
    most: u64,
}

fn allocations(screener: &Screener, set: &Set) -> Allocations {
    let mut scratch = Scratch::default();
    let posts = set.posts();
    posts.iter().for_each(|post| drop(screener.screen_with(post, &mut scratch)));
    let count = |post: &Post<'_>| {
        allocation_counter::measure(|| drop(black_box(screener.screen_with(post, &mut scratch)))).count_total
    };
    let counts: Vec<u64> = posts.iter().map(count).collect();
    Allocations {
        mean: counts.iter().sum::<u64>() as f64 / counts.len() as f64,
        most: counts.into_iter().max().unwrap_or_default(),
    }
}

/// Bytes of heap that making a screener takes at most, and that it keeps.
fn made(make: impl FnOnce() -> Screener) -> (u64, u64) {
    let mut made = None;
    let taken = allocation_counter::measure(|| made = Some(make()));
    drop(made);
    (taken.bytes_max, u64::try_from(taken.bytes_current).unwrap_or_default())
}
