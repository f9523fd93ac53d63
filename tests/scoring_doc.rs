//! `docs/scoring.md` tells every number as it is in use. The tables and the worked examples are written by this test
//! (`BEZINT_UPDATE=1`), and it fails where they are out of date, or where a figure stands outside of them.

use std::fmt::Write as _;

use bezint::{
    Account, Assessment, Attachment, Dimension, Jurisdiction, Policy, PolicyDistance, Post, Role, Screener, Step,
    Timing,
};

const PATH: &str = "docs/scoring.md";

fn sections() -> Vec<(&'static str, String)> {
    let policy = Policy::default();
    vec![
        ("levels", levels(&policy)),
        ("words", words(&policy)),
        ("rules", rules()),
        ("weights", weights(&policy)),
        ("bounds", bounds(&policy)),
        ("certainty", certainty(&policy)),
        ("jurisdictions", jurisdictions(&policy)),
        ("examples", examples()),
    ]
}

fn levels(policy: &Policy) -> String {
    let mut table = "| level | from points | from score |\n|---|---|---|\n".to_owned();
    let thresholds = policy.thresholds;
    for (level, points) in [("low", thresholds.low), ("medium", thresholds.medium), ("high", thresholds.high)] {
        let _ = writeln!(table, "| {level} | {points:+.1} | {:.4} |", Step::score(points));
    }
    table
}

fn words(policy: &Policy) -> String {
    let strengths = policy.strengths;
    let rows = [
        ("mild", strengths.mild, "half meant: *sufferd*"),
        ("plain", strengths.plain, "as it stands"),
        ("strong", strengths.strong, "meant to hurt"),
        ("extreme", strengths.extreme, "beyond the pale"),
    ];
    let mut table = "| strength | points | |\n|---|---|---|\n".to_owned();
    for (strength, points, about) in rows {
        let _ = writeln!(table, "| {strength} | {points:+.1} | {about} |");
    }
    table
}

fn rules() -> String {
    let mut table = "| rule | points | source |\n|---|---|---|\n".to_owned();
    for rule in Screener::default().rules() {
        let basis: Vec<&str> = rule.basis().collect();
        let _ = writeln!(table, "| `{}` | {:+.2} | {} |", rule.id(), rule.points(), basis.join(", "));
    }
    table
}

fn weights(policy: &Policy) -> String {
    let mut table =
        "| factor | value | neutrality | loyalty | decency | source |\n|---|---|---|---|---|---|\n".to_owned();
    for weight in &policy.weights {
        let cancels = if weight.cancels { " (cancels)" } else { "" };
        let _ = writeln!(
            table,
            "| {} | `{}`{cancels} | {:+.1} | {:+.1} | {:+.1} | {} |",
            weight.factor, weight.value, weight.neutrality, weight.loyalty, weight.decency, weight.source
        );
    }
    table
}

fn bounds(policy: &Policy) -> String {
    let most = policy.softening.most;
    format!(
        "| what | figure |\n|---|---|\n\
         | all softening circumstances together, neutrality | {:+.1} |\n\
         | all softening circumstances together, loyalty | {:+.1} |\n\
         | all softening circumstances together, decency | {:+.1} |\n\
         | asked, and not for show | {:+.1} |\n\
         | share that a further finding adds to what is left below one | {:.2} |\n",
        most.neutrality, most.loyalty, most.decency, policy.question, policy.further_findings
    )
}

fn certainty(policy: &Policy) -> String {
    let certainty = policy.certainty;
    let mut table = format!(
        "Weight of certainty: {:.1}.\n\n| doubt | certainty | points |\n|---|---|---|\n",
        policy.certainty_weight
    );
    for (doubt, share) in [
        ("the target was named in another sentence", certainty.in_another_sentence),
        ("nobody is named, only pointed at", certainty.pointed_at),
        ("taken to be the writer's own by its nature", certainty.presumed_own),
        ("written so as not to be recognised", certainty.disguised),
        ("signs add up, none of which proves anything", certainty.signs),
    ] {
        let _ = writeln!(table, "| {doubt} | {share:.2} | {:+.2} |", policy.certainty_weight * share.ln());
    }
    table
}

