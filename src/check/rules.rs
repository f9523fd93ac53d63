//! Rules and shields: complete, possible, and true to their examples.

use std::ops::Range;

use toml::Spanned;

use super::{Check, Places, found};
use crate::assessment::Dimension;
use crate::context::Context;
use crate::lexicon::{ExampleEntry, LexiconError, RuleEntry, Said, Source, WhenEntry};
use crate::post::Post;

/// A rule of an own file.
#[derive(Clone, Copy)]
struct Own<'a> {
    source: &'a Source,
    rule: &'a RuleEntry,
    places: &'a Places,
}

impl Own<'_> {
    fn mistake(&self, code: &'static str, field: &str, said: Said, help: Said) -> LexiconError {
        let id = self.rule.id.get_ref();
        let place: Range<usize> = self.places.rule(self.rule.id.span(), field);
        LexiconError::new(code, self.source.name(), self.source.text(), place, id, said).helped(help)
    }
}

impl Check<'_> {
    pub(super) fn rules(&mut self) {
        let own = self.own;
        let places = std::mem::take(&mut self.places);
        for (source, places) in own.iter().zip(&places) {
            for rule in &source.file().rules {
                let own = Own { source, rule, places };
                self.texts(own);
                self.ways(own);
                if self.whole {
                    self.examples(own);
                    self.advice(own);
                }
            }
        }
        self.places = places;
        self.builtin_examples();
    }

    /// Does the rule say what it should?
    fn texts(&mut self, own: Own<'_>) {
        let rule = own.rule;
        if rule.basis.iter().all(|basis| basis.trim().is_empty()) {
            self.note(own.mistake(
                "missing-source",
                "basis",
                Said::new("er staat niet waar de regel op steunt", "it does not say what the rule rests on"),
                Said::new(
                    "basis = [\"kader-2\"] (zie docs/sources.md), of je eigen huisregel",
                    "basis = [\"kader-2\"] (see docs/sources.md), or your own house rule",
                ),
            ));
        }
        for (name, text) in [("looks_for", &rule.looks_for), ("message", &rule.message), ("advice", &rule.advice)] {
            for (language, text) in [("nl", &text.nl), ("en", &text.en)] {
                if text.trim().is_empty() {
                    let code = if name == "advice" { "missing-advice" } else { "missing-text" };
                    self.note(own.mistake(
                        code,
                        &format!("{name}.{language}"),
                        Said::new(format!("{name}.{language} is leeg"), format!("{name}.{language} is empty")),
                        Said::new(
                            "schrijf een zin, in de toon van een collega",
                            "write a sentence, as a colleague would",
                        ),
                    ));
                }
            }
        }
        if rule.misses.is_empty() {
            let mistake = own.mistake(
                "no-counterexample",
                "id",
                Said::new(
                    "er is geen bericht dat erop lijkt en stil moet blijven",
                    "there is no post that looks like it and must stay silent",
                ),
                Said::new(
                    "misses = [\"…\"]: bedenk een onschuldig bericht met dezelfde woorden",
                    "misses = [\"…\"]: think of an innocent post with the same words",
                ),
            );
            self.note(mistake.warning());
        }
    }

    /// Can each way in which it applies ever hold?
    fn ways(&mut self, own: Own<'_>) {
        if own.rule.when.is_empty() {
            self.note(own.mistake(
                "never-applies",
                "id",
                Said::new("er staat niet wanneer de regel geldt", "it does not say when the rule applies"),
                Said::new("[[rule.when]] met trigger = [\"…\"]", "[[rule.when]] with trigger = [\"…\"]"),
            ));
        }
        for (at, when) in own.rule.when.iter().enumerate() {
            let place = format!("when.{at}");
            if when.trigger.is_empty() && when.attachment.is_empty() {
                self.note(own.mistake(
                    "never-applies",
                    &place,
                    Said::new("zonder trigger geldt dit nooit", "without a trigger this never applies"),
                    Said::new("trigger = [\"…\"]: noem een begrip", "trigger = [\"…\"]: name a concept"),
                ));
            }
            if let Some(concept) = both_ways(when) {
                self.note(own.mistake(
                    "contradictory-rule",
                    &format!("{place}.without"),
                    Said::new(
                        format!("vraagt `{concept}` en sluit het uit, dus geldt nooit"),
                        format!("asks for `{concept}` and rules it out, so it never applies"),
                    ),
                    Said::new("haal het op één van beide plaatsen weg", "take it out of one of the two"),
                ));
            }
            if when.certainty.is_some_and(|certainty| !(0.0..=1.0).contains(&certainty)) {
                self.note(own.mistake(
                    "wrong-value",
                    &format!("{place}.certainty"),
                    Said::new("zekerheid ligt tussen 0 en 1", "a certainty lies between 0 and 1"),
                    Said::new("certainty = 0.8", "certainty = 0.8"),
                ));
            }
        }
    }

    /// Do its examples come out?
    fn examples(&mut self, own: Own<'_>) {
        let rule = own.rule;
        let mut any = false;
        let mut told = Vec::new();
        for (list, examples, wanted) in [("hits", &rule.hits, true), ("misses", &rule.misses, false)] {
            for (at, example) in examples.iter().enumerate() {
                let (text, context) = parts(example);
                let post = Post::new(text).with_context(&context);
                let finds = found(self.screener, &post).iter().any(|id| **id == **rule.id.get_ref());
                any |= wanted && finds;
                if finds != wanted {
                    told.push(failed(own, &format!("{list}.{at}"), wanted, &found(self.screener, &post)));
                }
                if !wanted && rule.hits.iter().any(|hit| parts(hit) == (text, context.clone())) {
                    told.push(own.mistake(
                        "contradictory-examples",
                        &format!("misses.{at}"),
                        Said::new("staat ook bij hits", "is among the hits too"),
                        Said::new("haal het op één van beide plaatsen weg", "take it out of one of the two"),
                    ));
                }
            }
        }
        if !any {
            self.note(own.mistake(
                "no-example",
                "id",
                Said::new("geen enkel voorbeeld brengt deze regel in werking", "no example triggers this rule"),
                Said::new(
                    "hits = [\"…\"]: schrijf een bericht waar de regel op moet wijzen",
                    "hits = [\"…\"]: write a post that the rule must point out",
                ),
            ));
        }
        told.into_iter().for_each(|mistake| self.note(mistake));
    }

    /// Is its own advice pointed out?
    fn advice(&mut self, own: Own<'_>) {
        for (name, text) in [("message", &own.rule.message), ("advice", &own.rule.advice)] {
            for (language, text) in [("nl", &text.nl), ("en", &text.en)] {
                let Some(rule) = found(self.screener, &Post::new(text)).into_iter().next() else { continue };
                self.note(own.mistake(
                    "advice-flagged",
                    &format!("{name}.{language}"),
                    Said::new(
                        format!("deze tekst wordt zelf aangewezen, door {rule}"),
                        format!("this text is itself pointed out, by {rule}"),
                    ),
                    Said::new("zeg het zonder de woorden waar het over gaat", "say it without the words it is about"),
                ));
            }
        }
    }

    /// Do the examples of the built-in rules still come out?
    fn builtin_examples(&mut self) {
        let Some(base) = self.base.filter(|_| self.whole) else { return };
        let own = self.own;
        for rule in base.rules() {
            for example in rule.hits() {
                let post = Post::new(example.text()).with_context(example.context());
                if found(self.screener, &post).iter().any(|id| id == &rule.id) || !found(base, &post).contains(&rule.id)
                {
                    continue;
                }
                let Some(source) = own.first() else { return };
                let said = Said::new(
                    format!("hierdoor vindt {} niets meer in zijn voorbeeld “{}”", rule.id(), example.text()),
                    format!("{} no longer finds its example “{}”", rule.id(), example.text()),
                );
                let help = Said::new(
                    "maak de uitzondering of het onschuldige woord specifieker",
                    "make the exception or the innocent word more specific",
                );
                let (source, place) = self.silencer(&post).unwrap_or((source, 0..0));
                let mistake =
                    LexiconError::new("builtin-example", source.name(), source.text(), place, rule.id(), said);
                self.note(mistake.helped(help));
            }
        }
    }

    /// Which own exception, or innocent word, stands in the post?
    fn silencer(&self, post: &Post<'_>) -> Option<(&'_ Source, Range<usize>)> {
        let folded = self.screener.folded(post.text());
        let stands = |word: &&Spanned<String>| folded.contains(&*crate::fold::fold_term(word.get_ref()));
        self.own.iter().find_map(|source| {
            let file = source.file();
            let words = file.exceptions.iter().flat_map(|entry| &entry.words);
            let mut words = words.chain(file.terms.iter().flat_map(|group| &group.words));
            words.find(stands).map(|word| (source, word.span()))
        })
    }

    pub(super) fn shields(&mut self) {
        let own = self.own;
        let places = std::mem::take(&mut self.places);
        for (source, places) in own.iter().zip(&places) {
            for (at, shield) in source.file().shields.iter().enumerate() {
                let both = shield.softens.iter().find(|name| shield.except.contains(name));
                let named = shield.softens.iter().map(|name| ("softens", name));
                for (list, name) in named.chain(shield.except.iter().map(|name| ("except", name))) {
                    let dimension = Dimension::ALL.iter().any(|dimension| dimension.as_str() == name);
                    if name != "*" && !dimension && self.screener.rules().all(|rule| rule.id() != name) {
                        let said =
                            Said::new(format!("geen regel heet `{name}`"), format!("no rule is called `{name}`"));
                        let place = places.shield(at, list);
                        let mistake =
                            LexiconError::new("unknown-rule", source.name(), source.text(), place, &shield.id, said);
                        self.note(mistake.helped(Said::new("`bezint rules` noemt ze", "`bezint rules` lists them")));
                    }
                }
                if let Some(name) = both {
                    let said = Said::new(
                        format!("verzacht `{name}` en zondert het uit"),
                        format!("softens `{name}` and excepts it"),
                    );
                    let place = places.shield(at, "except");
                    let mistake = LexiconError::new(
                        "contradictory-exceptions",
                        source.name(),
                        source.text(),
                        place,
                        &shield.id,
                        said,
                    );
                    let help = Said::new("haal het op één van beide plaatsen weg", "take it out of one of the two");
                    self.note(mistake.helped(help));
                }
            }
        }
        self.places = places;
    }
}

