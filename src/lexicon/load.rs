//! Loading: files in, one lexicon out, or a mistake that names its place.

use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;

use super::concept::{Concept, ConceptId, ConceptSet, Kind};
use super::cues::Cues;
use super::draft::{Draft, DraftPhrase, DraftTerm};
use super::error::{LexiconError, Said};
use super::exception::Exceptions;
use super::inflect::Class;
use super::limits;
use super::rule::{Circumstances, Example, Rule, Shield, Signs, When, Wording};
use super::schema::{
    Bilingual, Compound, ExampleEntry, File, RuleEntry, ShieldEntry, SignsEntry, TermGroup, WhenEntry,
};
use super::term::{Element, Fit, Meaning, Tie};
use super::{Layer, Lexicon, anchor, declare, flatten, phrase};
use crate::assessment::Language;
use crate::flat::{self, Bytes};
use crate::fold::{Vocabulary, fold_term};

/// A lexicon file that has been read, but not yet joined with the others.
#[derive(Debug)]
pub(crate) struct Source {
    name: String,
    text: String,
    file: File,
}

impl Source {
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, LexiconError> {
        limits::bytes(name, text)?;
        let file = toml::from_str(text).map_err(|error| {
            let byte = error.span().map_or(0, |span| span.start);
            LexiconError::at(name, text, byte, "", error.message())
        })?;
        Ok(Self::of(name, text, file))
    }

    /// A source of which `file` is what could be read.
    pub(crate) fn of(name: &str, text: &str, file: File) -> Self {
        Self { name: name.to_owned(), text: text.to_owned(), file }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn file(&self) -> &File {
        &self.file
    }

    /// A mistake at `place`, in both languages.
    pub(crate) fn mistake<T>(&self, code: &'static str, place: &Spanned<T>, entry: &str, said: Said) -> LexiconError {
        LexiconError::new(code, &self.name, &self.text, place.span(), entry, said)
    }
}

impl Lexicon {
    /// Joins `sources`: what one declares, all may use. `builtin` are the terms of the built-in lexicons, laid out flat;
    /// the sources then begin with the concepts that those were compiled with.
    pub(crate) fn compile(builtin: Option<&'static [u8]>, sources: &[Source]) -> Result<Self, LexiconError> {
        let (lexicon, mistakes) = Self::compile_all(builtin, sources)?;
        mistakes.into_iter().next().map_or(Ok(lexicon), Err)
    }

    /// As `compile`, but goes on after a mistake without what it is in, and gives all mistakes. Fails only where a
    /// concept is not there that the reading needs.
    pub(crate) fn compile_all(
        builtin: Option<&'static [u8]>,
        sources: &[Source],
    ) -> Result<(Self, Vec<LexiconError>), LexiconError> {
        let mut compiler = Compiler::of(sources)?;
        if let Some(rows) = builtin {
            compiler.lexicon.add_layer(flat::part(rows).collect())?;
        }
        compiler.all(sources);
        let Compiler { mut lexicon, draft, mistakes, .. } = compiler;
        if !draft.is_empty() {
            lexicon.add_layer(
                laid_out(draft, &lexicon.concepts)?.into_iter().map(|row| Bytes::Owned(row.into())).collect(),
            )?;
        }
        Ok((lexicon, mistakes))
    }

