//! Match: every term in a post, in one pass over its words. A word that no lexicon knows costs one look; a word that one
//! knows is followed through the tree of patterns for as long as the text goes on like one. Patterns that begin with no
//! word, such as emoji, are an automaton of their own.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::fold::{mark, word_char_at, word_char_before};
use crate::lexicon::{Fit, Layer, Lexicon, Term, TermId};

/// What the terms of a lexicon are found with, beside the lexicon itself.
#[derive(Debug)]
pub(crate) struct Matcher {
    layers: Vec<Finder>,
}

/// A term found in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) range: Range<usize>,
    pub(crate) term: TermId,
}

impl Hit {
    pub(crate) fn term<'l>(&self, lexicon: &'l Lexicon) -> Term<'l> {
        lexicon.term(self.term)
    }
}

/// Words of a text, as the matcher parts them: rows of letters and digits.
#[derive(Debug, Default)]
pub(crate) struct Tokens(Vec<Range<usize>>);

impl Tokens {
    fn part(&mut self, text: &str) {
        self.0.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && word_char_at(text, at) {
                at += char_len(bytes[at]);
            }
            if at > start {
                self.0.push(start..at);
            } else {
                at += char_len(bytes[at]);
            }
        }
    }
}

/// How many bytes the character that begins with `byte` has.
fn char_len(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

impl Matcher {
    /// Fails only where the patterns that begin with no word are too many for the automaton's numbering.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, aho_corasick::BuildError> {
        Ok(Self { layers: lexicon.layers.iter().map(Finder::new).collect::<Result<_, _>>()? })
    }

    /// Every term in `text` that fits its word, in the order of where they begin. `hits` is replaced.
    pub(crate) fn find(&self, text: &str, lexicon: &Lexicon, tokens: &mut Tokens, hits: &mut Vec<Hit>) {
        hits.clear();
        tokens.part(text);
        for (index, finder) in (0..).zip(&self.layers) {
            let layer = &lexicon.layers[usize::from(index)];
            let mut pass =
                Pass { text, lexicon, layer, index, tokens: &tokens.0, finder, hits, seams: Seams::default() };
            pass.words();
            pass.signs();
        }
        // Words come in order, so that only what lies inside one is out of it.
        hits.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.term));
        hits.dedup();
    }
}

/// What one layer's terms are found with.
#[derive(Debug)]
struct Finder {
    /// Patterns that begin with no word; none where there are none.
    signs: Option<AhoCorasick>,
    nodes: Vec<u32>,
    beginnings: Parts,
    endings: Parts,
}

impl Finder {
    fn new(layer: &Layer) -> Result<Self, aho_corasick::BuildError> {
        let (signs, nodes): (Vec<&str>, Vec<u32>) = layer.loose().unzip();
        let signs = if signs.is_empty() { None } else { Some(AhoCorasick::new(signs)?) };
        let (mut beginnings, mut endings) = (Parts::default(), Parts::default());
        let words = layer.words();
        for id in words.ids() {
            let word = words.text(id).as_bytes();
            if words.marks(id) & mark::BEGINS != 0 {
                beginnings.add(word.iter());
            }
            if words.marks(id) & mark::ENDS != 0 {
                endings.add(word.iter().rev());
            }
        }
        Ok(Self { signs, nodes, beginnings, endings })
    }
}

/// Which parts of words may be worth a look, by some bits of their hashes.
#[derive(Debug, Default)]
struct Parts {
    taken: Vec<u64>,
    longest: usize,
}

impl Parts {
    const BITS: u32 = 1 << 16;
    const START: u32 = 0x811C_9DC5;

    fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }

    fn bit(hash: u32) -> (usize, u64) {
        let bit = (hash ^ hash >> 15) % Self::BITS;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn add<'b>(&mut self, letters: impl ExactSizeIterator<Item = &'b u8>) {
        self.taken.resize((Self::BITS / 64) as usize, 0);
        self.longest = self.longest.max(letters.len());
        let (word, mask) = Self::bit(letters.fold(Self::START, |hash, byte| Self::step(hash, *byte)));
        self.taken[word] |= mask;
    }

    /// The lengths at which the letters may be a part.
    fn lengths<'b>(&self, letters: impl Iterator<Item = &'b u8>) -> impl Iterator<Item = usize> {
        let taken = |hash| {
            let (word, mask) = Self::bit(hash);
            self.taken[word] & mask != 0
        };
        let most = if self.taken.is_empty() { 0 } else { self.longest };
        letters
            .take(most)
            .scan(Self::START, |hash, byte| {
                *hash = Self::step(*hash, *byte);
                Some(*hash)
            })
            .enumerate()
            .filter(move |(_, hash)| taken(*hash))
            .map(|(at, _)| at + 1)
    }
}

/// Where in a word the other part of a compound begins: *kut|beleid*.
#[derive(Debug, Default)]
struct Seams(u64);

/// One pass over a text with the terms of one layer.
struct Pass<'p> {
    text: &'p str,
    lexicon: &'p Lexicon,
    layer: &'p Layer,
    index: u8,
    tokens: &'p [Range<usize>],
    finder: &'p Finder,
    hits: &'p mut Vec<Hit>,
    /// The seams of the word in hand, by their distance from its beginning.
    seams: Seams,
}

/// In longer words nothing but whole words is looked for: they are no words.
const LONGEST: usize = 64;

/// The shortest rest of a compound after its modifier, in bytes.
const SHORTEST_REST: usize = 3;

/// The shortest part of a compound before its head, in bytes: *con-sul* is none.
const SHORTEST_FIRST: usize = 4;

