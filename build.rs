//! Compiles the terms of the built-in lexicons with the library's own code, so that no program that uses it has to.
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the library's modules, of which only the compiling is used"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/assessment.rs"]
mod assessment;
#[path = "src/context.rs"]
mod context;
#[path = "src/flat.rs"]
mod flat;
#[path = "src/fold/mod.rs"]
mod fold;
#[path = "src/lexicon/mod.rs"]
mod lexicon;

fn main() {
    println!("cargo:rerun-if-changed=lexicons");
    for code in ["src/assessment.rs", "src/context.rs", "src/flat.rs", "src/fold", "src/lexicon"] {
        println!("cargo:rerun-if-changed={code}");
    }
    let rows = compiled().unwrap_or_else(|error| panic!("a built-in lexicon is wrong: {error}"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo tells where to write"));
    fs::write(out.join("terms.bin"), flat::join(&rows)).expect("the compiled terms can be written");
}

fn compiled() -> Result<Vec<Vec<u8>>, lexicon::LexiconError> {
    let mut files = vec![PathBuf::from("lexicons/concepts.toml")];
    for language in ["nl", "en"] {
        files.extend(in_order(&Path::new("lexicons").join(language)));
    }
    let sources: Vec<lexicon::Source> = files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            lexicon::Source::parse(&file.display().to_string(), &text)
        })
        .collect::<Result<_, _>>()?;
    lexicon::terms(&sources)
}

fn in_order(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}
