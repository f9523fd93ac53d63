//! What a race says, as tables of Markdown.

use std::time::Instant;

use bezint::Screener;

use crate::growth::with_own;
use crate::race::{Measured, Race, Round, Stage};
use crate::{Allocations, CLEAN, DEFAULT, LONG, OWN, RISKY, THINNED, made};

/// A ratio, or another figure, with what is aimed at.
struct Ratio {
    what: String,
    measured: Measured,
    digits: usize,
    at_most: f64,
    /// Better still.
    aim: Option<f64>,
}

impl Ratio {
    fn row(&self) -> String {
        let Measured { low, median, high } = self.measured;
        let aim = self.aim.map_or_else(String::new, |aim| format!(" (aim {aim})"));
        let holds = match self.aim {
            _ if median > self.at_most => "**no**",
            Some(aim) if median <= aim => "yes, the aim too",
            _ => "yes",
        };
        let digits = self.digits;
        format!(
            "| {} | {median:.digits$} | {low:.digits$}–{high:.digits$} | {}{aim} | {holds} |",
            self.what, self.at_most
        )
    }
}

/// What each stage costs on each set of posts.
pub(crate) fn stages(race: &Race, sets: &[(&'static str, Allocations)]) {
    println!(
        "| posts | bytes | bare DFA | fold | match | the rest | whole | rustrict | cold: DFA, whole | allocations: mean, most |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (name, Allocations { mean, most }) in sets {
        let time = |compute: &dyn Fn(&Round<'_>) -> f64| format!("{:.1} µs", race.of(compute).median / 1e3);
        let stage = |stage: Stage| time(&|round: &Round<'_>| round.post(stage, name));
        let (fold, matched) = (stage(Stage::Fold), time(&|round| match_alone(round, name)));
        let rest = time(&|round| round.post(Stage::Whole, name) - round.post(Stage::FoldAndMatch, name));
        let cold = |stage: Stage| time(&|round: &Round<'_>| round.cold_post(stage, name));
        println!(
            "| {name} | {:.0} | {} | {fold} | {matched} | {rest} | {} | {} | {}, {} | {mean:.1}, {most} |",
            race.bytes_a_post((Stage::Whole, name)),
            stage(Stage::Bare),
            stage(Stage::Whole),
            stage(Stage::Rustrict),
            cold(Stage::Bare),
            cold(Stage::Whole),
        );
    }
}

/// The ratios of issue 5, with what is aimed at. All are of warm runs, in which the bare DFA does best. `built` is what making a screener takes and keeps, in bytes.
pub(crate) fn ratios(race: &Race, allocations: &[(&'static str, Allocations)], built: (u64, u64)) {
    println!("\n| ratio | measured | middle half of the rounds | at most | holds |\n|---|---|---|---|---|");
    let over_bare =
        |stage: Stage, name: &'static str| race.of(|round| round.post(stage, name) / round.post(Stage::Bare, name));
    let figure = |what: &str, measured, digits, at_most| {
        println!("{}", Ratio { what: what.into(), measured, digits, at_most, aim: None }.row());
    };
    let ratio =
        |what: String, measured, at_most, aim| println!("{}", Ratio { what, measured, digits: 2, at_most, aim }.row());
    for name in CLEAN {
        ratio(format!("whole, {name} / bare DFA"), over_bare(Stage::Whole, name), 1.0, Some(0.5));
    }
    for name in RISKY {
        ratio(format!("whole, {name} / bare DFA"), over_bare(Stage::Whole, name), 2.0, None);
    }
    for name in CLEAN {
        let measured = race.of(|round| match_alone(round, name) / round.post(Stage::Bare, name));
        ratio(format!("match alone, {name} / bare DFA"), measured, 0.5, Some(0.25));
    }
    let grown = |[small, large]: [&'static str; 2]| {
        race.of(|round| round.post(Stage::Whole, large) / round.post(Stage::Whole, small))
    };
    figure("whole, 20,000 terms of the built-in / 1,000", grown(THINNED), 2, 2.5);
    figure("whole, 20,000 own terms beside the built-in / 1,000", grown([OWN[1], OWN[2]]), 2, 2.5);
    let long = race.of(|round| round.byte(Stage::Whole, LONG) / round.byte(Stage::Whole, CLEAN[0]));
    figure("time a byte, all clean Dutch as one text / by post", long, 2, 1.0);
    let all = |round: &Round<'_>, stage: Stage| CLEAN.iter().map(|name| round.post(stage, name)).sum::<f64>();
    let measured = race.of(|round| all(round, Stage::Whole) / all(round, Stage::Rustrict));
    figure("whole, all clean / rustrict", measured, 3, 1.0 / 40.0);
    let plain = |value: f64| Measured { low: value, median: value, high: value };
    let clean = allocations.iter().filter(|(name, _)| CLEAN.contains(name));
    let most = clean.map(|(_, allocations)| allocations.most).max().unwrap_or_default();
    figure("heap allocations of a clean post, the most", plain(most as f64), 0, 0.0);
    let milliseconds = race.of(|round| round.post(Stage::Build, DEFAULT) / 1e6);
    figure("making the default screener, ms", milliseconds, 1, 30.0);
    figure("the same, MB of heap at most", plain(built.0 as f64 / 1e6), 2, 5.0);
    println!("\nMaking the default screener keeps {:.2} MB of heap.", built.1 as f64 / 1e6);
}

/// What terms cost, with both lexicons of each kind.
pub(crate) fn growth(race: &Race, own: &[Screener; 2], thinned: &[Screener; 2]) {
    println!("\n| lexicon | terms | whole, clean Dutch | each further thousand terms |\n|---|---|---|---|");
    let time = |name: &'static str| race.of(|round| round.post(Stage::Whole, name));
    let row = |name: &str, terms: String, [small, large]: [&'static str; 2], thousands: f64| {
        let further = race.of(|round| (round.post(Stage::Whole, large) - round.post(Stage::Whole, small)) / thousands);
        println!("| {name} | {terms} | {:.1} µs | {:.0} ns a post |", time(large).median / 1e3, further.median);
    };
    let builtin = Screener::default().term_count();
    println!("| {} | {builtin} | {:.1} µs | |", OWN[0], time(OWN[0]).median / 1e3);
    let added = own.each_ref().map(|screener| screener.term_count() - builtin);
    println!("| and an organisation's own | +{} | {:.1} µs | |", added[0], time(OWN[1]).median / 1e3);
    row("and an organisation's own", format!("+{}", added[1]), [OWN[1], OWN[2]], (added[1] - added[0]) as f64 / 1e3);
    let terms = thinned.each_ref().map(Screener::term_count);
    println!("| a part of the built-in | {} | {:.1} µs | |", terms[0], time(THINNED[0]).median / 1e3);
    row("a part of the built-in", terms[1].to_string(), THINNED, (terms[1] - terms[0]) as f64 / 1e3);
    let [small, large] = added.map(|terms| {
        let start = Instant::now();
        let (_, kept) = made(|| with_own(terms));
        (start.elapsed().as_secs_f64() * 1e3, kept as f64 / 1e3)
    });
    let thousands = (added[1] - added[0]) as f64 / 1e3;
    println!(
        "\nEach further thousand own terms takes {:.1} ms and {:.0} kB more to make.",
        (large.0 - small.0) / thousands,
        (large.1 - small.1) / thousands
    );
}

fn match_alone(round: &Round<'_>, name: &'static str) -> f64 {
    round.post(Stage::FoldAndMatch, name) - round.post(Stage::Fold, name)
}
