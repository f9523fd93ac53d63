//! The reader of `bezint batch`, over any bytes: one answer for each line that is not blank, in order.
#![no_main]

use std::io::BufReader;

#[path = "../../src/bin/bezint/batch/input.rs"]
#[allow(dead_code)]
mod input;
#[path = "../../src/bin/bezint/record.rs"]
#[allow(dead_code)]
mod record;
#[path = "../../src/bin/bezint/batch/rows.rs"]
#[allow(dead_code)]
mod rows;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // Lines that end on either side of a buffer's edge must read the same.
    for size in [1, 7, 1 << 16] {
        let (mut numbers, mut bytes) = (0, 0);
        let mut take = |block: Vec<input::Input>, read: u64| {
            numbers += block.len();
            bytes += read;
            for record in block.into_iter().filter_map(|input| input.record.ok()) {
                let _ = format!("{:?}", record.post(bezint::Language::Nl));
            }
            Ok(())
        };
        input::json_lines(&mut BufReader::with_capacity(size, data), &mut take).expect("reading from memory");
        let blank = |line: &[u8]| line.trim_ascii().is_empty();
        let lines = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data).split(|byte| *byte == b'\n');
        assert_eq!(numbers, lines.filter(|line| !blank(line)).count());
        assert_eq!(bytes, data.len() as u64);
    }
    let mut count = 0;
    let mut take = |block: Vec<input::Input>, _| {
        count += block.len();
        Ok(())
    };
    let _ = input::csv_rows(&mut &data[..], &mut take);
    assert!(count <= data.len());
    // Rows that a reader of few bytes at a time finds are the same.
    let all = |size: usize| {
        let mut input = BufReader::with_capacity(size, data);
        let mut rows = rows::Rows::new(&mut input);
        std::iter::from_fn(|| rows.next_row().expect("reading from memory")).collect::<Vec<_>>()
    };
    assert!(all(1) == all(7) && all(7) == all(1 << 16));
});
