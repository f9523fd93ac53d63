//! `cargo bench`: what each stage of a screening costs, with throughput in bytes.

use bezint::{Post, Scratch, Screener};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const CLEAN: &str = "Vanmiddag is de nieuwe fietsbrug over het kanaal geopend. Kom zaterdag kijken, er is koffie!";
const CLEAN_EN: &str =
    "The new cycle bridge across the canal opened this afternoon. Come and see it on Saturday, coffee is on us!";
const ACCENTED: &str =
    "Één crèche, twee cafés en drie coöperaties erbij 🎉: zo ziet de wijk er over vijf jaar uit. Reünie op 4 mei!";
const DISGUISED: &str = "Wat een k@nk3rz00i, die K A N K E R bende en dat k*tbeleid, kuuuuut zeg #wegmetditcollege";
const RISKY: &str =
    "Onze minister liegt en dit kutbeleid is een schande. De PVV is trouwens gewoon een fascistische partij.";

fn stages(criterion: &mut Criterion) {
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let long = [CLEAN, RISKY, CLEAN_EN].join(" ").repeat(40);
    for (name, text) in [("plain", CLEAN), ("accents and emoji", ACCENTED), ("disguised", DISGUISED)] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("fold", |bencher| bencher.iter(|| screener.fold(black_box(text), &mut scratch)));
        group.bench_function("fold and match", |bencher| {
            bencher.iter(|| screener.fold_and_match(black_box(text), &mut scratch));
        });
        group.finish();
    }
    let mut group = criterion.benchmark_group("screen");
    for (name, text) in [
        ("short clean post, Dutch", CLEAN),
        ("short clean post, English", CLEAN_EN),
        ("short risky post", RISKY),
        ("long post", &long),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| screener.screen_with(black_box(&Post::new(text)), &mut scratch));
        });
    }
    group.finish();
}

fn building(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(20);
    group.bench_function("default screener", |bencher| {
        bencher.iter(|| Screener::builder().build().expect("the built-in lexicons are valid"));
    });
    group.finish();
}

criterion_group!(benches, stages, building);
criterion_main!(benches);
