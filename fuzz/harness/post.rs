//! Any post in any circumstances: what must hold of the assessment, whatever the bytes.

use bezint::{
    Account, Act, Assessment, Attachment, Context, Dimension, Language, Level, PolicyDistance, Post, Reach, Role,
    Scratch, Screener, Timing,
};

/// Screens what `data` says: the post up to the first NUL byte, then bytes that choose the circumstances, then names.
pub(crate) fn check(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
    let text = String::from_utf8_lossy(&data[..end]);
    let rest = data.get(end + 1..).unwrap_or_default();
    let screener = Screener::default();
    let post = Post::new(&text).with_context(context(rest)).lang(language(rest.get(9)));
    let assessment = screener.screen(&post);
    holds(&text, &assessment);
    let mut scratch = Scratch::default();
    screener.screen_with(&*text.chars().rev().collect::<String>(), &mut scratch);
    assert_eq!(screener.screen_with(&post, &mut scratch), assessment, "a used scratch changes nothing");
}

/// What holds of every assessment of `text`.
pub(crate) fn holds(text: &str, assessment: &Assessment) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut first = 0;
    for finding in assessment.findings() {
        for share in [finding.score, finding.severity, finding.certainty] {
            assert!((0.0..=1.0).contains(&share), "{}: {share} is no share", finding.rule);
        }
        assert!(finding.factors.iter().all(|factor| factor.effect.is_finite()), "{}", finding.rule);
        let mut last = 0;
        for span in &finding.spans {
            assert_eq!(text.get(span.start..span.end), Some(span.text.as_str()));
            assert_eq!(units[span.utf16_start..span.utf16_end], span.text.encode_utf16().collect::<Vec<_>>());
            assert!(span.start >= last && span.start < span.end, "spans are in order and not empty");
            last = span.start;
        }
        let begin = finding.spans.first().map_or(0, |span| span.start);
        assert!(begin >= first, "findings are in text order");
        first = begin;
    }
    let worst = Dimension::ALL.map(|dimension| assessment.score(dimension).level).into_iter().max();
    assert_eq!(Some(assessment.level()), worst);
    for dimension in Dimension::ALL {
        let score = assessment.score(dimension);
        assert!((0.0..=1.0).contains(&score.score));
        let found = assessment.findings().iter().any(|finding| finding.dimension == dimension);
        assert_eq!(score.level > Level::None, found, "{dimension}");
    }
    let json = serde_json::to_string(assessment).expect("writes");
    assert_eq!(&serde_json::from_str::<Assessment>(&json).expect("reads"), assessment);
}

fn language(byte: Option<&u8>) -> Language {
    match byte {
        Some(b'n') => Language::Nl,
        Some(b'e') => Language::En,
        _ => Language::Und,
    }
}

fn context(bytes: &[u8]) -> Context {
    let mut context = Context {
        role: chosen(bytes, 0, Role::ALL),
        account: chosen(bytes, 1, Account::ALL),
        employer_visible: chosen(bytes, 2, &[true, false]),
        policy_distance: chosen(bytes, 3, PolicyDistance::ALL),
        timing: chosen(bytes, 4, Timing::ALL),
        election_period: chosen(bytes, 5, &[true, false]),
        reach: chosen(bytes, 6, Reach::ALL),
        attachments: chosen(bytes, 7, Attachment::ALL).into_iter().collect(),
        act: chosen(bytes, 8, Act::ALL),
        ..Context::default()
    };
    let names = String::from_utf8_lossy(bytes.get(10..).unwrap_or_default());
    for (at, name) in names.split('\0').filter(|name| !name.is_empty()).take(12).enumerate() {
        let list = match at % 3 {
            0 => &mut context.organisation,
            1 => &mut context.superiors,
            _ => &mut context.fields,
        };
        list.push(name.to_owned());
    }
    context
}

/// The value that a byte chooses; zero, and a missing byte, choose none.
fn chosen<T: Copy>(bytes: &[u8], at: usize, all: &[T]) -> Option<T> {
    let byte = usize::from(*bytes.get(at)?);
    byte.checked_sub(1).map(|index| all[index % all.len()])
}
