//! Disguise: masks, leet, separators and spaces between letters, stretched letters. Each word that shows a sign is
//! read anew, and the new reading stands only if the vocabulary holds it.

use std::ops::Range;

use super::{Folded, Layer, Vocabulary, hashtag, overlaps};

/// A letter of a new reading and the byte, counted from the start of the word as written, that it stands for.
type Reading = Vec<(u8, usize)>;

/// Where the first word begins, or the gap before it, that shows a sign of a disguise; most posts show none.
pub(super) fn first_sign(text: &str, vocabulary: &Vocabulary) -> Option<usize> {
    let mut end = 0;
    chunks(text).find_map(|chunk| {
        let gap = end..chunk.start;
        let sign = matters(&text[gap.clone()]) || may_hide(text, &chunk) || may_be_garbled(text, &chunk, vocabulary);
        end = chunk.end;
        sign.then_some(gap.start)
    })
}

/// What stands between gaps.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let start = at;
        at += text.as_bytes()[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        (start < at).then_some(start..at)
    })
}

/// Is a gap written otherwise than it is read?
fn matters(gap: &str) -> bool {
    gap.len() > 1 && gap != "\n\n" || gap == "\t" || gap == "\r"
}

/// May a chunk hide a word behind signs, or be one of single letters in a row?
fn may_hide(text: &str, chunk: &Range<usize>) -> bool {
    let bytes = &text.as_bytes()[chunk.clone()];
    let after = &text.as_bytes()[chunk.end..];
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let before = |at: usize| at > 0 && letter(at - 1);
    let next_single = match after {
        [b' ', next, rest @ ..] => next.is_ascii_alphabetic() && !rest.first().is_some_and(u8::is_ascii_alphabetic),
        _ => false,
    };
    let single = bytes.len() == 1 && letter(0) && next_single;
    single
        || (0..bytes.len()).any(|at| match bytes[at] {
            b'#' | b'@' => letter(at + 1),
            b'*' => before(at) || letter(at + 1),
            b'/' => bytes[at..].starts_with(b"//"),
            b'.' => before(at) && (bytes[at..].starts_with(b"..") || letter(at + 1)),
            b'_' | b'-' => before(at) && letter(at + 1) && (at < 2 || !letter(at - 2)),
            b'0'..=b'9' | b'!' | b'$' | b'|' | b'+' => letter(at + 1),
            byte if byte.is_ascii_alphabetic() => at >= 2 && bytes[at - 1] == byte && bytes[at - 2] == byte,
            _ => false,
        })
}

/// May a word of the chunk be garbled, or go on behind the space after it?
fn may_be_garbled(text: &str, chunk: &Range<usize>, vocabulary: &Vocabulary) -> bool {
    let bytes = text.as_bytes();
    let begins =
        |at: &usize| bytes[*at].is_ascii_lowercase() && (*at == chunk.start || !bytes[at - 1].is_ascii_lowercase());
    chunk.clone().filter(begins).any(|at| vocabulary.may_be_garbled(text, at))
}

/// Rewrites the words of the letter layer that show a sign into the word layer. Up to `first` none does.
pub(super) fn undo(original: &str, first: usize, folded: &mut Folded, vocabulary: &Vocabulary) {
    let hidden = std::mem::take(&mut folded.disguised);
    let letters = std::mem::take(&mut folded.letters);
    let text = letters.text.as_str();
    // What letters were left out of is read anew, wherever it stands.
    let mut at = if hidden.is_empty() { first } else { 0 };
    folded.words.push(&text[..at], 0);
    while at < text.len() {
        let gap = text[at..].bytes().take_while(u8::is_ascii_whitespace).count();
        push_gap(&text[at..at + gap], at, &mut folded.words);
        at += gap;
        let length = text[at..].bytes().take_while(|byte| !byte.is_ascii_whitespace()).count();
        if length == 0 {
            break;
        }
        let start = folded.words.text.len();
        let piece = at..at + length;
        if !may_hide(text, &piece) && !may_be_garbled(text, &piece, vocabulary) && !overlaps(&hidden, &piece) {
            folded.words.push(&text[piece], at);
            at += length;
            continue;
        }
        let hidden_word = spaced_letters(text, at, vocabulary).or_else(|| parted(text, at, vocabulary));
        let used = hidden_word.map(|(reading, used)| {
            push_reading(&reading, at, &mut folded.words);
            folded.disguised.push(start..folded.words.text.len());
            used
        });
        let used = used.unwrap_or_else(|| {
            chunk(original, &letters, at, length, folded, vocabulary);
            length
        });
        if overlaps(&hidden, &(at..at + used)) {
            folded.disguised.push(start..folded.words.text.len());
        }
        at += used;
    }
    folded.letters = letters;
}

