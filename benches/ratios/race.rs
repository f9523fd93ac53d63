//! A race: what is compared runs by turns, round after round, so that whatever else the machine does falls on all alike.
//! Each turn goes through the texts twice: cold, with everybody else's memory in the caches, then warm.

use std::time::{Duration, Instant};

/// What runs: a stage, or something to hold it against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The overlapping DFA of aho-corasick alone, over lower-cased text.
    Bare,
    Fold,
    FoldAndMatch,
    /// The whole screening, in a scratch that is kept.
    Whole,
    Rustrict,
    /// Making a screener.
    Build,
}

/// A stage and what it runs on.
pub(crate) type Lane = (Stage, &'static str);

/// One of those that run.
pub(crate) struct Runner<'a> {
    lane: Lane,
    posts: usize,
    bytes: usize,
    run: Box<dyn FnMut() + 'a>,
}

impl<'a> Runner<'a> {
    /// `run` goes once through `texts`.
    pub(crate) fn over<T: AsRef<str>>(lane: Lane, texts: &[T], run: Box<dyn FnMut() + 'a>) -> Self {
        let bytes = texts.iter().map(|text| text.as_ref().len()).sum();
        Self { lane, posts: texts.len(), bytes, run }
    }

    /// `run` does one thing, which has no text.
    pub(crate) fn once(lane: Lane, run: impl FnMut() + 'a) -> Self {
        Self { lane, posts: 1, bytes: 1, run: Box::new(run) }
    }

    fn time(&mut self) -> f64 {
        let start = Instant::now();
        (self.run)();
        start.elapsed().as_nanos() as f64
    }
}

/// The times of all rounds.
pub(crate) struct Race {
    lanes: Vec<(Lane, usize, usize)>,
    /// By round and runner.
    rounds: Vec<Vec<Turn>>,
}

/// Nanoseconds of one runner in one round.
#[derive(Debug, Clone, Copy, Default)]
struct Turn {
    /// Behind somebody else.
    cold: f64,
    /// Right behind itself.
    warm: f64,
}

/// One round: what ran within the same second or so.
pub(crate) struct Round<'r> {
    race: &'r Race,
    turns: &'r [Turn],
}

/// The median of something over all rounds, and the quartiles around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

/// At least this many rounds, however slow the machine.
const FEWEST: usize = 5;

impl Race {
    /// Lets all run by turns, `most` rounds or until `time` is up.
    pub(crate) fn run(mut runners: Vec<Runner<'_>>, most: usize, time: Duration) -> Self {
        let start = Instant::now();
        let mut rounds = Vec::new();
        while rounds.len() < most && (rounds.len() < FEWEST || start.elapsed() < time) {
            let mut turns = vec![Turn::default(); runners.len()];
            // Each round begins with another one: nobody always runs behind the same neighbour.
            for turn in 0..runners.len() {
                let at = (turn + rounds.len()) % runners.len();
                turns[at] = Turn { cold: runners[at].time(), warm: runners[at].time() };
            }
            rounds.push(turns);
        }
        let lanes = runners.iter().map(|runner| (runner.lane, runner.posts, runner.bytes)).collect();
        Self { lanes, rounds }
    }

    /// How many rounds were run.
    pub(crate) fn rounds(&self) -> usize {
        self.rounds.len()
    }

    /// Computes something within each round, then takes the median: both sides of a ratio had the same machine.
    pub(crate) fn of(&self, compute: impl Fn(&Round<'_>) -> f64) -> Measured {
        let mut all: Vec<f64> = self.rounds.iter().map(|turns| compute(&Round { race: self, turns })).collect();
        all.sort_by(f64::total_cmp);
        let at = |quarter: usize| all[(all.len() - 1) * quarter / 4];
        Measured { low: at(1), median: at(2), high: at(3) }
    }

    /// How many bytes a post has on the average.
    pub(crate) fn bytes_a_post(&self, lane: Lane) -> f64 {
        let (_, posts, bytes) = self.lane(lane).1;
        bytes as f64 / posts as f64
    }

    fn lane(&self, lane: Lane) -> (usize, (Lane, usize, usize)) {
        let found = self.lanes.iter().copied().enumerate().find(|(_, (other, ..))| *other == lane);
        found.unwrap_or_else(|| panic!("nothing ran as {lane:?}"))
    }
}

impl Round<'_> {
    /// Nanoseconds a post.
    pub(crate) fn post(&self, stage: Stage, posts: &'static str) -> f64 {
        let (at, (_, posts, _)) = self.race.lane((stage, posts));
        self.turns[at].warm / posts as f64
    }

    /// Nanoseconds a post behind everybody else, who left nothing in the caches.
    pub(crate) fn cold_post(&self, stage: Stage, posts: &'static str) -> f64 {
        let (at, (_, posts, _)) = self.race.lane((stage, posts));
        self.turns[at].cold / posts as f64
    }

    /// Nanoseconds a byte.
    pub(crate) fn byte(&self, stage: Stage, posts: &'static str) -> f64 {
        let (at, (_, _, bytes)) = self.race.lane((stage, posts));
        self.turns[at].warm / bytes as f64
    }
}
