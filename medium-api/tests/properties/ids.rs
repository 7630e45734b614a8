//! Any text as an id: an input error, or one segment of the right path.

use medium_api::runtime::segment;
use medium_api::types::UserId;
use medium_api::{Error, operations};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::json;
use url::Url;

use crate::support::impatient;
use crate::support::server::{Answer, Request, Server};
use crate::text::any_text;
use crate::{cases, few};

/// Whether the rules refuse it.
fn is_no_id(text: &str) -> bool {
    text.is_empty()
        || text == "."
        || text.contains("..")
        || text.contains(['/', '\\', '%'])
        || text.chars().any(char::is_control)
}

/// The id that a path of `publications` names.
fn id_in(path: &str) -> Option<String> {
    let id = path.strip_prefix("/v1/users/")?;
    let id = id.strip_suffix("/publications")?;
    let decoded = percent_decode_str(id).decode_utf8().ok()?;
    (!id.contains('/')).then(|| decoded.into_owned())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_id_is_one_segment_or_an_error(text in any_text()) {
        match segment(&operations::PUBLICATIONS, "userId", &text) {
            Ok(encoded) => {
                prop_assert!(!is_no_id(&text), "{text:?} was taken");
                let url = format!("https://api.medium.com/v1/users/{encoded}/publications");
                let url = Url::parse(&url).expect("a URL");
                prop_assert_eq!(url.path_segments().map(Iterator::count), Some(4));
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
                prop_assert_eq!(url.origin().ascii_serialization(), "https://api.medium.com");
                prop_assert_eq!(id_in(url.path()), Some(text));
            }
            Err(error) => {
                prop_assert!(is_no_id(&text), "{text:?} was refused");
                let named = matches!(&error, Error::Input { field, operation, .. }
                    if field == "userId" && *operation == "publications");
                prop_assert!(named, "{error:?}");
                prop_assert!(!error.to_string().contains(char::is_control));
            }
        }
    }
}

#[test]
fn over_the_wire_it_is_the_same() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let empty = async |_: Request| Answer::json(200, &json!({ "data": [] }));
    let server = runtime.block_on(Server::start(empty));
    let client = impatient(&server.url()).token("token").build();
    let client = client.expect("a client");
    proptest!(few(), |(text in any_text())| {
        let before = server.seen().len();
        let called = runtime.block_on(client.publications(&UserId(text.clone())));
        let seen = &server.seen()[before..];
        if is_no_id(&text) {
            let refused = matches!(called, Err(Error::Input { .. }));
            prop_assert!(refused, "{called:?}");
            prop_assert_eq!(seen.len(), 0);
        } else {
            prop_assert!(called.is_ok(), "{called:?}");
            prop_assert_eq!(seen.len(), 1);
            prop_assert_eq!(seen[0].method.as_str(), "GET");
            prop_assert_eq!(id_in(&seen[0].target), Some(text));
        }
    });
}
