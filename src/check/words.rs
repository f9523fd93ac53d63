//! Words: said twice, never to be found, or as ordinary as any.

use std::collections::HashMap;

use toml::Spanned;

use super::samples::literal;
use super::{Check, found, ordinary};
use crate::assessment::Language;
use crate::fold::fold_term;
use crate::lexicon::{Class, Compound, ConceptId, Element, Kind, LexiconError, Said, Source, TermGroup, parse_phrase};
use crate::post::Post;

/// Words of so many letters are part of anything.
const SHORT: usize = 2;

/// The beginning or end of a word should have more letters than this.
const SHORT_PART: usize = 3;

/// An entry of a group, with all that it takes to say something of it.
struct Entry<'a> {
    source: &'a Source,
    group: &'a TermGroup,
    word: &'a Spanned<String>,
    concept: ConceptId,
    language: Language,
    phrases: Vec<Vec<Element>>,
}

impl Entry<'_> {
    fn mistake(&self, code: &'static str, said: Said, help: Said) -> LexiconError {
        self.source.mistake(code, self.word, self.word.get_ref(), said).helped(help)
    }
}

impl Check<'_> {
    pub(super) fn words(&mut self) {
        let own = self.own;
        let names: HashMap<String, ConceptId> = {
            let lexicon = self.screener.lexicon();
            lexicon.ids().map(|id| (lexicon.concept(id).id.to_string(), id)).collect()
        };
        let mut said = FirstSaid::new();
        let mut owner: HashMap<String, (&Source, &Spanned<String>)> = HashMap::new();
        for source in own {
            for group in &source.file().terms {
                let Some(concept) = names.get(group.concept.get_ref()).copied() else { continue };
                let language = group.language.or(source.file().language).unwrap_or(Language::Und);
                let class = group.inflect.as_ref().and_then(|name| Class::named(name.get_ref()));
                for word in &group.words {
                    let find = |name: &str| names.get(name).copied();
                    let Ok(phrases) = parse_phrase(word.get_ref(), class, language, &find) else { continue };
                    let entry = Entry { source, group, word, concept, language, phrases };
                    if self.said_twice(&entry, &mut said) {
                        continue;
                    }
                    for form in entry.phrases.iter().filter_map(|phrase| literal(phrase)) {
                        owner.entry(form).or_insert((source, word));
                    }
                    if !self.never_matches(&entry) && !self.known_already(&entry) {
                        self.shadows(&entry);
                    }
                }
            }
        }
        self.disturbs(&owner);
    }

    /// Is the same word in the same concept already, once case and accents are folded?
    fn said_twice<'a>(&mut self, entry: &Entry<'a>, said: &mut FirstSaid<'a>) -> bool {
        let written = entry.word.get_ref();
        let folded = if entry.group.exact_case { written.clone() } else { fold_term(written) };
        let here = (entry.source, entry.word);
        let (source, word) = *said.entry((entry.concept, entry.language, folded)).or_insert(here);
        if std::ptr::eq(word, entry.word) {
            return false;
        }
        let first = source.mistake("duplicate", word, "", Said::once(""));
        let first = if source.name() == entry.source.name() {
            first.line().to_string()
        } else {
            format!("{}:{}", source.name(), first.line())
        };
        let mistake = entry.mistake(
            "duplicate",
            Said::new(
                format!("staat al op regel {first}; hoofdletters en accenten tellen niet mee"),
                format!("stands on line {first} already; case and accents do not count"),
            ),
            Said::new("haal er een weg", "take one out"),
        );
        self.note(mistake);
        true
    }

    /// Is there a reason why it can never be found?
    fn never_matches(&mut self, entry: &Entry<'_>) -> bool {
        let lexicon = self.screener.lexicon();
        if let Some(concept) = entry.phrases.iter().find_map(|phrase| self.samples.missing(phrase)) {
            let name = lexicon.concept(concept).id.to_string();
            let mistake = entry.mistake(
                "never-matches",
                Said::new(format!("voor {{{name}}} staat geen enkel woord"), format!("no word stands for {{{name}}}")),
                Said::new(format!("geef `{name}` woorden met [[terms]]"), format!("give `{name}` words by [[terms]]")),
            );
            self.note(mistake);
            return true;
        }
        // One form that is found is enough.
        let mut whys = entry.phrases.iter().map(|phrase| self.unfound(entry, &literal(phrase)?));
        let first = whys.next().flatten();
        let Some(why) = first.filter(|_| whys.all(|why| why.is_some())) else { return false };
        let mistake = why.told(entry);
        self.note(mistake);
        true
    }

    /// Why a form of the entry is not found where it stands by itself; none where it is.
    fn unfound(&self, entry: &Entry<'_>, form: &str) -> Option<Why> {
        let lexicon = self.screener.lexicon();
        let text = match entry.group.compound {
            Some(Compound::Modifier) => format!("{form}beleid"),
            _ if entry.group.exact_case => entry.word.get_ref().clone(),
            _ => form.to_owned(),
        };
        let kind = lexicon.concept(entry.concept).kind;
        self.screener.inspect(&Post::new(&text).lang(entry.language), |folded, hits, reading| {
            let hit = hits.terms.iter().find(|hit| hit.meaning(lexicon).concept == entry.concept);
            let Some(hit) = hit.filter(|hit| !folded.is_opaque(&hit.range)) else {
                return Some(Why::Otherwise(folded.text().to_owned()));
            };
            let silent = matches!(kind, Kind::Trigger | Kind::Target | Kind::Topic | Kind::Sign);
            let covers = |range: &std::ops::Range<usize>| range.start <= hit.range.start && hit.range.end <= range.end;
            let mut innocent = reading.mentions.iter().filter(|mention| mention.kind == Kind::Innocent);
            let cover = innocent.find(|mention| silent && covers(&mention.range))?;
            Some(Why::Innocent(folded.text()[cover.range.clone()].to_owned()))
        })
    }

    /// Do the built-in lexicons say the same of all its forms?
    fn known_already(&mut self, entry: &Entry<'_>) -> bool {
        let Some(base) = self.base else { return false };
        let lexicon = base.lexicon();
        let same = |phrase: &Vec<Element>| {
            literal(phrase).is_some_and(|form| {
                lexicon.terms_of(&form).any(|term| {
                    term.meaning.concept == entry.concept
                        && term.meaning.strength == entry.group.strength
                        && (term.meaning.language == entry.language || term.meaning.language == Language::Und)
                })
            })
        };
        let known = entry.group.compound.is_none() && !entry.group.exact_case && entry.phrases.iter().all(same);
        if known {
            let mistake = entry.mistake(
                "duplicate",
                Said::new("staat al in de ingebouwde lexicons", "is in the built-in lexicons already"),
                Said::new("haal het weg; het verandert niets", "take it out; it changes nothing"),
            );
            self.note(mistake.warning());
        }
        known
    }

    /// Will it be found where nobody means it?
    fn shadows(&mut self, entry: &Entry<'_>) {
        let kind = self.screener.lexicon().concept(entry.concept).kind;
        if entry.group.exact_case || entry.group.tied || matches!(kind, Kind::Cue | Kind::Innocent) {
            return;
        }
        let Some(why) = entry.phrases.iter().find_map(|phrase| self.ordinary(phrase)) else { return };
        let mistake = entry.mistake(
            "ordinary-word",
            why,
            Said::new(
                "maak er een langere frase van, of zet exact_case = true als het een naam is",
                "make it a longer phrase, or set exact_case = true where it is a name",
            ),
        );
        self.note(mistake.warning());
    }

    fn ordinary(&self, phrase: &[Element]) -> Option<Said> {
        let [element] = phrase else { return None };
        match element {
            Element::Beginning(part) | Element::Ending(part) if part.chars().count() <= SHORT_PART => {
                let example = ordinary::like(element)?;
                Some(Said::new(
                    format!("`{part}` zit in gewone woorden, zoals `{example}`"),
                    format!("`{part}` is in ordinary words, such as `{example}`"),
                ))
            }
            Element::Word(word) if word.chars().all(char::is_alphabetic) && word.chars().count() <= SHORT => {
                Some(Said::new(
                    format!("`{word}` is zo kort dat het overal in staat"),
                    format!("`{word}` is so short that it stands anywhere"),
                ))
            }
            Element::Word(word) if ordinary::is(word) || self.is_function_word(word) => Some(Said::new(
                format!("`{word}` is een gewoon woord, dat in berichten meestal iets anders betekent"),
                format!("`{word}` is an ordinary word, which mostly means something else in a post"),
            )),
            _ => None,
        }
    }

    /// Does it steer the reading, or is it listed as innocent?
    fn is_function_word(&self, word: &str) -> bool {
        let Some(base) = self.base else { return false };
        let lexicon = base.lexicon();
        lexicon.terms_of(word).any(|term| matches!(lexicon.kind(term.meaning), Kind::Cue | Kind::Innocent))
    }

    /// Do own words make something of a post that a built-in rule must leave alone?
    fn disturbs(&mut self, owner: &HashMap<String, (&Source, &Spanned<String>)>) {
        let Some(base) = self.base.filter(|_| self.whole) else { return };
        let mut told = Vec::new();
        for example in base.rules().flat_map(crate::lexicon::Rule::misses) {
            let post = Post::new(example.text()).with_context(example.context());
            let before = found(base, &post);
            let now = found(self.screener, &post);
            let Some(new) = now.iter().find(|rule| !before.contains(rule)) else { continue };
            let place = self.screener.inspect(&post, |folded, hits, _| {
                hits.terms.iter().find_map(|hit| owner.get(&folded.text()[hit.range.clone()]).copied())
            });
            if let Some((source, word)) = place.filter(|(_, word)| !told.contains(&word.span())) {
                told.push(word.span());
                let text = example.text();
                let said = Said::new(
                    format!("hierdoor vindt {new} iets in een gewoon bericht: “{text}”"),
                    format!("makes {new} find something in an ordinary post: “{text}”"),
                );
                let help = Said::new(
                    "maak het specifieker, of voeg een uitzondering toe",
                    "make it more specific, or add an exception",
                );
                self.note(source.mistake("ordinary-word", word, word.get_ref(), said).helped(help).warning());
            }
        }
    }
}

