//! Own lexicons that are enormous, malformed or made to hurt: each ends in a message, soon, and never in a panic. The
//! limits are stated in docs/lexicons.md.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use bezint::{Checked, LexiconCheck, LexiconError, Screener, ScreenerBuilder};

/// The concepts alone: what the reading needs, and little to compile.
fn concepts() -> ScreenerBuilder {
    let concepts = include_str!("../lexicons/concepts.toml");
    Screener::builder().without_builtin().lexicon_named("concepts.toml", concepts).expect("the concepts")
}

/// Far above what a test machine needs, far below what somebody would call a hang.
const SOON: Duration = Duration::from_secs(30);

/// Loads and checks it; both must end soon and come to the same. Gives the first mistake.
fn refused(toml: &str) -> LexiconError {
    let begin = Instant::now();
    let loaded = concepts().lexicon_named("own.toml", toml).and_then(ScreenerBuilder::build);
    let checked = checked(toml);
    let start: String = toml.chars().take(60).collect();
    assert!(begin.elapsed() < SOON, "{start}: {:?}", begin.elapsed());
    assert!(!checked.is_usable() && checked.screener().is_none(), "{start}");
    loaded.expect_err(&start)
}

fn checked(toml: &str) -> Checked {
    LexiconCheck::new(concepts()).file("own.toml", toml).run()
}

fn group(concept: &str, words: &[String]) -> String {
    format!("language = \"nl\"\n[[terms]]\nconcept = \"{concept}\"\nwords = {words:?}\n")
}