    fn add_layer(&mut self, rows: Vec<Bytes>) -> Result<(), LexiconError> {
        let broken = || LexiconError::at("<lexicons>", "", 0, "", "the compiled terms do not fit these concepts");
        let (layer, vocabulary) = Layer::new(rows, &self.concepts).ok_or_else(broken)?;
        let leads = self.ids().filter(|id| layer.led_by(*id).next().is_some());
        leads.for_each(|id| self.leading.insert(id));
        self.layers.push(layer);
        self.vocabulary.add(vocabulary);
        Ok(())
    }
}

/// Compiles the terms of `sources` alone, into rows that [`Lexicon::compile`] takes as built-in ones.
#[allow(dead_code, reason = "only the build script compiles beforehand")]
pub(crate) fn terms(sources: &[Source]) -> Result<Vec<Vec<u8>>, LexiconError> {
    let mut compiler = Compiler::of(sources)?;
    compiler.all(sources);
    compiler.mistakes.into_iter().next().map_or(Ok(()), Err)?;
    laid_out(compiler.draft, &compiler.lexicon.concepts)
}

fn laid_out(draft: Draft, concepts: &[Concept]) -> Result<Vec<Vec<u8>>, LexiconError> {
    flatten::rows(draft, concepts).map_err(|message| LexiconError::at("<lexicons>", "", 0, "", message))
}

pub(super) struct Compiler {
    pub(super) names: HashMap<Arc<str>, ConceptId>,
    draft: Draft,
    pub(super) mistakes: Vec<LexiconError>,
    pub(super) exceptions: Exceptions,
    pub(super) lexicon: Lexicon,
}

impl Compiler {
    fn of(sources: &[Source]) -> Result<Self, LexiconError> {
        let mut mistakes = Vec::new();
        let concepts = declare::concepts(sources, &mut mistakes);
        let cues = Cues::find(&concepts).map_err(|name| {
            LexiconError::at("<lexicons>", "", 0, name, "no lexicon declares this concept, which the reading needs")
        })?;
        let ids = (0_u8..=u8::MAX).map(ConceptId);
        let names = concepts.iter().zip(ids).map(|(concept, id)| (Arc::clone(&concept.id), id)).collect();
        let lexicon = Lexicon {
            concepts,
            layers: Vec::new(),
            leading: ConceptSet::EMPTY,
            rules: Vec::new(),
            shields: Vec::new(),
            signs: Vec::new(),
            exceptions: Vec::new(),
            cues,
            vocabulary: Vocabulary::default(),
        };
        Ok(Self { names, draft: Draft::default(), mistakes, exceptions: Exceptions::default(), lexicon })
    }

    fn all(&mut self, sources: &[Source]) {
        for source in sources {
            for group in &source.file.terms {
                let made = self.terms(source, group);
                self.note(made);
            }
            for mask in &source.file.masks {
                self.draft.vocabulary.add_mask(&fold_term(&mask.stem), &fold_term(&mask.word));
            }
        }
        for source in sources {
            for entry in &source.file.rules {
                let made = self.rule(source, entry);
                self.note(made);
            }
            for entry in &source.file.shields {
                let made = self.shield(source, entry);
                self.note(made);
            }
        }
        for source in sources {
            for entry in &source.file.signs {
                let made = self.signs(source, entry);
                self.note(made);
            }
            for entry in &source.file.exceptions {
                let made = self.exception(source, entry);
                self.note(made);
            }
        }
    }

    /// How many forms and phrases there are so far, the built-in ones included.
    fn forms(&self) -> usize {
        let built_in = self.lexicon.layers.iter().map(|layer| layer.nodes() + layer.phrases());
        built_in.sum::<usize>() + self.draft.forms()
    }

    /// Keeps a mistake, and goes on.
    pub(super) fn note(&mut self, made: Result<(), LexiconError>) {
        if self.mistakes.len() < limits::MOST_MISTAKES {
            self.mistakes.extend(made.err());
        }
    }

    fn concept(&self, source: &Source, name: &Spanned<String>, entry: &str) -> Result<ConceptId, LexiconError> {
        self.names
            .get(name.get_ref().as_str())
            .copied()
            .ok_or_else(|| declare::unknown(source, name, entry, &self.lexicon.concepts))
    }

    /// The set of the named concepts. A concept stands for all its kinds, which carry it in their family.
    fn concept_set(&self, source: &Source, names: &[Spanned<String>], entry: &str) -> Result<ConceptSet, LexiconError> {
        let mut set = ConceptSet::EMPTY;
        for name in names {
            set.insert(self.concept(source, name, entry)?);
        }
        Ok(set)
    }

    fn terms(&mut self, source: &Source, group: &TermGroup) -> Result<(), LexiconError> {
        let concept = self.concept(source, &group.concept, group.concept.get_ref())?;
        let class = match &group.inflect {
            None => None,
            Some(name) => Some(Class::named(name.get_ref()).ok_or_else(|| {
                let known = Class::NAMES.join(", ");
                let said = Said::new("deze verbuigingsklasse bestaat niet", "unknown inflection class");
                let help = Said::new(format!("kies uit {known}"), format!("there are {known}"));
                source.mistake("unknown-inflection", name, name.get_ref(), said).helped(help)
            })?),
        };
        let language = group.language.or(source.file.language).unwrap_or(Language::Und);
        let meaning = Meaning {
            concept,
            concepts: self.lexicon.concept(concept).family,
            strength: group.strength,
            language: if group.borrowed { Language::Und } else { language },
            tie: tie(group.tied, class),
        };
        for entry in &group.words {
            let made = self.word(source, entry, meaning, class, language, group.exact_case, group.compound);
            self.note(made);
        }
        Ok(())
    }