/// A concept that a way asks for and rules out.
fn both_ways(when: &WhenEntry) -> Option<&str> {
    let asked = when.trigger.iter().chain(&when.with);
    asked.map(Spanned::get_ref).find(|name| when.without.iter().any(|out| out.get_ref() == *name)).map(String::as_str)
}

fn parts(example: &ExampleEntry) -> (&str, Context) {
    match example {
        ExampleEntry::Text(text) => (text, Context::default()),
        ExampleEntry::InContext { text, context } => (text, context.clone()),
    }
}

fn failed(own: Own<'_>, place: &str, wanted: bool, found: &[std::sync::Arc<str>]) -> LexiconError {
    if !wanted {
        return own.mistake(
            "example-found",
            place,
            Said::new(
                "dit bericht moet stil blijven, en de regel wijst erop",
                "this post must stay silent, and the rule points it out",
            ),
            Said::new(
                "maak de woorden of de voorwaarden van de regel strenger",
                "make the words or the conditions of the rule stricter",
            ),
        );
    }
    let others = found.join(", ");
    let said = if others.is_empty() {
        Said::new("in dit bericht vindt de regel niets", "the rule finds nothing in this post")
    } else {
        Said::new(
            format!("in dit bericht vindt de regel niets; wel gevonden: {others}"),
            format!("the rule finds nothing in this post; found are {others}"),
        )
    };
    let help = Said::new(
        "voeg het woord toe aan een trigger van de regel, of verander het voorbeeld",
        "add the word to a trigger of the rule, or change the example",
    );
    own.mistake("example-missed", place, said, help)
}
