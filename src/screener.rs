//! The screener: the pipeline from post to assessment, fold → part → match → sift → read → judge → weigh.

use std::ops::Range;
use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::assessment::{Assessment, Finding, Fingerprint, Language, Level, Part, Scores, Span};
use crate::builtin;
use crate::distance::Distances;
use crate::fold::Folded;
use crate::judge::{self, Match};
use crate::lexicon::{Example, Kind, Layer, Lexicon, LexiconError, Rule, Source};
use crate::matcher::{Hits, Matcher};
use crate::policy::Policy;
use crate::post::Post;
use crate::read::{self, Languages};
use crate::sift::{Parted, Possible, Sift};
use crate::weigh::{self, Circumstances, Weighed};
use crate::words::Words;

/// Screens posts. Made once, immutable from then on; `Send`, `Sync` and cheap to clone.
///
/// ```
/// let screener = bezint::Screener::default();
/// let assessment = screener.screen("De PVV is fascistisch");
/// assert_eq!(assessment.findings()[0].spans[0].text, "PVV");
/// ```
#[derive(Clone)]
pub struct Screener {
    shared: Arc<Shared>,
}

struct Shared {
    lexicon: Lexicon,
    matcher: Matcher,
    sift: Sift,
    policy: Policy,
    fingerprint: Fingerprint,
}

/// Buffers that screening works in. One per thread, kept between posts, so that a clean post costs no allocation.
/// Nothing of a post can be seen in it from outside.
#[derive(Default)]
pub struct Scratch {
    folded: Folded,
    words: Words,
    hits: Hits,
    languages: Languages,
    possible: Vec<Possible>,
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Screener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screener").field("fingerprint", &self.shared.fingerprint).finish_non_exhaustive()
    }
}

static DEFAULT: Lazy<Screener> = Lazy::new(|| {
    Screener::builder().build().unwrap_or_else(|error| unreachable!("the built-in lexicons are tested: {error}"))
});

impl Default for Screener {
    /// The built-in lexicons and policy. Compiled at the first call, shared after that.
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Screener {
    /// Starts from the built-in lexicons, to which others can be added.
    pub fn builder() -> ScreenerBuilder {
        ScreenerBuilder { builtin: true, left_out: Vec::new(), sources: Vec::new(), policy: None }
    }

    /// Screens a text or a [`Post`]. Never fails and never panics, whatever the text.
    pub fn screen<'t>(&self, post: impl Into<Post<'t>>) -> Assessment {
        self.screen_with(post, &mut Scratch::default())
    }

