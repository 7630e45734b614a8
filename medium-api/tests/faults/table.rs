//! Writes the tables as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::CellKey;
use crate::cell::{Cell, Frequency};

const INTRODUCTION: &str = include_str!("introduction.md");
const ALWAYS: &str = "\n## Permanent faults\n\n";
const ONCE: &str = "\n## Single faults\n\n\
`refuse` is missing: a closed port stays closed.\n\n";

/// The whole of `docs/faults.md`.
pub(crate) fn document(operations: &[&Operation], cells: &BTreeMap<CellKey, Cell>) -> String {
    let mut text = INTRODUCTION.to_owned();
    for (frequency, heading) in [(Frequency::Always, ALWAYS), (Frequency::Once, ONCE)] {
        text.push_str(heading);
        let rows = rows(operations, cells, frequency);
        let widths: Vec<usize> = (0..rows[0].len())
            .map(|column| {
                rows.iter()
                    .map(|row| width(&row[column]))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for (number, row) in rows.iter().enumerate() {
            line(&mut text, row, &widths);
            if number == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                line(&mut text, &rule, &widths);
            }
        }
    }
    text
}

fn rows(
    operations: &[&Operation],
    cells: &BTreeMap<CellKey, Cell>,
    frequency: Frequency,
) -> Vec<Vec<String>> {
    let mut head = vec!["Fault".to_owned(), "What happens".to_owned()];
    head.extend(
        operations
            .iter()
            .map(|operation| format!("{} {}", operation.method, operation.id)),
    );
    let mut rows = vec![head];
    for fault in Fault::ALL {
        let filled: Vec<String> = operations
            .iter()
            .filter_map(|operation| cells.get(&(frequency, fault, operation.id)))
            .map(|cell| format!("`{}` ×{}", cell.outcome, cell.seen))
            .collect();
        if !filled.is_empty() {
            let mut row = vec![format!("`{fault}`"), what_happens(fault).to_owned()];
            row.extend(filled);
            rows.push(row);
        }
    }
    rows
}

fn line(text: &mut String, cells: &[String], widths: &[usize]) {
    for (cell, width) in cells.iter().zip(widths) {
        let fill = width - self::width(cell);
        // Writing to a String never fails.
        let _ = write!(text, "| {cell}{} ", " ".repeat(fill));
    }
    text.push_str("|\n");
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn what_happens(fault: Fault) -> &'static str {
    match fault {
        Fault::Refuse => "no server listens on the port",
        Fault::CloseAtAccept => "the connection closes immediately",
        Fault::CloseAfterRequest => "the request arrives; closed without a response",
        Fault::CloseAfterExecution => "executed; closed without a response",
        Fault::CutMidBody => "executed; the response breaks off",
        Fault::StallBeforeHeaders => "the request arrives; then no response",
        Fault::StallAfterExecution => "executed; then no response",
        Fault::StallMidBody => "executed; the response stalls in the middle",
        Fault::InternalError => "500 with a JSON error",
        Fault::BadGateway => "502 with a proxy's page",
        Fault::BadGatewayRetryAfter => "502, wait 1 s",
        Fault::Unavailable => "503 with a JSON error",
        Fault::UnavailableRetryAfter => "503, wait 1 s",
        Fault::RateLimited => "429 without `Retry-After`",
        Fault::RateLimitedSeconds => "429, wait 1 s",
        Fault::RateLimitedDate => "429, wait until a date",
        Fault::Redirect => "302 to another host",
        Fault::SwitchingProtocols => "101 without a request for it",
        Fault::MovedPermanently => "301 to another host",
        Fault::SeeOther => "303 to another host",
        Fault::TemporaryRedirect => "307 to another host",
        Fault::RedirectMitigated => "302 with `cf-mitigated`",
        Fault::BadGatewayMitigated => "502 with `cf-mitigated`",
        Fault::UnavailableMitigated => "503 with a JSON error and `cf-mitigated`",
        Fault::InternalErrorScope => "500 with code 6002 in its JSON error",
        Fault::BadGatewayScope => "502 with code 6002 in its JSON error",
        Fault::RequestTimeout => "408 with a proxy's page",
        Fault::ClientClosed => "499 with a proxy's page",
        Fault::ProxyLogin => "407 of a proxy that requires a login",
        Fault::RefusedCut => "400 with an incomplete JSON error",
        Fault::CloudflareBlock => "Cloudflare's block page",
        Fault::CloudflareRateLimit => "429 with Cloudflare's rate limit page",
        Fault::CloudflareUnavailable => "503 with Cloudflare's challenge page",
        Fault::CloudflareChallenge => "Cloudflare's challenge page",
        Fault::TooLarge => "nginx's 413 page",
        Fault::HijackPrefix => "executed; a prefix before the JSON",
        Fault::InvalidUtf8 => "executed; the response is not UTF-8",
        Fault::EmptyBody => "executed; the response is empty",
        Fault::EndlessBody => "executed; the response does not end",
        Fault::TrickleBody => "executed; the response sends a byte a second",
        Fault::WrongContentType => "executed; the JSON is labelled HTML",
        Fault::NullBody => "executed; the response is `null`",
        Fault::NullData => "executed; `null` instead of the object",
        Fault::DownstreamTimeout => "504 in plain text",
        other => panic!("{other} is new: describe it here"),
    }
}
