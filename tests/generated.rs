//! Documents that are made from the lexicons, and kept true: `BEZINT_UPDATE=1` writes them anew.

use std::fmt::Write as _;

use bezint::{Context, Dimension, Language, Rule, Screener};

/// Compares a document with the one that is kept, or writes it.
fn keep(path: &str, made: &str) {
    if std::env::var_os("BEZINT_UPDATE").is_some() {
        std::fs::write(path, made).expect("written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "{path} is out of date: run the tests with BEZINT_UPDATE=1 and look at it");
}

#[test]
fn the_rules_are_told_as_they_are() {
    let screener = Screener::default();
    let mut page = String::from(
        "# The rules\n\n\
         Made from `lexicons/rules` by `BEZINT_UPDATE=1 cargo test --test generated`; change those, not this page.\n\
         `bezint explain RULE` tells the same. Weights are log-odds points before words and circumstances weigh\n\
         (`lexicons/policy.toml`); sources are explained in [sources.md](sources.md).\n",
    );
    for dimension in Dimension::ALL {
        let _ = write!(page, "\n| {dimension} | looks for |\n|---|---|\n");
        for rule in screener.rules().filter(|rule| rule.dimension() == dimension) {
            let anchor = rule.id().replace('/', "");
            let _ = writeln!(page, "| [`{}`](#{anchor}) | {} |", rule.id(), rule.looks_for(Language::En));
        }
    }
    for dimension in Dimension::ALL {
        let _ = write!(page, "\n## {dimension}\n");
        screener.rules().filter(|rule| rule.dimension() == dimension).for_each(|rule| tell(rule, &mut page));
    }
    keep("docs/rules.md", &page);
}

fn tell(rule: &Rule, page: &mut String) {
    let _ = write!(page, "\n### {}\n\n", rule.id());
    for (name, text) in [
        ("Looks for", Rule::looks_for as fn(&Rule, Language) -> &str),
        ("Says", Rule::message),
        ("Advises", Rule::advice),
    ] {
        let _ = writeln!(page, "- **{name}:** {} *{}*", text(rule, Language::En), text(rule, Language::Nl));
    }
    let basis: Vec<String> = rule.basis().map(|basis| format!("`{basis}`")).collect();
    let _ = writeln!(page, "- **Rests on:** {}", basis.join(", "));
    let _ = writeln!(page, "- **Weighs:** {:+.2} points", rule.points());
    for (name, examples) in [("Finds", rule.hits()), ("Leaves alone", rule.misses())] {
        let _ = write!(page, "\n{name}:\n\n");
        for example in examples {
            let _ = write!(page, "- “{}”", example.text());
            if *example.context() != Context::default() {
                let context = serde_json::to_value(example.context()).expect("JSON");
                let known = context
                    .as_object()
                    .expect("an object")
                    .iter()
                    .filter(|(_, value)| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()));
                let known: Vec<String> = known.map(|(name, value)| format!("{name}: {value}")).collect();
                let _ = write!(page, " (`{}`)", known.join(", "));
            }
            page.push('\n');
        }
    }
}
