//! The limits that a run has to meet.

use std::fmt;

use crate::case::Case;
use crate::client::Implementation;
use crate::paired::Spread;
use crate::run::{CallCounts, CaseTiming, Findings, Generation};

/// The difference between two measurements of the same thing.
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
    noise: f64,
}

impl Limit {
    pub(crate) fn is_met(&self) -> bool {
        self.high <= self.limit + self.noise
    }

    /// Formats a number with the unit.
    pub(crate) fn number(&self, number: f64) -> String {
        match self.unit {
            "×" => format!("{number:.2}×"),
            "" => format!("{number:.0}"),
            unit => format!("{number:.1}{unit}"),
        }
    }

    fn timed(what: &str, limit: f64, row: Option<&CaseTiming>) -> Self {
        let (measured, high) = row.map_or((f64::NAN, f64::NAN), |row| {
            (row.ratio.median, row.ratio.high)
        });
        Self {
            what: what.to_owned(),
            limit,
            measured,
            high,
            unit: "×",
            noise: NOISE,
        }
    }

    fn counted(what: &str, limit: f64, measured: f64, unit: &'static str) -> Self {
        Self {
            what: what.to_owned(),
            limit,
            measured,
            high: measured,
            unit,
            noise: 0.0,
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
    limits.extend(cold_start(findings));
    limits.extend(generating(&findings.generated));
    limits.extend(builds(findings));
    limits
}

fn row(findings: &Findings, case: Case, who: Implementation) -> Option<&CaseTiming> {
    let mut rows = findings.rows.iter();
    rows.find(|row| row.case == case && row.who == who.title())
}

fn calls(findings: &Findings) -> Vec<Limit> {
    [
        ("`GET /v1/me`, one after the other: time", Case::Me, 1.0),
        ("post of 20 KB: time", Case::Post20k, 0.8),
        ("post of 2 MB: time", Case::Post2m, 0.65),
        ("`GET /v1/me`, 64 at once: time", Case::Concurrent, 1.0),
    ]
    .map(|(what, case, limit)| Limit::timed(what, limit, row(findings, case, Implementation::Ours)))
    .into()
}

fn counts(findings: &Findings) -> Vec<Limit> {
    let mut limits = instructions(findings);
    if let Some(ours) = counted(findings, Case::Me, Implementation::Ours) {
        let allocations = ours.allocations as f64;
        limits.push(Limit::counted(
            "`GET /v1/me`: allocations",
            54.0,
            allocations,
            "",
        ));
    }
    if let Some(ours) = counted(findings, Case::Post2m, Implementation::Ours) {
        let what = "post of 2 MB: heap at once, to the serialized body";
        let measured = ours.peak as f64 / findings.long_post as f64;
        limits.push(Limit::counted(what, 1.2, measured, "×"));
    }
    let mut connections = findings.connections.iter();
    if let Some((_, connections)) = connections.find(|(who, _)| *who == Implementation::Ours) {
        let what = "`GET /v1/me`, 64 at once: connections";
        limits.push(Limit::counted(what, 66.0, *connections as f64, ""));
    }
    limits
}

fn counted(findings: &Findings, case: Case, who: Implementation) -> Option<&CallCounts> {
    let mut counted = findings.counted.iter();
    counted.find(|counted| counted.case == case && counted.who == who)
}

/// Returns no limits without valgrind, which counts the instructions.
fn instructions(findings: &Findings) -> Vec<Limit> {
    let ratio = |case| {
        let ours = counted(findings, case, Implementation::Ours)?.instructions?;
        Some(ours / counted(findings, case, Implementation::Bare)?.instructions?)
    };
    let limits = [
        ("`GET /v1/me`: instructions", Case::Me, 0.95),
        ("post of 20 KB: instructions", Case::Post20k, 0.6),
        (
            "post of 20 KB, each for another user: instructions",
            Case::PostOthers,
            0.6,
        ),
    ];
    let limits = limits.into_iter();
    limits
        .filter_map(|(what, case, limit)| Some(Limit::counted(what, limit, ratio(case)?, "×")))
        .collect()
}

fn uploads(findings: &Findings) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let (Some(ours), Some(hyper)) = (
        row(findings, Case::Upload20m, Implementation::Ours),
        row(findings, Case::Upload20m, Implementation::Hyper),
    ) {
        let (ours, theirs): (Vec<f64>, Vec<f64>) = ours
            .times
            .iter()
            .zip(&hyper.times)
            .filter_map(|(ours, hyper)| Some(((*ours)?, (*hyper)? + findings.md5.median)))
            .unzip();
        let ratio = crate::paired::Ratio::of(&ours, &theirs);
        limits.push(Limit {
            what: "upload of 20 MB: time, to bare hyper's and MD5's alone".to_owned(),
            limit: 1.1,
            measured: ratio.median,
            high: ratio.high,
            unit: "×",
            noise: NOISE,
        });
    }
    for megabytes in [20, 200] {
        let mut grown = findings.grown.iter();
        if let Some(grown) = grown
            .find(|grown| grown.megabytes == megabytes && grown.who == Implementation::Ours.title())
        {
            let what = format!("upload of {megabytes} MB: memory above idle");
            limits.push(Limit::counted(
                &what,
                2.0,
                grown.kib as f64 / 1024.0,
                " MiB",
            ));
        }
    }
    limits
}

fn cold_start(findings: &Findings) -> Option<Limit> {
    let cold = &findings.cold.ratio;
    Some(Limit {
        what: "cold `medium me`: time".to_owned(),
        limit: 1.1,
        measured: cold.median,
        high: cold.high,
        unit: "×",
        noise: NOISE,
    })
}

fn builds(findings: &Findings) -> Vec<Limit> {
    let mut limits = Vec::new();
    if let Some(builds) = &findings.builds
        && let [ours, bare, _] = builds.all.as_slice()
    {
        limits.push(Limit::counted(
            "cold release build, to reqwest's default features: time",
            1.1,
            ours.seconds / bare.seconds,
            "×",
        ));
        limits.push(Limit::counted(
            "crates in the tree, to reqwest's default features",
            1.1,
            ours.crates as f64 / bare.crates as f64,
            "×",
        ));
        limits.push(Limit::counted(
            "crates in two versions",
            0.0,
            builds.duplicate_crates as f64,
            "",
        ));
        limits.push(Limit::counted(
            "`medium-api` and `medium-runtime`, unoptimized",
            6.0,
            builds.own_crates,
            " s",
        ));
    }
    limits
}

/// Medium's document within 200 ms, and linear growth: 990 further operations may take 11 times as
/// long as 90. A third is added because the heap no longer fits into the processor's caches.
fn generating(generated: &[Generation]) -> Vec<Limit> {
    let of = |what: &str| generated.iter().find(|each| each.what == what);
    let mut limits = Vec::new();
    if let Some(medium) = of(Generation::MEDIUM) {
        let what = "`regen` of Medium's document, its process' start included";
        let millis = medium.millis.median;
        limits.push(Limit::counted(what, 200.0, millis, " ms"));
    }
    if let (Some(ten), Some(hundred), Some(thousand)) = (
        of("10 operations"),
        of("100 operations"),
        of("1000 operations"),
    ) {
        let what = "`regen`: 990 operations more, to 90 more (11 times as many)";
        let rounds = ten.times.iter().zip(&hundred.times).zip(&thousand.times);
        let growth: Vec<f64> = rounds
            .map(|((ten, hundred), thousand)| (thousand - ten) / (hundred - ten))
            .collect();
        let growth = Spread::of(&growth).median;
        limits.push(Limit::counted(what, 14.7, growth, "×"));
    }
    limits
}
