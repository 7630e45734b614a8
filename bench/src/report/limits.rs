//! The limits that a run has to meet.

use std::fmt;

use crate::case::Case;
use crate::client::Implementation;
use crate::paired::{Ratio, Spread};
use crate::run::{CallCounts, CaseTiming, Findings, Generation};

/// The difference between two measurements of the same thing, as a ratio.
const NOISE: f64 = 0.02;

/// A limit and its measurement.
pub(crate) struct Limit {
    pub(crate) what: String,
    pub(crate) limit: f64,
    pub(crate) measured: f64,
    /// The upper end of the confidence interval, or the measurement itself.
    pub(crate) high: f64,
    /// `×`, empty for a count, or a unit with its space.
    unit: &'static str,
}

impl Limit {
    pub(crate) fn is_met(&self) -> bool {
        self.high <= self.limit
    }

    /// Formats a number with the unit.
    pub(crate) fn number(&self, number: f64) -> String {
        match self.unit {
            "×" => format!("{number:.2}×"),
            "" => format!("{number:.0}"),
            unit => format!("{number:.1}{unit}"),
        }
    }

    fn time(what: &str, limit: f64, row: Option<&CaseTiming>) -> Self {
        let unknown = Ratio::of(&[], &[]);
        Self::ratio(what, limit, row.map_or(unknown, |row| row.ratio))
    }

    /// Adds [`NOISE`] to the limit.
    fn ratio(what: &str, limit: f64, ratio: Ratio) -> Self {
        Self {
            what: what.to_owned(),
            limit: limit + NOISE,
            measured: ratio.median,
            high: ratio.high,
            unit: "×",
        }
    }

    fn count(what: &str, limit: f64, measured: f64, unit: &'static str) -> Self {
        Self {
            what: what.to_owned(),
            limit,
            measured,
            high: measured,
            unit,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (measured, limit) = (self.number(self.high), self.number(self.limit));
        write!(f, "up to {measured}, at most {limit}")
    }
}

/// Compares the findings with all limits.
pub(crate) fn check(findings: &Findings) -> Vec<Limit> {
    let mut limits = calls(findings);
    limits.extend(counts(findings));
    limits.extend(uploads(findings));
    let cold = findings.cold.ratio;
    limits.push(Limit::ratio("cold `medium me`: time", 1.1, cold));
    limits.extend(generating(&findings.generated));
    limits.extend(builds(findings));
    limits
}

fn find_row(
    findings: &Findings,
    case: Case,
    implementation: Implementation,
) -> Option<&CaseTiming> {
    let mut rows = findings.timings.iter();
    rows.find(|row| row.case == case && row.client == implementation.title())
}

fn calls(findings: &Findings) -> Vec<Limit> {
    [
        ("`GET /v1/me`, one after the other: time", Case::Me, 1.0),
        ("post of 20 KB: time", Case::Post20k, 0.8),
        ("post of 2 MB: time", Case::Post2m, 0.65),
        ("`GET /v1/me`, 64 at once: time", Case::Concurrent, 1.0),
    ]
    .map(|(what, case, limit)| {
        Limit::time(
            what,
            limit,
            find_row(findings, case, Implementation::MediumApi),
        )
    })
    .into()
}

fn counts(findings: &Findings) -> Vec<Limit> {
    let mut limits = instructions(findings);
    if let Some(counts) = find_counts(findings, Case::Me, Implementation::MediumApi) {
        let (what, measured) = ("`GET /v1/me`: allocations", counts.allocations as f64);
        limits.push(Limit::count(what, 54.0, measured, ""));
    }
    if let Some(counts) = find_counts(findings, Case::Post2m, Implementation::MediumApi) {
        let what = "post of 2 MB: peak heap ÷ size of the serialized body";
        let measured = counts.peak as f64 / findings.long_post as f64;
        limits.push(Limit::count(what, 1.2, measured, "×"));
    }
    let mut connections = findings.connections.iter();
    if let Some((_, count)) =
        connections.find(|(implementation, _)| *implementation == Implementation::MediumApi)
    {
        let what = "`GET /v1/me`, 64 at once: connections";
        limits.push(Limit::count(what, 66.0, *count as f64, ""));
    }
    limits
}

fn find_counts(
    findings: &Findings,
    case: Case,
    implementation: Implementation,
) -> Option<&CallCounts> {
    let mut counts = findings.counts.iter();
    counts.find(|counts| counts.case == case && counts.implementation == implementation)
}

/// Returns no limits without valgrind, which counts the instructions.
fn instructions(findings: &Findings) -> Vec<Limit> {
    let ratio = |case| {
        let of = |implementation| find_counts(findings, case, implementation)?.instructions;
        Some(of(Implementation::MediumApi)? / of(Implementation::Reqwest)?)
    };
    let limits = [
        ("`GET /v1/me`: instructions", Case::Me, 0.95),
        ("post of 20 KB: instructions", Case::Post20k, 0.6),
        (
            "post of 20 KB, for two users in turn: instructions",
            Case::PostOthers,
            0.6,
        ),
    ];
    let limit = |(what, case, limit)| Some(Limit::count(what, limit, ratio(case)?, "×"));
    limits.into_iter().filter_map(limit).collect()
}

fn uploads(findings: &Findings) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let (Some(medium), Some(hyper)) = (
        find_row(findings, Case::Upload20m, Implementation::MediumApi),
        find_row(findings, Case::Upload20m, Implementation::Hyper),
    ) {
        let pairs = medium.times.iter().zip(&hyper.times);
        let (medium, minimum): (Vec<f64>, Vec<f64>) = pairs
            .filter_map(|(medium, hyper)| Some(((*medium)?, (*hyper)? + findings.md5.median)))
            .unzip();
        let what = "upload of 20 MB: time ÷ (bare hyper + MD5)";
        limits.push(Limit::ratio(what, 1.1, Ratio::of(&medium, &minimum)));
    }
    let title = Implementation::MediumApi.title();
    let uploads = findings
        .upload_memory
        .iter()
        .filter(|upload| upload.client == title);
    for upload in uploads.filter(|upload| [20, 200].contains(&upload.megabytes)) {
        let what = format!("upload of {} MB: memory above idle", upload.megabytes);
        let measured = upload.kib as f64 / 1024.0;
        limits.push(Limit::count(&what, 2.0, measured, " MiB"));
    }
    limits
}

