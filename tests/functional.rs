//! The functional classes of hostility towards groups, and of what looks like it: `tests/functional` holds the
//! sentences, each tried with several groups. `cargo test --test functional -- --nocapture` prints the table.

use bezint::{Dimension, Language, Level, Post, Screener};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    class: Vec<Class>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    id: String,
    about: String,
    hateful: bool,
    sentences: Vec<String>,
}

/// Groups in the plural, and one of them.
const DUTCH: [(&str, &str); 9] = [
    ("moslims", "moslim"),
    ("Joden", "Jood"),
    ("Marokkanen", "Marokkaan"),
    ("Polen", "Pool"),
    ("homo's", "homo"),
    ("vrouwen", "vrouw"),
    ("transgenders", "transgender"),
    ("gehandicapten", "gehandicapte"),
    ("vluchtelingen", "vluchteling"),
];
const ENGLISH: [(&str, &str); 9] = [
    ("Muslims", "Muslim"),
    ("Jews", "Jew"),
    ("black people", "black person"),
    ("immigrants", "immigrant"),
    ("gay people", "gay person"),
    ("women", "woman"),
    ("trans people", "trans person"),
    ("disabled people", "disabled person"),
    ("Travellers", "Traveller"),
];

/// Is it warned about? Hostility to a group touches neutrality and decency.
fn warned(screener: &Screener, text: &str, language: Language) -> bool {
    let assessment = screener.screen(Post::new(text).lang(language));
    [Dimension::Neutrality, Dimension::Decency].iter().any(|d| assessment.score(*d).level >= Level::Medium)
}

/// The sentence with each group in its place, and a capital to begin with.
fn filled(sentence: &str, groups: &[(&str, &str)]) -> Vec<String> {
    let groups = if sentence.contains('{') { groups } else { &groups[..1] };
    let fill = |(group, member): &(&str, &str)| {
        let text = sentence.replace("{group}", group).replace("{member}", member);
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    groups.iter().map(fill).collect()
}

/// The share of the hateful sentences that is warned about, and of the harmless ones that is left alone.
fn measure(text: &str, language: Language) -> (f64, f64) {
    let screener = Screener::default();
    let suite: Suite = toml::from_str(text).expect("valid");
    let groups = if language == Language::En { &ENGLISH } else { &DUTCH };
    let mut right = [(0, 0), (0, 0)];
    for class in &suite.class {
        assert!(!class.about.is_empty(), "{}", class.id);
        let texts: Vec<String> = class.sentences.iter().flat_map(|sentence| filled(sentence, groups)).collect();
        let well = texts.iter().filter(|text| warned(&screener, text, language) == class.hateful).count();
        println!("{language:?} {:36} {:7} {well:4} of {}", class.id, class.hateful, texts.len());
        let tally = &mut right[usize::from(class.hateful)];
        *tally = (tally.0 + well, tally.1 + texts.len());
    }
    let share = |(well, all): (usize, usize)| well as f64 / all as f64;
    (share(right[1]), share(right[0]))
}

fn holds(text: &str, language: Language, hateful: f64, harmless: f64) {
    let (caught, quiet) = measure(text, language);
    println!("{language:?}: {caught:.3} of the hateful warned about, {quiet:.3} of the harmless left alone");
    assert!(caught >= hateful && quiet >= harmless, "{caught:.3} and {quiet:.3}, not {hateful} and {harmless}");
}

#[test]
fn dutch_that_was_tuned_to() {
    holds(include_str!("functional/development-nl.toml"), Language::Nl, 0.97, 0.99);
}

#[test]
fn english_that_was_tuned_to() {
    holds(include_str!("functional/development-en.toml"), Language::En, 0.95, 0.98);
}

#[test]
fn unseen_dutch() {
    holds(include_str!("functional/unseen-nl.toml"), Language::Nl, 0.77, 0.91);
}

#[test]
fn unseen_english() {
    holds(include_str!("functional/unseen-en.toml"), Language::En, 0.66, 0.92);
}
