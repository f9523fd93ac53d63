//! Exceptions: with a reason, with something to silence, and at odds with nothing.

use std::collections::HashMap;

use toml::Spanned;

use super::Check;
use crate::assessment::Language;
use crate::fold::fold_term;
use crate::lexicon::{ExceptionEntry, Kind, LexiconError, Said, Source};
use crate::post::Post;

/// The words of exceptions, folded, with where they were said first.
type Excepted<'a> = HashMap<String, (&'a Source, &'a Spanned<String>, Vec<&'a str>)>;

impl Check<'_> {
    pub(super) fn exceptions(&mut self) {
        let own = self.own;
        let mut excepted = Excepted::new();
        for source in own {
            for entry in &source.file().exceptions {
                self.exception(source, entry);
                for word in &entry.words {
                    self.excepted_twice(source, entry, word, &mut excepted);
                    self.silences_nothing(source, entry, word);
                }
            }
        }
        self.against_terms(&excepted);
    }

    fn exception(&mut self, source: &Source, entry: &ExceptionEntry) {
        let first = entry.words.first().map_or("", |word| word.get_ref());
        if entry.reason.get_ref().trim().is_empty() {
            let said = Said::new("er staat niet waarom", "it does not say why");
            let help = Said::new(
                "reason = \"…\": wie het later leest, moet het begrijpen",
                "reason = \"…\": who reads it later must understand",
            );
            self.note(source.mistake("missing-reason", &entry.reason, first, said).helped(help));
        }
        if entry.silences.is_empty() {
            let said =
                Said::new("er staat niet welke regel stil moet zijn", "it does not say which rule is to be silent");
            let help = Said::new("silences = [\"decency/profanity\"]", "silences = [\"decency/profanity\"]");
            self.note(source.mistake("missing-field", &entry.reason, first, said).helped(help));
        }
    }

    fn excepted_twice<'a>(
        &mut self,
        source: &'a Source,
        entry: &'a ExceptionEntry,
        word: &'a Spanned<String>,
        excepted: &mut Excepted<'a>,
    ) {
        let silences: Vec<&str> = entry.silences.iter().map(|name| name.get_ref().as_str()).collect();
        let folded = fold_term(word.get_ref());
        let Some((first, place, before)) = excepted.get(&folded) else {
            excepted.insert(folded, (source, word, silences));
            return;
        };
        let line = first.mistake("", place, "", Said::once("")).line();
        let same = silences.iter().any(|name| before.contains(name));
        let (code, said) = if same {
            (
                "duplicate",
                Said::new(format!("is op regel {line} al uitgezonderd"), format!("is excepted on line {line} already")),
            )
        } else {
            (
                "contradictory-exceptions",
                Said::new(
                    format!("is op regel {line} uitgezonderd van iets anders ({})", before.join(", ")),
                    format!("is excepted on line {line} from something else ({})", before.join(", ")),
                ),
            )
        };
        let help =
            Said::new("zet alles in één uitzondering, met één reden", "put it all into one exception, with one reason");
        self.note(source.mistake(code, word, word.get_ref(), said).helped(help));
    }

    /// Would anything be found without it?
    fn silences_nothing(&mut self, source: &Source, entry: &ExceptionEntry, word: &Spanned<String>) {
        let text = word.get_ref();
        if text.contains(['{', '(', '*', '.']) {
            return;
        }
        let lexicon = self.screener.lexicon();
        let post = Post::new(text).lang(entry.language.unwrap_or(Language::Und));
        let everything = entry.silences.iter().any(|name| name.get_ref() == "*");
        let risky = |kind| matches!(kind, Kind::Trigger | Kind::Sign) || everything && kind == Kind::Target;
        let holds = self.screener.inspect(&post, |_, hits, reading| {
            hits.terms.iter().any(|hit| risky(lexicon.kind(hit.meaning(lexicon))))
                || reading.mentions.iter().any(|mention| risky(mention.kind))
        });
        if !holds {
            let said = Said::new("hierin vindt geen regel iets", "no rule finds anything in it");
            let help = Said::new("haal de uitzondering weg; ze doet niets", "take the exception out; it does nothing");
            self.note(source.mistake("needless-exception", word, text, said).helped(help).warning());
        }
    }

    /// Is a word both risky and excepted?
    fn against_terms(&mut self, excepted: &Excepted<'_>) {
        let lexicon = self.screener.lexicon();
        let mut mistakes: Vec<LexiconError> = Vec::new();
        for source in self.own {
            for group in &source.file().terms {
                let kind = lexicon.ids().find(|id| *lexicon.concept(*id).id == **group.concept.get_ref());
                if !kind.is_some_and(|id| lexicon.concept(id).kind == Kind::Trigger) {
                    continue;
                }
                for word in &group.words {
                    let Some((first, place, _)) = excepted.get(&fold_term(word.get_ref())) else { continue };
                    let exception = first.mistake("", place, "", Said::once(""));
                    let at = format!("{}:{}", first.name(), exception.line());
                    let said = Said::new(
                        format!("is hier een risico, en uitgezonderd in {at}"),
                        format!("is a risk here, and excepted in {at}"),
                    );
                    let help = Said::new("kies één van beide", "choose one of the two");
                    mistakes.push(source.mistake("contradictory-exceptions", word, word.get_ref(), said).helped(help));
                }
            }
        }
        mistakes.into_iter().for_each(|mistake| self.note(mistake));
    }
}