    /// Adds one entry of a group.
    #[expect(clippy::too_many_arguments, reason = "what a group says of each of its words")]
    pub(super) fn word(
        &mut self,
        source: &Source,
        entry: &Spanned<String>,
        meaning: Meaning,
        class: Option<Class>,
        language: Language,
        exact_case: bool,
        compound: Option<Compound>,
    ) -> Result<(), LexiconError> {
        let word = entry.get_ref();
        limits::forms(source, entry, self.forms())?;
        let names = |name: &str| self.names.get(name).copied();
        let phrases = phrase::parse(word, class, language, &names)
            .map_err(|fault| fault.located(source, entry, &self.lexicon.concepts))?;
        for elements in phrases {
            let case = exact_case.then(|| word.as_str().into());
            self.add(meaning, compound, case, elements);
        }
        Ok(())
    }

    fn add(&mut self, meaning: Meaning, compound: Option<Compound>, case: Option<Box<str>>, elements: Vec<Element>) {
        if let Some((literal, fit)) = anchor::literal(&elements) {
            let fit = match compound {
                Some(Compound::Modifier) => Fit::Modifier,
                Some(Compound::Head) => Fit::Head,
                Some(Compound::Last) => Fit::Last,
                None => fit,
            };
            self.draft.add(&literal, DraftTerm { meaning, fit, exact_case: case });
            self.learn(&literal, fit, &meaning);
            return;
        }
        elements.iter().for_each(|element| self.learn_parts(element));
        self.draft.add_phrase(DraftPhrase { meaning, elements });
    }

    fn learn_parts(&mut self, element: &Element) {
        match element {
            Element::Word(word) => self.draft.vocabulary.add_known(word),
            Element::Choice { phrases, .. } => phrases.iter().flatten().for_each(|part| self.learn_parts(part)),
            _ => {}
        }
    }

    /// Tells the vocabulary of a word, so that disguises and hashtags can be read.
    fn learn(&mut self, word: &str, fit: Fit, meaning: &Meaning) {
        let concept = self.lexicon.concept(meaning.concept);
        let trigger = concept.kind == Kind::Trigger;
        let vocabulary = &mut self.draft.vocabulary;
        if word.contains(' ') {
            word.split(' ').for_each(|part| vocabulary.add_known(part));
            return;
        }
        if matches!(fit, Fit::Whole | Fit::Last) && concept.garbled {
            vocabulary.add_garbled(word);
        }
        match fit {
            Fit::Modifier if trigger => vocabulary.add_modifier(word),
            Fit::Head if trigger => vocabulary.add_head(word),
            Fit::Whole | Fit::Last if trigger => vocabulary.add_strong(word),
            _ => {}
        }
        if fit != Fit::Modifier {
            vocabulary.add_known(word);
        }
    }

    fn rule(&mut self, source: &Source, entry: &RuleEntry) -> Result<(), LexiconError> {
        let id = entry.id.get_ref();
        if self.lexicon.rules.iter().any(|rule| *rule.id == **id) {
            let said = Said::new("deze regel bestaat al", "this rule is declared already");
            let help = Said::new("geef de jouwe een eigen naam", "give yours an id of its own");
            return Err(source.mistake("duplicate-rule", &entry.id, id, said).helped(help));
        }
        if !id.starts_with(&format!("{}/", entry.dimension)) {
            let said =
                Said::new("de naam van een regel begint met zijn dimensie", "a rule's id begins with its dimension");
            let name = id.rsplit('/').next().unwrap_or(id);
            let help = Said::once(format!("`{}/{name}`", entry.dimension));
            return Err(source.mistake("rule-id", &entry.id, id, said).helped(help));
        }
        self.finite(source, &entry.id, entry.when.iter().map(|when| when.points).chain([entry.points]))?;
        let whens = entry.when.iter().map(|when| self.when(source, when, id)).collect::<Result<_, _>>()?;
        self.lexicon.rules.push(Rule {
            id: id.as_str().into(),
            dimension: entry.dimension,
            points: entry.points,
            looks_for: wording(&entry.looks_for),
            message: wording(&entry.message),
            advice: wording(&entry.advice),
            basis: entry.basis.iter().map(|basis| basis.as_str().into()).collect(),
            whens,
            hits: entry.hits.iter().map(example).collect(),
            misses: entry.misses.iter().map(example).collect(),
        });
        Ok(())
    }

