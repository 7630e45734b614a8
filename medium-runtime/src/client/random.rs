//! Random numbers for waits and unique names. Not for secrets.

use std::hash::{BuildHasher, RandomState};

/// Returns 64 random bits. The standard library seeds each hash map from the system's
/// randomness, so this needs no crate.
#[must_use]
pub fn random_u64() -> u64 {
    RandomState::new().hash_one(())
}

/// Returns a number from 0 to 1, excluding 1.
pub(crate) fn random_fraction() -> f64 {
    const BITS: u32 = 53; // of an f64's mantissa
    (random_u64() >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{random_fraction, random_u64};

    #[test]
    fn numbers_differ_and_fractions_are_uniform() {
        let numbers: HashSet<u64> = (0..1000).map(|_| random_u64()).collect();
        assert_eq!(numbers.len(), 1000);
        let tenths: HashSet<u64> = (0..1000)
            .map(|_| (random_fraction() * 10.0) as u64)
            .collect();
        assert_eq!(tenths, (0..10).collect());
    }
}
