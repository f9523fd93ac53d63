//! Letters: case, accents, compatibility forms and look-alikes come to plain lower case.

use std::ops::Range;

use super::Layer;

/// Base letters of U+00C0..U+0250; `.` keeps the character. From the Unicode decompositions.
const LATIN: &[u8; 400] = b"\
    aaaaaa.ceeeeiiiidnooooo.ouuuuyt.aaaaaa.ceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggg\
    hhhhiiiiiiiiii..jjkkkllllll..llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs........\
    ..........f.............oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo\
    oo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...j........................\
";

/// Base letters of U+1E00..U+1F00, likewise.
const LATIN_ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss\
    ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee\
    iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......\
";

/// What becomes of a character.
enum Plain {
    Keep,
    Drop,
    Letter(u8),
    Text(&'static str),
}

/// Folds `text` into `layer`. Ranges of the result in which look-alike letters or invisible characters hid a word
/// are added to `disguised`.
pub(super) fn fold(text: &str, layer: &mut Layer, disguised: &mut Vec<Range<usize>>) {
    let mut rest = 0;
    while rest < text.len() {
        let ascii = text.as_bytes()[rest..].iter().take_while(|byte| byte.is_ascii() && **byte != b'\r').count();
        let at = layer.text.len();
        layer.push(&text[rest..rest + ascii], rest);
        layer.text[at..].make_ascii_lowercase();
        rest += ascii;
        let Some(c) = text[rest..].chars().next() else { break };
        fold_char(c, rest, text, layer, disguised);
        rest += c.len_utf8();
    }
}

fn fold_char(c: char, source: usize, text: &str, layer: &mut Layer, disguised: &mut Vec<Range<usize>>) {
    let at = layer.text.len();
    match plain(c) {
        Plain::Keep => {
            if let Some(letter) = confusable(c).filter(|_| among_latin(text, source, c)) {
                layer.push(letter.encode_utf8(&mut [0; 4]), source);
                disguised.push(at..at + 1);
            } else if c.is_uppercase() {
                layer.map.record(at, source);
                layer.text.extend(c.to_lowercase());
            } else {
                layer.push(c.encode_utf8(&mut [0; 4]), source);
            }
        }
        Plain::Drop => {
            let follows = || written(text[source..].chars()).next().is_some_and(super::is_word_char);
            if is_invisible(c) && super::word_char_before(&layer.text, at) && follows() {
                let hidden = at.saturating_sub(1)..at + 1;
                if disguised.last() != Some(&hidden) {
                    disguised.push(hidden);
                }
            }
        }
        // Line ends of any system count as one of ours.
        Plain::Letter(b'\n') if c == '\r' && text.as_bytes().get(source + 1) == Some(&b'\n') => {}
        Plain::Letter(letter) => layer.push(char::from(letter).encode_utf8(&mut [0; 4]), source),
        Plain::Text(piece) => layer.push(piece, source),
    }
}

fn plain(c: char) -> Plain {
    let code = c as u32;
    let letter = |byte: u8| if byte == b'.' { Plain::Keep } else { Plain::Letter(byte) };
    match code {
        0xD | 0x85 | 0x2028 | 0x2029 => Plain::Letter(b'\n'),
        0xA0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x2800 | 0x3000 => Plain::Letter(b' '),
        0xAD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F => Plain::Drop,
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF => Plain::Drop,
        0x3164 | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE0FFF => Plain::Drop,
        // Combining marks; the keycap and its like among them.
        0x0300..=0x036F | 0x0483..=0x0489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F => {
            Plain::Drop
        }
        _ if is_decomposed(code) => Plain::Drop,
        0xDF | 0x1E9E => Plain::Text("ss"),
        0xC6 | 0xE6 | 0x1E2 | 0x1E3 | 0x1FC | 0x1FD => Plain::Text("ae"),
        0x212B => Plain::Letter(b'a'),
        0x1FE | 0x1FF => Plain::Letter(b'o'),
        0x37E => Plain::Letter(b';'),
        0x1FEF => Plain::Letter(b'`'),
        0x2260 => Plain::Letter(b'='),
        0x226E => Plain::Letter(b'<'),
        0x226F => Plain::Letter(b'>'),
        0x152 | 0x153 => Plain::Text("oe"),
        0x132 | 0x133 => Plain::Text("ij"),
        0xC0..=0x24F => letter(LATIN[(code - 0xC0) as usize]),
        0x1E00..=0x1EFF => letter(LATIN_ADDITIONAL[(code - 0x1E00) as usize]),
        0x2018 | 0x2019 | 0x201B | 0x2BC | 0x2B9 | 0x374 | 0xB4 | 0x1FFD | 0x2032 | 0x60 => Plain::Text("'"),
        0x201A | 0x2039 | 0x203A => Plain::Text("'"),
        0x201C..=0x201F | 0xAB | 0xBB | 0x2033 | 0x301D | 0x301E => Plain::Text("\""),
        0x2010..=0x2015 | 0x2212 => Plain::Text("-"),
        0x2026 => Plain::Text("..."),
        0x2022 | 0x2219 | 0xB7 | 0x387 => Plain::Text("."),
        0xFF01..=0xFF5E => Plain::Letter(((code - 0xFF01) as u8 + b'!').to_ascii_lowercase()),
        0xFB00 => Plain::Text("ff"),
        0xFB01 => Plain::Text("fi"),
        0xFB02 => Plain::Text("fl"),
        0xFB03 => Plain::Text("ffi"),
        0xFB04 => Plain::Text("ffl"),
        0xFB05 | 0xFB06 => Plain::Text("st"),
        0x24B6..=0x24CF => Plain::Letter(b'a' + (code - 0x24B6) as u8),
        0x24D0..=0x24E9 => Plain::Letter(b'a' + (code - 0x24D0) as u8),
        0x1F110..=0x1F129 => Plain::Letter(b'a' + (code - 0x1F110) as u8),
        0x1F130..=0x1F149 => Plain::Letter(b'a' + (code - 0x1F130) as u8),
        0x1F150..=0x1F169 => Plain::Letter(b'a' + (code - 0x1F150) as u8),
        0x1F170..=0x1F189 => Plain::Letter(b'a' + (code - 0x1F170) as u8),
        // Mathematical alphabets: runs of 26 capitals and 26 small letters, then digits.
        0x1D400..=0x1D6A3 => Plain::Letter(b'a' + ((code - 0x1D400) % 26) as u8),
        0x1D7CE..=0x1D7FF => Plain::Letter(b'0' + ((code - 0x1D7CE) % 10) as u8),
        0x2102 | 0x212D => Plain::Letter(b'c'),
        0x210A => Plain::Letter(b'g'),
        0x210B..=0x210E => Plain::Letter(b'h'),
        0x2110 | 0x2111 => Plain::Letter(b'i'),
        0x2112 | 0x2113 => Plain::Letter(b'l'),
        0x2115 => Plain::Letter(b'n'),
        0x2119 => Plain::Letter(b'p'),
        0x211A => Plain::Letter(b'q'),
        0x211B..=0x211D => Plain::Letter(b'r'),
        0x2124 => Plain::Letter(b'z'),
        0x212C => Plain::Letter(b'b'),
        0x212F | 0x2130 => Plain::Letter(b'e'),
        0x2131 => Plain::Letter(b'f'),
        0x2133 => Plain::Letter(b'm'),
        0x2134 => Plain::Letter(b'o'),
        _ => Plain::Keep,
    }
}

/// What canonical decomposition parts from letters of other scripts: vowel signs, dots, the rest of a syllable. Dropped, so
/// that both forms of a text hold the same words.
fn is_decomposed(code: u32) -> bool {
    matches!(code,
        0x5B4 | 0x5B7..=0x5B9 | 0x5BC | 0x5BF | 0x5C1 | 0x5C2 | 0x653..=0x655 | 0x93C | 0x9BC | 0x9BE | 0x9D7 | 0xA3C
        | 0xB3C | 0xB3E | 0xB56 | 0xB57 | 0xBBE | 0xBD7 | 0xC56 | 0xCC2 | 0xCD5 | 0xCD6 | 0xD3E | 0xD57 | 0xDCA | 0xDCF
        | 0xDDF | 0xF72 | 0xF74 | 0xF80 | 0xFB5 | 0xFB7 | 0x102E | 0x1161..=0x1175 | 0x11A8..=0x11C2 | 0x1B35
        | 0x3099 | 0x309A | 0x110BA | 0x11127 | 0x1133E | 0x11357 | 0x114B0 | 0x114BA | 0x114BD | 0x115AF | 0x11930
        | 0x1D165 | 0x1D16E..=0x1D172)
}

/// The characters that a word is made of, without those that fold to nothing. Few of these stand in a row in any text that
/// is meant to be read, so that no more are passed over.
pub(crate) fn written(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    const MOST: usize = 160;
    chars.take(MOST).filter(|c| c.is_ascii() || !matches!(plain(*c), Plain::Drop))
}

/// Characters that leave no ink, as against accents: inside a word they can only be there to hide it.
fn is_invisible(c: char) -> bool {
    !matches!(c as u32, 0x0300..=0x036F | 0x0483..=0x0489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn confusable(c: char) -> Option<char> {
    let letter = match c {
        'Α' | 'α' | 'А' | 'а' => 'a',
        'Β' | 'В' | 'в' => 'b',
        'ϲ' | 'С' | 'с' => 'c',
        'ԁ' => 'd',
        'Ε' | 'ε' | 'Е' | 'е' | 'ё' => 'e',
        'Η' | 'Н' | 'н' | 'һ' => 'h',
        'Ι' | 'ι' | 'І' | 'і' | 'ї' => 'i',
        'ϳ' | 'Ј' | 'ј' => 'j',
        'Κ' | 'κ' | 'К' | 'к' => 'k',
        'ӏ' => 'l',
        'Μ' | 'М' | 'м' => 'm',
        'Ν' | 'η' | 'п' => 'n',
        'Ο' | 'ο' | 'σ' | 'О' | 'о' => 'o',
        'Ρ' | 'ρ' | 'Р' | 'р' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'Ѕ' | 'ѕ' => 's',
        'Τ' | 'τ' | 'Т' | 'т' => 't',
        'μ' | 'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ω' | 'ԝ' => 'w',
        'Χ' | 'χ' | 'Х' | 'х' => 'x',
        'Υ' | 'γ' | 'У' | 'у' | 'ү' => 'y',
        'Ζ' => 'z',
        // With accents.
        '\u{1f71}' | '\u{1fbb}' => 'a',
        '\u{1f73}' | '\u{1fc9}' => 'e',
        '\u{1f75}' => 'n',
        '\u{1f77}' | '\u{1fd3}' | '\u{1fdb}' | '\u{1fbe}' => 'i',
        '\u{1f79}' | '\u{1ff9}' => 'o',
        '\u{1f7b}' | '\u{1fe3}' => 'u',
        '\u{1f7d}' => 'w',
        '\u{1fcb}' => 'h',
        '\u{1feb}' => 'y',
        '\u{386}'
        | '\u{3ac}'
        | '\u{4d0}'..='\u{4d3}'
        | '\u{1f00}'..='\u{1f0f}'
        | '\u{1f70}'
        | '\u{1f80}'..='\u{1f8f}'
        | '\u{1fb0}'..='\u{1fb4}'
        | '\u{1fb6}'..='\u{1fba}'
        | '\u{1fbc}' => 'a',
        '\u{388}'
        | '\u{3ad}'
        | '\u{400}'..='\u{401}'
        | '\u{450}'
        | '\u{4d6}'..='\u{4d7}'
        | '\u{1f10}'..='\u{1f15}'
        | '\u{1f18}'..='\u{1f1d}'
        | '\u{1f72}'
        | '\u{1fc8}' => 'e',
        '\u{389}' | '\u{1f28}'..='\u{1f2f}' | '\u{1f98}'..='\u{1f9f}' | '\u{1fca}' | '\u{1fcc}' => 'h',
        '\u{38a}'
        | '\u{390}'
        | '\u{3aa}'
        | '\u{3af}'
        | '\u{3ca}'
        | '\u{407}'
        | '\u{1f30}'..='\u{1f3f}'
        | '\u{1f76}'
        | '\u{1fd0}'..='\u{1fd2}'
        | '\u{1fd6}'..='\u{1fda}' => 'i',
        '\u{40c}' | '\u{45c}' => 'k',
        '\u{3ae}'
        | '\u{1f20}'..='\u{1f27}'
        | '\u{1f74}'
        | '\u{1f90}'..='\u{1f97}'
        | '\u{1fc2}'..='\u{1fc4}'
        | '\u{1fc6}'..='\u{1fc7}' => 'n',
        '\u{38c}'
        | '\u{3cc}'
        | '\u{4e6}'..='\u{4e7}'
        | '\u{1f40}'..='\u{1f45}'
        | '\u{1f48}'..='\u{1f4d}'
        | '\u{1f78}'
        | '\u{1ff8}' => 'o',
        '\u{1fe4}'..='\u{1fe5}' | '\u{1fec}' => 'p',
        '\u{453}' => 'r',
        '\u{3b0}'
        | '\u{3cb}'
        | '\u{3cd}'
        | '\u{1f50}'..='\u{1f57}'
        | '\u{1f7a}'
        | '\u{1fe0}'..='\u{1fe2}'
        | '\u{1fe6}'..='\u{1fe7}' => 'u',
        '\u{477}' => 'v',
        '\u{3ce}'
        | '\u{1f60}'..='\u{1f67}'
        | '\u{1f7c}'
        | '\u{1fa0}'..='\u{1fa7}'
        | '\u{1ff2}'..='\u{1ff4}'
        | '\u{1ff6}'..='\u{1ff7}' => 'w',
        '\u{38e}'
        | '\u{3ab}'
        | '\u{40e}'
        | '\u{45e}'
        | '\u{4ee}'..='\u{4f3}'
        | '\u{1f59}'
        | '\u{1f5b}'
        | '\u{1f5d}'
        | '\u{1f5f}'
        | '\u{1fe8}'..='\u{1fea}' => 'y',
        _ => return None,
    };
    Some(letter)
}

/// Does the letter at byte `source` stand in a word with Latin letters? A word wholly of another alphabet is left
/// as it is, for it is most likely a word of another language.
fn among_latin(text: &str, source: usize, c: char) -> bool {
    // A word is short; a longer run is not read as one, which keeps the cost linear.
    const LONGEST_WORD: usize = 40;
    let word = |c: &char| c.is_alphanumeric() || *c == '\'';
    let near = |chars: &mut dyn Iterator<Item = char>| {
        written(chars).take(LONGEST_WORD).take_while(word).any(|c| c.is_ascii_alphabetic())
    };
    near(&mut text[source + c.len_utf8()..].chars()) || near(&mut text[..source].chars().rev())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use crate::fold::fold_term;

    /// Between Latin letters, where look-alikes count.
    #[test]
    fn every_character_folds_as_its_decomposition_does() {
        let mut differ = Vec::new();
        for c in '\u{80}'..=char::MAX {
            let (composed, decomposed) = (format!("a{c}b"), format!("a{c}b").nfd().collect::<String>());
            let (one, other) = (fold_term(&composed), fold_term(&decomposed));
            if one != other && (one.is_ascii() || other.is_ascii()) {
                differ.push(format!("U+{:04X}: {one:?}, {other:?}", c as u32));
            }
        }
        assert!(differ.is_empty(), "{differ:#?}");
    }
}