    /// As [`Screener::screen`], working in buffers that are kept between posts.
    pub fn screen_with<'t>(&self, post: impl Into<Post<'t>>, scratch: &mut Scratch) -> Assessment {
        self.assess(&post.into(), scratch)
    }

    fn assess(&self, post: &Post<'_>, scratch: &mut Scratch) -> Assessment {
        let lexicon = &self.shared.lexicon;
        self.find(post, scratch);
        let Scratch { folded, words, hits, languages, possible } = scratch;
        if !self.shared.sift.may_concern(lexicon, post, Parted { folded, words, languages }, hits, possible) {
            return self.assessment(languages.post, Vec::new());
        }
        self.judged(post, scratch)
    }

    /// As `screen`, but reads every post, whatever it holds: the plain way, which the short one must agree with.
    #[cfg(test)]
    pub(crate) fn screen_unsifted(&self, post: &Post<'_>) -> Assessment {
        let mut scratch = Scratch::default();
        self.find(post, &mut scratch);
        self.judged(post, &mut scratch)
    }

    /// Reads, judges and weighs what was found.
    fn judged(&self, post: &Post<'_>, scratch: &mut Scratch) -> Assessment {
        let lexicon = &self.shared.lexicon;
        let Scratch { folded, words, hits, languages, .. } = scratch;
        let reading = read::read(lexicon, post, folded, words, hits, languages);
        let distances = Distances::of(lexicon, post.context(), &reading);
        let matches = judge::judge(lexicon, &self.shared.policy, post, &reading, &distances);
        let known = Circumstances::of(lexicon, post.context(), &distances, &reading, folded, post.text());
        let weighed = matches.into_iter().map(|found| {
            let weighed = Weighed::of(&self.shared.policy, &found, &known);
            (found, weighed)
        });
        let joined = weigh::join(weighed.collect());
        let utf16 = Utf16::of(post.text());
        let mut findings: Vec<Finding> = joined
            .into_iter()
            .map(|(found, weighed)| self.finding(&found, weighed, post, folded, &utf16))
            .filter(|finding| finding.level > Level::None)
            .collect();
        findings.sort_by_key(|finding| finding.spans.first().map_or(0, |span| span.start));
        self.assessment(reading.language, findings)
    }

    /// Finds what is to be read, and in which language.
    fn find(&self, post: &Post<'_>, scratch: &mut Scratch) {
        self.fold_and_match(post.text(), scratch);
        let Scratch { folded, words, hits, languages, .. } = scratch;
        languages.find(&self.shared.lexicon, post, folded, words, hits);
    }

    /// The first stages alone, for benchmarks; gives how many terms were found.
    #[doc(hidden)]
    pub fn fold_and_match(&self, text: &str, scratch: &mut Scratch) -> usize {
        self.fold(text, scratch);
        let Scratch { folded, words, hits, .. } = scratch;
        words.part(folded, text);
        self.shared.matcher.find(folded.text(), words, &self.shared.lexicon, hits);
        hits.terms.len()
    }

    /// The first stage alone, for benchmarks; gives the length of the folded text in bytes.
    #[doc(hidden)]
    pub fn fold(&self, text: &str, scratch: &mut Scratch) -> usize {
        scratch.folded.fold(text, &self.shared.lexicon.vocabulary);
        scratch.folded.text().len()
    }

    /// The text as terms are looked up in it, for whoever edits the lexicons. Repeats the words of the text.
    #[doc(hidden)]
    pub fn folded(&self, text: &str) -> String {
        let mut scratch = Scratch::default();
        self.fold(text, &mut scratch);
        scratch.folded.text().to_owned()
    }

    /// How the text was read, for whoever edits the lexicons: a line for each mention, with its concept, its scope and
    /// who it is about. Repeats the words of the text.
    #[doc(hidden)]
    pub fn trace(&self, post: &Post<'_>) -> String {
        self.inspect(post, |folded, _, reading| reading.trace(self.lexicon(), folded.text()))
    }

    /// What each concept counts for in a post, for whoever sets the points of signs.
    #[doc(hidden)]
    pub fn signs(&self, post: &Post<'_>) -> Vec<(Arc<str>, f64)> {
        self.inspect(post, |_, _, reading| judge::signs_of(self.lexicon(), reading))
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.shared.lexicon
    }

    /// The text as it is folded, what was found in it and how it was read, to check lexicons by.
    pub(crate) fn inspect<T>(&self, post: &Post<'_>, look: impl FnOnce(&Folded, &Hits, &read::Reading<'_>) -> T) -> T {
        let mut scratch = Scratch::default();
        self.find(post, &mut scratch);
        let Scratch { folded, words, hits, languages, .. } = &mut scratch;
        let reading = read::read(&self.shared.lexicon, post, folded, words, hits, languages);
        look(folded, hits, &reading)
    }

    fn assessment(&self, lang: Language, findings: Vec<Finding>) -> Assessment {
        let scores =
            if findings.is_empty() { Scores::default() } else { weigh::combine(&self.shared.policy, &findings) };
        let level = scores.neutrality.level.max(scores.loyalty.level).max(scores.decency.level);
        Assessment { level, lang, scores, findings, fingerprint: self.shared.fingerprint }
    }

    fn finding(
        &self,
        found: &Match<'_>,
        weighed: Weighed<'_>,
        post: &Post<'_>,
        folded: &Folded,
        utf16: &Utf16,
    ) -> Finding {
        let rule = found.rule;
        let mut finding = Finding {
            rule: Arc::clone(&rule.id),
            dimension: rule.dimension,
            level: Level::None,
            score: 0.0,
            severity: 0.0,
            certainty: 0.0,
            spans: spans(found, post.text(), folded, utf16),
            message: Arc::clone(rule.message.get(post.ui_language())),
            advice: Arc::clone(rule.advice.get(post.ui_language())),
            basis: rule.basis.clone(),
            factors: Vec::new(),
        };
        weighed.into_finding(&self.shared.policy, &mut finding);
        finding
    }

    /// The rules, in the order of the lexicons.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.shared.lexicon.rules.iter()
    }

    /// The ids of the topics that [`Context::fields`](crate::Context::fields) may name.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        let concepts = self.shared.lexicon.concepts.iter();
        // The concept of any topic is no topic of its own.
        concepts.filter(|concept| concept.kind == Kind::Topic && &*concept.id != "topic").map(|concept| &*concept.id)
    }

    /// The examples that do not come out as their rule says: a hit that the rule does not find, a miss that it does.
    pub fn failed_examples(&self) -> impl Iterator<Item = FailedExample> + '_ {
        let found = |rule: &Rule, example: &Example| {
            let post = Post::new(example.text()).with_context(example.context());
            self.screen(&post).findings().iter().any(|finding| finding.rule == rule.id)
        };
        self.rules().flat_map(move |rule| {
            let hits = rule.hits().iter().map(|example| (example, true));
            let misses = rule.misses().iter().map(|example| (example, false));
            hits.chain(misses).filter(move |(example, wanted)| found(rule, example) != *wanted).map(
                move |(example, wanted)| FailedExample {
                    rule: rule.id().to_owned(),
                    text: example.text().to_owned(),
                    wanted,
                },
            )
        })
    }

    /// How many terms the lexicons hold, every inflected form counted.
    pub fn term_count(&self) -> usize {
        self.shared.lexicon.term_count()
    }

    /// How many nodes the tree of patterns has, and how many phrases with open places there are, for benchmarks.
    #[doc(hidden)]
    pub fn sizes(&self) -> (usize, usize) {
        let layers = &self.shared.lexicon.layers;
        (layers.iter().map(Layer::nodes).sum(), layers.iter().map(Layer::phrases).sum())
    }

    /// Every pattern that is looked up, as it stands in folded text, for benchmarks.
    #[doc(hidden)]
    pub fn patterns(&self) -> Vec<String> {
        self.shared.lexicon.layers.iter().flat_map(Layer::patterns).map(|(pattern, _)| pattern).collect()
    }

    /// The policy in use.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    /// A hash of lexicons, rules and policy.
    pub fn fingerprint(&self) -> Fingerprint {
        self.shared.fingerprint
    }
}