/// Where each word of a concept was said first.
type FirstSaid<'a> = HashMap<(ConceptId, Language, String), (&'a Source, &'a Spanned<String>)>;

/// Why a word is never found.
enum Why {
    /// An innocent phrase covers it.
    Innocent(String),
    /// In a post it is read otherwise.
    Otherwise(String),
}

impl Why {
    fn told(&self, entry: &Entry<'_>) -> LexiconError {
        match self {
            Self::Innocent(cover) => entry.mistake(
                "never-matches",
                Said::new(
                    format!("kan nooit tellen: `{cover}` is onschuldig, en maakt stil wat erin staat"),
                    format!("can never count: `{cover}` is innocent, and silences what is in it"),
                ),
                Said::new(
                    "schrijf het met de woorden eromheen die het anders maken, of kies een ander woord",
                    "write it with the words around it that make it another thing, or choose another word",
                ),
            ),
            Self::Otherwise(read) => entry.mistake(
                "never-matches",
                Said::new(
                    format!("wordt nooit gevonden: in een bericht wordt dit gelezen als `{}`", read.trim()),
                    format!("is never found: in a post this is read as `{}`", read.trim()),
                ),
                Said::new(
                    "schrijf het woord voluit, zonder vermomming, adres of @",
                    "write the plain word, without disguise, address or @",
                ),
            ),
        }
    }
}
