//! Dutch inflection and its spelling rules. Words come folded, without accents.

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Groups of vowels, which is near enough to syllables.
fn syllables(word: &str) -> usize {
    let bytes = word.as_bytes();
    (0..bytes.len()).filter(|&at| is_vowel(bytes[at]) && (at == 0 || !is_vowel(bytes[at - 1]))).count()
}

/// Endings without stress, after which a consonant is never doubled.
fn ends_unstressed(word: &str) -> bool {
    ["el", "er", "en", "em", "ig", "lijk", "ing", "or", "isch"].iter().any(|end| word.ends_with(end))
        && syllables(word) > 1
}

/// The spellings of `word` before an ending that begins with a vowel: *groot*, *grot-*; *gek*, *gekk-*; *lief*,
/// *liev-*.
fn before_vowel(word: &str) -> Vec<String> {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if n < 3 || !word.is_ascii() || is_vowel(bytes[n - 1]) {
        return vec![word.to_owned()];
    }
    let last = bytes[n - 1];
    let (vowel, earlier) = (bytes[n - 2], bytes[n - 3]);
    let voiced = |stem: &str| match last {
        b'f' => Some(format!("{}v", &stem[..stem.len() - 1])),
        b's' => Some(format!("{}z", &stem[..stem.len() - 1])),
        _ => None,
    };
    let mut spellings = Vec::new();
    if is_vowel(vowel) && vowel == earlier {
        let open = format!("{}{}", &word[..n - 2], char::from(last));
        spellings.extend(voiced(&open));
        spellings.push(open);
    } else if is_vowel(vowel) && !is_vowel(earlier) && last != b'w' && last != b'x' {
        if !ends_unstressed(word) {
            spellings.push(format!("{word}{}", char::from(last)));
        }
        if syllables(word) > 1 {
            spellings.push(word.to_owned());
        }
    } else {
        spellings.extend(voiced(word).filter(|_| is_vowel(vowel) || matches!(vowel, b'l' | b'r' | b'n')));
        spellings.push(word.to_owned());
    }
    spellings
}

fn ends_in_vowel(word: &str) -> bool {
    word.bytes().last().is_some_and(is_vowel)
}

/// *sukkel*: *sukkels*, *sukkeltje*; *dief*: *dieven*, *diefje*; *foto*: *foto's*.
pub(super) fn noun(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix("heid") {
        forms.push(format!("{stem}heden"));
    } else if ends_in_vowel(word) {
        forms.extend([format!("{word}s"), format!("{word}'s"), format!("{word}tje"), format!("{word}tjes")]);
        if word.ends_with('e') {
            forms.push(format!("{word}n"));
        }
        return forms;
    } else {
        forms.extend(before_vowel(word).into_iter().map(|stem| format!("{stem}en")));
    }
    if !word.ends_with('s') {
        forms.push(format!("{word}s"));
    }
    forms.extend(diminutives(word).into_iter().flat_map(|small| [format!("{small}s"), small]));
    forms
}

fn diminutives(word: &str) -> Vec<String> {
    let doubled = || before_vowel(word).into_iter().map(|stem| format!("{stem}etje"));
    match word.bytes().last() {
        Some(b'm') => std::iter::once(format!("{word}pje")).chain(doubled()).collect(),
        Some(b'l' | b'n' | b'r' | b'w') => std::iter::once(format!("{word}tje")).chain(doubled()).collect(),
        Some(b'g') if word.ends_with("ing") => vec![format!("{}kje", &word[..word.len() - 1]), format!("{word}etje")],
        Some(b'g' | b'b') => std::iter::once(format!("{word}je")).chain(doubled()).collect(),
        _ => vec![format!("{word}je")],
    }
}

/// *dom*: *domme*, *dommer*, *domst*, *doms*.
pub(super) fn adjective(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{stem}er"), format!("{word}n")]);
        return forms;
    }
    for stem in before_vowel(word) {
        forms.extend(
            ["e", "en", "er", "ere", "s"]
                .map(|end| format!("{stem}{end}"))
                .into_iter()
                .filter(|form| !form.ends_with("ss")),
        );
    }
    let superlative = if word.ends_with('s') { "t" } else { "st" };
    forms.extend([format!("{word}{superlative}"), format!("{word}{superlative}e")]);
    if !word.ends_with('s') {
        forms.push(format!("{word}s"));
    }
    if word.ends_with('r') {
        forms.extend([format!("{word}der"), format!("{word}dere")]);
    }
    forms
}