/// An example of a rule that does not come out as the rule says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{rule}: the example {text:?} must {}trigger the rule", if *wanted { "" } else { "not " })]
#[non_exhaustive]
pub struct FailedExample {
    /// The rule's id.
    pub rule: String,
    /// The example. A lexicon's own words, never a draft.
    pub text: String,
    /// Must it trigger the rule?
    pub wanted: bool,
}

/// Puts a [`Screener`] together.
#[derive(Debug)]
pub struct ScreenerBuilder {
    builtin: bool,
    left_out: Vec<String>,
    sources: Vec<Source>,
    policy: Option<Policy>,
}

impl ScreenerBuilder {
    /// Adds a lexicon in TOML.
    ///
    /// # Errors
    /// Where the text is no lexicon: with line, column and what would be right.
    pub fn lexicon_str(self, toml: &str) -> Result<Self, LexiconError> {
        self.lexicon_named("<string>", toml)
    }

    /// Adds a lexicon in TOML, with the name that errors call it by.
    ///
    /// # Errors
    /// As [`ScreenerBuilder::lexicon_str`].
    pub fn lexicon_named(mut self, name: &str, toml: &str) -> Result<Self, LexiconError> {
        self.sources.push(Source::parse(name, toml)?);
        Ok(self)
    }

    /// Leaves the built-in lexicons out. What is added must then declare every concept that the reading needs.
    #[must_use]
    pub fn without_builtin(mut self) -> Self {
        self.builtin = false;
        self
    }

    /// Leaves one built-in lexicon out, by its name in the folder `lexicons`, such as `nl/politics.toml`; another can
    /// then take its place.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.left_out.push(name.to_owned());
        self
    }

    /// The names of the built-in lexicons, in the order in which they are compiled.
    pub fn builtin_names() -> impl Iterator<Item = &'static str> {
        let (concepts, rules) = builtin::SOURCES.split_at(1);
        concepts.iter().chain(builtin::TERM_SOURCES).chain(rules).map(|(name, _)| *name)
    }

    /// Replaces the built-in policy.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Is it the built-in screener as it comes?
    pub(crate) fn is_plain(&self) -> bool {
        self.builtin && self.left_out.is_empty() && self.sources.is_empty() && self.policy.is_none()
    }

    /// Everything that is compiled together: the terms that already are, then built-in lexicons, then what was added,
    /// which is taken out of the builder.
    pub(crate) fn take_sources(&mut self) -> Result<(Option<&'static [u8]>, Vec<Source>), LexiconError> {
        let mut sources = self.builtin_sources()?;
        sources.append(&mut self.sources);
        Ok((self.compiled(), sources))
    }

    /// The built-in terms as they were compiled beforehand, where all of them take part.
    fn compiled(&self) -> Option<&'static [u8]> {
        builtin::TERMS.filter(|_| self.builtin && self.left_out.is_empty())
    }

    pub(crate) fn take_policy(&mut self) -> Policy {
        self.policy.take().unwrap_or_default()
    }

    fn builtin_sources(&self) -> Result<Vec<Source>, LexiconError> {
        if let Some(name) = self.left_out.iter().find(|name| Self::builtin_names().all(|known| known != **name)) {
            let known: Vec<&str> = Self::builtin_names().collect();
            let message = format!("no built-in lexicon is called so; there are {}", known.join(", "));
            return Err(LexiconError::at("<lexicons>", "", 0, name, message));
        }
        let kept = |name: &str| self.builtin && self.left_out.iter().all(|left_out| left_out != name);
        let terms = if self.compiled().is_some() { &[][..] } else { builtin::TERM_SOURCES };
        // Concepts first, rules last.
        let (concepts, rules) = builtin::SOURCES.split_at(1);
        let all = concepts.iter().chain(terms).chain(rules);
        all.filter(|(name, _)| kept(name)).map(|(name, text)| Source::parse(name, text)).collect()
    }

    /// Compiles it all.
    ///
    /// # Errors
    /// Where the lexicons do not fit together: an unknown concept, a rule declared twice, more than the automaton
    /// can number; or where no built-in lexicon has a name that was to be left out.
    pub fn build(mut self) -> Result<Screener, LexiconError> {
        let (terms, sources) = self.take_sources()?;
        let lexicon = Lexicon::compile(terms, &sources)?;
        Screener::of(lexicon, terms, &sources, self.take_policy())
    }
}

