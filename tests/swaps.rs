//! Equal treatment: exchange one party, faith, origin, orientation or name for another, and the verdict stays the
//! same. Only the place of the spans may differ, since names differ in length.

use bezint::{Dimension, Level, Screener};

/// A verdict without what depends on the length of a name.
fn verdict(screener: &Screener, text: &str) -> (Vec<Level>, Vec<(String, f64, f64)>) {
    let assessment = screener.screen(text);
    let levels = Dimension::ALL.iter().map(|dimension| assessment.score(*dimension).level).collect();
    let mut findings: Vec<_> =
        assessment.findings().iter().map(|f| (f.rule.to_string(), f.score, f.severity)).collect();
    findings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    (levels, findings)
}

fn swap(templates: &[&str], members: &[&str]) {
    let screener = Screener::default();
    let mut unequal = Vec::new();
    for template in templates {
        let first = verdict(&screener, &template.replace("{}", members[0]));
        for member in &members[1..] {
            let text = template.replace("{}", member);
            let other = verdict(&screener, &text);
            if other != first {
                unequal.push(format!("{text}\n   {other:?}\n   {} {first:?}", members[0]));
            }
        }
    }
    assert!(unequal.is_empty(), "{} differ:\n{}", unequal.len(), unequal.join("\n"));
}

const PARTIES_NL: [&str; 15] = [
    "PVV",
    "VVD",
    "D66",
    "CDA",
    "PvdA",
    "GroenLinks",
    "SP",
    "ChristenUnie",
    "SGP",
    "DENK",
    "Partij voor de Dieren",
    "JA21",
    "BBB",
    "Volt",
    "Forum voor Democratie",
];
const PARTIES_EN: [&str; 8] =
    ["Labour", "Sinn Féin", "Fianna Fáil", "Fine Gael", "Plaid Cymru", "the SNP", "the DUP", "UKIP"];
const FAITHS_NL: [&str; 6] = ["moslims", "christenen", "joden", "hindoes", "katholieken", "atheïsten"];
const ORIGINS_NL: [&str; 8] =
    ["Marokkanen", "Turken", "Polen", "Surinamers", "Syriërs", "Duitsers", "Antillianen", "Chinezen"];
const FAITHS_EN: [&str; 6] = ["Muslims", "Christians", "Jews", "Hindus", "Catholics", "atheists"];
const ORIGINS_EN: [&str; 6] = ["Poles", "Indians", "Nigerians", "Romanians", "Germans", "Pakistanis"];
const ORIENTATIONS_NL: [&str; 4] = ["homo's", "lesbiennes", "transgenders", "hetero's"];

#[test]
fn parties_in_dutch() {
    swap(
        &[
            "Ik vind de {} gewoon fascistisch.",
            "Stem woensdag op de {}!",
            "De {} heeft dit land naar de knoppen geholpen.",
            "Wat een stelletje idioten bij de {}.",
            "De {} stemde gisteren tegen de motie.",
            "Vanavond debatteren de {} en het CDA over wonen.",
            "Ik zou de {} nooit fascistisch noemen.",
            "De leider van de {} liegt weer.",
            "Weg met de {}!",
            "Ik heb op de {} gestemd.",
            "Mijn buurman zit voor de {} in de raad.",
            "De {} noemde de rechter partijdig.",
        ],
        &PARTIES_NL,
    );
}

#[test]
fn parties_in_english() {
    swap(
        &[
            "I think {} is simply fascist.",
            "On Saturday you should vote {}!",
            "Yesterday {} voted against the motion.",
            "Everyone at {} is an idiot.",
            "I would never call {} fascist.",
            "We heard {} and UKIP debate housing tonight.",
        ],
        &PARTIES_EN,
    );
}

#[test]
fn groups_in_dutch() {
    let templates = [
        "Alle {} zijn dieven.",
        "Die {} horen hier niet.",
        "Vandaag spraken {} en politie met elkaar in het buurthuis.",
        "Die {} zijn ongedierte.",
        "Ik help {} altijd als laatste.",
        "Nee, {} zijn geen tuig.",
        "Meld discriminatie van {}.",
        "Al die kanker{}.",
        "De {} in onze wijk organiseren een buurtfeest.",
    ];
    swap(&templates[..7], &FAITHS_NL);
    swap(&templates, &ORIGINS_NL);
    swap(&templates[..7], &ORIENTATIONS_NL);
}

#[test]
fn groups_in_english() {
    let templates = [
        "All {} are thieves.",
        "Those {} don't belong here.",
        "Today {} and police met at the community centre.",
        "Those {} are vermin.",
        "No, {} aren't vermin.",
        "Report discrimination against {}.",
        "We help {} every day at the counter.",
    ];
    swap(&templates, &FAITHS_EN);
    swap(&templates, &ORIGINS_EN);
}

#[test]
fn names() {
    swap(
        &[
            "Wethouder {} is een leugenaar.",
            "Mevrouw {} opende vandaag de bibliotheek.",
            "Collega {} gaat met pensioen.",
            "Die {}, wat een idioot.",
        ],
        &["Jansen", "El Idrissi", "Yılmaz", "De Boer", "Nguyen", "Kowalski", "Cohen", "Van der Lul"],
    );
}
