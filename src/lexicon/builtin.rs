//! The lexicons that come with the library, embedded: the library opens no files.

macro_rules! embed {
    ($($path:literal),+ $(,)?) => {
        /// Name and text of each built-in lexicon, concepts first.
        pub(crate) const BUILTIN: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../lexicons/", $path)))),+];
    };
}

embed! {
    "concepts.toml",
    "nl/coarse.toml",
    "nl/cues.toml",
    "nl/debate.toml",
    "nl/general.toml",
    "nl/groups.toml",
    "nl/implicit-loyalty.toml",
    "nl/implicit-neutrality.toml",
    "nl/innocent-office.toml",
    "nl/innocent-politics.toml",
    "nl/innocent.toml",
    "nl/insults.toml",
    "nl/office.toml",
    "nl/people.toml",
    "nl/politics.toml",
    "nl/secrets.toml",
    "nl/topics.toml",
    "nl/violence.toml",
    "en/coarse.toml",
    "en/cues.toml",
    "en/debate.toml",
    "en/general.toml",
    "en/groups.toml",
    "en/innocent-office.toml",
    "en/innocent-people.toml",
    "en/innocent.toml",
    "en/insults.toml",
    "en/office.toml",
    "en/people.toml",
    "en/politics.toml",
    "en/topics.toml",
    "en/violence.toml",
    "rules/neutrality.toml",
    "rules/loyalty.toml",
    "rules/decency.toml",
    "rules/shields.toml",
}
