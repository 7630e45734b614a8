//! Rules for every cell.

use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::cell::{Cell, Frequency};

/// Returns the rules that a cell violates, one per line.
pub(crate) fn violations(
    frequency: Frequency,
    fault: Fault,
    operation: &Operation,
    cell: &Cell,
) -> Vec<String> {
    let is_read = operation.idempotent;
    let rules = [
        (cell.others == 0, "no other operation is called"),
        (cell.posts <= 1, "there is one post at most"),
        (
            cell.seen <= max_requests(fault, is_read),
            "it is sent only as often as is safe",
        ),
        (
            is_read || cell.outcome == "ok" || is_unknown(cell) != was_not_executed(fault),
            "the outcome is unknown unless the response proves that it was not executed",
        ),
        (
            is_read
                || cell
                    .error
                    .as_ref()
                    .is_none_or(|error| error.was_not_executed() != is_unknown(cell)),
            "was_not_executed agrees",
        ),
        (
            !is_read || !is_unknown(cell),
            "reads have no unknown outcome",
        ),
        (
            cell.outcome != "ok" || cell.posts == usize::from(creates_a_post(operation)),
            "a successful call created a post, if that is its purpose",
        ),
        (
            fault != Fault::PrefixBeforeJson || (cell.outcome, cell.seen) == ("ok", 1),
            "the prefix before the JSON is skipped",
        ),
        (
            !is_read || !is_failing_server(fault) || recovers(frequency, cell),
            "reads recover from one server error, and fail after three",
        ),
        (
            cell.error.as_ref().is_none_or(names_operation(operation)),
            "the error names the operation, in one line",
        ),
    ];
    let failing = rules.into_iter().filter(|(is_met, _)| !is_met);
    failing
        .map(|(_, rule)| {
            format!(
                "{} × {fault} ({frequency:?}): {rule}: {cell:?}",
                operation.id
            )
        })
        .collect()
}

fn creates_a_post(operation: &Operation) -> bool {
    operation.method == "POST" && operation.path.ends_with("/posts")
}

/// Returns the maximum number of requests: one for a call that is not idempotent, unless Cloudflare
/// blocked it.
fn max_requests(fault: Fault, is_read: bool) -> usize {
    if is_read || is_from_cloudflare(fault) {
        3
    } else {
        1
    }
}

fn is_from_cloudflare(fault: Fault) -> bool {
    matches!(
        fault,
        Fault::CloudflareChallenge
            | Fault::CloudflareBlock
            | Fault::Cloudflare429
            | Fault::Cloudflare503
    )
}

/// Returns whether the post was not executed: it was not sent, Cloudflare blocked it, or the
/// response is a final 4xx (except 408 and 499).
fn was_not_executed(fault: Fault) -> bool {
    is_from_cloudflare(fault)
        || matches!(
            fault,
            Fault::ConnectionRefused
                | Fault::Status429
                | Fault::Status429Seconds
                | Fault::Status429Date
                | Fault::Status407
                | Fault::Status400Truncated
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
            | Fault::Status504
            | Fault::Status500Code6002
            | Fault::Status502Code6002
            | Fault::Status502CfMitigated
            | Fault::Status503CfMitigated
            | Fault::Status408
            | Fault::Status499
    )
}

fn recovers(frequency: Frequency, cell: &Cell) -> bool {
    match frequency {
        Frequency::Once => (cell.outcome, cell.seen) == ("ok", 2),
        Frequency::Always => (cell.outcome, cell.seen) == ("unavailable", 3),
    }
}

fn is_unknown(cell: &Cell) -> bool {
    cell.outcome == "outcome_unknown"
}

fn names_operation(operation: &Operation) -> impl Fn(&medium_api::Error) -> bool {
    let start = format!("{}: ", operation.id);
    move |error| {
        let line = error.to_string();
        line.starts_with(&start) && !line.contains(char::is_control)
    }
}
