//! Every input that ever crashed a fuzz target, and what guards against the like, again: see fuzz/README.md.

#[path = "../fuzz/harness/mod.rs"]
mod harness;

/// Runs `check` on each file that fuzz/crashes keeps for `target`; gives how many there were.
fn replay(target: &str, check: fn(&[u8])) -> usize {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/crashes").join(target);
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.map(|file| check(&std::fs::read(file.path()).expect("it can be read"))).count()
}

#[test]
fn posts_that_crashed_are_screened() {
    assert!(replay("post", harness::post::check) > 0);
}

#[test]
fn lexicons_that_crashed_are_read() {
    replay("lexicon", harness::lexicon::check);
    harness::lexicon::check(b"language = \"nl\"\n[[terms]]\nconcept = \"profanity\"\nwords = [\"jakkes\"]");
}

#[test]
fn policies_that_crashed_are_read() {
    replay("policy", harness::policy::check);
    harness::policy::check(include_bytes!("../lexicons/policy.toml"));
}
