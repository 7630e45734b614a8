//! The fixed responses of faults.

use jiff::{SignedDuration, Timestamp};

use super::fault::Fault;
use crate::api_error::NGINX_413;

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=UTF-8";
const POST_LIMIT: &str = r#"{"errors":[{"message":"User has reached the rate limit for publishing today.","code":1007}]}"#;
const DISABLED: &str = r#"{"errors":[{"message":"API temporarily disabled","code":6027}]}"#;
const BROKEN: &str = r#"{"errors":[{"message":"Something went wrong.","code":-1}]}"#;
const NGINX_502: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
const CHALLENGE: &str = "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title>\
</head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>";
const BLOCKED: &str = "<!DOCTYPE html><html lang=\"en-US\"><head><title>Attention Required! | \
Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>";
const RATE_LIMITED: &str = "<!DOCTYPE html><html lang=\"en-US\"><head><title>Access denied | \
api.medium.com used Cloudflare to restrict access</title></head><body>Error 1015</body></html>";
/// The header of a Cloudflare challenge.
const MITIGATED: &str = "cf-mitigated: challenge\r\n";
const SCOPE: &str = r#"{"errors":[{"message":"Missing scope: publishPost","code":6002}]}"#;
const NO_CONTENT: &str = r#"{"errors":[{"message":"Post has no content.","code":2002}]}"#;
/// The page of both 408 and 499. nginx logs 499 itself and has no page for it.
const TIME_OUT: &str = "<html>\r\n<head><title>408 Request Time-out</title></head>\r\n<body>\r\n\
<center><h1>408 Request Time-out</h1></center>\r\n</body>\r\n</html>\r\n";

/// The seconds in `Retry-After`.
const RETRY_AFTER: i64 = 1;

/// Returns the whole response of a fault that does not involve the server; `None` for others.
pub(super) fn fixed_response(fault: Fault, port: u16) -> Option<Vec<u8>> {
    let response =
        match fault {
            Fault::Status500 => response("500 Internal Server Error", JSON, BROKEN),
            Fault::Status500Code6002 => response("500 Internal Server Error", JSON, SCOPE),
            Fault::Status502 => response("502 Bad Gateway", HTML, NGINX_502),
            Fault::Status502Code6002 => response("502 Bad Gateway", JSON, SCOPE),
            Fault::Status502CfMitigated => {
                response("502 Bad Gateway", HTML, NGINX_502).with_header(MITIGATED)
            }
            Fault::Status502RetryAfter => {
                response("502 Bad Gateway", HTML, NGINX_502).with_header(&retry_after_seconds())
            }
            Fault::Status503 => response("503 Service Unavailable", JSON, DISABLED),
            Fault::Status503RetryAfter => response("503 Service Unavailable", JSON, DISABLED)
                .with_header(&retry_after_seconds()),
            Fault::Status503CfMitigated => {
                response("503 Service Unavailable", JSON, DISABLED).with_header(MITIGATED)
            }
            Fault::Status429 => response("429 Too Many Requests", JSON, POST_LIMIT),
            Fault::Status429Seconds => response("429 Too Many Requests", JSON, POST_LIMIT)
                .with_header(&retry_after_seconds()),
            Fault::Status429Date => response("429 Too Many Requests", JSON, POST_LIMIT)
                .with_header(&format!("Retry-After: {}\r\n", http_date())),
            Fault::Status101 => {
                response("101 Switching Protocols", HTML, "").with_header("Upgrade: other\r\n")
            }
            Fault::Status408 => response("408 Request Timeout", HTML, TIME_OUT),
            Fault::Status499 => response("499 Client Closed Request", HTML, TIME_OUT),
            Fault::Status407 => response("407 Proxy Authentication Required", HTML, "")
                .with_header("Proxy-Authenticate: Basic realm=\"proxy\"\r\n"),
            Fault::Status400Truncated => response("400 Bad Request", JSON, NO_CONTENT).truncate(),
            Fault::Status413 => response("413 Request Entity Too Large", "text/html", NGINX_413)
                .with_header("Server: nginx\r\n"),
            Fault::Status504 => response(
                "504 Gateway Timeout",
                "text/plain",
                "downstream duration timeout",
            ),
            other => redirect(other, port).or_else(|| cloudflare(other))?,
        };
    Some(response.bytes())
}

fn redirect(fault: Fault, port: u16) -> Option<FixedResponse> {
    let (status, extra) = match fault {
        Fault::Status302 => ("302 Found", ""),
        Fault::Status302CfMitigated => ("302 Found", MITIGATED),
        Fault::Status301 => ("301 Moved Permanently", ""),
        Fault::Status303 => ("303 See Other", ""),
        Fault::Status307 => ("307 Temporary Redirect", ""),
        _ => return None,
    };
    // Another host: the sandbox's own URL has 127.0.0.1.
    let location = format!("Location: http://localhost:{port}/elsewhere\r\n");
    Some(
        response(status, HTML, "")
            .with_header(&location)
            .with_header(extra),
    )
}

fn cloudflare(fault: Fault) -> Option<FixedResponse> {
    let response = match fault {
        Fault::CloudflareChallenge => {
            response("403 Forbidden", HTML, CHALLENGE).with_header(MITIGATED)
        }
        Fault::Cloudflare503 => response("503 Service Unavailable", HTML, CHALLENGE),
        Fault::CloudflareBlock => response("403 Forbidden", HTML, BLOCKED),
        Fault::Cloudflare429 => response("429 Too Many Requests", HTML, RATE_LIMITED),
        _ => return None,
    };
    Some(response.with_header("Server: cloudflare\r\n"))
}

/// A response under construction.
struct FixedResponse {
    status: &'static str,
    headers: String,
    body: &'static str,
    /// The bytes of the body to send. `Content-Length` is the whole body.
    sent: usize,
}

fn response(status: &'static str, content_type: &str, body: &'static str) -> FixedResponse {
    FixedResponse {
        status,
        headers: format!("Content-Type: {content_type}\r\n"),
        body,
        sent: body.len(),
    }
}

impl FixedResponse {
    fn with_header(mut self, header: &str) -> Self {
        self.headers.push_str(header);
        self
    }

    fn truncate(mut self) -> Self {
        self.sent /= 2;
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let Self {
            status,
            headers,
            body,
            sent,
        } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{}",
            &body[..*sent]
        )
        .into_bytes()
    }
}

fn retry_after_seconds() -> String {
    format!("Retry-After: {RETRY_AFTER}\r\n")
}

/// Returns a date in the future: the format has whole seconds, so a second is added.
fn http_date() -> String {
    let time = Timestamp::now() + SignedDuration::from_secs(RETRY_AFTER + 1);
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_that_does_not_execute_has_a_response_unless_it_closes_or_stalls() {
        for fault in Fault::ALL {
            let closes_or_stalls = matches!(
                fault,
                Fault::ConnectionRefused
                    | Fault::CloseOnConnect
                    | Fault::CloseAfterRequest
                    | Fault::StallBeforeHeaders
            );
            let expected = !fault.executes() && !closes_or_stalls;
            assert_eq!(fixed_response(fault, 1).is_some(), expected, "{fault}");
        }
    }
}