/// White space within a line counts as one space, so that phrases match across it.
fn push_gap(gap: &str, source: usize, words: &mut Layer) {
    match gap.find('\n') {
        _ if gap.is_empty() => {}
        Some(line) => {
            let last = gap.rfind('\n').unwrap_or(line);
            words.push(if line == last { "\n" } else { "\n\n" }, source + line);
        }
        None => words.push(" ", source),
    }
}

/// Reads what stands between two gaps.
fn chunk(original: &str, letters: &Layer, at: usize, length: usize, folded: &mut Folded, vocabulary: &Vocabulary) {
    let piece = &letters.text[at..at + length];
    let start = folded.words.text.len();
    if is_opaque(piece) {
        folded.words.push(piece, at);
        let end = folded.words.text.len() - trailing_punctuation(piece);
        let lead = piece.len() - piece.trim_start_matches(['(', '"', '\'', '.', '[']).len();
        folded.opaque.push((start + lead).min(end)..end);
        return;
    }
    let words = hashtags(original, letters, at, length, folded, vocabulary);
    let (at, piece) = (at + words, &piece[words..]);
    let lead = piece.bytes().take_while(|byte| matches!(byte, b'(' | b'"' | b'\'' | b'[' | b'-')).count();
    let word = &piece[lead..];
    let capital = original.get(letters.map.source(at + lead)..).and_then(|rest| rest.chars().next());
    let capital = capital.is_some_and(char::is_uppercase);
    if let Some(end) = hashtag::run_together(word, vocabulary) {
        folded.words.push(&piece[..lead], at);
        hashtag::push_words(&word[..end], at + lead, false, &mut folded.words, vocabulary);
        folded.words.push(&word[end..], at + lead + end);
        return;
    }
    match reveal(word, capital, vocabulary) {
        Some((reading, used)) => {
            folded.words.push(&piece[..lead], at);
            let word_start = folded.words.text.len();
            push_reading(&reading, at + lead, &mut folded.words);
            folded.disguised.push(word_start..folded.words.text.len());
            folded.words.push(&word[used..], at + lead + used);
        }
        None => folded.words.push(piece, at),
    }
}

