//! Any text as an ID: an input error, or one segment of the right path.

use medium_api::Error;
use medium_api::types::UserId;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;

use crate::fewer_cases;
use crate::support::impatient;
use crate::support::server::{Reply, Request, Server};
use crate::text::any_text;

/// Whether it is an invalid ID.
fn is_invalid_id(text: &str) -> bool {
    matches!(text, "" | "." | "..")
}

/// The ID in a path of the operation `publications`.
fn id_in(path: &str) -> Option<String> {
    let id = path.strip_prefix("/v1/users/")?;
    let id = id.strip_suffix("/publications")?;
    let decoded = percent_decode_str(id).decode_utf8().ok()?;
    (!id.contains('/')).then(|| decoded.into_owned())
}

#[test]
fn an_id_is_one_segment_or_an_error() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let empty = async |_: Request| Reply::json(200, &json!({ "data": [] }));
    let server = runtime.block_on(Server::start(empty));
    let client = impatient(&server.url()).token("token").build();
    let client = client.expect("a client");
    proptest!(fewer_cases(), |(text in any_text())| {
        let before = server.seen().len();
        let called = runtime.block_on(client.publications(&UserId(text.clone())).send());
        let seen = &server.seen()[before..];
        if is_invalid_id(&text) {
            let rejected = matches!(called, Err(Error::Input { .. }));
            prop_assert!(rejected, "{called:?}");
            prop_assert_eq!(seen.len(), 0);
        } else {
            prop_assert!(called.is_ok(), "{called:?}");
            prop_assert_eq!(seen.len(), 1);
            prop_assert_eq!(seen[0].method.as_str(), "GET");
            prop_assert_eq!(id_in(&seen[0].target), Some(text));
        }
    });
}
