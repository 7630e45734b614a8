//! Random numbers that nobody has to be unable to guess: for waits, and for names that differ.

use std::hash::{BuildHasher, RandomState};

/// 64 random bits. The standard library seeds its hash maps from the operating system's randomness,
/// differently each time: so no crate is needed for it.
#[must_use]
pub fn random_u64() -> u64 {
    RandomState::new().hash_one(())
}

/// From 0 to 1, without 1.
pub(crate) fn random_fraction() -> f64 {
    const BITS: u32 = 53; // of an f64's mantissa
    (random_u64() >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{random_fraction, random_u64};

    #[test]
    fn numbers_differ_and_fractions_are_spread() {
        let numbers: HashSet<u64> = (0..1000).map(|_| random_u64()).collect();
        assert_eq!(numbers.len(), 1000);
        let tenths: HashSet<u64> = (0..1000)
            .map(|_| (random_fraction() * 10.0) as u64)
            .collect();
        assert_eq!(tenths, (0..10).collect());
    }
}
