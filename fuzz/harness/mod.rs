//! What the fuzz targets run, and `cargo test` runs again over their seeds and over every crash that was ever found.

#![allow(dead_code)]

pub(crate) mod lexicon;
pub(crate) mod policy;
pub(crate) mod post;