#[test]
fn nested_without_end() {
    for toml in [
        format!("a = {}", "[".repeat(200_000)),
        format!("a = {}1{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("a = {}", "{a=".repeat(50_000)),
        format!("a{} = 1", ".a".repeat(50_000)),
        format!("[{}]", "a.".repeat(50_000)),
    ] {
        refused(&toml);
    }
    let deep = format!("{}a{}", "(".repeat(2_000), ")".repeat(2_000));
    assert_eq!(refused(&group("insult", &[deep])).code(), "phrase");
}

#[test]
fn a_million_terms() {
    let words: String = (0..1_000_000).fold(String::new(), |mut words, n| {
        let _ = write!(words, "\"woord{n}\",");
        words
    });
    let toml = format!("[[terms]]\nconcept = \"insult\"\nwords = [{words}]\n");
    assert_eq!(refused(&toml).code(), "too-large");
}

#[test]
fn more_forms_than_there_is_room_for_in_a_small_file() {
    // 484 alternatives an entry: the file is small, what it stands for is not.
    let tens = |letter: char| (0..22).map(|n| format!("{letter}{n}")).collect::<Vec<_>>().join("|");
    let words: Vec<String> = (0..1_200).map(|n| format!("x{n}x({})({})", tens('a'), tens('b'))).collect();
    let error = refused(&group("insult", &words));
    assert_eq!(error.code(), "too-many", "{error}");
}

#[test]
fn alternatives_without_end() {
    let many = |count: usize| (0..count).map(|n| n.to_string()).collect::<Vec<_>>().join("|");
    for (entry, code) in [
        (format!("({})", many(100_000)), "too-large"),
        (format!("({})({})", many(100), many(100)), "phrase"),
        (format!("({}) {{party}}", "(a|b)".repeat(200)), "phrase"),
        ("(a|b) ".repeat(200), "phrase"),
        ("woord ".repeat(500), "phrase"),
        ("a .. ".repeat(100) + "b", "phrase"),
    ] {
        let error = refused(&group("insult", &[entry]));
        assert_eq!(error.code(), code, "{error:.200}");
    }
}

#[test]
fn a_phrase_that_forks_is_given_up_and_the_rest_goes_on() {
    // Each choice has two ways to read the same words, so that all together have two to the power of eleven, and none
    // ends well.
    let entry = format!("b {}c", "(a|a a|a a a|a a a a|a a a a a) ".repeat(23));
    let mild = "sukkel".to_owned();
    let screener = concepts().lexicon_str(&group("insult", &[entry, mild])).and_then(ScreenerBuilder::build);
    let screener = screener.expect("within the limits");
    let post = format!("b {}. ", "a ".repeat(200)).repeat(20) + "Wat een sukkel.";
    let begin = Instant::now();
    let terms = screener.trace(&bezint::Post::new(&post).lang(bezint::Language::Nl));
    assert!(begin.elapsed() < SOON, "{:?}", begin.elapsed());
    assert!(terms.contains("insult \"sukkel\""), "{terms}");
}

#[test]
fn concepts_in_a_circle_and_concepts_without_end() {
    let concept =
        |id: &str, is: &str| format!("[[concept]]\nid = \"{id}\"\nkind = \"target\"\nabout = \"…\"\nis = [\"{is}\"]\n");
    for toml in [
        concept("a", "a"),
        concept("a", "b") + &concept("b", "a"),
        (0..50).map(|n| concept(&format!("c{n}"), &format!("c{}", (n + 1) % 50))).collect(),
    ] {
        assert_eq!(refused(&toml).code(), "concept-order");
    }
    let many: String = (0..10_000).map(|n| concept(&format!("c{n}"), "party")).collect();
    assert_eq!(refused(&many).code(), "too-many");
    assert!(checked(&many).mistakes().len() <= 500, "nobody reads more");
}

#[test]
fn phrases_in_a_circle_do_no_harm() {
    // Two concepts whose phrases name each other: what a phrase sees was found before it, so that this ends.
    let toml = "language = \"nl\"\n\
        [[terms]]\nconcept = \"insult\"\nwords = [\"erg {derogation}\", \"erg {insult}\", \"sukkel\"]\n\
        [[terms]]\nconcept = \"derogation\"\nwords = [\"heel {insult}\"]\n";
    let screener = concepts().lexicon_str(toml).and_then(ScreenerBuilder::build).expect("loads");
    screener.screen("Erg heel erg heel erg sukkel".repeat(200).as_str());
}

#[test]
fn rules_that_contradict_themselves() {
    let rule = |id: &str, points: &str, when: &str| {
        let texts: String = ["looks_for", "message", "advice"]
            .map(|name| format!("{name} = {{ nl = \"Iets.\", en = \"Something.\" }}\n"))
            .concat();
        format!(
            "[[rule]]\nid = \"{id}\"\ndimension = \"decency\"\npoints = {points}\nbasis = [\"x\"]\n{texts}when = [{when}]\n"
        )
    };
    let plain = "{ trigger = [\"insult\"] }";
    for (toml, code) in [
        (rule("decency/a", "0.0", plain).repeat(2), "duplicate-rule"),
        (rule("loyalty/a", "0.0", plain), "rule-id"),
        (rule("decency/a", "nan", plain), "wrong-value"),
        (rule("decency/a", "inf", plain), "wrong-value"),
        (rule("decency/a", "1e300", plain), "wrong-value"),
        (rule("decency/a", "0.0", "{ trigger = [\"insult\"], points = -inf }"), "wrong-value"),
        (rule("decency/a", "0.0", "{ trigger = [\"nergens\"] }"), "unknown-concept"),
    ] {
        let error = refused(&toml);
        assert_eq!(error.code(), code, "{error}");
    }
    let both = rule("decency/a", "0.0", "{ trigger = [\"insult\"], with = [\"party\"], without = [\"party\"] }");
    let codes: Vec<String> = checked(&both).mistakes().iter().map(|mistake| mistake.code().to_owned()).collect();
    assert!(codes.contains(&"contradictory-rule".to_owned()), "{codes:?}");
}

#[test]
fn a_file_broken_off_anywhere_is_told_of_or_read() {
    let whole = include_str!("../examples/gemeente/lexicon.toml");
    for end in (0..whole.len()).step_by(7).filter(|end| whole.is_char_boundary(*end)) {
        let part = &whole[..end];
        let loaded = concepts().lexicon_named("own.toml", part).and_then(ScreenerBuilder::build);
        let checked = checked(part);
        if let Err(error) = loaded {
            assert!(!checked.is_usable(), "loading says {error}, checking nothing");
        }
        for mistake in checked.mistakes() {
            assert!(mistake.range().end <= part.len() && part.is_char_boundary(mistake.range().start), "{mistake}");
        }
    }
}

#[test]
fn five_thousand_own_terms_load_fast_and_cost_their_hits_alone() {
    let words: Vec<String> = (0..5_000).map(|n| format!("projectnaam{n}x")).collect();
    let toml = group("policy", &words);
    let begin = Instant::now();
    let alone = concepts().build().expect("the concepts");
    let without = begin.elapsed();
    let begin = Instant::now();
    let own = concepts().lexicon_str(&toml).and_then(ScreenerBuilder::build).expect("loads");
    let with = begin.elapsed();
    assert!(with.saturating_sub(without) < Duration::from_millis(500), "{without:?} without, {with:?} with");
    let mut scratch = bezint::Scratch::default();
    let post = "Morgen vergadert de raad over het plan voor de haven en de nieuwe bibliotheek.";
    assert_eq!(own.fold_and_match(post, &mut scratch), alone.fold_and_match(post, &mut scratch));
    let named = post.replace("het plan", "projectnaam4711x");
    assert_eq!(own.fold_and_match(&named, &mut scratch), alone.fold_and_match(&named, &mut scratch) + 1);
}
