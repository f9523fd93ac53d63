//! What the scorecard owes whoever reads its sums: what raises never lowers, what softens never raises, sentences that
//! have nothing to do with each other leave each other alone, and every sum is the score.

use bezint::{
    Account, Act, Assessment, Attachment, Change, Context, Dimension, Jurisdiction, Language, Level, Policy,
    PolicyDistance, Post, Reach, Role, Screener, Step, Timing,
};
use once_cell::sync::Lazy;
use proptest::prelude::*;

fn scores(assessment: &Assessment) -> [f64; 3] {
    Dimension::ALL.map(|dimension| assessment.score(dimension).score)
}

fn never_lower(heavier: &Assessment, lighter: &Assessment) -> bool {
    scores(heavier).iter().zip(scores(lighter)).all(|(heavier, lighter)| *heavier >= lighter)
}

/// Risky Dutch sentences that stand by themselves: the examples of all rules.
static RISKY: Lazy<Vec<String>> = Lazy::new(|| {
    let screener = Screener::default();
    let examples = screener.rules().flat_map(bezint::Rule::hits).map(|example| example.text().to_owned());
    let whole = |text: &String| {
        let assessment = screener.screen(text.as_str());
        text.ends_with(['.', '!']) && assessment.level() > Level::None && assessment.lang == Language::Nl
    };
    examples.filter(whole).collect()
});

/// Sentences about nothing: they name nobody and tell nothing of the writer.
fn neutral() -> impl Strategy<Value = String> {
    let what = prop::sample::select(vec!["De brug", "De sporthal", "De trein van negen uur", "Het gras", "De bakker"]);
    let how = prop::sample::select(vec!["is morgen open", "blijft nog een week dicht", "is blauw", "stond op de foto"]);
    let then = prop::sample::select(vec!["", " en daarna ook", " tot en met de laatste zondag van de maand maart"]);
    (what, how, then).prop_map(|(what, how, then)| format!("{what} {how}{then}."))
}

fn risky() -> impl Strategy<Value = &'static str> {
    (0..RISKY.len()).prop_map(|at| RISKY[at].as_str())
}

fn contexts() -> impl Strategy<Value = Context> {
    fn maybe<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
        prop::option::of(prop::sample::select(all))
    }
    let writer = (maybe(Role::ALL), maybe(Account::ALL), maybe(PolicyDistance::ALL), maybe(Timing::ALL));
    let post = (maybe(Reach::ALL), maybe(Act::ALL), any::<Option<bool>>(), any::<Option<bool>>());
    (writer, post).prop_map(|((role, account, policy_distance, timing), (reach, act, election_period, visible))| {
        Context {
            role,
            account,
            policy_distance,
            timing,
            reach,
            act,
            election_period,
            employer_visible: visible,
            ..Context::default()
        }
    })
}

