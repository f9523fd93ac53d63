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
    let files = files();
    let rows = compiled(&files).unwrap_or_else(|error| panic!("a built-in lexicon is wrong: {error}"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo tells where to write"));
    fs::write(out.join("terms.bin"), flat::join(&rows)).expect("the compiled terms can be written");
    fs::write(out.join("terms.rs"), listed(&files)).expect("the list of files can be written");
    fs::write(out.join("fingerprint.rs"), fingerprint(&files)).expect("the fingerprint can be written");
}

/// The files that declare concepts and terms, by their names.
fn files() -> Vec<String> {
    let folders = ["nl", "en"].into_iter().flat_map(in_order);
    [String::from("concepts.toml")].into_iter().chain(folders).collect()
}

/// Rust code for the fingerprint of the files, which a program need not take at every start.
fn fingerprint(files: &[String]) -> String {
    let texts: Vec<String> = files.iter().map(read).collect();
    format!("{:#018x}", assessment::Fingerprint::of(texts.iter().map(String::as_bytes)).0)
}

fn read(name: &String) -> String {
    let path = Path::new("lexicons").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Rust code for the names and texts of the files with terms.
fn listed(files: &[String]) -> String {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo tells where the package is");
    let entry = |name: &String| {
        let path = Path::new(&root).join("lexicons").join(name);
        format!("({name:?}, include_str!({:?})),", path.display().to_string())
    };
    format!("&[{}]", files.iter().skip(1).map(entry).collect::<String>())
}

fn compiled(files: &[String]) -> Result<Vec<Vec<u8>>, lexicon::LexiconError> {
    let parse = |name: &String| lexicon::Source::parse(name, &read(name));
    let sources: Vec<lexicon::Source> = files.iter().map(parse).collect::<Result<_, _>>()?;
    lexicon::terms(&sources)
}

/// The lexicons in a folder, in order.
fn in_order(folder: &str) -> Vec<String> {
    let path = Path::new("lexicons").join(folder);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".toml")).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    files
}