/// The first person of an infinitive: *lopen*, *loop*; *zakken*, *zak*; *liegen*, *lieg*; *lozen*, *loos*. Two where
/// the spelling does not tell the stress: *saboteer*, *bedonder*.
fn stems(infinitive: &str) -> Vec<String> {
    let Some(root) = infinitive.strip_suffix("en").filter(|root| root.len() >= 2) else {
        return vec![infinitive.strip_suffix('n').unwrap_or(infinitive).to_owned()];
    };
    let bytes = root.as_bytes();
    let n = bytes.len();
    let last = bytes[n - 1];
    if n >= 3 && last == bytes[n - 2] && !is_vowel(last) {
        return vec![root[..n - 1].to_owned()];
    }
    let hardened = |mut stem: String| {
        if let Some(hard) = match last {
            b'v' => Some('f'),
            b'z' => Some('s'),
            _ => None,
        } {
            stem.pop();
            stem.push(hard);
        }
        stem
    };
    let open = !is_vowel(last) && is_vowel(bytes[n - 2]) && (n < 3 || !is_vowel(bytes[n - 3]));
    let mut stems = Vec::new();
    if open && bytes[n - 2] != b'i' && bytes[n - 2] != b'y' {
        stems.push(hardened(format!("{}{}{}", &root[..n - 1], char::from(bytes[n - 2]), char::from(last))));
    }
    if stems.is_empty() || syllables(root) > 1 && ["el", "er", "ig", "em", "en"].iter().any(|end| root.ends_with(end)) {
        stems.push(hardened(root.to_owned()));
    }
    stems
}

/// The weak forms of a verb, and the present of any. Strong pasts are listed as words of their own.
pub(super) fn verb(infinitive: &str) -> Vec<String> {
    stems(infinitive).iter().flat_map(|stem| weak_forms(infinitive, stem)).collect()
}

fn weak_forms(infinitive: &str, stem: &str) -> Vec<String> {
    let prefixed = ["be", "ver", "ge", "ont", "her", "er"]
        .iter()
        .any(|prefix| infinitive.strip_prefix(prefix).is_some_and(|rest| rest.len() > 4 && syllables(rest) > 1));
    let participle = |stem: &str, end: &str| {
        let end = if stem.ends_with('t') || stem.ends_with('d') { "" } else { end };
        if prefixed { format!("{stem}{end}") } else { format!("ge{stem}{end}") }
    };
    let mut forms = vec![infinitive.to_owned(), stem.to_owned(), format!("{infinitive}d"), format!("{infinitive}de")];
    if !stem.ends_with('t') {
        forms.push(format!("{stem}t"));
    }
    for end in ["t", "d"] {
        forms.extend([format!("{stem}{end}e"), format!("{stem}{end}en")]);
        let participle = participle(stem, end);
        forms.extend([format!("{participle}e"), participle]);
    }
    forms
}

/// *uit|lachen*: *uitlachen*, *uitgelachen*, *uit te lachen*, *lacht … uit*.
pub(super) fn separable_verb(particle: &str, infinitive: &str) -> Vec<String> {
    let mut forms = vec![
        format!("{particle}{infinitive}"),
        format!("{particle} te {infinitive}"),
        format!("{particle}ge{infinitive}"),
    ];
    for form in verb(infinitive) {
        forms.push(format!("{particle}{form}"));
    }
    let mut finite = vec![infinitive.to_owned()];
    for stem in stems(infinitive) {
        if !stem.ends_with('t') {
            finite.push(format!("{stem}t"));
        }
        finite.extend(["te", "ten", "de", "den"].map(|end| format!("{stem}{end}")));
        finite.push(stem);
    }
    forms.extend(finite.into_iter().map(|form| format!("{form} ... {particle}")));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_follows_the_sound() {
        for (forms, wanted) in [
            (noun("dief"), &["dief", "dieven", "diefje"][..]),
            (noun("sukkel"), &["sukkels", "sukkeltje"]),
            (noun("klootzak"), &["klootzakken", "klootzakje"]),
            (noun("idioot"), &["idioten", "idiootje"]),
            (noun("racist"), &["racisten"]),
            (adjective("dom"), &["domme", "dommer", "domst", "domste"]),
            (adjective("laf"), &["laffe", "lafste"]),
            (adjective("boos"), &["boze", "bozer"]),
            (adjective("groot"), &["grote", "groots"]),
            (adjective("fascistisch"), &["fascistische"]),
            (adjective("duur"), &["dure", "duurder"]),
            (verb("liegen"), &["lieg", "liegt", "liegend"]),
            (verb("saboteren"), &["saboteer", "saboteert", "gesaboteerd", "saboteerde"]),
            (verb("verzwijgen"), &["verzwijg", "verzwijgt"]),
            (verb("bedonderen"), &["bedonder", "bedondert", "bedonderd"]),
            (verb("lullen"), &["lul", "lult", "lulde"]),
            (separable_verb("uit", "lachen"), &["uitlachen", "uit te lachen", "uitgelachen", "lacht ... uit"]),
        ] {
            for form in wanted {
                assert!(forms.iter().any(|made| made == form), "{form} is not among {forms:?}");
            }
        }
    }
}