fn builds(findings: &Findings) -> Vec<Limit> {
    let Some(builds) = &findings.builds else {
        return Vec::new();
    };
    let [medium, reqwest, _] = builds.all.as_slice() else {
        return Vec::new();
    };
    let times = medium.seconds / reqwest.seconds;
    let crates = medium.crates as f64 / reqwest.crates as f64;
    let duplicates = builds.duplicate_crates as f64;
    [
        (
            "cold release build: time relative to reqwest's default features",
            1.1,
            times,
            "×",
        ),
        (
            "crates in the tree, relative to reqwest's default features",
            1.1,
            crates,
            "×",
        ),
        ("crates in two versions", 0.0, duplicates, ""),
        (
            "`medium-api` and `medium-runtime`, unoptimized",
            6.0,
            builds.own_crates,
            " s",
        ),
    ]
    .map(|(what, limit, measured, unit)| Limit::count(what, limit, measured, unit))
    .into()
}

/// Returns the limits of `regen`: Medium's document within 200 ms, and linear growth: 990 further
/// operations may take 11 times as long as 90. A third is added because the heap no longer fits into
/// the processor's caches.
fn generating(generated: &[Generation]) -> Vec<Limit> {
    let of = |what: &str| generated.iter().find(|each| each.what == what);
    let mut limits = Vec::new();
    if let Some(medium) = of(Generation::MEDIUM) {
        let what = "`cargo xtask regen` for Medium's document, including process start";
        let millis = medium.millis.median;
        limits.push(Limit::count(what, 200.0, millis, " ms"));
    }
    if let (Some(ten), Some(hundred), Some(thousand)) = (
        of("10 operations"),
        of("100 operations"),
        of("1000 operations"),
    ) {
        let what = "`regen`: extra time of 990 operations ÷ extra time of 90";
        let rounds = ten.times.iter().zip(&hundred.times).zip(&thousand.times);
        let growth: Vec<f64> = rounds
            .map(|((ten, hundred), thousand)| (thousand - ten) / (hundred - ten))
            .collect();
        let growth = Spread::of(&growth).median;
        limits.push(Limit::count(what, 14.7, growth, "×"));
    }
    limits
}
