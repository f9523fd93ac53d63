//! Flat arrays: what is looked up lies in rows of bytes that are part of the program, or were made at run time. The
//! first kind costs neither time nor memory to load.

use std::ops::Deref;
use std::sync::Arc;

/// A row of bytes.
#[derive(Clone)]
pub(crate) enum Bytes {
    /// Part of the program.
    Static(&'static [u8]),
    /// Made at run time.
    Owned(Arc<[u8]>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Owned(bytes) => bytes,
        }
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// A row of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(pub(crate) Bytes);

impl Numbers {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// The number at `at`; 0 past the end.
    pub(crate) fn get(&self, at: usize) -> u32 {
        let bytes = self.0.get(at * 4..at * 4 + 4);
        bytes.and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }
}

impl Numbers {
    /// Row `at` of a table of `N` columns.
    pub(crate) fn row<const N: usize>(&self, at: usize) -> Option<[u32; N]> {
        let bytes = self.0.get(at * N * 4..(at + 1) * N * 4)?;
        let mut row = [0; N];
        row.iter_mut().zip(bytes.as_chunks().0).for_each(|(number, bytes)| *number = u32::from_le_bytes(*bytes));
        Some(row)
    }
}

/// The first of `length` places in order that `lies_before` does not hold for.
pub(crate) fn first_from(length: usize, lies_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low.midpoint(high);
        if lies_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Writes numbers as [`Numbers`] reads them.
pub(crate) fn numbers(values: impl IntoIterator<Item = u32>) -> Vec<u8> {
    values.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// Rows of bytes one after the other, each with its length before it.
#[allow(dead_code, reason = "only the build script joins")]
pub(crate) fn join(rows: &[Vec<u8>]) -> Vec<u8> {
    rows.iter().flat_map(|row| (row.len() as u32).to_le_bytes().into_iter().chain(row.iter().copied())).collect()
}

/// The rows that [`join`] joined.
#[allow(dead_code, reason = "only the library parts")]
pub(crate) fn part(mut joined: &'static [u8]) -> impl Iterator<Item = Bytes> {
    std::iter::from_fn(move || {
        let (length, rest) = joined.split_first_chunk::<4>()?;
        let (row, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        joined = rest;
        Some(Bytes::Static(row))
    })
}

/// A number for a row of bytes, spread evenly; the same on every machine.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let start = (bytes.len() as u64).wrapping_mul(FACTOR);
    let spread = |hash: u64, chunk: [u8; 8]| {
        let mixed = (hash ^ u64::from_le_bytes(chunk)).wrapping_mul(FACTOR);
        mixed ^ mixed >> 29
    };
    spread(chunks.iter().fold(start, |hash, chunk| spread(hash, *chunk)), last)
}

/// A number for three, likewise.
pub(crate) fn hash_three(a: u32, b: u32, c: u32) -> u64 {
    let two = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(FACTOR);
    let mixed = (two ^ two >> 31 ^ u64::from(c)).wrapping_mul(FACTOR);
    mixed ^ mixed >> 29
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Slots of an open hash table with linear probing: which entry lies where, counted from 1, and some bits of its hash, so
/// that hardly any other entry is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Slots(pub(crate) Numbers);

impl Slots {
    /// Bits for the number of an entry; those above them are of its hash.
    const ENTRY_BITS: u32 = 22;

    /// So many entries can be numbered.
    pub(crate) const MOST: usize = (1 << Self::ENTRY_BITS) - 1;

    fn tag(hash: u64) -> u32 {
        (hash >> 32) as u32 & (u32::MAX << Self::ENTRY_BITS)
    }

    /// Lays out the entries that have a hash; the others are not looked up.
    pub(crate) fn lay(hashes: impl ExactSizeIterator<Item = Option<u64>>) -> Vec<u8> {
        let size = (hashes.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0_u32; size];
        for (entry, hash) in hashes.enumerate().filter_map(|(entry, hash)| Some((entry, hash?))) {
            let mut at = hash as usize & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (entry as u32 + 1) | Self::tag(hash);
        }
        numbers(slots)
    }

    /// The entry with this hash for which `is` holds.
    pub(crate) fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let last = self.0.len().checked_sub(1)?;
        let tag = Self::tag(hash);
        let mut at = hash as usize & last;
        loop {
            let slot = self.0.get(at);
            if slot == 0 {
                return None;
            }
            let entry = (slot ^ tag).wrapping_sub(1);
            if entry < Self::MOST as u32 && is(entry) {
                return Some(entry);
            }
            at = (at + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_is_found() {
        let keys: Vec<u32> = (0..999).map(|key| key * 7).collect();
        let slots =
            Slots(Numbers(Bytes::Owned(Slots::lay(keys.iter().map(|key| Some(hash_three(*key, 1, 2)))).into())));
        for (at, key) in keys.iter().enumerate() {
            let found = slots.find(hash_three(*key, 1, 2), |entry| keys[entry as usize] == *key);
            assert_eq!(found, Some(at as u32));
        }
        assert_eq!(slots.find(hash_three(5, 1, 2), |entry| keys[entry as usize] == 5), None);
    }

    #[test]
    fn joined_rows_part_again() {
        let rows = [vec![1, 2, 3], vec![], vec![4]];
        let joined: &'static [u8] = Box::leak(join(&rows).into_boxed_slice());
        let parted: Vec<Vec<u8>> = part(joined).map(|row| row.to_vec()).collect();
        assert_eq!(parted, rows);
    }
}
