//! English inflection.

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The spellings before an ending that begins with a vowel: *lie*, *ly-*; *stab*, *stabb-*; *cruel*, *cruell-*.
fn before_vowel(word: &str) -> Vec<String> {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if let Some(stem) = word.strip_suffix("ie") {
        return vec![format!("{stem}y")];
    }
    if let Some(stem) = word.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return vec![stem.to_owned()];
    }
    if n >= 3
        && !is_vowel(bytes[n - 1])
        && is_vowel(bytes[n - 2])
        && !is_vowel(bytes[n - 3])
        && !matches!(bytes[n - 1], b'w' | b'x' | b'y')
    {
        return vec![format!("{word}{}", char::from(bytes[n - 1])), word.to_owned()];
    }
    vec![word.to_owned()]
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.bytes().last().is_some_and(is_vowel) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

pub(super) fn noun(word: &str) -> Vec<String> {
    vec![word.to_owned(), plural(word)]
}

pub(super) fn verb(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned(), plural(word)];
    match word.strip_suffix('y') {
        Some(stem) if !stem.bytes().last().is_some_and(is_vowel) => forms.push(format!("{stem}ied")),
        _ if word.ends_with('e') => forms.push(format!("{word}d")),
        _ => forms.extend(before_vowel(word).into_iter().map(|stem| format!("{stem}ed"))),
    }
    forms.extend(before_vowel(word).into_iter().flat_map(|stem| [format!("{stem}ing"), format!("{stem}in")]));
    forms
}

pub(super) fn adjective(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    match word.strip_suffix('y') {
        Some(stem) if !stem.bytes().last().is_some_and(is_vowel) => {
            forms.extend(["ier", "iest", "ily"].map(|end| format!("{stem}{end}")));
        }
        _ => {
            forms.extend(before_vowel(word).into_iter().flat_map(|stem| [format!("{stem}er"), format!("{stem}est")]));
            forms.push(if word.ends_with("ic") { format!("{word}ally") } else { format!("{word}ly") });
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_follows_the_sound() {
        for (forms, wanted) in [
            (noun("muppet"), &["muppets"][..]),
            (noun("disgrace"), &["disgraces"]),
            (noun("cowboy"), &["cowboys"]),
            (noun("bully"), &["bullies"]),
            (verb("lie"), &["lies", "lied", "lying"]),
            (verb("sabotage"), &["sabotaged", "sabotaging"]),
            (verb("rig"), &["rigged", "rigging"]),
            (adjective("dirty"), &["dirtier", "dirtiest"]),
            (adjective("thick"), &["thicker", "thickest"]),
        ] {
            for form in wanted {
                assert!(forms.iter().any(|made| made == form), "{form} is not among {forms:?}");
            }
        }
    }
}
