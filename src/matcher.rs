//! Match: every term in a post, in one pass over its words. A word that no lexicon knows costs one look; a word that one
//! knows is followed through the tree of patterns for as long as the text goes on like one. Patterns that begin with no
//! word, such as emoji, are an automaton of their own. Phrases with open places are found by the rarest of their words,
//! and only where their sentence holds the others.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::fold::{char_len, mark, word_char_at, word_char_before};
use crate::lexicon::{Fit, Layer, Lead, Lexicon, Meaning, PhraseId, TermId};
use crate::words::{POSSESSIVE, Words};

/// What the terms of a lexicon are found with, beside the lexicon itself.
#[derive(Debug)]
pub(crate) struct Matcher {
    layers: Vec<Finder>,
}

/// What was found in a text, in the order of where it begins. Kept in the scratch, so that its buffers are reused.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    pub(crate) terms: Vec<Hit>,
    /// Phrases that may stand here.
    pub(crate) candidates: Vec<Candidate>,
    tokens: Vec<Token>,
    pub(crate) numbers: WordNumbers,
}

/// The numbers of the words of a text, layer by layer.
#[derive(Debug, Default)]
pub(crate) struct WordNumbers(Vec<Numbered>);

impl WordNumbers {
    /// The numbers of all words in a layer.
    pub(crate) fn of(&self, words: &Words, layer: u8) -> &[Numbered] {
        let count = words.words.len();
        self.0.get(usize::from(layer) * count..(usize::from(layer) + 1) * count).unwrap_or_default()
    }
}

/// A word by its number, and what stands before a possessive *'s* in it by its own; `UNKNOWN` where there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered {
    whole: u32,
    stem: u32,
}

impl Numbered {
    /// Is it this word, possessive or not?
    pub(crate) fn is(self, is: impl Fn(u32) -> bool) -> bool {
        self.whole != UNKNOWN && is(self.whole) || self.stem != UNKNOWN && is(self.stem)
    }
}

/// A term found in folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) range: Range<usize>,
    pub(crate) term: TermId,
}

impl Hit {
    pub(crate) fn meaning<'l>(&self, lexicon: &'l Lexicon) -> &'l Meaning {
        lexicon.layers[usize::from(self.term.layer)].meaning_at(self.term.at)
    }
}

/// The rarest part of a phrase, found in folded text.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) range: Range<usize>,
    /// Is that part a place, rather than words?
    pub(crate) place: bool,
    pub(crate) sentence: usize,
    pub(crate) lead: Lead,
}

impl Candidate {
    /// What candidates are ordered by, and told apart.
    pub(crate) fn place(&self) -> (usize, usize, PhraseId) {
        (self.range.start, self.range.end, self.lead.phrase)
    }
}

/// A word of a text, as the matcher parts them: a row of letters and digits.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    /// Its number in the layer at hand, `UNKNOWN` where it has none.
    word: u32,
}

const UNKNOWN: u32 = u32::MAX;

impl Token {
    fn len(self) -> usize {
        self.end - self.start
    }
}

impl Hits {
    fn clear(&mut self, text: &str) {
        self.terms.clear();
        self.candidates.clear();
        self.numbers.0.clear();
        self.tokens.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && word_char_at(text, at) {
                at += char_len(bytes[at]);
            }
            if at > start {
                self.tokens.push(Token { start, end: at, word: UNKNOWN });
            } else {
                at += char_len(bytes[at]);
            }
        }
    }

    /// Looks the words up in a layer.
    fn number(&mut self, text: &str, words: &Words, layer: &Layer) {
        let find = |start: usize, end: usize| layer.words().find(&text.as_bytes()[start..end]).unwrap_or(UNKNOWN);
        for token in &mut self.tokens {
            token.word = find(token.start, token.end);
        }
        let mut tokens = self.tokens.iter().peekable();
        for word in &words.words {
            let (start, end) = (word.range.start, word.range.end);
            while tokens.next_if(|token| token.start < start).is_some() {}
            let same = tokens.peek().filter(|token| token.start == start && token.end == end);
            let possessive = same.is_none() && text[start..end].ends_with(POSSESSIVE);
            let whole = same.map_or_else(|| find(start, end), |token| token.word);
            let stem = if possessive { find(start, end - POSSESSIVE.len()) } else { UNKNOWN };
            self.numbers.0.push(Numbered { whole, stem });
        }
    }

    /// Words come in order, so that only what lies inside one is out of it.
    fn sort(&mut self) {
        self.terms.sort_unstable_by_key(|hit| (hit.range.start, hit.range.end, hit.term));
        self.terms.dedup();
        self.candidates.sort_unstable_by_key(Candidate::place);
        self.candidates.dedup_by_key(|one| one.place());
    }
}

