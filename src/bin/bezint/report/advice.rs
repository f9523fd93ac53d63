//! What would lower the risk most, in one sentence.

use std::ops::Range;

use bezint::{Alternative, Attachment, Change, Language};

use super::Reported;
use super::wording::{self, of};

/// The sentence; none where nothing that was tried helps.
pub(crate) fn sentence(reported: &Reported<'_>) -> Option<String> {
    let ui = reported.ui;
    let (best, others) = reported.alternatives.split_first()?;
    let said = |one: &Alternative| {
        let same = one.assessment.level == reported.assessment.level;
        let then = if same { of(ui, "het blijft", "still") } else { of(ui, "dan", "then") };
        let level = wording::level(ui, one.assessment.level);
        format!("{} ({then}: {level})", change(reported.text, &one.change, ui))
    };
    let words = |one: &Alternative| matches!(one.change, Change::LeaveOut(_));
    let mut sentence = format!("{} {}", of(ui, "Wat het meest scheelt:", "What would help most:"), said(best));
    // Whoever wants to keep the words hears what else there is, and the other way round.
    if let Some(other) = others.iter().find(|other| words(other) != words(best)) {
        sentence.push_str(of(ui, "; of anders: ", "; or else: "));
        sentence.push_str(&said(other));
    }
    sentence.push('.');
    Some(sentence)
}

fn change(text: &str, change: &Change, ui: Language) -> String {
    let words = match change {
        Change::PersonalAccount => of(ui, "plaats het vanaf je eigen account", "post it from your own account"),
        Change::EmployerNotVisible => {
            of(ui, "plaats het waar je werkgever niet te zien is", "post it where your employer does not show")
        }
        Change::AfterElection => of(ui, "wacht tot na de verkiezingen", "wait till after the election"),
        Change::OffDuty => of(ui, "plaats het in je eigen tijd", "post it in your own time"),
        Change::LimitedReach => of(ui, "deel het in kleinere kring", "share it in a smaller circle"),
        Change::RaiseInside => {
            of(ui, "kaart het eerst intern aan, en zeg dat erbij", "raise it inside first, and say that you did")
        }
        Change::WithoutAttachment(attachment) => return without(*attachment, ui),
        Change::LeaveOut(ranges) => return leave_out(text, ranges, ui),
        _ => "",
    };
    words.to_owned()
}

fn without(attachment: Attachment, ui: Language) -> String {
    let what = match attachment {
        Attachment::ServiceWeapon => of(ui, "de foto van het dienstwapen", "the picture of the service weapon"),
        Attachment::Uniform => of(ui, "de foto in uniform", "the picture in uniform"),
        Attachment::RecognisableCitizen => of(ui, "wie er herkenbaar op staat", "whoever can be recognised"),
        Attachment::InternalDocument => of(ui, "het interne document", "the internal document"),
        Attachment::SystemScreenshot => of(ui, "de schermafdruk", "the screenshot"),
        Attachment::IncidentScene => of(ui, "het beeld van het incident", "the picture of the incident"),
        _ => of(ui, "de bijlage", "the attachment"),
    };
    if ui == Language::En { format!("leave out {what}") } else { format!("laat {what} weg") }
}

/// Names the words, or the first few of them. Control characters of a draft do not reach the terminal.
fn leave_out(text: &str, ranges: &[Range<usize>], ui: Language) -> String {
    const MOST: usize = 3;
    let quoted = |range: &Range<usize>| {
        let plain: String = text[range.clone()].chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if ui == Language::En { format!("“{plain}”") } else { format!("‘{plain}’") }
    };
    let mut words = ranges.iter().take(MOST).map(quoted).collect::<Vec<_>>().join(", ");
    if ranges.len() > MOST {
        words.push_str(of(ui, " en meer", " and more"));
    }
    if ui == Language::En { format!("leave out {words}") } else { format!("laat {words} weg") }
}
