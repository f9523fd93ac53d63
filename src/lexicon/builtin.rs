//! The lexicons that come with the library, embedded: the library opens no files.

macro_rules! embed {
    ($($path:literal),+ $(,)?) => {
        /// Name and text of each built-in lexicon, concepts first.
        pub(crate) const BUILTIN: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../lexicons/", $path)))),+];
    };
}

embed! {
    "concepts.toml",

}
