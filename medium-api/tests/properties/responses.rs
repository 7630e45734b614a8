//! Any JSON as any response, and valid responses that stay valid.

use std::sync::{Arc, Mutex};

use medium_api::Error;
use medium_api::types::{NewPost, UserId};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::json::{add, any_json, pointers, put, serialize};
use crate::response_types::response_types;
use crate::support::client_with_token;
use crate::support::server::{Request, Response, Server};
use crate::text::any_text;
use crate::{cases, fewer_cases};

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_json_is_a_value_or_an_error(json in any_json(), index in any::<proptest::sample::Index>()) {
        for response_type in response_types() {
            let _ = (response_type.read)(json.to_string().as_bytes());
            // Also instead of a part of a valid response.
            let mut invalid = response_type.valid.clone();
            let pointers = pointers(&invalid);
            if let Some(part) = invalid.pointer_mut(index.get(&pointers).as_str()) {
                *part = json.clone();
            }
            let _ = (response_type.read)(invalid.to_string().as_bytes());
        }
    }

    #[test]
    fn any_bytes_are_a_value_or_an_error(bytes: Vec<u8>) {
        for response_type in response_types() {
            let _ = (response_type.read)(&bytes);
        }
    }

    #[test]
    fn valid_responses_stay_valid(
        more in proptest::collection::vec((any_text(), any_json()), 0..2),
        new_value in any_text(),
        absent in proptest::sample::select(vec![None, Some(Value::Null), Some(json!(""))]),
        seed: u64,
    ) {
        for response_type in response_types() {
            let mut json = response_type.valid.clone();
            for pointer in response_type.open {
                if let Some(part) = json.pointer_mut(pointer) {
                    *part = Value::from(new_value.clone());
                }
            }
            for (bit, pointer) in response_type.optional.iter().enumerate() {
                if seed >> bit & 1 == 1 {
                    put(&mut json, pointer, absent.clone());
                }
            }
            add(&mut json, &more);
            let text = serialize(&json, &mut seed.clone());
            let read = (response_type.read)(text.as_bytes());
            prop_assert!(read.is_ok(), "{read:?}: {text}");
        }
    }
}

#[test]
fn any_json_over_http_is_a_value_or_an_error() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let body = Arc::new(Mutex::new(String::new()));
    let server = runtime.block_on(Server::start({
        let body = Arc::clone(&body);
        move |_: Request| {
            let body = body.lock().unwrap().clone();
            async move { Response::text(200, "application/json", body) }
        }
    }));
    let client = client_with_token(&server.url(), "token");
    let author = UserId("1".to_owned());
    let post = NewPost::markdown("Bells", "# Bells");
    proptest!(fewer_cases(), |(json in any_json(), within: bool)| {
        let json = if within { json!({ "data": json }) } else { json };
        *body.lock().unwrap() = json.to_string();
        // Random JSON never matches a type.
        let read = runtime.block_on(client.me().send()).map(drop);
        let broken = matches!(read, Err(Error::Decode { .. } | Error::NotJson { .. }));
        prop_assert!(broken, "{read:?}");
        let line = read.unwrap_err().to_string();
        prop_assert!(!line.contains(char::is_control) && line.chars().count() < 500, "{line:?}");
        let made = runtime.block_on(client.create_post(&author, &post).send()).map(drop);
        let unknown = matches!(made, Err(Error::OutcomeUnknown { .. }));
        prop_assert!(unknown, "{made:?}");
    });
}
