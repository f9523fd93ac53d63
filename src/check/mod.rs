//! Checking own lexicons: every mistake at once, also those that only show when posts are screened. Loading stops at the
//! first mistake; this is for whoever writes.

mod exceptions;
mod ordinary;
mod places;
mod rules;
mod samples;
mod words;

use crate::lexicon::{Lexicon, LexiconError, Source};
use crate::post::Post;
use crate::screener::{Screener, ScreenerBuilder};
use places::Places;
use samples::Samples;

/// Checks own lexicons against the built-in ones, or whatever a builder starts from.
///
/// ```
/// use bezint::{LexiconCheck, Screener};
///
/// let own = "language = \"nl\"\n[[terms]]\nconcept = \"leaderschip\"\nwords = [\"regenboogkamer\"]";
/// let checked = LexiconCheck::new(Screener::builder()).file("own.toml", own).run();
/// let mistake = &checked.mistakes()[0];
/// assert_eq!((mistake.code(), mistake.line(), mistake.column()), ("unknown-concept", 3, 11));
/// ```
#[derive(Debug)]
pub struct LexiconCheck {
    base: ScreenerBuilder,
    files: Vec<(String, String)>,
}

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    mistakes: Vec<LexiconError>,
    screener: Option<Screener>,
}

impl Checked {
    /// Every mistake, in the order of the files and of where they stand, warnings among them.
    pub fn mistakes(&self) -> &[LexiconError] {
        &self.mistakes
    }

    /// Can the files be used? Warnings do not stop that.
    pub fn is_usable(&self) -> bool {
        self.mistakes.iter().all(LexiconError::is_warning)
    }

    /// The screener that the files make together, where they can be used.
    pub fn screener(&self) -> Option<&Screener> {
        self.screener.as_ref().filter(|_| self.is_usable())
    }
}

impl LexiconCheck {
    /// Starts a check of files that are to be added to what `base` holds.
    pub fn new(base: ScreenerBuilder) -> Self {
        Self { base, files: Vec::new() }
    }

    /// Adds a lexicon file to check: its name and its text.
    #[must_use]
    pub fn file(mut self, name: &str, text: &str) -> Self {
        self.files.push((name.to_owned(), text.to_owned()));
        self
    }

    /// Checks all files together.
    pub fn run(self) -> Checked {
        let files: Vec<String> = self.files.iter().map(|(name, _)| name.clone()).collect();
        let mut mistakes = Vec::new();
        let screener = self.look(&mut mistakes);
        mistakes.sort_by_key(|mistake| {
            (files.iter().position(|name| name == mistake.file()), mistake.range().start, mistake.is_warning())
        });
        mistakes.dedup_by(|a, b| a.to_string() == b.to_string());
        Checked { mistakes, screener }
    }

    fn look(mut self, mistakes: &mut Vec<LexiconError>) -> Option<Screener> {
        let plain = self.base.is_plain();
        let ((terms, mut sources), policy) = match self.base.take_sources() {
            Ok(taken) => (taken, self.base.take_policy()),
            Err(mistake) => {
                mistakes.push(mistake);
                return None;
            }
        };
        let base = if plain { Some(Screener::default()) } else { base(terms, &sources, policy.clone()) };
        let own = sources.len();
        sources.extend(self.files.iter().map(|(name, text)| Source::recover(name, text, mistakes)));
        let (lexicon, more) = match Lexicon::compile_all(terms, &sources) {
            Ok(compiled) => compiled,
            Err(mistake) => {
                mistakes.push(mistake);
                return None;
            }
        };
        mistakes.extend(more);
        // Past a limit only what there is too much of is worth telling.
        if mistakes.iter().any(|mistake| matches!(mistake.code(), "too-many" | "too-large")) {
            return None;
        }
        let screener = match Screener::of(lexicon, terms, &sources, policy) {
            Ok(screener) => screener,
            Err(mistake) => {
                mistakes.push(mistake);
                return None;
            }
        };
        let whole = mistakes.is_empty();
        let mut check = Check {
            own: &sources[own..],
            base: base.as_ref(),
            screener: &screener,
            samples: Samples::of(screener.lexicon()),
            places: sources[own..].iter().map(|source| Places::of(source.text())).collect(),
            whole,
            mistakes,
        };
        check.words();
        check.rules();
        check.shields();
        check.exceptions();
        Some(screener)
    }
}

/// What is there without the files that are checked.
fn base(terms: Option<&'static [u8]>, sources: &[Source], policy: crate::policy::Policy) -> Option<Screener> {
    let lexicon = Lexicon::compile(terms, sources).ok()?;
    Screener::of(lexicon, terms, sources, policy).ok()
}

/// A check under way.
struct Check<'a> {
    own: &'a [Source],
    /// What is there without the own lexicons, where that is a lexicon by itself.
    base: Option<&'a Screener>,
    screener: &'a Screener,
    samples: Samples,
    /// Where the parts of each own file stand.
    places: Vec<Places>,
    /// Could all be read and compiled? Examples are run only then, for else they fail through something told already.
    whole: bool,
    mistakes: &'a mut Vec<LexiconError>,
}

impl Check<'_> {
    /// After so many mistakes more would not be read.
    const MOST: usize = 500;

    fn note(&mut self, mistake: LexiconError) {
        if self.mistakes.len() < Self::MOST {
            self.mistakes.push(mistake);
        }
    }
}

/// The rules that find something in a post.
fn found(screener: &Screener, post: &Post<'_>) -> Vec<std::sync::Arc<str>> {
    screener.screen(post).findings().iter().map(|finding| std::sync::Arc::clone(&finding.rule)).collect()
}