impl Matcher {
    /// Fails only where the patterns that begin with no word are too many for the automaton's numbering.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self, aho_corasick::BuildError> {
        Ok(Self { layers: lexicon.layers.iter().map(Finder::new).collect::<Result<_, _>>()? })
    }

    /// Finds every term in `text` that fits its word, and every phrase of which a part is there. `hits` is replaced.
    pub(crate) fn find(&self, text: &str, words: &Words, lexicon: &Lexicon, hits: &mut Hits) {
        hits.clear(text);
        for (index, finder) in (0..).zip(&self.layers) {
            let layer = &lexicon.layers[usize::from(index)];
            hits.number(text, words, layer);
            let seams = Seams::default();
            let mut pass = Pass { text, words, lexicon, layer, index, finder, hits, seams, sentence: 0 };
            pass.words();
            pass.signs();
        }
        hits.sort();
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
        // There are few, and a DFA of them is small.
        let automaton = || AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&signs);
        let signs = if signs.is_empty() { None } else { Some(automaton()?) };
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
    const BITS: u32 = 1 << 17;
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
    words: &'p Words,
    lexicon: &'p Lexicon,
    layer: &'p Layer,
    index: u8,
    finder: &'p Finder,
    hits: &'p mut Hits,
    /// The seams of the word in hand, by their distance from its beginning.
    seams: Seams,
    /// The sentence of the word in hand.
    sentence: usize,
}

/// Does a word begin, and does one end, where a pattern was found?
#[derive(Clone, Copy)]
struct Edges {
    begins: bool,
    ends: bool,
}

/// In longer words nothing but whole words is looked for: they are no words.
const LONGEST: usize = 64;

/// The shortest rest of a compound after its modifier, in bytes.
const SHORTEST_REST: usize = 3;

/// The shortest part of a compound before its head, in bytes: *con-sul* is none.
const SHORTEST_FIRST: usize = 4;

