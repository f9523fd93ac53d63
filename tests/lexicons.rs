//! The lexicons test themselves: every example of every rule, and what every rule owes its reader.

use bezint::{Language, Screener};

#[test]
fn every_example_comes_out_as_its_rule_says() {
    let failed: Vec<String> = Screener::default().failed_examples().map(|failure| failure.to_string()).collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_rule_has_examples_both_ways_advice_and_a_source() {
    for rule in Screener::default().rules() {
        assert!(rule.hits().len() >= 3, "{} needs at least three posts that it must find", rule.id());
        assert!(rule.misses().len() >= 2, "{} needs at least two posts that it must leave alone", rule.id());
        assert!(rule.basis().next().is_some(), "{} names no source", rule.id());
        for language in [Language::Nl, Language::En] {
            for text in [rule.looks_for(language), rule.message(language), rule.advice(language)] {
                assert!(text.len() > 15 && text.ends_with(['.', '?']), "{}: {text:?} is no sentence", rule.id());
            }
        }
    }
}

#[test]
fn every_source_is_explained() {
    let sources = include_str!("../docs/sources.md");
    for rule in Screener::default().rules() {
        for basis in rule.basis() {
            assert!(
                sources.contains(&format!("| `{basis}` |")),
                "{}: docs/sources.md does not explain `{basis}`",
                rule.id()
            );
        }
    }
}

#[test]
fn advice_is_never_flagged_itself() {
    let screener = Screener::default();
    for rule in screener.rules() {
        for language in [Language::Nl, Language::En] {
            for text in [rule.advice(language), rule.message(language)] {
                let assessment = screener.screen(text);
                assert_eq!(
                    assessment.level(),
                    bezint::Level::None,
                    "{}: {text}\n{:?}",
                    rule.id(),
                    assessment.findings()
                );
            }
        }
    }
}

#[test]
fn all_rules_of_the_field_are_there() {
    // The taxonomy of the domain brief, with sexual remarks and prejudging set apart.
    let wanted = [
        "neutrality/partisan-endorsement",
        "neutrality/party-attack",
        "neutrality/group-blame",
        "neutrality/contested-stance",
        "neutrality/official-capacity",
        "neutrality/election-period",
        "neutrality/activism-call",
        "neutrality/amplification",
        "neutrality/unequal-service",
        "neutrality/prejudging",
        "loyalty/own-policy-criticism",
        "loyalty/minister-attack",
        "loyalty/confidential",
        "loyalty/citizen-data",
        "loyalty/incident-speculation",
        "loyalty/refusal",
        "loyalty/unmandated-voice",
        "loyalty/colleague-shaming",
        "decency/profanity",
        "decency/personal-insult",
        "decency/disease-curse",
        "decency/dehumanisation",
        "decency/discrimination",
        "decency/threat",
        "decency/weapon-menace",
        "decency/nazi-comparison",
        "decency/mockery",
        "decency/sexual-remark",
    ];
    let screener = Screener::default();
    let rules: Vec<&str> = screener.rules().map(bezint::Rule::id).collect();
    assert_eq!(rules, wanted);
}

#[test]
fn the_lexicons_are_broad() {
    assert!(Screener::default().term_count() >= 2_500, "{}", Screener::default().term_count());
}

#[test]
fn every_file_of_rules_is_built_in() {
    // The terms of all others the build script finds by itself.
    let list = include_str!("../src/builtin.rs");
    for entry in std::fs::read_dir("lexicons/rules").expect("the folder exists") {
        let name = entry.expect("readable").file_name();
        let name = format!("\"rules/{}\"", name.to_string_lossy());
        assert!(list.contains(&name), "{name} is not listed in src/builtin.rs");
    }
}

#[test]
fn mistakes_in_a_lexicon_are_located() {
    for (toml, line, said) in [
        ("[[terms]]\nconcept = \"insullt\"\nwords = [\"x\"]", 2, "did you mean `insult`?"),
        ("[[terms]]\nconcept = \"insult\"\nwords = [\"weg met {partij}\"]", 3, "unknown concept `partij`"),
        ("[[terms]]\nconcept = \"insult\"\nwoorden = []", 3, "unknown field `woorden`"),
        ("[[terms]]\nconcept = \"insult\"\ninflect = \"nomen\"\nwords = []", 3, "noun, adjective, verb"),
        ("[[concept]]\nid = \"party\"\nkind = \"target\"\nabout = \"\"", 2, "declared already"),
        ("[[terms]\n", 1, ""),
    ] {
        let error = Screener::builder().lexicon_str(toml).and_then(bezint::ScreenerBuilder::build).expect_err(toml);
        assert_eq!(error.line(), line, "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
}