    fn when(&self, source: &Source, entry: &WhenEntry, id: &str) -> Result<When, LexiconError> {
        Ok(When {
            trigger: self.concept_set(source, &entry.trigger, id)?,
            target: self.concept_set(source, &entry.target, id)?,
            own: entry.own,
            with: self.concept_set(source, &entry.with, id)?,
            without: self.concept_set(source, &entry.without, id)?,
            circumstances: Circumstances {
                role: entry.role.clone(),
                account: entry.account.clone(),
                attachment: entry.attachment.clone(),
                distance: entry.distance.clone(),
                employer_visible: entry.employer_visible,
                election_period: entry.election_period,
            },
            points: entry.points,
            certainty: entry.certainty.unwrap_or(1.0).clamp(0.05, 1.0),
            firm: entry.firm,
        })
    }

    fn signs(&mut self, source: &Source, entry: &SignsEntry) -> Result<(), LexiconError> {
        let id = entry.rule.get_ref();
        let Some(at) = self.lexicon.rules.iter().position(|rule| *rule.id == **id) else {
            return Err(self.unknown_rule(source, &entry.rule, id));
        };
        self.finite(source, &entry.rule, entry.points.values().copied().chain([entry.start]))?;
        let points = entry.points.iter().map(|(name, points)| Ok((self.concept(source, name, id)?, *points)));
        let signs = Signs {
            rule: at,
            needs: self.concept_set(source, &entry.needs, id)?,
            start: entry.start,
            points: points.collect::<Result<_, _>>()?,
        };
        self.lexicon.signs.push(signs);
        Ok(())
    }

    /// Points are numbers of a size that a sum of them keeps; TOML knows `nan` and `inf`.
    fn finite(
        &self,
        source: &Source,
        place: &Spanned<String>,
        points: impl IntoIterator<Item = f64>,
    ) -> Result<(), LexiconError> {
        const MOST: f64 = 100.0;
        let Some(wrong) = points.into_iter().find(|points| !(-MOST..=MOST).contains(points)) else { return Ok(()) };
        let said = Said::new(format!("{wrong} is geen aantal punten"), format!("{wrong} is no number of points"));
        let help = Said::new(
            "punten zijn log-odds; tussen twee niveaus ligt er ongeveer één",
            "points are log-odds; about one lies between two levels",
        );
        Err(source.mistake("wrong-value", place, place.get_ref(), said).helped(help))
    }

    /// No rule has this id; names the nearest one.
    pub(super) fn unknown_rule(&self, source: &Source, place: &Spanned<String>, entry: &str) -> LexiconError {
        let near = declare::nearest_of(place.get_ref(), self.lexicon.rules.iter().map(|rule| &*rule.id));
        let said = Said::new(
            format!("geen regel heet `{}`", place.get_ref()),
            format!("no rule is called `{}`", place.get_ref()),
        );
        source.mistake("unknown-rule", place, entry, said).helped(near)
    }

    fn shield(&mut self, source: &Source, entry: &ShieldEntry) -> Result<(), LexiconError> {
        let cue = self.concept_set(source, &entry.cue, &entry.id)?;
        if let Some(first) = entry.cue.first() {
            self.finite(source, first, entry.points)?;
        }
        self.lexicon.shields.push(Shield {
            id: entry.id.as_str().into(),
            cue,
            scope: entry.scope,
            softens: entry.softens.clone(),
            except: entry.except.clone(),
            points: entry.points,
        });
        Ok(())
    }
}

/// A weak word without an inflection class is an idiom, and most idioms tell what somebody does.
fn tie(tied: bool, class: Option<Class>) -> Tie {
    match class {
        _ if !tied => Tie::Free,
        Some(Class::Adjective) => Tie::Adjective,
        Some(Class::Noun) => Tie::Noun,
        Some(Class::Verb) | None => Tie::Verb,
    }
}

fn wording(text: &Bilingual) -> Wording {
    Wording { nl: text.nl.as_str().into(), en: text.en.as_str().into() }
}

fn example(entry: &ExampleEntry) -> Example {
    match entry.clone() {
        ExampleEntry::Text(text) => Example { text, context: Default::default() },
        ExampleEntry::InContext { text, context } => Example { text, context },
    }
}
