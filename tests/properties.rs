//! What holds for any text whatever.

use bezint::{Account, Attachment, Dimension, Level, Post, Role, Scratch, Screener};
use proptest::prelude::*;

/// Text like posts, salted with what breaks programs: marks, emoji, disguises, halves of things.
fn posts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zA-Z]{1,9}",
        4 => prop::sample::select(vec![
            "de PVV", "fascistisch", "kut", "k*t", "k@nk3r", "K A N K E R", "kan\u{200b}ker", "f....", "#wegmetdevvd", "#StemSP",
            "onze minister", "liegt", "niet", "'", "\"", "„", "”", "haha", "🤡", "🏳️‍🌈", "é", "e\u{301}", "ß", "…", "—", "@burgemeester",
            "https://x.nl/kut", "\n", "  ", "?", "!!!", ">", "(", ")", "ＦＵＣＫ", "𝐒𝐭𝐞𝐦", "РVV", "stem", "Don't", "you", "the",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_span_is_an_exact_slice_in_bytes_and_utf16(text in posts()) {
        let assessment = bezint::screen(&text);
        let utf16: Vec<u16> = text.encode_utf16().collect();
        for finding in assessment.findings() {
            prop_assert!((0.0..=1.0).contains(&finding.score) && (0.0..=1.0).contains(&finding.severity));
            let mut last = 0;
            for span in &finding.spans {
                prop_assert_eq!(text.get(span.start..span.end), Some(span.text.as_str()));
                prop_assert_eq!(&utf16[span.utf16_start..span.utf16_end], span.text.encode_utf16().collect::<Vec<_>>());
                prop_assert!(span.start >= last && span.start < span.end);
                last = span.start;
            }
        }
    }

    #[test]
    fn a_reused_scratch_and_another_thread_change_nothing(first in posts(), second in posts()) {
        let screener = Screener::default();
        let mut scratch = Scratch::default();
        screener.screen_with(&first, &mut scratch);
        let reused = screener.screen_with(&second, &mut scratch);
        let fresh = std::thread::spawn({ let screener = screener.clone(); let text = second.clone(); move || screener.screen(&text) });
        prop_assert_eq!(reused, fresh.join().expect("no panic"));
    }

    #[test]
    fn levels_follow_scores_and_the_post_its_dimensions(text in posts()) {
        let assessment = bezint::screen(&text);
        let worst = Dimension::ALL.iter().map(|d| assessment.score(*d).level).max().expect("three");
        prop_assert_eq!(assessment.level(), worst);
        for dimension in Dimension::ALL {
            let outcome = assessment.score(dimension);
            prop_assert!((0.0..=1.0).contains(&outcome.score));
            prop_assert_eq!(outcome.level == Level::None, !assessment.findings().iter().any(|f| f.dimension == dimension));
        }
    }

    #[test]
    fn what_raises_never_lowers(text in posts()) {
        let screener = Screener::default();
        let plain = screener.screen(&text);
        for heavier in [
            Post::new(&text).role(Role::Police),
            Post::new(&text).account(Account::Official),
            Post::new(&text).account(Account::Pseudonymous),
            Post::new(&text).employer_visible(true),
            Post::new(&text).election_period(true),
            Post::new(&text).attachment(Attachment::ServiceWeapon),
        ] {
            let heavier = screener.screen(&heavier);
            for dimension in Dimension::ALL {
                prop_assert!(heavier.score(dimension).score >= plain.score(dimension).score, "{}", dimension);
            }
        }
    }

    #[test]
    fn json_reads_back(text in posts()) {
        let assessment = bezint::screen(&text);
        let json = serde_json::to_string(&assessment).expect("writes");
        prop_assert_eq!(serde_json::from_str::<bezint::Assessment>(&json).expect("reads"), assessment);
    }
}

#[test]
fn types_may_cross_threads() {
    fn assert<T: Send + Sync + std::panic::UnwindSafe>() {}
    assert::<Screener>();
    assert::<bezint::Assessment>();
    assert::<Post<'static>>();
    assert::<bezint::LexiconError>();
    assert::<bezint::Policy>();
}

#[test]
fn drafts_are_never_repeated_in_debug() {
    let secret = "Onze minister Zwaanenburg liegt";
    let post = Post::new(secret);
    let assessment = Screener::default().screen(&post);
    let shown = format!("{post:?} {assessment:?} {:?}", Scratch::default());
    assert!(!assessment.findings().is_empty() && !shown.contains("minister Zwaan") && !shown.contains("liegt"));
}

/// Ten times the text may cost no more than a good ten times the work. Time is a poor witness on a busy machine, so
/// the best of three runs counts, and the bound is loose: a quadratic step would cost a hundred times.
#[test]
fn cost_grows_with_length_and_no_faster() {
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let mut cost = |text: &str| {
        (0..3)
            .map(|_| {
                let start = std::time::Instant::now();
                screener.screen_with(text, &mut scratch);
                start.elapsed()
            })
            .min()
            .expect("three runs")
    };
    for piece in [
        "Onze minister liegt en dit kutbeleid is een schande. De PVV is fascistisch! 'Ja hoor', zei hij. ",
        "de minister liegt en het college faalt en ",
        "aaaaaaaaaaaaaaaa",
        "k*t ",
        "k u t ",
        "#wegmetditcollege",
        "e\u{301}\u{301}\u{301}",
        "\"a' ((",
        "\u{200b}\u{202e}🏳️‍🌈",
        "@a.b.nl://",
        "haha 🤣 ",
    ] {
        let (short, long) = (piece.repeat(3_000 / piece.len() + 1), piece.repeat(60_000 / piece.len() + 1));
        let (short, long) = (cost(&short), cost(&long));
        assert!(long < short * 100 + std::time::Duration::from_millis(200), "{piece:?}: {short:?} against {long:?}");
    }
}
