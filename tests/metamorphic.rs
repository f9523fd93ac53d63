//! What may be changed in a text without a warning being lowered, over every post that the tests know.

use bezint::{Assessment, Dimension, Level, Post, Screener};
use unicode_normalization::UnicodeNormalization;

/// The posts of all corpora, tuned to or not.
fn posts() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files =
        ["development", "unseen"].iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("there"));
    let mut posts: Vec<String> = files
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|end| end == "jsonl"))
        .flat_map(|file| {
            let text = std::fs::read_to_string(file.path()).expect("UTF-8");
            let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
            text.lines().map(line).collect::<Vec<_>>()
        })
        .map(|post| post["text"].as_str().expect("a text").to_owned())
        .collect();
    posts.sort_unstable();
    assert!(posts.len() > 2_000);
    posts
}

/// A warning is medium or high.
fn warned(assessment: &Assessment, dimension: Dimension) -> Level {
    let level = assessment.score(dimension).level;
    if level >= Level::Medium { level } else { Level::None }
}

/// Those posts whose warning on some dimension is lowered by `change`, and how many warnings there were.
fn lowered(change: impl Fn(&str) -> String) -> (Vec<String>, usize) {
    let screener = Screener::default();
    let (mut lowered, mut warnings) = (Vec::new(), 0);
    for post in posts() {
        let plain = screener.screen(&post);
        if plain.level() < Level::Medium {
            continue;
        }
        let text = change(&post);
        let changed = screener.screen(&text);
        for dimension in Dimension::ALL.into_iter().filter(|dimension| warned(&plain, *dimension) > Level::None) {
            warnings += 1;
            let (before, after) = (warned(&plain, dimension), warned(&changed, dimension));
            if after < before {
                lowered.push(format!("{dimension} {before} to {}: {text}", changed.score(dimension).level));
            }
        }
    }
    (lowered, warnings)
}

fn never(change: impl Fn(&str) -> String) {
    let (lowered, warnings) = lowered(change);
    assert!(lowered.is_empty() && warnings > 500, "{} of {warnings}:\n{}", lowered.len(), lowered.join("\n"));
}

/// Puts `sign` behind every letter but the last of each word.
fn between_letters(text: &str, sign: char) -> String {
    let mut changed = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        changed.push(c);
        if c.is_alphabetic() && rest.peek().is_some_and(|next| next.is_alphabetic()) {
            changed.push(sign);
        }
    }
    changed
}

#[test]
fn decomposed_or_composed_a_post_gets_the_same() {
    let screener = Screener::default();
    let told = |text: &str| {
        let assessment = screener.screen(text);
        let found = assessment.findings().iter().map(|finding| (finding.rule.clone(), finding.score.to_bits()));
        (assessment.lang, assessment.level(), found.collect::<Vec<_>>())
    };
    for post in posts() {
        let (composed, decomposed) = (post.nfc().collect::<String>(), post.nfd().collect::<String>());
        assert_eq!(told(&composed), told(&decomposed), "{post}");
        assert_eq!(told(&post), told(&composed), "{post}");
    }
}

#[test]
fn zero_width_characters_never_lower_a_warning() {
    for sign in ['\u{200b}', '\u{200d}', '\u{feff}', '\u{2060}', '\u{ad}'] {
        never(|text| between_letters(text, sign));
    }
    never(|text| format!("\u{feff}{text}\u{200b}"));
}

/// Two posts are known in which a phrase from a party to the emoji covers all signs between, which count only apart.
#[test]
fn emoji_at_the_end_lower_next_to_no_warning() {
    const KNOWN: usize = 2;
    let mut too_many = Vec::new();
    for emoji in ["😀", "🤡", "😉", "❤️", "🙏", "👍", "😂😂😂", "🏳️‍🌈", "🇳🇱", "👩‍👩‍👧"]
    {
        for space in ["", " "] {
            let (lowered, warnings) = lowered(|text| format!("{text}{space}{emoji}"));
            println!("{space}{emoji}: {} of {warnings}", lowered.len());
            if warnings < 500 || lowered.len() > KNOWN {
                too_many.extend(lowered);
            }
        }
    }
    assert!(too_many.is_empty(), "{}", too_many.join("\n"));
}

/// Names that are also words (*Volt*, *DENK*, *Labour*) are told by their capitals, or by what stands around them where
/// capitals tell nothing; a few warnings still hang on them.
#[test]
fn letter_case_of_the_whole_seldom_lowers_a_warning() {
    for (case, most) in [(str::to_uppercase as fn(&str) -> String, 0.012), (str::to_lowercase, 0.016)] {
        let (lowered, warnings) = lowered(case);
        let share = lowered.len() as f64 / warnings as f64;
        println!("{} of {warnings} lowered", lowered.len());
        assert!(warnings > 500 && share <= most, "{share:.3} of {warnings}:\n{}", lowered.join("\n"));
    }
}

#[test]
fn line_ends_of_any_system_change_nothing() {
    let screener = Screener::default();
    for post in posts() {
        let lines = post.replace(". ", ".\n").replace(", ", ",\n\n");
        let told = |text: String| {
            let assessment = screener.screen(&text);
            let found =
                |finding: &bezint::Finding| (finding.rule.clone(), finding.score.to_bits(), finding.spans.len());
            (assessment.lang, assessment.level(), assessment.findings().iter().map(found).collect::<Vec<_>>())
        };
        let plain = told(lines.clone());
        for end in ["\r\n", "\r", "\u{2028}"] {
            assert_eq!(told(lines.replace('\n', end)), plain, "{end:?} in {lines:?}");
        }
    }
}

#[test]
fn the_same_post_twice_gets_the_same_verdict() {
    let screener = Screener::default();
    let mut scratch = bezint::Scratch::default();
    for post in posts().iter().step_by(7) {
        let first = screener.screen_with(post, &mut scratch);
        screener.screen_with(Post::new("Iets heel anders, en #wegmetditcollege"), &mut scratch);
        assert_eq!(screener.screen_with(post, &mut scratch), first, "{post}");
    }
}
