//! Quotation marks: whose words stand between them, and does the writer stand behind them?

use std::ops::Range;

use super::scope::Quoted;
use super::{Mention, by_sentence, in_order, mention};
use crate::fold::{Folded, word_char_at, word_char_before};
use crate::lexicon::{ConceptId, Kind, Lexicon, Meaning, Strength, Tie};
use crate::words::{Word, Words};

/// Fills in what quotation marks do to the triggers between them, and adds a mention for marks that mock.
pub(super) fn read(lexicon: &Lexicon, folded: &Folded, words: &Words, mentions: &mut Vec<Mention>) {
    let text = folded.text();
    in_order(mentions);
    let sentences = by_sentence(mentions, words.sentences.len());
    let mut found = Vec::new();
    for quote in quotes(text) {
        let (first, last) = (words.sentence_at(quote.start), words.sentence_at(quote.end.saturating_sub(1)));
        let near = sentences[first.saturating_sub(1)].start..sentences[(last + 1).min(sentences.len() - 1)].end;
        let quoted = whose(lexicon, text, words, &mentions[near.clone()], &quote);
        for mention in mentions[near.clone()].iter_mut().filter(|mention| holds(&quote, mention)) {
            mention.scope.quoted = quoted;
        }
        if quoted == Quoted::Scare && mocks(folded, words, &quote) {
            found.push(mocking_mention(lexicon, words, &mentions[near], &quote));
        } else if quoted == Quoted::Words {
            found.push(marks(lexicon, words, lexicon.cues.citation, &quote));
        }
    }
    mentions.extend(found);
}

/// The words between the marks.
fn within<'w>(words: &'w Words, quote: &Range<usize>) -> &'w [Word] {
    let first = words.index_at(quote.start);
    let count = words.words[first..].iter().take_while(|word| word.range.end <= quote.end).count();
    &words.words[first..first + count]
}

/// Does the mention stand between the marks, or a phrase begin or end there: *een Kamerlid 'gestoord'*?
fn holds(quote: &Range<usize>, mention: &Mention) -> bool {
    let ends = quote.start < mention.range.end && mention.range.end <= quote.end;
    let begins = quote.start < mention.range.start && mention.range.start < quote.end;
    inside(quote, &mention.range) || mention.constructed && (begins || ends)
}

fn inside(quote: &Range<usize>, range: &Range<usize>) -> bool {
    quote.start <= range.start && range.end <= quote.end
}

/// The ranges between quotation marks, and block quotes: lines that begin with `>`.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: [Option<usize>; 2] = [None, None];
    let mut line_start = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => toggle(&mut open[0], at, &mut quotes),
            b'\'' => {
                let opens = !word_char_before(text, at) && word_char_at(text, at + 1) && !is_clipped(text, at);
                let closes = at > 0 && !text.as_bytes()[at - 1].is_ascii_whitespace() && !word_char_at(text, at + 1);
                if (opens && open[1].is_none()) || (closes && open[1].is_some()) {
                    toggle(&mut open[1], at, &mut quotes);
                }
            }
            b'\n' => {
                // Marks that stay open close at the end of the line: most likely they were apostrophes.
                open = [None, None];
                if text[line_start..at].trim_start().starts_with('>') {
                    quotes.push(line_start..at);
                }
                line_start = at + 1;
            }
            _ => {}
        }
    }
    if text[line_start..].trim_start().starts_with('>') {
        quotes.push(line_start..text.len());
    }
    quotes
}

fn toggle(open: &mut Option<usize>, at: usize, quotes: &mut Vec<Range<usize>>) {
    match open.take() {
        // Nothing stands between them: no quotation.
        Some(start) if start + 1 == at => {}
        Some(start) => quotes.push(start..at + 1),
        None => *open = Some(at),
    }
}

/// Dutch words that begin with an apostrophe: *'s morgens*, *'t*, *'n*.
fn is_clipped(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at + 1..];
    matches!(rest.first(), Some(b's' | b't' | b'n' | b'k' | b'm' | b'r'))
        && !rest.get(1).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whose words are these?
fn whose(lexicon: &Lexicon, text: &str, words: &Words, mentions: &[Mention], quote: &Range<usize>) -> Quoted {
    const SHORT: usize = 2;
    let length = within(words, quote).len();
    let sentence = words.sentence_at(quote.start);
    let last = words.sentence_at(quote.end.saturating_sub(1));
    let outside = |concept: ConceptId, sentences: Range<usize>| {
        mentions.iter().any(|mention| {
            mention.is(concept) && sentences.contains(&mention.sentence) && !inside(quote, &mention.range)
        })
    };
    let around = sentence.saturating_sub(1)..last + 2;
    let cues = &lexicon.cues;
    if outside(cues.agreement, around.clone()) && !outside(cues.rejection, around.clone()) {
        Quoted::Endorsed
    } else if outside(cues.attribution, sentence..last + 1)
        || outside(cues.quoting, sentence..last + 1)
        || outside(cues.rejection, around.clone())
        || text[quote.clone()].starts_with('>')
    {
        Quoted::Words
    } else if length <= SHORT {
        Quoted::Scare
    } else {
        Quoted::Words
    }
}

/// Do the marks hold an ordinary word at arm's length, rather than a title or a name?
fn mocks(folded: &Folded, words: &Words, quote: &Range<usize>) -> bool {
    let inner = within(words, quote);
    let letters = |range: &Range<usize>| folded.text()[range.clone()].bytes().all(|byte| byte.is_ascii_alphabetic());
    !inner.is_empty() && inner.iter().all(|word| !word.capital && letters(&word.range) && word.range.len() > 2)
}

fn mocking_mention(lexicon: &Lexicon, words: &Words, mentions: &[Mention], quote: &Range<usize>) -> Mention {
    let bound = mentions.iter().find(|mention| mention.kind == Kind::Target && inside(quote, &mention.range));
    let marks = marks(lexicon, words, lexicon.cues.scare_quote, quote);
    Mention { bound: bound.map(|target| target.range.clone()), ..marks }
}

/// The quotation marks themselves, as a mention of what they show.
fn marks(lexicon: &Lexicon, words: &Words, concept: ConceptId, quote: &Range<usize>) -> Mention {
    let meaning = Meaning {
        concept,
        concepts: lexicon.concept(concept).family,
        strength: Strength::Plain,
        language: crate::assessment::Language::Und,
        tie: Tie::Free,
    };
    mention(lexicon, words, quote.clone(), meaning)
}