/// What raises, and what softens, each from unknown.
fn changed(context: &Context) -> (Vec<Context>, Vec<Context>) {
    let mut heavier = Vec::new();
    let mut lighter = Vec::new();
    let with = |change: &dyn Fn(&mut Context)| {
        let mut changed = context.clone();
        change(&mut changed);
        changed
    };
    if context.role.is_none() {
        let raising = Role::ALL.iter().filter(|role| **role != Role::Politician);
        heavier.extend(raising.map(|role| with(&|context| context.role = Some(*role))));
        lighter.push(with(&|context| context.role = Some(Role::Politician)));
    }
    if context.account.is_none() {
        heavier.extend(Account::ALL.iter().map(|account| with(&|context| context.account = Some(*account))));
    }
    if context.policy_distance.is_none() {
        heavier.push(with(&|context| context.policy_distance = Some(PolicyDistance::Adjacent)));
        heavier.push(with(&|context| context.policy_distance = Some(PolicyDistance::Own)));
        lighter.push(with(&|context| context.policy_distance = Some(PolicyDistance::Unrelated)));
    }
    if context.timing.is_none() {
        heavier.push(with(&|context| context.timing = Some(Timing::OnDuty)));
        lighter.push(with(&|context| context.timing = Some(Timing::OffDuty)));
    }
    if context.reach.is_none() {
        heavier.push(with(&|context| context.reach = Some(Reach::Public)));
        lighter.push(with(&|context| context.reach = Some(Reach::Limited)));
        lighter.push(with(&|context| context.reach = Some(Reach::Private)));
    }
    if context.act.is_none() {
        lighter.push(with(&|context| context.act = Some(Act::Shared)));
        lighter.push(with(&|context| context.act = Some(Act::Liked)));
    }
    if context.election_period.is_none() {
        heavier.push(with(&|context| context.election_period = Some(true)));
        lighter.push(with(&|context| context.election_period = Some(false)));
    }
    if context.employer_visible.is_none() {
        heavier.push(with(&|context| context.employer_visible = Some(true)));
        lighter.push(with(&|context| context.employer_visible = Some(false)));
    }
    heavier.extend(Attachment::ALL.iter().map(|attachment| with(&|context| context.attachments.push(*attachment))));
    (heavier, lighter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_raises_never_lowers_and_what_softens_never_raises(
        first in risky(), second in risky(), context in contexts(), jurisdiction in prop::sample::select(Jurisdiction::ALL),
    ) {
        static SCREENERS: Lazy<Vec<Screener>> = Lazy::new(|| {
            let of = |jurisdiction: &Jurisdiction| Screener::builder().policy(Policy::of(*jurisdiction)).build();
            Jurisdiction::ALL.iter().map(|jurisdiction| of(jurisdiction).expect("built in")).collect()
        });
        let screener = &SCREENERS[Jurisdiction::ALL.iter().position(|one| *one == jurisdiction).expect("one of them")];
        let text = format!("{first} {second}");
        let screen = |context: &Context| screener.screen(Post::new(&text).with_context(context));
        let plain = screen(&context);
        let (heavier, lighter) = changed(&context);
        for other in heavier {
            prop_assert!(never_lower(&screen(&other), &plain), "{text} {context:?} {other:?}");
        }
        for other in lighter {
            prop_assert!(never_lower(&plain, &screen(&other)), "{text} {context:?} {other:?}");
        }
    }

    #[test]
    fn a_separate_neutral_sentence_changes_nothing(risky in risky(), neutral in neutral(), context in contexts()) {
        let screener = Screener::default();
        let screen = |text: &str| scores(&screener.screen(Post::new(text).lang(Language::Nl).with_context(&context)));
        let alone = screen(risky);
        prop_assert_eq!(screen(&format!("{risky} {neutral}")), alone, "{} {}", risky, neutral);
        prop_assert_eq!(screen(&format!("{neutral} {risky}")), alone, "{} {}", neutral, risky);
    }

    #[test]
    fn a_separate_risky_sentence_never_lowers(first in risky(), second in risky(), neutral in neutral()) {
        let screener = Screener::default();
        let screen = |text: &str| screener.screen(Post::new(text).lang(Language::Nl));
        let alone = screen(first);
        for text in [format!("{first} {second}"), format!("{second} {first}"), format!("{first} {neutral} {second}")] {
            prop_assert!(never_lower(&screen(&text), &alone), "{}", text);
        }
    }

    #[test]
    fn the_order_of_separate_sentences_does_not_matter(mut at in prop::collection::vec(0..SEPARATE.len(), 2..5)) {
        let screener = Screener::default();
        let screen = |at: &[usize]| {
            let text = at.iter().map(|at| SEPARATE[*at]).collect::<Vec<_>>().join(" ");
            scores(&screener.screen(&text))
        };
        at.sort_unstable();
        at.dedup();
        let one = screen(&at);
        at.reverse();
        prop_assert_eq!(screen(&at), one);
        at.rotate_left(1);
        prop_assert_eq!(screen(&at), one);
    }

    #[test]
    fn every_sum_is_its_score_and_levels_follow_scores(first in risky(), second in risky(), context in contexts()) {
        let screener = Screener::default();
        let text = format!("{first} {second}");
        let assessment = screener.screen(Post::new(&text).with_context(&context));
        let thresholds = screener.policy().thresholds;
        let begins = [thresholds.low, thresholds.medium, thresholds.high].map(Step::score);
        let level = |score: f64| Level::ALL[begins.iter().filter(|begin| score >= **begin).count()];
        for finding in assessment.findings() {
            let sum = finding.steps().last().expect("a rule at least").after;
            prop_assert!((Step::score(sum) - finding.score).abs() < 2e-4, "{finding:?}");
            prop_assert_eq!(finding.level, level(finding.score));
        }
        for dimension in Dimension::ALL {
            let DimensionLevel { score, level: given } = assessment.score(dimension).into();
            prop_assert!((0.0..=1.0).contains(&score));
            prop_assert_eq!(given, level(score));
        }
    }
}

struct DimensionLevel {
    score: f64,
    level: Level,
}

impl From<bezint::DimensionScore> for DimensionLevel {
    fn from(one: bezint::DimensionScore) -> Self {
        Self { score: one.score, level: one.level }
    }
}

/// Sentences that each name who they are about, so that none goes on about another.
const SEPARATE: [&str; 8] = [
    "De PVV is fascistisch.",
    "Onze minister liegt.",
    "Ons detentiebeleid is een schande.",
    "Stem woensdag op de PvdA!",
    "Die wet voer ik gewoon niet uit.",
    "De wethouder is een idioot.",
    "De brug is morgen weer open.",
    "Alle Marokkanen zijn dieven.",
];

#[test]
fn many_findings_never_pass_one() {
    let text = SEPARATE.join(" ").repeat(50);
    let post = Post::new(&text).role(Role::Police).account(Account::Official).policy_distance(PolicyDistance::Own);
    let assessment = Screener::default().screen(&post);
    assert!(assessment.findings().len() > 200);
    assert!(scores(&assessment).iter().all(|score| *score <= 1.0 && *score > 0.9));
}

#[test]
fn the_distance_is_found_from_the_text_and_what_is_said_wins() {
    let text = "Het asielbeleid is een schande.";
    let screener = Screener::default();
    let loyalty = |post: Post<'_>| screener.screen(post).score(Dimension::Loyalty).score;
    let unknown = loyalty(Post::new(text));
    assert!(loyalty(Post::new(text).field("asylum")) > unknown);
    assert!(loyalty(Post::new(text).field("traffic")) < unknown);
    let said = |distance| Post::new(text).field("asylum").policy_distance(distance);
    assert!(loyalty(said(PolicyDistance::Unrelated)) < unknown);
    assert_eq!(loyalty(said(PolicyDistance::Own)), loyalty(Post::new(text).field("asylum")));
    assert!(screener.topics().any(|topic| topic == "asylum"));
}

#[test]
fn advice_is_what_screening_the_alternative_says() {
    let screener = Screener::default();
    let post = Post::new("De PVV is fascistisch. Stem woensdag op de PvdA!")
        .account(Account::Official)
        .election_period(true)
        .timing(Timing::OnDuty);
    let assessment = screener.screen(&post);
    let alternatives = screener.alternatives(&post, &assessment);
    let personal = alternatives.iter().find(|one| one.change == Change::PersonalAccount).expect("it helps");
    assert_eq!(personal.assessment, screener.screen(Post::from(&post).account(Account::Personal)));
    let total = |assessment: &Assessment| scores(assessment).iter().sum::<f64>();
    assert!(alternatives.iter().all(|one| total(&one.assessment) < total(&assessment)));
    let ranks: Vec<_> = alternatives.iter().map(|one| (one.assessment.level, total(&one.assessment))).collect();
    assert!(ranks.is_sorted_by(|a, b| a <= b), "{ranks:?}");
    // A threat is not softened by any circumstance: only leaving it out helps.
    let threat = Post::new("Die minister moet met zijn kop op het hakblok.").timing(Timing::OnDuty);
    let best = &screener.alternatives(&threat, &screener.screen(&threat))[0];
    assert!(matches!(best.change, Change::LeaveOut(_)));
    assert!(screener.alternatives(&Post::new("Fijne dag!"), &bezint::screen("Fijne dag!")).is_empty());
}

#[test]
fn a_policy_switches_off_and_keeps_within() {
    let text = "De PVV is fascistisch. Wat een kutdag.";
    let screen = |policy: &str| {
        let policy = Policy::from_toml(policy).expect(policy);
        let screener = Screener::builder().policy(policy).build().expect("builds");
        (screener.screen(text), screener.fingerprint())
    };
    let (plain, fingerprint) = screen("");
    let (off, other) = screen("rules.'neutrality/party-attack'.off = true");
    assert!(plain.findings().iter().any(|finding| &*finding.rule == "neutrality/party-attack"));
    assert!(!off.findings().iter().any(|finding| &*finding.rule == "neutrality/party-attack"));
    assert_ne!(fingerprint, other, "the fingerprint covers the policy");
    let (bound, _) =
        screen("rules.'neutrality/party-attack'.at_most = 'low'\nrules.'decency/profanity'.at_least = 'high'");
    assert_eq!(bound.score(Dimension::Neutrality).level, Level::Low);
    assert_eq!(bound.score(Dimension::Decency).level, Level::High);
}
