//! The figures as Markdown.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::deed::Deed;
use crate::fill::Stage;
use crate::measure::{CROWD, Cost, ROUNDS};
use crate::plans::Index;
use crate::support::Engine;

const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of the figures -->";

/// What was measured, where, and on which disk.
pub(crate) fn heading(fsync: Duration) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.split_whitespace().nth(1).unwrap_or_default();
    let gigabytes = memory
        .parse()
        .map_or(0.0, |kilobytes: f64| kilobytes / f64::from(1 << 20));
    format!(
        "Commit {}; {cores} cores, {gigabytes:.0} GiB, everything on one machine over loopback; 8 KiB are on \
         its disk after {:.2} ms.\n",
        commit(),
        fsync.as_secs_f64() * 1e3
    )
}

fn commit() -> String {
    let described = Command::new("git")
        .args(["describe", "--always", "--dirty", "--exclude=*"])
        .output();
    let described = described.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    described.unwrap_or_default().trim().to_owned()
}

pub(crate) fn times(costs: &[Cost]) -> String {
    let mut table = format!(
        "| engine | accounts | what | one after the other, ms | {CROWD} tasks at once, a second | log, bytes each |\n\
         |---|--:|---|--:|--:|--:|\n"
    );
    for cost in costs {
        let logged = match cost.engine {
            Engine::Sqlite => String::new(),
            Engine::Postgres => spread(&cost.logged, 0),
        };
        let _ = writeln!(
            table,
            "| {:?} | {} | {} | {} | {} | {logged} |",
            cost.engine,
            cost.accounts,
            cost.deed.name(),
            spread(&cost.medians, 2),
            spread(&cost.rates, 0),
        );
    }
    table
}

/// The largest store beside the smallest, in pairs of the same round.
pub(crate) fn ratios(costs: &[Cost]) -> String {
    let mut table =
        "| engine | what | time at the most accounts ÷ at the fewest |\n|---|---|--:|\n".to_owned();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for deed in Deed::ALL {
            let sizes = costs
                .iter()
                .filter(|cost| cost.engine == engine && cost.deed == deed);
            let sizes: Vec<&Cost> = sizes.collect();
            if let [fewest, .., most] = sizes[..] {
                let pairs = most.medians.iter().zip(&fewest.medians);
                let ratios: Vec<f64> = pairs.map(|(most, fewest)| most / fewest).collect();
                let name = deed.name();
                let _ = writeln!(table, "| {engine:?} | {name} | {} |", spread(&ratios, 2));
            }
        }
    }
    table
}

/// The median of the rounds, with the least and the most.
fn spread(rounds: &[f64], digits: usize) -> String {
    let mut rounds = rounds.to_vec();
    rounds.sort_by(f64::total_cmp);
    let (median, last) = (rounds[ROUNDS / 2], rounds[ROUNDS - 1]);
    format!("{median:.digits$} ({:.digits$}–{last:.digits$})", rounds[0])
}

pub(crate) fn disk(stages: &[Stage]) -> String {
    let rows = stages.iter().map(|stage| {
        let each = stage.bytes / stage.accounts as u64;
        let (engine, accounts) = (stage.engine, stage.accounts);
        format!(
            "| {engine:?} | {accounts} | {} | {each} |\n",
            stage.bytes >> 20
        )
    });
    rows.collect()
}

pub(crate) fn disk_table(rows: &str) -> String {
    format!("| engine | accounts | on disk, MiB | bytes each |\n|---|--:|--:|--:|\n{rows}")
}

pub(crate) fn plans(engines: &[(Engine, Vec<Index>)]) -> String {
    let mut table = "| engine | what | index, at the most accounts |\n|---|---|---|\n".to_owned();
    for (engine, indexes) in engines {
        for (purpose, index) in indexes {
            let _ = writeln!(table, "| {engine:?} | {purpose} | {index} |");
        }
    }
    table
}

/// Puts the figures into docs/scale.md.
pub(crate) fn write(figures: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/scale.md");
    let page = std::fs::read_to_string(&path).expect("docs/scale.md");
    let (before, rest) = page.split_once(BEGIN).expect("the figures' place");
    let (_, after) = rest.split_once(END).expect("the figures' end");
    let page = format!("{before}{BEGIN}\n{figures}\n{END}{after}");
    std::fs::write(&path, page).expect("written");
}
