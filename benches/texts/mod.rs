//! Texts of any length, ordinary and hostile, for measuring what screening costs.

/// A kind of text: its name, and what it repeats after what begins it.
pub(crate) struct Kind {
    /// What it is called in tables.
    pub(crate) name: &'static str,
    start: &'static str,
    piece: &'static str,
}

/// Every kind: ordinary posts first, then whatever may make a step look back, look ahead, or keep too much.
pub(crate) const KINDS: &[Kind] = &[
    kind("clean Dutch", "Vanmiddag is de fietsbrug over het kanaal geopend. Kom zaterdag kijken, er is koffie!\n"),
    kind(
        "clean English",
        "The new cycle bridge across the canal opened this afternoon. Come and see it on Saturday!\n",
    ),
    kind(
        "accents and emoji",
        "Één crèche en twee cafés erbij 🎉: zo ziet de wijk er straks uit. Reünie op 4 mei! 👩‍👩‍👧\n",
    ),
    kind("risky", "Onze minister liegt en dit kutbeleid is een schande. De PVV is fascistisch! 'Ja hoor', zei hij. "),
    kind("one letter", "a"),
    kind("one capital", "Z"),
    kind("one hit", "kut "),
    kind("one hit run together", "kut"),
    kind("last parts run together", "pummelkluns"),
    kind("hits without full stops", "de minister liegt en het college is een stel fascistische kutlijers en "),
    kind("targets", "pvv vvd minister college "),
    kind("triggers", "fascist leugenaar kut idioot "),
    kind("negations", "niet geen nooit "),
    kind("combining marks", "e\u{301}\u{301}\u{301}"),
    Kind { name: "combining marks alone", start: "kut", piece: "\u{301}" },
    kind("quotation marks", "\""),
    kind("quotations", "\"kut\" 'nee' "),
    kind("apostrophes", "'a' 's morgens "),
    Kind { name: "quotations, told", start: "De minister zei: ", piece: "\"\" " },
    kind("open brackets", "("),
    kind("nested brackets", "([{kut "),
    kind("hashtags", "#wegmetditcollege "),
    kind("hashtags run together", "#kut#PVV"),
    kind("hashes", "#"),
    Kind { name: "one long hashtag", start: "#", piece: "WegMetDit" },
    kind("zero-width", "\u{200b}"),
    kind("zero-width in words", "kan\u{200b}ker "),
    kind("zero-width between letters", "k\u{200b}u\u{200d}t\u{feff}"),
    kind("right-to-left overrides", "\u{202e}tuk\u{202c} "),
    kind("Arabic", "السلام عليكم "),
    kind("Cyrillic look-alikes", "РVV фашист "),
    kind("Cyrillic without spaces", "а"),
    kind("no spaces", "deministerliegtenhetcollegefaalt"),
    kind("no full stops", "wij gaan morgen met zijn allen naar het gemeentehuis om de burgemeester te zien "),
    kind("at signs", "@"),
    kind("handles", "@burgemeester "),
    kind("addresses", "a@b.nl,"),
    kind("links", "https://kut.nl/a?b=c "),
    kind("one long link", "https://a.nl/kut/"),
    kind("exclamation marks", "!"),
    kind("shouting", "KUT!!! "),
    kind("question marks", "kut? "),
    kind("full stops", "."),
    kind("ellipses", "f.... k… "),
    kind("digits", "7"),
    kind("digits and letters", "k4nk3r 1 kut 2 "),
    kind("masks", "k*t k@nk3r f***ing "),
    kind("asterisks", "*"),
    kind("spaced letters", "k u t "),
    kind("stretched", "kuuuuuuuuuuuuuuuuuuuuut "),
    kind("emoji", "🤡"),
    kind("emoji with joiners", "👩‍👩‍👧🏳️‍🌈"),
    kind("flags", "🇳🇱"),
    kind("flags and hits", "kut🇳🇱"),
    Kind { name: "joiners alone", start: "kut👩", piece: "\u{200d}" },
    kind("line ends", "\n"),
    kind("carriage returns", "\r\n"),
    kind("spaces", " "),
    kind("tabs", "\t"),
    kind("block quotes", "> kut\n"),
    kind("commas", ",kut,"),
    kind("hyphens", "PVV-tokkie-"),
    kind("underscores", "_kut_"),
    kind("halves of words", "kan ker mos lims "),
    kind("garbled", "kankrelijer fukcing "),
    kind("run together", "zezijndieven "),
    kind("ligatures", "ﬃ"),
    kind("capitals with a dot", "İ"),
    kind("nulls", "\0"),
    kind("constructions", "weg met de minister stem op de PVV laat het college "),
];

const fn kind(name: &'static str, piece: &'static str) -> Kind {
    Kind { name, start: "", piece }
}

impl Kind {
    /// A text of this kind, of at least `bytes` bytes and at most one piece more.
    pub(crate) fn text(&self, bytes: usize) -> String {
        let pieces = bytes.saturating_sub(self.start.len()).div_ceil(self.piece.len());
        [self.start, &self.piece.repeat(pieces)].concat()
    }
}
