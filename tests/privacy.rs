//! Drafts stay where they are: what the library may reach, and what its types show.

use std::path::{Path, PathBuf};

use bezint::{Policy, Post, Role, Scratch, Screener};

/// The library's own sources, without the command line.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let inner = folders.into_iter().filter(|path| !path.ends_with("bin")).flat_map(|path| sources(&path));
    inner.chain(files).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

#[test]
fn the_library_reaches_no_file_network_or_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = sources(&root.join("src"));
    assert!(all.len() > 25 && all.iter().any(|path| path.ends_with("screener.rs")));
    for path in all {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let code = |line: &&str| !line.trim_start().starts_with("//");
        // What only tests compile stands last, or is the whole of a file.
        let text = if text.contains("\n#![cfg(test)]\n") { "" } else { text.as_str() };
        let text = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let text: String = text.lines().filter(code).collect::<Vec<_>>().join("\n");
        for reach in [
            "std::fs",
            "std::net",
            "std::io",
            "std::env",
            "std::process",
            "std::thread",
            "std::time",
            "println!",
            "print!",
            "dbg!",
            "unsafe {",
            "static mut",
            "thread_local!",
        ] {
            assert!(!text.contains(reach), "{} uses {reach}", path.display());
        }
    }
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).expect("UTF-8");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
}

#[test]
fn debug_and_errors_repeat_no_draft() {
    let draft = "Onze minister Zwaanenburg liegt, wat een kutbeleid 🤡 #wegmetzwaanenburg";
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let post = Post::new(draft).role(Role::Police).superior("iemand");
    let assessment = screener.screen_with(&post, &mut scratch);
    assert!(!assessment.findings().is_empty());
    let mut shown = format!("{post:?} {post:#?} {assessment:?} {assessment:#?} {scratch:?} {screener:?}");
    for finding in assessment.findings() {
        shown += &format!("{finding:?} {:?} {} {}", finding.spans, finding.message, finding.advice);
    }
    // A draft that is taken for something else, too.
    shown += &Policy::from_toml(draft).expect_err("no policy").to_string();
    shown += &Screener::builder().lexicon_str(draft).expect_err("no lexicon").to_string();
    for word in ["Zwaanenburg", "zwaanenburg", "liegt", "kutbeleid", "🤡"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
}
