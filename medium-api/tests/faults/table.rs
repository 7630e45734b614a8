//! The cells as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use medium_api::runtime::Operation;
use medium_sandbox::faults::Fault;

use crate::Place;
use crate::cell::{Cell, Strikes};

const INTRODUCTION: &str = include_str!("introduction.md");
const ALWAYS: &str = "\n## A fault that lasts\n\n";
const ONCE: &str = "\n## A fault that strikes once\n\n\
`refuse` is not here: a port that is closed stays closed until somebody opens it.\n\n";

/// The whole of `docs/faults.md`.
pub(crate) fn document(operations: &[&Operation], cells: &BTreeMap<Place, Cell>) -> String {
    let mut text = INTRODUCTION.to_owned();
    for (strikes, heading) in [(Strikes::Always, ALWAYS), (Strikes::Once, ONCE)] {
        text.push_str(heading);
        let rows = rows(operations, cells, strikes);
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
    cells: &BTreeMap<Place, Cell>,
    strikes: Strikes,
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
            .filter_map(|operation| cells.get(&(strikes, fault, operation.id)))
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
        Fault::Refuse => "nobody listens on the port",
        Fault::CloseAtAccept => "the connection closes as soon as it stands",
        Fault::CloseAfterRequest => "the request arrives; closed without a response",
        Fault::CloseAfterExecution => "it is done; closed without a response",
        Fault::CutMidBody => "it is done; the response breaks off",
        Fault::StallBeforeHeaders => "the request arrives; then silence",
        Fault::StallAfterExecution => "it is done; then silence",
        Fault::StallMidBody => "it is done; the response halts in its middle",
        Fault::InternalError => "500 with a JSON error",
        Fault::BadGateway => "502 with a proxy's page",
        Fault::BadGatewayRetryAfter => "502, wait 1 s",
        Fault::Unavailable => "503 with a JSON error",
        Fault::UnavailableRetryAfter => "503, wait 1 s",
        Fault::RateLimited => "429, no word on how long",
        Fault::RateLimitedSeconds => "429, wait 1 s",
        Fault::RateLimitedDate => "429, wait until a date",
        Fault::Redirect => "302 to another host",
        Fault::SwitchingProtocols => "101, which nobody asked for",
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
        Fault::ProxyLogin => "407 of a proxy that asks for a login",
        Fault::RefusedCut => "400 with a JSON error that breaks off",
        Fault::CloudflareBlock => "Cloudflare's page for those that it blocks",
        Fault::CloudflareRateLimit => "429, Cloudflare's page for those that ask too often",
        Fault::CloudflareUnavailable => "503, Cloudflare's page for browsers",
        Fault::CloudflareChallenge => "Cloudflare's page for browsers",
        Fault::TooLarge => "nginx's 413 page",
        Fault::HijackPrefix => "it is done; a prefix before the JSON",
        Fault::InvalidUtf8 => "it is done; the response is no UTF-8",
        Fault::EmptyBody => "it is done; the response is empty",
        Fault::EndlessBody => "it is done; the response does not end",
        Fault::TrickleBody => "it is done; the response comes a byte a second",
        Fault::WrongContentType => "it is done; the JSON is called HTML",
        Fault::NullBody => "it is done; the response is `null`",
        Fault::NullData => "it is done; `null` where the object is due",
        Fault::DownstreamTimeout => "504 in plain text",
        other => panic!("{other} is new: say here what happens"),
    }
}
