//! The report for people: the risky words underlined in place, and what a colleague would say about them.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet, renderer::DecorStyle};
use anstyle::{AnsiColor, Style};
use bezint::{Dimension, Finding, Level, Part, Step};

use super::wording::{self, of};
use super::{Reported, advice};

/// Renders the report, with colours; whoever prints it strips them where they are not wanted.
pub(crate) fn render(reported: &Reported<'_>) -> String {
    let mut report = String::new();
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode);
    for finding in reported.assessment.findings() {
        report.push_str(&renderer.render(&[group(reported, finding)]));
        report.push_str("\n\n");
        if reported.explain {
            explain(reported, finding, &mut report);
        }
    }
    summary(reported, &mut report);
    report
}

fn group<'a>(reported: &Reported<'a>, finding: &'a Finding) -> Group<'a> {
    let ui = reported.ui;
    let title = match finding.level {
        Level::High => Title::ERROR,
        Level::Medium => Title::WARNING,
        _ => Title::INFO,
    };
    let heading =
        title.with_name(wording::level(ui, finding.level)).primary_title(&*finding.message).id(&*finding.rule);
    let mut group = Group::with_title(heading);
    if !finding.spans.is_empty() && !reported.redact {
        let annotations = finding.spans.iter().map(|span| {
            let kind = if span.part == Part::Trigger { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(span.start..span.end)
        });
        group = group.element(Snippet::source(reported.text).fold(true).annotations(annotations));
    }
    let nature = format!("{}, {}", wording::serious(ui, finding.severity), wording::certain(ui, finding.certainty));
    let basis: Vec<&str> = finding.basis.iter().map(AsRef::as_ref).collect();
    group
        .element(Title::HELP.with_name(of(ui, "advies", "advice")).message(&*finding.advice))
        .element(Title::NOTE.with_name(of(ui, "waarom", "why")).message(format!("{nature} ({})", basis.join(", "))))
}

/// The sum that the score is.
fn explain(reported: &Reported<'_>, finding: &Finding, report: &mut String) {
    let ui = reported.ui;
    let dim = Style::new().dimmed();
    for step in finding.steps() {
        let (before, after) = (Step::score(step.before), Step::score(step.after));
        let _ = writeln!(
            report,
            "  {dim}{:>7.2}  {:<16} {:<32} {:>6.2} → {:>6.2}  ({before:.2} → {after:.2}){dim:#}",
            step.factor.effect, step.factor.factor, step.factor.value, step.before, step.after
        );
    }
    let _ = writeln!(
        report,
        "  {dim}{} {:.2} · {} {:.2} · {} {:.2}{dim:#}\n",
        of(ui, "ernst", "severity"),
        finding.severity,
        of(ui, "zekerheid", "certainty"),
        finding.certainty,
        of(ui, "score", "score"),
        finding.score
    );
}

fn summary(reported: &Reported<'_>, report: &mut String) {
    let ui = reported.ui;
    let bold = Style::new().bold();
    if !reported.assessment.judged() {
        let said = if reported.text.trim().is_empty() {
            of(
                ui,
                "Er staat nog niets; er valt niets te beoordelen.",
                "There is no text yet; there is nothing to judge.",
            )
        } else {
            of(
                ui,
                "Ik herken geen Nederlands of Engels, dus de woorden kon ik niet beoordelen. Dat is iets anders dan niets gevonden.",
                "I recognise neither Dutch nor English, so the words could not be judged. That is not the same as nothing found.",
            )
        };
        let _ = writeln!(report, "{bold}{said}{bold:#}");
        if reported.assessment.findings().is_empty() {
            return;
        }
    }
    let overall = reported.assessment.level();
    let said = match overall {
        Level::None => of(ui, "Niets om op te wijzen.", "Nothing to point out."),
        Level::Low => of(ui, "Een tip; plaatsen is verdedigbaar.", "A tip; posting is defensible."),
        Level::Medium => of(
            ui,
            "Denk na: herschrijf het, of praat er eerst over met een collega.",
            "Think twice: reword it, or talk to a colleague first.",
        ),
        Level::High => of(
            ui,
            "Bespreek dit eerst, met een collega, je leidinggevende of de integriteitsadviseur.",
            "Talk first: to a colleague, your manager or the integrity adviser.",
        ),
    };
    if reported.assessment.judged() || overall > Level::None {
        let _ = writeln!(report, "{bold}{said}{bold:#}");
    }
    for dimension in Dimension::ALL {
        let outcome = reported.assessment.score(dimension);
        let _ = writeln!(
            report,
            "  {:<13} {} {}",
            wording::dimension(ui, dimension),
            gauge(outcome.level),
            wording::level(ui, outcome.level)
        );
    }
    if let Some(advice) = advice::sentence(reported) {
        let _ = writeln!(report, "{advice}");
    }
    if overall > Level::None {
        unknowns(reported, report);
    }
}

/// Four steps, readable without colour.
fn gauge(level: Level) -> String {
    let colour = match level {
        Level::None => AnsiColor::Green,
        Level::Low => AnsiColor::Cyan,
        Level::Medium => AnsiColor::Yellow,
        Level::High => AnsiColor::Red,
    };
    let style = colour.on_default();
    let filled = level as usize;
    format!("{style}{}{}{style:#}", "■".repeat(filled), "□".repeat(3 - filled))
}

/// What is not known could make it heavier or lighter: the writer should hear that.
fn unknowns(reported: &Reported<'_>, report: &mut String) {
    let (ui, context) = (reported.ui, reported.context);
    let mut unknown = Vec::new();
    let mut ask = |missing: bool, nl: &'static str, en: &'static str| {
        if missing {
            unknown.push(of(ui, nl, en));
        }
    };
    ask(context.role.is_none(), "je functie (--role)", "your function (--role)");
    ask(context.account.is_none(), "het account (--account)", "the account (--account)");
    ask(
        context.policy_distance.is_none() && context.fields.is_empty(),
        "de afstand tot je eigen werk (--policy-distance)",
        "the distance to your own work (--policy-distance)",
    );
    if !unknown.is_empty() {
        let _ = writeln!(
            report,
            "{} {}.",
            of(ui, "Niet meegewogen, want onbekend:", "Not weighed, because unknown:"),
            unknown.join(", ")
        );
    }
    let _ = writeln!(
        report,
        "{}",
        of(
            ui,
            "Dit is een zelfcheck en geen oordeel over wat mag.",
            "This is a self-check, and no verdict on what is allowed."
        )
    );
}
