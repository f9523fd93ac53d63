//! What screening costs against the length of a text, ordinary or hostile: `cargo bench --bench length` gives the
//! figures to 10 MB, this looks for steps that cost more than they should.

use std::time::{Duration, Instant};

use bezint::{Scratch, Screener};

#[path = "../benches/texts/mod.rs"]
mod texts;

/// From this length to that: a step that looks at everything before it would cost fifty times as much per byte.
const SHORT: usize = 4_000;
const LONG: usize = 200_000;

/// On a busy machine caches are shared with whoever else is at work; the benchmark is held to 2.
const MOST: f64 = 12.0;

/// Time that this thread was on a processor, which a busy machine does not lengthen; where the system does not tell, time
/// that went by.
fn clock() -> impl Fn() -> Duration {
    let spent = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (start, began) = (Instant::now(), spent());
    move || match (spent(), began) {
        (Some(now), Some(began)) => now - began,
        _ => start.elapsed(),
    }
}

/// Nanoseconds per byte, over so many bytes that a coarse clock shows them.
fn cost(screener: &Screener, scratch: &mut Scratch, text: &str) -> f64 {
    let runs = LONG.div_ceil(text.len());
    let spent = clock();
    for _ in 0..runs {
        screener.screen_with(text, scratch);
    }
    spent().as_nanos() as f64 / (text.len() * runs) as f64
}

#[test]
fn cost_per_byte_does_not_grow_with_length() {
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let mut grown = Vec::new();
    for kind in texts::KINDS {
        let (short, long) = (kind.text(SHORT), kind.text(LONG));
        let mut measure = || (cost(&screener, &mut scratch, &short), cost(&screener, &mut scratch, &long));
        // Again, before a neighbour's noise counts as ours.
        let steep = |(short, long): &(f64, f64)| *long > short * MOST + 20.0;
        let tries: Vec<(f64, f64)> = (0..3).map(|_| measure()).take_while(steep).collect();
        if let [.., (short, long)] = tries[..]
            && tries.len() == 3
        {
            grown.push(format!("{}: {short:.0} ns a byte, then {long:.0}", kind.name));
        }
    }
    assert!(grown.is_empty(), "{grown:#?}");
}

#[test]
fn a_megabyte_of_anything_ends() {
    let screener = Screener::default();
    for kind in texts::KINDS.iter().filter(|kind| kind.name.contains("alone") || kind.name.starts_with("one ")) {
        let text = kind.text(1_000_000);
        let assessment = screener.screen(&text);
        let inside = |span: &bezint::Span| text.get(span.start..span.end) == Some(span.text.as_str());
        assert!(assessment.findings().iter().flat_map(|finding| &finding.spans).all(inside), "{}", kind.name);
    }
}