impl Pass<'_> {
    fn words(&mut self) {
        for at in 0..self.tokens.len() {
            self.seams = Seams::default();
            let word = self.tokens[at].clone();
            self.begin(at, word.start);
            if word.len() <= LONGEST {
                let letters = self.text.as_bytes()[word.clone()].iter();
                let finder = self.finder;
                for length in finder.endings.lengths(letters.rev()).filter(|length| *length < word.len()) {
                    if let Some(node) = self.first(word.end - length..word.end, mark::ENDS) {
                        self.follow(at, word.end - length, node);
                    }
                }
            }
        }
    }

    /// Looks for what begins at `start`, the beginning or a seam of a word.
    fn begin(&mut self, at: usize, start: usize) {
        let word = self.tokens[at].clone();
        if let Some(node) = self.first(start..word.end, u8::MAX) {
            self.follow(at, start, node);
        }
        if word.len() > LONGEST {
            return;
        }
        let finder = self.finder;
        let letters = self.text.as_bytes()[start..word.end].iter();
        for length in finder.beginnings.lengths(letters).filter(|length| start + length < word.end) {
            let Some(node) = self.first(start..start + length, mark::BEGINS) else { continue };
            let seam = start + length;
            if self.emit(node, start..seam) && self.seams.add(seam - word.start) {
                self.begin(at, seam);
            }
        }
    }

    /// The node of a word with one of `marks`, or with any mark at all.
    fn first(&self, range: Range<usize>, marks: u8) -> Option<u32> {
        let words = self.layer.words();
        let id = words.find(&self.text.as_bytes()[range])?;
        (marks == u8::MAX || words.marks(id) & marks != 0).then(|| self.layer.first(id)).flatten()
    }

    /// Follows the tree of patterns from word `at`, which is known from `start` on.
    fn follow(&mut self, mut at: usize, start: usize, mut node: u32) {
        loop {
            let end = self.tokens[at].end;
            self.emit(node, start..end);
            for (tail, to) in self.layer.tails(node) {
                if self.text[end..].starts_with(tail) {
                    self.emit(to, start..end + tail.len());
                }
            }
            at += 1;
            let Some(next) = self.tokens.get(at) else { return };
            let gap = &self.text.as_bytes()[end..next.start];
            let words = self.layer.words();
            let gap = if gap == b" " { Some(self.layer.space()) } else { words.find(gap) };
            let word = gap.and_then(|gap| Some((gap, words.find(&self.text.as_bytes()[next.clone()])?)));
            let Some(child) = word.and_then(|(gap, word)| self.layer.child(node, gap, word)) else { return };
            node = child;
        }
    }

    /// Adds the terms of `node` that fit; true where one is the first part of a compound.
    fn emit(&mut self, node: u32, range: Range<usize>) -> bool {
        let mut modifies = false;
        for at in self.layer.terms_at(node) {
            let fit = self.layer.term(at).fit;
            let term = TermId { layer: self.index, at };
            if self.fits(&range, fit) {
                modifies |= fit == Fit::Modifier;
                self.hits.push(Hit { range: range.clone(), term });
            } else if fit == Fit::Last
                && let Some(first) = self.first_part(&range)
            {
                self.hits.extend([first, Hit { range: range.clone(), term }]);
            }
        }
        modifies
    }

    fn fits(&self, range: &Range<usize>, fit: Fit) -> bool {
        let text = self.text;
        // Emoji and other signs have no word around them.
        let begins =
            || !word_char_at(text, range.start) || !word_char_before(text, range.start) || self.is_seam(range.start);
        let ends = || !word_char_before(text, range.end) || !word_char_at(text, range.end);
        match fit {
            Fit::Whole | Fit::Last => begins() && ends(),
            Fit::Stem => begins(),
            Fit::Head => ends(),
            Fit::Modifier => {
                let rest = text[range.end..].bytes().take(SHORTEST_REST).take_while(u8::is_ascii_alphanumeric).count();
                begins() && (rest == SHORTEST_REST || hyphenated(text, range.end))
            }
        }
    }

    fn is_seam(&self, at: usize) -> bool {
        let word = self.tokens.partition_point(|word| word.start <= at).checked_sub(1);
        word.is_some_and(|word| self.seams.has(at - self.tokens[word].start))
    }

    /// `boeren|pummel`: the word of the lexicons that `range` is the last part behind. A target, mostly.
    fn first_part(&self, range: &Range<usize>) -> Option<Hit> {
        let text = self.text;
        if word_char_at(text, range.end) {
            return None;
        }
        let letters = text[..range.start].bytes().rev().take(LONGEST).take_while(u8::is_ascii_lowercase).count();
        let start = range.start - letters;
        if letters < SHORTEST_FIRST || word_char_before(text, start) {
            return None;
        }
        let term = (0..)
            .zip(&self.lexicon.layers)
            .find_map(|(layer, terms)| first_part(terms, &text[start..range.start]).map(|at| TermId { layer, at }))?;
        Some(Hit { range: start..range.start, term })
    }

    fn signs(&mut self) {
        let (finder, text) = (self.finder, self.text);
        for found in finder.signs.iter().flat_map(|signs| signs.find_overlapping_iter(text)) {
            self.emit(finder.nodes[found.pattern().as_usize()], found.range());
        }
    }
}

impl Seams {
    /// Adds a seam; false where it is known, or too far on.
    fn add(&mut self, at: usize) -> bool {
        let new = at < LONGEST && !self.has(at);
        self.0 |= u64::from(new) << (at % LONGEST);
        new
    }

    fn has(&self, at: usize) -> bool {
        at < LONGEST && self.0 >> at & 1 == 1
    }
}

/// The term that is the first part of a compound, with or without a letter that links: *boer-en-*, *uitkering-s-*.
fn first_part(layer: &Layer, part: &str) -> Option<u32> {
    const SHORTEST: usize = 3;
    let whole = |at: &u32| {
        let term = layer.term(*at);
        term.phrase.is_none() && term.fit != Fit::Modifier
    };
    ["", "s", "e", "en"]
        .into_iter()
        .filter_map(|link| part.strip_suffix(link))
        .filter(|part| part.len() >= SHORTEST)
        .filter_map(|part| layer.words().find(part.as_bytes()).and_then(|word| layer.first(word)))
        .find_map(|node| layer.terms_at(node).find(whole))
}

/// `PVV-tokkie`: a hyphen with a word right behind it.
fn hyphenated(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'-') && word_char_at(text, at + 1)
}
