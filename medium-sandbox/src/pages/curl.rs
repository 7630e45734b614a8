//! A request as a command for a shell, to be sent again or handed on.

use crate::Exchange;
use crate::LoggedRequest;
use crate::command::quoted;

/// Headers that curl writes itself, or that are another caller's.
const OWN: [&str; 6] = [
    "host",
    "content-length",
    "connection",
    "accept",
    "user-agent",
    "accept-encoding",
];

/// The command, or `None` where its body was not kept. The token is the caller's own.
pub(super) fn command(origin: &str, call: &LoggedRequest) -> Option<String> {
    let exchange = call.exchange.as_ref()?;
    let mut parts = vec![format!("curl -X {}", call.method)];
    parts.extend(headers(exchange));
    if !exchange.request_body.is_empty() {
        parts.push(format!("--data-raw {}", quoted(&body(exchange)?)));
    }
    parts.push(quoted(&format!("{origin}{}", call.path)));
    Some(parts.join(" \\\n  "))
}

fn headers(exchange: &Exchange) -> Vec<String> {
    let lines = exchange.request_head.lines();
    let named = lines.filter_map(|line| line.split_once(": "));
    named
        .filter(|(name, _)| !OWN.contains(name) && *name != "cookie")
        .map(|(name, value)| match name {
            // In double quotes, in which a shell fills it in.
            "authorization" => r#"-H "Authorization: Bearer $MEDIUM_TOKEN""#.to_owned(),
            _ => format!("-H {}", quoted(&format!("{name}: {value}"))),
        })
        .collect()
}

/// The body as it was sent, if it is there whole. Masked secrets stay masked.
fn body(exchange: &Exchange) -> Option<String> {
    let kept = &exchange.request_body;
    let is_form = exchange.request_head.contains("x-www-form-urlencoded");
    let is_cut = kept.ends_with("(cut)");
    let is_size = kept.starts_with('(') && kept.ends_with(')');
    let is_whole = !is_cut && !is_size;
    is_whole.then(|| match is_form {
        // A field a line is how forms are shown.
        true => kept.replace("\n&", "&"),
        false => kept.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(head: &str, body: &str) -> LoggedRequest {
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
    fn a_shell_can_run_it_with_a_token_of_its_own() {
        let head = "host: x\nauthorization: ••••\ncontent-type: application/json\n";
        let said = command("http://127.0.0.1:4000", &call(head, r#"{"title":"it's"}"#));
        assert_eq!(
            said.expect("a command"),
            r#"curl -X POST \
  -H "Authorization: Bearer $MEDIUM_TOKEN" \
  -H 'content-type: application/json' \
  --data-raw '{"title":"it'\''s"}' \
  http://127.0.0.1:4000/v1/users/1/posts"#
        );
    }

    #[test]
    fn what_is_not_kept_is_not_made_up() {
        for body in [
            "(45 bytes)",
            "(multipart/form-data, not kept)",
            "a\n… (cut)",
        ] {
            assert_eq!(command("http://127.0.0.1:4000", &call("", body)), None);
        }
    }
}