/// Rewrites the hashtags of a chunk, one behind the other; gives how many bytes of the chunk are done with the last.
fn hashtags(
    original: &str,
    letters: &Layer,
    at: usize,
    length: usize,
    folded: &mut Folded,
    vocabulary: &Vocabulary,
) -> usize {
    let piece = &letters.text[at..at + length];
    let mut done = 0;
    while let Some(hash) = piece[done..].find('#').map(|hash| done + hash) {
        let after = hash + 1;
        let tag = piece[after..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(length - after);
        let follows_word = piece[..hash].ends_with(|c: char| c.is_alphanumeric()) && hash > done;
        if tag == 0 || follows_word {
            // No hashtag, but a sign among others: *c#*, *k#t*.
            if done == 0 {
                return 0;
            }
            folded.words.push(&piece[done..after], at + done);
            done = after;
            continue;
        }
        folded.words.push(&piece[done..after], at + done);
        let start = folded.words.text.len();
        let source = |offset: usize| letters.map.source(offset);
        let tag_range = at + after..at + after + tag;
        hashtag::split(original, &letters.text, tag_range, source, &mut folded.words, vocabulary);
        folded.hashtags.push(start - 1..folded.words.text.len());
        done = after + tag;
    }
    done
}

fn push_reading(reading: &Reading, source: usize, words: &mut Layer) {
    for (letter, offset) in reading {
        words.push(char::from(*letter).encode_utf8(&mut [0; 4]), source + offset);
    }
}

/// Links and handles: their words say nothing by themselves.
fn is_opaque(piece: &str) -> bool {
    let piece = piece.trim_start_matches(['(', '"', '\'', '.', '[']);
    piece.contains("://")
        || piece.starts_with("www.")
        || (piece.starts_with('@') && piece[1..].starts_with(|c: char| c.is_alphabetic()))
        || (piece.contains('@') && piece.contains('.') && !piece.contains('!') && is_address(piece))
        || is_bare_domain(piece)
}

fn is_address(piece: &str) -> bool {
    piece.split_once('@').is_some_and(|(name, host)| {
        name.len() > 1 && host.split_once('.').is_some_and(|(first, rest)| first.len() > 1 && rest.len() > 1)
    })
}

/// `rijksoverheid.nl/nota`, without a scheme.
fn is_bare_domain(piece: &str) -> bool {
    const ENDINGS: [&str; 9] = ["nl", "be", "com", "org", "eu", "net", "ie", "uk", "au"];
    let host = piece.split(['/', '?']).next().unwrap_or(piece).trim_end_matches(['.', ',', '!', ')', ':', ';', '"']);
    host.rsplit_once('.').is_some_and(|(name, ending)| name.len() > 1 && ENDINGS.contains(&ending))
}

fn trailing_punctuation(piece: &str) -> usize {
    piece.len() - piece.trim_end_matches(['.', ',', '!', '?', ')', ':', ';', '"', '\'', ']']).len()
}

/// `k u t`, `K A N K E R`: a run of single letters at byte `at`; gives the reading and the bytes it takes up.
fn spaced_letters(text: &str, at: usize, vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    const LONGEST: usize = 40;
    let bytes = text.as_bytes();
    if !matches!(bytes[at..], [first, b' ', second, ..] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic())
    {
        return None;
    }
    let mut reading = Reading::new();
    let mut next = at;
    while reading.len() < LONGEST && bytes.get(next).is_some_and(u8::is_ascii_alphabetic) {
        reading.push((bytes[next], next - at));
        next += 1;
        match bytes.get(next) {
            Some(b' ') => next += 1,
            _ => break,
        }
    }
    let (_, last) = *reading.last()?;
    let ended = !super::word_char_at(text, at + last + 1);
    if !ended {
        // The last letter begins an ordinary word: `k u t zeg`.
        reading.pop();
    }
    let (_, last) = *reading.last()?;
    let word: Vec<u8> = reading.iter().map(|(letter, _)| *letter).collect();
    if word.len() >= 3 && vocabulary.hides(&word) || word.len() >= 5 && vocabulary.knows(&word) {
        Some((reading, last + 1))
    } else {
        None
    }
}

/// `kan ker`: a word with a space in it, where at least one of the parts is no word itself.
fn parted(text: &str, at: usize, vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    let run = |from: usize| text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let first = run(at);
    if first < 2 || text.as_bytes().get(at + first) != Some(&b' ') {
        return None;
    }
    let second = run(at + first + 1);
    let used = first + 1 + second;
    let (one, other) = (&text.as_bytes()[at..at + first], &text.as_bytes()[at + first + 1..at + used]);
    let word = vocabulary.rejoin(one, other).filter(|_| !super::word_char_at(text, at + used))?;
    if vocabulary.knows(one) && vocabulary.knows(other) {
        return None;
    }
    Some((
        word.bytes().enumerate().map(|(index, letter)| (letter, index + usize::from(index >= first))).collect(),
        used,
    ))
}

/// `kankrelijer`, `fukcing`: letters swapped or left out.
fn garbled(word: &str, capital: bool, vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    /// A shorter word with a capital is a name: *Private Darke*.
    const LONG: usize = 7;
    let end = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if capital && end < LONG || super::word_char_at(word, end) || vocabulary.knows(&word.as_bytes()[..end]) {
        return None;
    }
    let meant = vocabulary.ungarble(&word.as_bytes()[..end])?;
    // What was left out is shown by what follows it.
    Some((meant.bytes().enumerate().map(|(index, letter)| (letter, index.min(end - 1))).collect(), end))
}

/// Reads a word that starts at a letter or a sign anew; gives the reading and how many bytes of the word it covers.
fn reveal(word: &str, capital: bool, vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    const LONGEST: usize = 60;
    if word.len() < 2 || word.len() > LONGEST {
        return None;
    }
    let bytes = word.as_bytes();
    customary_mask(word, vocabulary)
        .or_else(|| separated(bytes, vocabulary))
        .or_else(|| masked(bytes, vocabulary))
        .or_else(|| respelled(bytes, vocabulary))
        .or_else(|| garbled(word, capital, vocabulary))
}

/// `f....` and `k…`: a stem of a letter or two, then at least two dots, asterisks or dashes to the end of the word.
fn customary_mask(word: &str, vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    let stem = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let hidden = word[stem..].bytes().take_while(|byte| matches!(byte, b'.' | b'*' | b'-' | b'_')).count();
    let end = stem + hidden;
    if hidden < 2 || super::word_char_at(word, end) {
        return None;
    }
    let meant = vocabulary.unmask_stem(&word[..stem])?;
    // The last letter stands for the last sign, so that the whole mask is underlined.
    let reading = meant
        .bytes()
        .enumerate()
        .map(|(index, letter)| (letter, if index + 1 == meant.len() { end - 1 } else { index.min(end - 1) }));
    Some((reading.collect(), end))
}

/// `k.u.t`, `f-u-c-k`: single letters with one sign between each two.
fn separated(bytes: &[u8], vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    let sign = |at: usize| {
        matches!(bytes.get(at), Some(b'.' | b'-' | b'_' | b'*' | b'/'))
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    };
    if !sign(1) {
        return None;
    }
    let mut reading = vec![(*bytes.first()?, 0)];
    let mut at = 1;
    while sign(at) {
        reading.push((bytes[at + 1], at + 1));
        at += 2;
    }
    let word: Vec<u8> = reading.iter().map(|(letter, _)| *letter).collect();
    let ended = bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let meant = vocabulary.hides(&word) || word.len() >= 4 && vocabulary.knows(&word);
    (word.len() >= 3 && ended && meant).then_some((reading, at))
}

/// `h**r`, `k*toverheid`, `k-t`: some letters of a known word are replaced by signs.
fn masked(bytes: &[u8], vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    let sign = |byte: u8| matches!(byte, b'*' | b'#' | b'-' | b'_' | b'.' | b'%' | b'&');
    if !bytes[0].is_ascii_alphabetic() {
        return None;
    }
    let end = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic() || sign(**byte)).count();
    let end = bytes[..end].iter().rposition(u8::is_ascii_alphabetic).map_or(end, |last| last + 1).max(
        // A mask may also close the word, but only one that is used for nothing else.
        bytes[..end].iter().rposition(|byte| *byte == b'*').map_or(0, |last| last + 1),
    );
    let word = &bytes[..end];
    if !word.iter().any(|byte| sign(*byte)) || word.iter().filter(|byte| byte.is_ascii_alphabetic()).count() < 2 {
        return None;
    }
    // A hyphen or a full stop has other work to do in longer words.
    let weak = word.iter().any(|byte| matches!(byte, b'-' | b'.'));
    if weak && (word.len() > 5 || word.iter().filter(|byte| sign(**byte)).count() > 2) {
        return None;
    }
    let meant = vocabulary.unmask(word).filter(|meant| !weak || meant.len() == word.len())?;
    let rest = &word[meant.len()..];
    Some((meant.bytes().chain(rest.iter().copied()).enumerate().map(|(at, letter)| (letter, at)).collect(), end))
}