impl Screener {
    /// Puts a lexicon that `sources` compile to, and a policy, to work.
    pub(crate) fn of(
        lexicon: Lexicon,
        terms: Option<&'static [u8]>,
        sources: &[Source],
        policy: Policy,
    ) -> Result<Self, LexiconError> {
        let matcher =
            Matcher::new(&lexicon).map_err(|error| LexiconError::at("<lexicons>", "", 0, "", error.to_string()))?;
        if let Some(error) = policy.unknown_rule(lexicon.rules.iter().map(Rule::id)) {
            return Err(error);
        }
        let weights = policy.to_toml();
        let version = env!("CARGO_PKG_VERSION");
        // The same whether the built-in terms were compiled beforehand or now.
        let (start, others) = match terms {
            Some(_) => (builtin::FINGERPRINT, sources.get(1..).unwrap_or_default()),
            None => (Fingerprint::of([]), sources),
        };
        let texts = others.iter().map(Source::text).chain([weights.as_str(), version]);
        let fingerprint = start.and(texts.map(str::as_bytes));
        let sift = Sift::of(&lexicon, &policy);
        Ok(Screener { shared: Arc::new(Shared { lexicon, matcher, sift, policy, fingerprint }) })
    }
}

/// Screens a text with the default screener and no context.
///
/// ```
/// let assessment = bezint::screen("Wat een prachtige dag op het gemeentehuis");
/// assert_eq!(assessment.level(), bezint::Level::None);
/// ```
pub fn screen(text: &str) -> Assessment {
    DEFAULT.screen(text)
}

/// The words of a match as they stand in the original, in text order.
fn spans(found: &Match<'_>, text: &str, folded: &Folded, utf16: &Utf16) -> Vec<Span> {
    let mut ranges: Vec<(Range<usize>, Part)> =
        found.triggers.iter().map(|range| (folded.source_range(range, text), Part::Trigger)).collect();
    ranges.extend(found.target.iter().map(|range| (folded.source_range(range, text), Part::Target)));
    for (range, _) in &mut ranges {
        *range = whole_characters(text, range);
    }
    ranges.sort_by_key(|(range, part)| (range.start, range.end, *part));
    ranges.dedup();
    ranges
        .into_iter()
        .map(|(range, part)| Span {
            utf16_start: utf16.offset(text, range.start),
            utf16_end: utf16.offset(text, range.end),
            text: text[range.clone()].to_owned(),
            start: range.start,
            end: range.end,
            part,
        })
        .collect()
}

/// Where byte offsets lie in UTF-16: counted once every so many bytes, so that no span is counted from the beginning.
struct Utf16 {
    counted: Vec<(usize, usize)>,
}

impl Utf16 {
    const EVERY: usize = 512;

    fn of(text: &str) -> Self {
        let mut counted = vec![(0, 0)];
        let (mut units, mut next) = (0, Self::EVERY);
        for (at, c) in text.char_indices() {
            if at >= next {
                counted.push((at, units));
                next = at + Self::EVERY;
            }
            units += c.len_utf16();
        }
        Self { counted }
    }

    fn offset(&self, text: &str, at: usize) -> usize {
        let before = self.counted.partition_point(|(byte, _)| *byte <= at) - 1;
        let (byte, units) = self.counted[before];
        units + text[byte..at].encode_utf16().count()
    }
}

/// Widens a range to whole characters as people see them: no mark is torn from its letter, no emoji in two.
fn whole_characters(text: &str, range: &Range<usize>) -> Range<usize> {
    use unicode_segmentation::GraphemeCursor;
    let is_boundary = |at: usize| {
        let ascii = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
        (ascii(text.as_bytes().get(at)) && ascii(at.checked_sub(1).and_then(|before| text.as_bytes().get(before))))
            || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    };
    let next = |at: usize| text[at..].chars().next().map_or(text.len(), |c| at + c.len_utf8());
    let mut end = range.end;
    while end < text.len() && !is_boundary(end) {
        end = next(end);
    }
    range.start..end
}
