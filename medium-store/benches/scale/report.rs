//! The figures as Markdown.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::fill::FilledStore;
use crate::measure::{Cost, TASKS};
use crate::operation::Operation;
use crate::query_plans::Index;
use crate::support::Engine;

const BEGIN: &str = "<!-- figures -->\n";
const END: &str = "<!-- end of the figures -->";

/// Returns commit, machine and disk.
pub(crate) fn heading(fsyncs: &[f64]) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.split_whitespace().nth(1).unwrap_or_default();
    let gigabytes = memory
        .parse()
        .map_or(0.0, |kilobytes: f64| kilobytes / f64::from(1 << 20));
    format!(
        "Commit {}; {cores} cores, {gigabytes:.0} GiB, everything on one machine over loopback. A write \
         of 8 KiB took {} ms.\n",
        commit(),
        spread(fsyncs, 2)
    )
}

fn commit() -> String {
    let output = Command::new("git")
        .args(["describe", "--always", "--dirty", "--exclude=*"])
        .output();
    let name = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    name.unwrap_or_default().trim().to_owned()
}

/// Returns a line for each operation: its time for each number of accounts, the ratio of the most
/// to the fewest accounts in the same round, and the rate of concurrent tasks for the most
/// accounts.
pub(crate) fn times(costs: &[Cost], sizes: &[usize]) -> String {
    let mut table = "| engine | operation |".to_owned();
    for size in sizes {
        let _ = write!(table, " {size} accounts, ms |");
    }
    let _ = writeln!(
        table,
        " most ÷ fewest accounts | per second, {TASKS} tasks | log bytes per operation |\n|---|---|{}--:|--:|--:|",
        "--:|".repeat(sizes.len())
    );
    for engine in [Engine::Sqlite, Engine::Postgres] {
        for operation in Operation::ALL {
            let sizes = costs
                .iter()
                .filter(|cost| cost.engine == engine && cost.operation == operation);
            table += &line(&sizes.collect::<Vec<_>>());
        }
    }
    table
}

fn line(sizes: &[&Cost]) -> String {
    let (Some(fewest), Some(most)) = (sizes.first(), sizes.last()) else {
        return String::new();
    };
    let mut line = format!("| {} | {} |", most.engine, most.operation.name());
    for cost in sizes {
        let _ = write!(line, " {} |", spread(&cost.medians, 2));
    }
    let pairs = most.medians.iter().zip(&fewest.medians);
    let ratios: Vec<f64> = pairs.map(|(most, fewest)| most / fewest).collect();
    let logged = match most.engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => spread(&most.logged, 0),
    };
    let (ratio, rate) = (spread(&ratios, 2), spread(&most.rates, 0));
    let _ = writeln!(line, " {ratio} | {rate} | {logged} |");
    line
}

/// Formats the median of the rounds, with minimum and maximum.
fn spread(rounds: &[f64], digits: usize) -> String {
    let mut rounds = rounds.to_vec();
    rounds.sort_by(f64::total_cmp);
    let (median, last) = (rounds[rounds.len() / 2], rounds[rounds.len() - 1]);
    format!("{median:.digits$} ({:.digits$}–{last:.digits$})", rounds[0])
}

pub(crate) fn disk(stores: &[FilledStore]) -> String {
    let rows = stores.iter().map(|filled| {
        let (size, accounts) = (filled.size, filled.accounts as u64);
        let all = [size.logins, size.posts, size.images];
        let [login, post, image] = all.map(|bytes| bytes / accounts);
        let (engine, all) = (filled.engine, all.iter().sum::<u64>() >> 20);
        format!("| {engine} | {accounts} | {all} | {login} | {post} | {image} |\n")
    });
    rows.collect()
}

pub(crate) fn disk_table(rows: &str) -> String {
    format!(
        "| engine | accounts | on disk, MiB | bytes per login | per post | per image |\n\
         |---|--:|--:|--:|--:|--:|\n{rows}"
    )
}

pub(crate) fn plans(engines: &[(Engine, Vec<Index>)]) -> String {
    let mut table = "| statement, with the most accounts |".to_owned();
    for (engine, _) in engines {
        let _ = write!(table, " {engine} |");
    }
    let _ = writeln!(table, "\n|---|{}", "---|".repeat(engines.len()));
    let count = engines.first().map_or(0, |(_, indexes)| indexes.len());
    for number in 0..count {
        let _ = write!(table, "| {} |", engines[0].1[number].0);
        for (_, indexes) in engines {
            let _ = write!(table, " {} |", indexes[number].1);
        }
        table.push('\n');
    }
    table
}

/// Replaces the figures in docs/scale.md.
pub(crate) fn write(figures: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/scale.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let page = format!("{before}{BEGIN}\n{figures}\n{END}{after}");
    std::fs::write(&path, page).unwrap();
}
