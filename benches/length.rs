//! `cargo bench --bench length`: what a byte costs in texts of 1 kB to 10 MB, ordinary and hostile. Throughput must not
//! fall by more than half from one end to the other; `cargo bench --bench length -- emoji` measures one kind.

use std::hint::black_box;
use std::time::Duration;

use bezint::{Scratch, Screener};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

mod texts;

/// Lengths in bytes.
const LENGTHS: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

fn lengths(criterion: &mut Criterion) {
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    for kind in texts::KINDS {
        let mut group = criterion.benchmark_group(kind.name);
        group.sample_size(10).sampling_mode(SamplingMode::Flat);
        group.warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(500));
        for length in LENGTHS {
            let text = kind.text(length);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(length), &text, |bencher, text| {
                bencher.iter(|| screener.screen_with(black_box(text), &mut scratch));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, lengths);
criterion_main!(benches);
