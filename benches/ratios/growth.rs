//! Lexicons of any size, to see what another thousand terms cost.

use std::fs;
use std::path::Path;

use bezint::Screener;

/// A lexicon of about so many terms: every file of the built-in one with a part of its words, so that concepts,
/// inflection, phrases and function words keep their shares. A larger one holds all that a smaller one does.
pub(crate) fn thinned(terms: usize) -> Screener {
    let files = lexicons();
    let (mut low, mut high) = (0_u32, WHOLE);
    // The number of forms that a word has is only known when it is compiled.
    while low + 8 < high {
        let middle = low.midpoint(high);
        if with_share(&files, middle).term_count() < terms { low = middle } else { high = middle }
    }
    with_share(&files, high)
}

/// The built-in lexicon, and beside it one of an organisation with `terms` made-up names.
pub(crate) fn with_own(terms: usize) -> Screener {
    let builder = Screener::builder().lexicon_str(&own(terms)).expect("a lexicon");
    builder.build().expect("names under a known concept")
}

const WHOLE: u32 = 1 << 16;

struct File {
    name: String,
    table: toml::Table,
}

fn lexicons() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let file = |name: &str| {
        let text = fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        File { name: name.to_owned(), table: text.parse().expect("a lexicon that the build has read is TOML") }
    };
    bezint::ScreenerBuilder::builtin_names().map(file).collect()
}

/// Compiles the files with the words whose number, spread evenly, lies below `share`.
fn with_share(files: &[File], share: u32) -> Screener {
    let mut number = 0_u32;
    let mut builder = Screener::builder().without_builtin();
    for File { name, table } in files {
        let mut table = table.clone();
        if let Some(toml::Value::Array(groups)) = table.get_mut("terms") {
            for group in groups.iter_mut() {
                if let Some(toml::Value::Array(words)) = group.get_mut("words") {
                    words.retain(|_| {
                        number += 1;
                        number.wrapping_mul(0x9E37_79B1) >> 16 < share
                    });
                }
            }
            let filled =
                |group: &toml::Value| group.get("words").is_some_and(|words| words.as_array() != Some(&vec![]));
            groups.retain(filled);
        }
        let text = toml::to_string(&table).expect("it came from TOML");
        builder = builder.lexicon_named(name, &text).expect("a part of a lexicon is one");
    }
    builder.build().expect("a part of the lexicons fits together")
}

/// Names of projects that nobody has, of two to four syllables, every fourth one of two words.
fn own(terms: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "bra", "dol", "ven", "ster", "kwi", "lum", "zor", "pat", "rij", "mok", "tel", "gan", "hui", "fer", "nos", "wed",
    ];
    let name = |number: usize| {
        let syllables = (0..5).map(|at| SYLLABLES[number >> (4 * at) & 15]);
        let name: String = syllables.collect();
        if number.is_multiple_of(4) { format!("\"plan {name}\"") } else { format!("\"{name}\"") }
    };
    // An odd factor gives each number another one, so that neighbours are not alike.
    let names: Vec<String> = (1..=terms).map(|number| name((number * 0x9_E371) & 0xF_FFFF)).collect();
    format!("language = \"nl\"\n[[terms]]\nconcept = \"policy\"\nwords = [{}]\n", names.join(", "))
}
