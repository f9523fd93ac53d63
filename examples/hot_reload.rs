//! An intranet service that takes new lexicons into use without stopping. A `Screener` never changes, so requests under
//! way keep the one they began with; a new one is made aside, checked, and put in its place in one move.
//!
//! `hot_reload [LEXICON…]` answers each line of standard input with its level and what was found. The line `:reload`
//! reads the files again; where they hold a mistake, that is told and the old screener stays.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::{env, fs, thread};

use bezint::{LexiconCheck, Scratch, Screener};

/// What all requests share.
struct Service {
    files: Vec<PathBuf>,
    screener: RwLock<Screener>,
}

impl Service {
    fn new(files: Vec<PathBuf>) -> Result<Self, String> {
        let screener = load(&files)?;
        Ok(Self { files, screener: RwLock::new(screener) })
    }

    /// The screener in use. A clone is a pointer; the lock is held no longer than that takes.
    fn screener(&self) -> Screener {
        self.screener.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a new screener while the old one answers on, then puts it in its place.
    fn reload(&self) -> Result<(), String> {
        let fresh = load(&self.files)?;
        *self.screener.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }
}

/// Checks the files with all their examples; the error is every mistake, a line each.
fn load(files: &[PathBuf]) -> Result<Screener, String> {
    if files.is_empty() {
        return Ok(Screener::default());
    }
    let mut check = LexiconCheck::new(Screener::builder());
    for path in files {
        let name = path.display().to_string();
        check = check.file(&name, &fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?);
    }
    let checked = check.run();
    let mistakes = || checked.mistakes().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    checked.screener().cloned().ok_or_else(mistakes)
}

fn main() -> Result<(), String> {
    let service = Arc::new(Service::new(env::args_os().skip(1).map(PathBuf::from).collect())?);
    let mut scratch = Scratch::default();
    let mut reloads = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        if line == ":reload" {
            let service = Arc::clone(&service);
            reloads.push(thread::spawn(move || service.reload()));
            continue;
        }
        // Each request takes the screener once, so that it has one answer, not parts of two.
        let screener = service.screener();
        let assessment = screener.screen_with(&*line, &mut scratch);
        let rules: Vec<&str> = assessment.findings().iter().map(|finding| &*finding.rule).collect();
        println!("{} {} {}", assessment.fingerprint, assessment.level(), rules.join(" "));
        io::stdout().flush().map_err(|error| error.to_string())?;
    }
    for reload in reloads {
        if let Ok(Err(mistakes)) = reload.join() {
            eprintln!("the old lexicons stay in use:\n{mistakes}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requests go on while the lexicons change, and see either the old or the new, never a mixture.
    #[test]
    fn requests_go_on_during_a_reload() {
        let path = env::temp_dir().join(format!("bezint-hot-reload-{}.toml", std::process::id()));
        let lexicon = |word: &str| format!("[[terms]]\nconcept = \"leadership\"\nwords = [\"{word}\"]\n");
        fs::write(&path, lexicon("regenboogkamer")).expect("written");
        let service = Service::new(vec![path.clone()]).expect("no mistakes");
        let (old, text) = (service.screener(), "Die torenkamer, wat een stel leugenaars.");
        fs::write(&path, lexicon("torenkamer")).expect("written");
        thread::scope(|scope| {
            let reload = scope.spawn(|| service.reload());
            let mut seen = Vec::new();
            while !reload.is_finished() {
                seen.push(service.screener().screen(text));
            }
            reload.join().expect("no panic").expect("no mistakes");
            let (before, after) = (old.screen(text), service.screener().screen(text));
            assert_ne!(before, after);
            assert!(seen.iter().all(|verdict| *verdict == before || *verdict == after));
            assert!(seen.len() > 1, "requests were answered meanwhile");
        });
        fs::write(&path, lexicon("(torenkamer")).expect("written");
        let kept = service.screener().fingerprint();
        assert!(service.reload().expect_err("a bracket is open").contains("no closing"));
        assert_eq!(service.screener().fingerprint(), kept);
        fs::remove_file(path).expect("removed");
    }
}