/// `k@nk3r`, `kuuuut`: signs and digits that look like letters, and letters that go on too long.
fn respelled(bytes: &[u8], vocabulary: &Vocabulary) -> Option<(Reading, usize)> {
    // A shorter word in digits is a number or a code far more often than a word.
    const SHORTEST_PLAIN: usize = 4;
    let readable = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'$' | b'!' | b'|' | b'+');
    let mut end = bytes.iter().take_while(|byte| readable(byte)).count();
    // Closing exclamation marks are just that.
    end = bytes[..end].iter().rposition(|byte| *byte != b'!').map_or(0, |last| last + 1);
    let word = &bytes[..end];
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let leet = letters < word.len();
    let stretched = word.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    // *BIJ1* is a name as it stands.
    if letters < 2 || !(leet || stretched) || vocabulary.knows(word) {
        return None;
    }
    [b'i', b'l']
        .into_iter()
        .find_map(|one| {
            let plain: Reading = word.iter().enumerate().map(|(at, byte)| (letter_of(*byte, one), at)).collect();
            let readings = [unstretch(&plain, 1), unstretch(&plain, 2), plain];
            readings.into_iter().find(|reading| {
                let word: Vec<u8> = reading.iter().map(|(letter, _)| *letter).collect();
                // *iii* and *www* are no stretched words.
                if word.len() < 3 {
                    return false;
                }
                let plain = !leet || word.len() >= SHORTEST_PLAIN && letters * 2 >= word.len();
                word != bytes[..end] && if plain { vocabulary.knows(&word) } else { vocabulary.hides(&word) }
            })
        })
        .map(|reading| (reading, end))
}

fn letter_of(byte: u8, one: u8) -> u8 {
    match byte {
        b'4' | b'@' => b'a',
        b'8' => b'b',
        b'3' => b'e',
        b'9' | b'6' => b'g',
        b'1' | b'!' | b'|' => one,
        b'0' => b'o',
        b'5' | b'$' => b's',
        b'7' | b'+' => b't',
        b'2' => b'z',
        other => other,
    }
}

/// Shortens every run of three or more of the same letter to `length`.
fn unstretch(reading: &Reading, length: usize) -> Reading {
    let mut short = Reading::new();
    let mut run = 0;
    for (index, (letter, offset)) in reading.iter().enumerate() {
        let starts = index == 0 || reading[index - 1].0 != *letter;
        run = if starts { 1 } else { run + 1 };
        let total = reading[index + 1 - run..].iter().take_while(|(other, _)| other == letter).count();
        if total < 3 || run <= length {
            short.push((*letter, *offset));
        }
    }
    short
}
