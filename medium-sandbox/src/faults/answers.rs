//! The answers that stand in for the server's own.

use jiff::{SignedDuration, Timestamp};

use super::Fault;
use crate::error::NGINX_413;

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=UTF-8";
const LIMIT: &str = r#"{"errors":[{"message":"User has reached the rate limit for publishing today.","code":1007}]}"#;
const DISABLED: &str = r#"{"errors":[{"message":"API temporarily disabled","code":6027}]}"#;
const BROKEN: &str = r#"{"errors":[{"message":"Something went wrong.","code":-1}]}"#;
const NGINX_502: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
const CHALLENGE: &str = "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title>\
</head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>";

/// Seconds that `Retry-After` asks for.
const RETRY_AFTER: i64 = 1;

/// The whole answer for a fault that needs no server, or `None` for the others.
pub(super) fn canned(fault: Fault, port: u16) -> Option<Vec<u8>> {
    let seconds = format!("Retry-After: {RETRY_AFTER}\r\n");
    let (status, extra, content_type, body) = match fault {
        Fault::InternalError => ("500 Internal Server Error", String::new(), JSON, BROKEN),
        Fault::BadGateway => ("502 Bad Gateway", String::new(), HTML, NGINX_502),
        Fault::BadGatewayRetryAfter => ("502 Bad Gateway", seconds, HTML, NGINX_502),
        Fault::Unavailable => ("503 Service Unavailable", String::new(), JSON, DISABLED),
        Fault::UnavailableRetryAfter => ("503 Service Unavailable", seconds, JSON, DISABLED),
        Fault::RateLimited => ("429 Too Many Requests", String::new(), JSON, LIMIT),
        Fault::RateLimitedSeconds => ("429 Too Many Requests", seconds, JSON, LIMIT),
        Fault::RateLimitedDate => (
            "429 Too Many Requests",
            format!("Retry-After: {}\r\n", http_date()),
            JSON,
            LIMIT,
        ),
        Fault::Redirect => (
            "302 Found",
            format!("Location: http://localhost:{port}/elsewhere\r\n"),
            HTML,
            "",
        ),
        Fault::CloudflareChallenge => {
            let extra = "cf-mitigated: challenge\r\nServer: cloudflare\r\n".to_owned();
            ("403 Forbidden", extra, HTML, CHALLENGE)
        }
        Fault::TooLarge => {
            let extra = "Server: nginx\r\n".to_owned();
            (
                "413 Request Entity Too Large",
                extra,
                "text/html",
                NGINX_413,
            )
        }
        Fault::DownstreamTimeout => (
            "504 Gateway Timeout",
            String::new(),
            "text/plain",
            "downstream duration timeout",
        ),
        _ => return None,
    };
    let length = body.len();
    let message = format!(
        "HTTP/1.1 {status}\r\n{extra}Content-Type: {content_type}\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    Some(message.into_bytes())
}

/// Whole seconds are all that the format has: one more keeps the moment in the future.
fn http_date() -> String {
    let moment = Timestamp::now() + SignedDuration::from_secs(RETRY_AFTER + 1);
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_without_a_server_has_an_answer() {
        for fault in Fault::ALL {
            let closes_or_stalls = matches!(
                fault,
                Fault::Refuse
                    | Fault::CloseAtAccept
                    | Fault::CloseAfterRequest
                    | Fault::StallBeforeHeaders
            );
            let expected = !fault.executes() && !closes_or_stalls;
            assert_eq!(canned(fault, 1).is_some(), expected, "{fault}");
        }
    }
}
