//! A logged request as a curl command.

use crate::shell_quote::quote;
use crate::{Exchange, LoggedRequest};

/// Headers that curl sends itself.
const SENT_BY_CURL: [&str; 6] = [
    "host",
    "content-length",
    "connection",
    "accept",
    "user-agent",
    "accept-encoding",
];

/// Returns the command, or `None` if the body was not logged. The token is
/// `$MEDIUM_TOKEN`.
pub(super) fn command(origin: &str, request: &LoggedRequest) -> Option<String> {
    let exchange = request.exchange.as_ref()?;
    let mut parts = vec![format!("curl -X {}", request.method)];
    parts.extend(headers(exchange));
    if !exchange.request_body.is_empty() {
        parts.push(format!("--data-raw {}", quote(&body(exchange)?)));
    }
    parts.push(quote(&format!("{origin}{}", request.path)));
    Some(parts.join(" \\\n  "))
}

fn headers(exchange: &Exchange) -> Vec<String> {
    let lines = exchange.request_head.lines();
    let named = lines.filter_map(|line| line.split_once(": "));
    named
        .filter(|(name, _)| !SENT_BY_CURL.contains(name) && *name != "cookie")
        .map(|(name, value)| match name {
            // The shell expands variables in double quotes only.
            "authorization" => r#"-H "Authorization: Bearer $MEDIUM_TOKEN""#.to_owned(),
            _ => format!("-H {}", quote(&format!("{name}: {value}"))),
        })
        .collect()
}

/// Returns the body, if it was logged completely. Masked secrets stay masked.
fn body(exchange: &Exchange) -> Option<String> {
    let body = &exchange.request_body;
    let is_form = exchange.request_head.contains("x-www-form-urlencoded");
    let is_cut = body.ends_with("(cut)");
    let is_size = body.starts_with('(') && body.ends_with(')');
    if is_cut || is_size {
        None
    } else if is_form {
        Some(body.replace("\n&", "&"))
    } else {
        Some(body.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(head: &str, body: &str) -> LoggedRequest {
        let exchange = Exchange {
            request_head: head.to_owned(),
            request_body: body.to_owned(),
            ..Exchange::default()
        };
        LoggedRequest {
            method: "POST".to_owned(),
            path: "/v1/users/1/posts".to_owned(),
            exchange: Some(exchange),
            ..LoggedRequest::default()
        }
    }

    #[test]
    fn the_command_uses_the_token_of_the_environment() {
        let head = "host: x\nauthorization: ••••\ncontent-type: application/json\n";
        let command = command(
            "http://127.0.0.1:4000",
            &request(head, r#"{"title":"it's"}"#),
        );
        assert_eq!(
            command.unwrap(),
            r#"curl -X POST \
  -H "Authorization: Bearer $MEDIUM_TOKEN" \
  -H 'content-type: application/json' \
  --data-raw '{"title":"it'\''s"}' \
  http://127.0.0.1:4000/v1/users/1/posts"#
        );
    }

    #[test]
    fn there_is_no_command_without_the_whole_body() {
        for body in [
            "(45 bytes)",
            "(multipart/form-data, not logged)",
            "a\n… (cut)",
        ] {
            assert_eq!(command("http://127.0.0.1:4000", &request("", body)), None);
        }
    }
}
