//! Equal treatment: exchange one party, faith, origin, orientation or name for another, and the verdict stays the
//! same. Only the place of the spans may differ, since names differ in length. The templates are in `tests/swaps`.

use bezint::{Dimension, Level, Screener};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Swaps {
    swap: Vec<Swap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Swap {
    about: String,
    members: Vec<String>,
    templates: Vec<String>,
}

/// A verdict without what depends on the length of a name.
fn verdict(screener: &Screener, text: &str) -> (Vec<Level>, Vec<(String, f64, f64)>) {
    let assessment = screener.screen(text);
    let levels = Dimension::ALL.iter().map(|dimension| assessment.score(*dimension).level).collect();
    let mut findings: Vec<_> =
        assessment.findings().iter().map(|f| (f.rule.to_string(), f.score, f.severity)).collect();
    findings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    (levels, findings)
}

/// The sentence with `member` in its place, and a capital to begin with.
fn sentence(template: &str, member: &str) -> String {
    let text = template.replace("{}", member);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn unequal(screener: &Screener, swap: &Swap) -> Vec<String> {
    let mut unequal = Vec::new();
    for template in &swap.templates {
        let first = verdict(screener, &sentence(template, &swap.members[0]));
        for member in &swap.members[1..] {
            let text = sentence(template, member);
            let other = verdict(screener, &text);
            if other != first {
                unequal.push(format!("{}: {text}\n   {other:?}\n   {} {first:?}", swap.about, swap.members[0]));
            }
        }
    }
    unequal
}

#[test]
fn every_member_gets_the_same_verdict() {
    let screener = Screener::default();
    let swaps: Vec<Swap> = [include_str!("swaps/nl.toml"), include_str!("swaps/en.toml")]
        .into_iter()
        .flat_map(|text| toml::from_str::<Swaps>(text).expect("valid").swap)
        .collect();
    let templates: usize = swaps.iter().map(|swap| swap.templates.len()).sum();
    assert!(templates >= 60, "{templates} templates");
    let unequal: Vec<String> = swaps.iter().flat_map(|swap| unequal(&screener, swap)).collect();
    assert!(unequal.is_empty(), "{} differ:\n{}", unequal.len(), unequal.join("\n"));
}
