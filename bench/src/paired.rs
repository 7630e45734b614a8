//! Statistics of paired measurements: clients do the same work in turn (A B A B …), so that other
//! load on the machine affects all of them.

use std::time::{Duration, Instant};

/// Median, minimum and maximum.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The minimum.
    pub min: f64,
    /// The maximum.
    pub max: f64,
}

impl Spread {
    /// Returns the spread of `numbers`; NaN if it is empty.
    #[must_use]
    pub fn of(numbers: &[f64]) -> Self {
        let sorted = sort(numbers);
        Self {
            median: median(&sorted),
            min: sorted.first().copied().unwrap_or(f64::NAN),
            max: sorted.last().copied().unwrap_or(f64::NAN),
        }
    }
}

/// The median of paired ratios, with its 95 % confidence interval.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// The median of the ratios.
    pub median: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Ratio {
    /// Returns the ratio `a / b` of pairs that were measured one after the other. The interval comes
    /// from order statistics, which assume no distribution.
    #[must_use]
    pub fn of(a: &[f64], b: &[f64]) -> Self {
        let ratios: Vec<f64> = a.iter().zip(b).map(|(a, b)| a / b).collect();
        let sorted = sort(&ratios);
        let count = sorted.len() as f64;
        let half_width = 0.98 * count.sqrt();
        let rank = |rank: f64| {
            let index = rank.clamp(0.0, (count - 1.0).max(0.0)) as usize;
            sorted.get(index).copied().unwrap_or(f64::NAN)
        };
        Self {
            median: median(&sorted),
            low: rank((count / 2.0 - half_width).floor()),
            high: rank((count / 2.0 + half_width).ceil() - 1.0),
        }
    }
}

fn sort(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    match (sorted.get(half.saturating_sub(1)), sorted.get(half)) {
        (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => (below + above) / 2.0,
        (_, Some(middle)) => *middle,
        _ => f64::NAN,
    }
}

/// Runs `work`, which makes `calls` calls, and returns the microseconds per call.
pub async fn micros<E>(calls: u32, work: impl Future<Output = Result<(), E>>) -> Result<f64, E> {
    let start = Instant::now();
    work.await?;
    Ok(per_call(start.elapsed(), calls))
}

fn per_call(elapsed: Duration, calls: u32) -> f64 {
    elapsed.as_secs_f64() * 1e6 / f64::from(calls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_computed_per_pair_not_from_medians() {
        // Both slow down at the same time, which leaves each pair's ratio as it is.
        let b: Vec<f64> = (0..41).map(|round| 1.0 + f64::from(round % 7)).collect();
        let a: Vec<f64> = b.iter().map(|b| b * 0.5).collect();
        let ratio = Ratio::of(&a, &b);
        assert_eq!((ratio.median, ratio.low, ratio.high), (0.5, 0.5, 0.5));
    }

    #[test]
    fn the_interval_spans_the_middle_ranks() {
        let a: Vec<f64> = (1..=41).map(f64::from).collect();
        let ratio = Ratio::of(&a, &[1.0; 41]);
        assert_eq!((ratio.median, ratio.low, ratio.high), (21.0, 15.0, 27.0));
    }
}
