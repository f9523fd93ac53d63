//! What the scorecard owes whoever reads its sums.

use bezint::{Assessment, Dimension, Language, Level, Screener};

fn scores(assessment: &Assessment) -> [f64; 3] {
    Dimension::ALL.map(|dimension| assessment.score(dimension).score)
}

fn separate(lang: Language, risky: bool) -> Vec<String> {
    let screener = Screener::default();
    let mut texts: Vec<String> = if risky {
        screener
            .rules()
            .flat_map(|rule| rule.hits())
            .filter(|e| *e.context() == Default::default())
            .map(|e| e.text().to_owned())
            .collect()
    } else {
        let name = if lang == Language::Nl { "nl" } else { "en" };
        std::fs::read_to_string(format!("tests/corpus/ordinary/everyday-{name}.txt"))
            .expect("there")
            .lines()
            .map(str::to_owned)
            .collect()
    };
    texts.retain(|text| {
        let a = screener.screen(text.as_str());
        a.lang == lang && (a.level() > Level::None) == risky && text.ends_with(['.', '!', '?'])
    });
    texts
}

#[test]
fn explore() {
    let screener = Screener::default();
    for lang in [Language::Nl, Language::En] {
        let (risky, neutral) = (separate(lang, true), separate(lang, false));
        println!("{lang:?} {} {}", risky.len(), neutral.len());
        let (mut all, mut changed) = (0, 0);
        for (i, r) in risky.iter().enumerate() {
            let alone = scores(&screener.screen(r.as_str()));
            for n in neutral.iter().skip(i % 7).step_by(7) {
                for text in [format!("{r} {n}"), format!("{n} {r}")] {
                    all += 1;
                    let a = screener.screen(&text);
                    if scores(&a) != alone {
                        changed += 1;
                        if changed % 40 == 1 {
                            println!("{alone:?} {:?} {text}", scores(&a));
                            for f in a.findings() {
                                println!(
                                    "    {} {} {:?}",
                                    f.rule,
                                    f.score,
                                    f.factors
                                        .iter()
                                        .map(|f| format!("{}={}:{}", f.factor, f.value, f.effect))
                                        .collect::<Vec<_>>()
                                );
                            }
                            for f in screener.screen(r.as_str()).findings() {
                                println!(
                                    "    was {} {} {:?}",
                                    f.rule,
                                    f.score,
                                    f.factors
                                        .iter()
                                        .map(|f| format!("{}={}:{}", f.factor, f.value, f.effect))
                                        .collect::<Vec<_>>()
                                );
                            }
                        }
                    }
                }
            }
        }
        println!("{lang:?} neutral added: {changed} of {all}");
        let (mut all, mut lower, mut order) = (0, 0, 0);
        for (i, r) in risky.iter().enumerate() {
            let alone = scores(&screener.screen(r.as_str()));
            for o in risky.iter().skip(i % 3).step_by(3).filter(|o| *o != r) {
                let (ab, ba) = (screener.screen(&format!("{r} {o}")), screener.screen(&format!("{o} {r}")));
                all += 1;
                if scores(&ab) != scores(&ba) {
                    order += 1;
                    if order % 10 == 1 {
                        println!("ORDER {:?} {:?} {r} {o}", scores(&ab), scores(&ba));
                    }
                }
                for a in [ab, ba] {
                    if scores(&a).iter().zip(alone).any(|(a, b)| *a < b) {
                        lower += 1;
                        if lower % 10 == 1 {
                            println!("LOWER {alone:?} {:?} {r} | {o}", scores(&a));
                            for f in a.findings() {
                                println!(
                                    "    {} {} {:?}",
                                    f.rule,
                                    f.score,
                                    f.factors
                                        .iter()
                                        .map(|f| format!("{}={}:{}", f.factor, f.value, f.effect))
                                        .collect::<Vec<_>>()
                                );
                            }
                            for f in screener.screen(r.as_str()).findings() {
                                println!(
                                    "    was {} {} {:?}",
                                    f.rule,
                                    f.score,
                                    f.factors
                                        .iter()
                                        .map(|f| format!("{}={}:{}", f.factor, f.value, f.effect))
                                        .collect::<Vec<_>>()
                                );
                            }
                        }
                    }
                }
            }
        }
        println!("{lang:?} risky added: lower {lower}, order {order} of {all}");
    }
}
