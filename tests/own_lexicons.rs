//! An organisation's own lexicons: added to the built-in ones, in place of some, and with exceptions.

use bezint::{LexiconError, Post, Screener};

fn screener(toml: &str) -> Screener {
    Screener::builder().lexicon_str(toml).and_then(bezint::ScreenerBuilder::build).expect(toml)
}

fn rules(screener: &Screener, text: &str) -> Vec<String> {
    screener.screen(text).findings().iter().map(|finding| finding.rule.to_string()).collect()
}

fn error(toml: &str) -> LexiconError {
    Screener::builder().lexicon_str(toml).and_then(bezint::ScreenerBuilder::build).expect_err(toml)
}

const FOUNTAIN: &str = r#"
[[exception]]
words = ["de lul", "de klojo"]
silences = ["decency/profanity", "decency/personal-insult"]
reason = "De Lul is the fountain in front of our town hall, De Klojo the statue beside it."
"#;

const KLOJO: &str = "Kom zondag naar de Klojo, ons nieuwe beeld.";

#[test]
fn an_exception_silences_a_rule_for_its_words_alone() {
    let own = screener(FOUNTAIN);
    assert_eq!(rules(&Screener::default(), KLOJO), ["decency/personal-insult"]);
    assert_eq!(rules(&own, KLOJO), Vec::<String>::new());
    for still in ["Wat een lul, die wethouder.", "Die lul van een directeur."] {
        assert_eq!(rules(&own, still), rules(&Screener::default(), still), "{still}");
        assert!(!rules(&own, still).is_empty(), "{still}");
    }
    // Another rule still sees the word.
    let only_profanity = screener(&FOUNTAIN.replace(r#", "decency/personal-insult""#, ""));
    assert_eq!(rules(&only_profanity, KLOJO), rules(&Screener::default(), KLOJO));
}

#[test]
fn an_exception_may_silence_a_dimension_or_everything_and_ask_for_its_case() {
    for silences in ["decency", "*"] {
        let own =
            screener(&FOUNTAIN.replace(r#""decency/profanity", "decency/personal-insult""#, &format!("{silences:?}")));
        assert_eq!(rules(&own, KLOJO), Vec::<String>::new(), "{silences}");
        // Words said of somebody set off other rules too.
        let opened = "De wethouder opende de Lul, onze nieuwe fontein.";
        assert!(!rules(&Screener::default(), opened).is_empty(), "the example proves nothing");
        assert_eq!(rules(&own, opened).is_empty(), silences == "*", "{silences}");
    }
    let own =
        screener(&FOUNTAIN.replace("words = [\"de lul\", \"de klojo\"", "exact_case = true\nwords = [\"de Klojo\""));
    assert_eq!(rules(&own, KLOJO), Vec::<String>::new());
    let lower = KLOJO.to_lowercase();
    let lower = lower.as_str();
    assert_eq!(rules(&own, lower), rules(&Screener::default(), lower));
}

#[test]
fn an_exception_changes_the_fingerprint_and_names_what_it_can_silence() {
    assert_ne!(screener(FOUNTAIN).fingerprint(), Screener::default().fingerprint());
    let wrong = error(&FOUNTAIN.replace("decency/profanity", "decency/profanitty"));
    assert_eq!((wrong.line(), wrong.code()), (4, "unknown-rule"));
    assert!(wrong.to_string().contains("did you mean `decency/profanity`?"), "{wrong}");
}

#[test]
fn an_own_rule_joins_own_and_builtin_concepts() {
    let own = screener(include_str!("../examples/gemeente/lexicon.toml"));
    let post = Post::new("Project Zeemeeuw is een ramp, en dat weet iedereen op de derde verdieping.");
    assert!(own.screen(post).findings().iter().any(|finding| &*finding.rule == "loyalty/code-name"));
    assert_eq!(rules(&own, "Een zeemeeuw pikte mijn broodje."), Vec::<String>::new());
}

#[test]
fn a_builtin_lexicon_can_be_left_out_and_replaced() {
    let text = "Die VVD'ers zijn een stel leugenaars.";
    let without = || Screener::builder().without("nl/people.toml").without("en/people.toml");
    let bare = without().build().expect("fits together");
    assert!(rules(&Screener::default(), text).contains(&"neutrality/party-attack".to_owned()));
    assert!(!rules(&bare, text).contains(&"neutrality/party-attack".to_owned()));
    let own = "language = \"nl\"\n[[terms]]\nconcept = \"party\"\nwords = [\"lokaal zuilen\"]";
    let replaced = without().lexicon_str(own).and_then(bezint::ScreenerBuilder::build).expect("fits together");
    assert!(rules(&replaced, "Lokaal Zuilen is fascistisch.").contains(&"neutrality/party-attack".to_owned()));
    let wrong = Screener::builder().without("nl/politiek.toml").build().expect_err("no such lexicon");
    assert!(wrong.to_string().contains("nl/politics.toml"), "{wrong}");
}

#[test]
fn all_builtin_lexicons_can_be_replaced() {
    let names = bezint::ScreenerBuilder::builtin_names();
    let mut builder = Screener::builder().without_builtin();
    for name in names {
        let text = std::fs::read_to_string(format!("lexicons/{name}")).expect("readable");
        builder = builder.lexicon_named(name, &text).expect(name);
    }
    let same = builder.build().expect("fits together");
    let text = "Onze minister liegt en de PVV is gewoon fascistisch.";
    assert_eq!(rules(&same, text), rules(&Screener::default(), text));
    assert_eq!(same.term_count(), Screener::default().term_count());
    assert_eq!(same.fingerprint(), Screener::default().fingerprint());
    let bare = Screener::builder().without_builtin().build().expect_err("nothing is there");
    assert!(bare.to_string().contains("the reading needs"), "{bare}");
}

/// The blocks of TOML in the guide.
fn blocks() -> Vec<&'static str> {
    let guide = include_str!("../docs/lexicons.md");
    guide.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block).collect()
}

#[test]
fn the_guide_shows_what_works() {
    let blocks = blocks();
    let first = screener(blocks[0]);
    assert!(!rules(&first, "Die parkeervisie is waanzin.").is_empty());
    assert!(rules(&Screener::default(), "Die parkeervisie is waanzin.").is_empty());
    // The rule is shortened by its message and advice.
    let texts = "[rule.message]\nnl = \"Zo.\"\nen = \"So.\"\n[rule.advice]\nnl = \"Zo.\"\nen = \"So.\"\n[[rule.when]]";
    let rule = screener(&blocks[1].replacen("[[rule.when]]", texts, 1));
    assert_eq!(rules(&rule, "Dit is niet project Zeemeeuw."), ["loyalty/code-name"]);
    let excepted = screener(blocks[2]);
    assert_eq!(rules(&excepted, "De wethouder opende de Lul, onze nieuwe fontein."), Vec::<String>::new());
    assert!(!rules(&excepted, "Wat een lul, die wethouder.").is_empty());
}
