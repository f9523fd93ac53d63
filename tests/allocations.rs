//! How much of the heap is asked for: by a clean post, whose scratch is kept, and by making the default screener.
//! `cargo test --test allocations -- --nocapture` prints the figures.

use bezint::{Language, Scratch, Screener};

use corpus::Draft;

#[allow(dead_code, reason = "others use the rest")]
#[path = "../benches/corpus/mod.rs"]
mod corpus;

/// How many allocations a clean post may cost that is read. The contract says none; lower this as far as it goes.
const MOST: u64 = 135;

/// The share of clean posts that must cost none at all, for nothing can come of them and they are not read. These posts
/// are made of lines that were written to look like risky ones.
const LEAST_FREE: f64 = 0.15;

/// How many bytes making the default screener may take.
const MOST_BYTES: u64 = 5_000_000;

/// What each post allocates in a scratch that has seen all of them before.
fn counts(screener: &Screener, drafts: &[Draft]) -> Vec<u64> {
    let mut scratch = Scratch::default();
    for draft in drafts {
        screener.screen_with(draft.post(), &mut scratch);
    }
    let count = |draft: &Draft| {
        let post = draft.post();
        allocation_counter::measure(|| drop(screener.screen_with(&post, &mut scratch))).count_total
    };
    drafts.iter().map(count).collect()
}

#[test]
fn a_clean_post_allocates_nothing_more_than_it_may() {
    let screener = Screener::default();
    let mut over = Vec::new();
    for (kind, drafts) in [
        ("Dutch", corpus::clean(&screener, Language::Nl)),
        ("English", corpus::clean(&screener, Language::En)),
        ("with emoji", corpus::with_emoji(&screener)),
    ] {
        assert!(drafts.len() >= 40, "only {} clean posts, {kind}", drafts.len());
        let counts = counts(&screener, &drafts);
        let mean = counts.iter().sum::<u64>() as f64 / counts.len() as f64;
        let most = counts.iter().max().copied().unwrap_or_default();
        let free = counts.iter().filter(|count| **count == 0).count() as f64 / counts.len() as f64;
        println!(
            "{kind}: {} posts, {mean:.1} allocations on the average, {most} at most, none in {:.0} %",
            counts.len(),
            free * 100.0
        );
        assert!(free >= LEAST_FREE || kind == "with emoji", "{kind}: only {free:.2} of the posts allocate nothing");
        let those = drafts.iter().zip(&counts).filter(|(_, count)| **count > MOST);
        over.extend(those.map(|(draft, count)| format!("{kind}: {count} allocations: {}", draft.text)));
    }
    assert!(over.is_empty(), "{} posts allocate more than {MOST} times:\n{}", over.len(), over.join("\n"));
}

/// Findings own their words: where these cost nothing, nothing is counted.
#[test]
fn a_risky_post_is_seen_to_allocate() {
    let screener = Screener::default();
    let drafts = corpus::risky(&screener);
    let counts = counts(&screener, &drafts);
    assert!(drafts.len() >= 100 && counts.iter().all(|count| *count > 0));
}

#[test]
fn making_the_default_screener_takes_little() {
    let mut made = None;
    let taken = allocation_counter::measure(|| made = Some(Screener::builder().build()));
    assert!(made.is_some_and(|made| made.is_ok()));
    println!("making the default screener: {} bytes at most, {} kept", taken.bytes_max, taken.bytes_current);
    assert!(taken.bytes_max > 10_000, "nothing is counted");
    assert!(taken.bytes_max <= MOST_BYTES, "{} bytes", taken.bytes_max);
}