impl Pass<'_> {
    fn words(&mut self) {
        for at in 0..self.hits.tokens.len() {
            let token = self.hits.tokens[at];
            let past =
                |sentence: usize| self.words.sentences.get(sentence).is_some_and(|one| one.range.end <= token.start);
            while past(self.sentence) {
                self.sentence += 1;
            }
            self.seams = Seams::default();
            if let Some(node) = self.node(token.word) {
                self.follow(at, token.start, node, true);
            }
            if token.len() <= LONGEST {
                self.beginnings(at, token.start);
                self.endings(at);
            }
        }
    }

    fn node(&self, word: u32) -> Option<u32> {
        if word == UNKNOWN { None } else { self.layer.first(word) }
    }

    /// Looks for what is the beginning of a word from `start` on, which is its beginning or a seam of it.
    fn beginnings(&mut self, at: usize, start: usize) {
        let token = self.hits.tokens[at];
        let finder = self.finder;
        let letters = self.text.as_bytes()[start..token.end].iter();
        for length in finder.beginnings.lengths(letters).filter(|length| start + length < token.end) {
            let Some(node) = self.part(start..start + length, mark::BEGINS) else { continue };
            let seam = start + length;
            if self.emit(node, start..seam, Edges { begins: true, ends: false }) && self.seams.add(seam - token.start) {
                let rest = self.layer.words().find(&self.text.as_bytes()[seam..token.end]);
                if let Some(node) = rest.and_then(|rest| self.layer.first(rest)) {
                    self.follow(at, seam, node, true);
                }
                self.beginnings(at, seam);
            }
        }
    }

    /// Looks for what is the end of a word.
    fn endings(&mut self, at: usize) {
        let token = self.hits.tokens[at];
        let finder = self.finder;
        let letters = self.text.as_bytes()[token.start..token.end].iter().rev();
        for length in finder.endings.lengths(letters).filter(|length| *length < token.len()) {
            let start = token.end - length;
            if let Some(node) = self.part(start..token.end, mark::ENDS) {
                self.follow(at, start, node, self.seams.has(start - token.start));
            }
        }
    }

    /// The node of a part of a word that has one of `marks`.
    fn part(&self, range: Range<usize>, marks: u8) -> Option<u32> {
        let words = self.layer.words();
        let id = words.find(&self.text.as_bytes()[range])?;
        (words.marks(id) & marks != 0).then(|| self.layer.first(id)).flatten()
    }

    /// Follows the tree of patterns from word `at`, which is known from `start` on, where a word `begins` or not.
    fn follow(&mut self, mut at: usize, start: usize, mut node: u32, begins: bool) {
        loop {
            let end = self.hits.tokens[at].end;
            self.emit(node, start..end, Edges { begins, ends: true });
            for (tail, to) in self.layer.tails(node) {
                if self.text[end..].starts_with(tail) {
                    let end = end + tail.len();
                    let ends = !word_char_before(self.text, end) || !word_char_at(self.text, end);
                    self.emit(to, start..end, Edges { begins, ends });
                }
            }
            at += 1;
            if !self.layer.is_parent(node) {
                return;
            }
            let Some(next) = self.hits.tokens.get(at).filter(|next| next.word != UNKNOWN) else { return };
            let gap = &self.text.as_bytes()[end..next.start];
            let gap = if gap == b" " { Some(self.layer.space()) } else { self.layer.words().find(gap) };
            let Some(child) = gap.and_then(|gap| self.layer.child(node, gap, next.word)) else { return };
            node = child;
        }
    }

    /// Adds the terms and phrases of `node` that fit; true where one is the first part of a compound.
    fn emit(&mut self, node: u32, range: Range<usize>, edges: Edges) -> bool {
        let mut modifies = false;
        for at in self.layer.terms_at(node) {
            let fit = self.layer.fit_at(at);
            let term = TermId { layer: self.index, at };
            if self.fits(range.end, fit, edges) {
                modifies |= fit == Fit::Modifier;
                self.hits.terms.push(Hit { range: range.clone(), term });
            } else if fit == Fit::Last
                && let Some(first) = self.first_part(&range)
            {
                self.hits.terms.extend([first, Hit { range: range.clone(), term }]);
            }
        }
        let said = self.words.sentences.get(self.sentence).map_or(0, |sentence| sentence.said);
        for anchor in self.layer.anchors_at(node) {
            if anchor.may_stand(said) && self.fits(range.end, anchor.fit(), edges) {
                let (sentence, lead) = (self.sentence, anchor.lead(self.index));
                self.hits.candidates.push(Candidate { range: range.clone(), place: false, sentence, lead });
            }
        }
        modifies
    }

    fn fits(&self, end: usize, fit: Fit, Edges { begins, ends }: Edges) -> bool {
        match fit {
            Fit::Whole | Fit::Last => begins && ends,
            Fit::Stem => begins,
            Fit::Head => ends,
            Fit::Modifier => {
                let rest = self.text[end..].bytes().take(SHORTEST_REST).take_while(u8::is_ascii_alphanumeric).count();
                begins && (rest == SHORTEST_REST || hyphenated(self.text, end))
            }
        }
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

    /// Looks for what begins with no word: emoji and other signs, which have no word around them.
    fn signs(&mut self) {
        let (finder, text) = (self.finder, self.text);
        for found in finder.signs.iter().flat_map(|signs| signs.find_overlapping_iter(text)) {
            let (start, end) = (found.start(), found.end());
            self.sentence = self.words.sentence_at(start);
            let begins = !word_char_at(text, start) || !word_char_before(text, start);
            let ends = !word_char_before(text, end) || !word_char_at(text, end);
            self.emit(finder.nodes[found.pattern().as_usize()], start..end, Edges { begins, ends });
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
    let whole = |at: &u32| layer.fit_at(*at) != Fit::Modifier;
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
