//! The words of a report, in both languages. Levels read as advice, for that is what they are: nothing is forbidden.

use bezint::{Dimension, Language, Level};

/// Picks the words of the reader's language.
pub(crate) fn of<'a>(ui: Language, nl: &'a str, en: &'a str) -> &'a str {
    if ui == Language::En { en } else { nl }
}

pub(crate) fn level(ui: Language, level: Level) -> &'static str {
    match level {
        Level::None => of(ui, "niets", "nothing"),
        Level::Low => of(ui, "tip", "tip"),
        Level::Medium => of(ui, "denk na", "think twice"),
        Level::High => of(ui, "bespreek eerst", "talk first"),
    }
}

pub(crate) fn dimension(ui: Language, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Neutrality => of(ui, "neutraliteit", "neutrality"),
        Dimension::Loyalty => of(ui, "loyaliteit", "loyalty"),
        Dimension::Decency => of(ui, "fatsoen", "decency"),
    }
}

/// How serious the words are, told apart from how sure it is that they are meant so.
pub(crate) fn serious(ui: Language, severity: f64) -> &'static str {
    match severity {
        s if s >= 0.73 => of(ui, "ernstig", "serious"),
        s if s >= 0.5 => of(ui, "tamelijk ernstig", "fairly serious"),
        _ => of(ui, "niet zo ernstig", "not so serious"),
    }
}

pub(crate) fn certain(ui: Language, certainty: f64) -> &'static str {
    match certainty {
        c if c >= 0.95 => of(ui, "en duidelijk zo bedoeld", "and clearly meant so"),
        c if c >= 0.8 => of(ui, "en waarschijnlijk zo bedoeld", "and probably meant so"),
        _ => of(ui, "maar misschien anders bedoeld", "but perhaps meant otherwise"),
    }
}
