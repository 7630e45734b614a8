//! What has to hold in every cell, whatever the table says.

use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::cell::{Cell, Strikes, deadline};

/// The rules that a cell breaks, a line each.
pub(crate) fn broken(
    strikes: Strikes,
    fault: Fault,
    operation: &Operation,
    cell: &Cell,
) -> Vec<String> {
    let reads = operation.is_idempotent();
    let rules = [
        (cell.took <= deadline(cell.seen), "the deadline is kept"),
        (cell.strayed == 0, "nothing else is called"),
        (cell.posts <= 1, "there is one post at most"),
        (
            cell.seen <= most(fault, reads),
            "it is sent as often as is safe, and no more",
        ),
        (
            reads || cell.outcome == "ok" || is_unknown(cell) != proves_not_done(fault),
            "it is unknown exactly where nothing proves that it was not done",
        ),
        (
            reads
                || cell
                    .error
                    .as_ref()
                    .is_none_or(|error| error.proves_not_done() != is_unknown(cell)),
            "who asks the error is told the same",
        ),
        (
            !reads || !is_unknown(cell),
            "what only reads has no unknown outcome",
        ),
        (
            cell.outcome != "ok" || !operation.id.ends_with("Post") || cell.posts == 1,
            "what went well was done",
        ),
        (
            fault != Fault::HijackPrefix || (cell.outcome, cell.seen) == ("ok", 1),
            "the JSON behind the prefix is read",
        ),
        (
            !reads || !is_failing_server(fault) || recovers(strikes, cell),
            "reading recovers from one failure of the server, and says so after three",
        ),
        (
            cell.error.as_ref().is_none_or(names(operation)),
            "the error names the operation, in one line",
        ),
    ];
    let failing = rules.into_iter().filter(|(holds, _)| !holds);
    failing
        .map(|(_, rule)| format!("{} × {fault} ({strikes:?}): {rule}: {cell:?}", operation.id))
        .collect()
}

/// How often a request may be seen: what changes something once, unless Cloudflare stopped it.
fn most(fault: Fault, reads: bool) -> usize {
    if reads || is_cloudflares(fault) { 3 } else { 1 }
}

fn is_cloudflares(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::CloudflareChallenge
            | Fault::CloudflareBlock
            | Fault::Cloudflare429
            | Fault::Cloudflare503
    )
}

/// Nothing left, or a final 4xx came (but 408 and 499), or Cloudflare stopped it.
fn proves_not_done(fault: Fault) -> bool {
    is_cloudflares(fault)
        || matches!(
            fault,
            Fault::Refuse
                | Fault::Status429
                | Fault::Status429Seconds
                | Fault::Status429Date
                | Fault::Status407
                | Fault::Status400Cut
                | Fault::Status413
        )
}

fn is_failing_server(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::Status500
            | Fault::Status502
            | Fault::Status502RetryAfter
            | Fault::Status503
            | Fault::Status503RetryAfter
            | Fault::DownstreamTimeout
            | Fault::Status500Scope
            | Fault::Status502Scope
            | Fault::Status502CfMitigated
            | Fault::Status503CfMitigated
            | Fault::Status408
            | Fault::Status499
    )
}

fn recovers(strikes: Strikes, cell: &Cell) -> bool {
    match strikes {
        Strikes::Once => (cell.outcome, cell.seen) == ("ok", 2),
        Strikes::Always => (cell.outcome, cell.seen) == ("unavailable", 3),
    }
}

fn is_unknown(cell: &Cell) -> bool {
    cell.outcome == "outcome_unknown"
}

fn names(operation: &Operation) -> impl Fn(&medium_api::Error) -> bool {
    let start = format!("{}: ", operation.id);
    move |error| {
        let line = error.to_string();
        line.starts_with(&start) && !line.contains(char::is_control)
    }
}