/// What each jurisdiction changes.
fn jurisdictions(netherlands: &Policy) -> String {
    let mut table =
        "| jurisdiction | what | neutrality | loyalty | decency | source |\n|---|---|---|---|---|---|\n".to_owned();
    for jurisdiction in Jurisdiction::ALL {
        let policy = Policy::of(*jurisdiction);
        for weight in policy.weights.iter().filter(|weight| !netherlands.weights.contains(weight)) {
            let _ = writeln!(
                table,
                "| {jurisdiction} | {} `{}` | {:+.1} | {:+.1} | {:+.1} | {} |",
                weight.factor, weight.value, weight.neutrality, weight.loyalty, weight.decency, weight.source
            );
        }
        for (rule, change) in &policy.rules {
            let points = change.points.map_or(String::new(), |points| format!("{points:+.1}"));
            let on = |dimension: Dimension| if rule.starts_with(dimension.as_str()) { points.as_str() } else { "" };
            let [n, l, d] = Dimension::ALL.map(on);
            let _ = writeln!(table, "| {jurisdiction} | base of `{rule}` | {n} | {l} | {d} | see the profile |");
        }
    }
    table
}

fn examples() -> String {
    let cases = [
        (
            "Dijksman: a district chief of police on a party",
            Post::new("Ik vind de PVV gewoon fascistisch.").role(Role::Police).employer_visible(true),
        ),
        (
            "Spaninks: a police spokesman on an MP, from his own account",
            Post::new("PVV'er De Graaf is rijp voor een bezoek aan de psycholoog")
                .role(Role::Spokesperson)
                .account(Account::Personal),
        ),
        (
            "Schutten: a community officer with his service weapon",
            Post::new("Mijn nieuwe vriend voor de rest van mijn loopbaan. Don't f…. with the wijkagent!")
                .role(Role::Police)
                .attachment(Attachment::ServiceWeapon),
        ),
        (
            "Haifi: an official whose profile shows her role",
            Post::new("IS is een zionistisch complot om de islam zwart te maken").employer_visible(true),
        ),
        (
            "Banerji: an immigration official under a pseudonym, on her own file",
            Post::new("Ons detentiebeleid is wreed en een schande.")
                .account(Account::Pseudonymous)
                .policy_distance(PolicyDistance::Own),
        ),
        (
            "The same words, far from the own work and off duty",
            Post::new("Ons detentiebeleid is wreed en een schande.")
                .policy_distance(PolicyDistance::Unrelated)
                .timing(Timing::OffDuty),
        ),
    ];
    let screener = Screener::default();
    cases.iter().map(|(title, post)| example(title, post.text(), &screener.screen(post))).collect()
}

fn example(title: &str, text: &str, assessment: &Assessment) -> String {
    let mut shown = format!("### {title}\n> {text}\n\n```text\n");
    for finding in assessment.findings() {
        let _ = writeln!(shown, "{}: {}", finding.rule, finding.level);
        for step in finding.steps() {
            let name = format!("{} {}", step.factor.factor, step.factor.value);
            let _ =
                writeln!(shown, "  {name:<40} {:+.2}  {:+.2} → {:+.2}", step.factor.effect, step.before, step.after);
        }
        let _ = writeln!(
            shown,
            "  severity {:.2}, certainty {:.2}, score {:.2}",
            finding.severity, finding.certainty, finding.score
        );
    }
    for dimension in Dimension::ALL {
        let outcome = assessment.score(dimension);
        let _ = writeln!(shown, "{dimension}: {:.2} {}", outcome.score, outcome.level);
    }
    shown.push_str("```\n\n");
    shown
}

/// The text with what stands between the marks of each section replaced.
fn filled(text: &str) -> String {
    sections().into_iter().fold(text.to_owned(), |text, (name, table)| {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{PATH} has no section {name}"));
        let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{PATH}: the section {name} does not end"));
        format!("{before}{begin}{table}{end}{after}")
    })
}

#[test]
fn every_number_is_the_one_in_use() {
    let kept = std::fs::read_to_string(PATH).expect("there");
    let filled = filled(&kept);
    if std::env::var_os("BEZINT_UPDATE").is_some() {
        std::fs::write(PATH, &filled).expect("written");
    } else {
        assert!(kept == filled, "{PATH} is out of date: run the tests with BEZINT_UPDATE=1 and look at it");
    }
}

#[test]
fn no_figure_stands_outside_the_tables() {
    let text = std::fs::read_to_string(PATH).expect("there");
    let mut outside = text.as_str().to_owned();
    for (name, _) in sections() {
        let (before, rest) = outside.split_once(&format!("<!-- {name} -->\n")).expect(name);
        let (_, after) = rest.split_once(&format!("<!-- end of {name} -->")).expect(name);
        outside = format!("{before}{after}");
    }
    let decimal = |(at, _): (usize, &str)| {
        let digit = |at: Option<usize>| at.and_then(|at| outside.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let found: Vec<usize> = outside.match_indices('.').filter(|found| decimal(*found)).map(|(at, _)| at).collect();
    assert!(found.is_empty(), "{:?}", found.iter().map(|at| &outside[at.saturating_sub(30)..*at]).collect::<Vec<_>>());
}
