//! Sample errors of API calls.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use axum::http::StatusCode;
use medium_api::Client;

use super::{block_on, text};
use crate::error::Error;

pub(super) fn token_rejected() -> medium_api::Error {
    medium_api::Error::Token {
        operation: "me",
        refreshable: true,
        status: StatusCode::UNAUTHORIZED,
        errors: Vec::new(),
        response: Default::default(),
    }
}

pub(super) fn outcome_unknown() -> medium_api::Error {
    medium_api::Error::OutcomeUnknown {
        operation: "createPost",
        status: None,
        problem: text(),
        response: Default::default(),
        source: None,
    }
}

pub(in crate::error::tests) fn rate_limited(retry_after: Option<Duration>) -> medium_api::Error {
    medium_api::Error::RateLimited {
        operation: "createPost",
        retry_after,
        errors: Vec::new(),
        response: Default::default(),
    }
}

fn input(field: &str) -> medium_api::Error {
    medium_api::Error::Input {
        operation: "client",
        field: field.to_owned(),
        problem: text(),
    }
}

/// A response without a request id.
fn none<T: Default>() -> T {
    T::default()
}

pub(super) fn calls() -> Vec<Error> {
    use medium_api::Error as Api;

    let operation = "createPost";
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let errors = vec![
        input("api_url"),
        input("server"),
        input("token"),
        input("title"),
        input("HTTPS_PROXY"),
        token_rejected(),
        rejected(),
        outcome_unknown(),
        rate_limited(None),
        rate_limited(Some(Duration::from_secs(5))),
        sample!(Api::LoginRequired; operation, problem: text(), source: None),
        sample!(Api::RefreshFailed; operation, problem: text(), may_have_refreshed: false, source: None),
        Api::Scope {
            operation,
            scope: "uploadImage".to_owned(),
            status: Some(StatusCode::FORBIDDEN),
            response: none(),
        },
        sample!(Api::TooLarge; operation, status, what: "the request", advice: "", response: none()),
        sample!(Api::Connection; operation, problem: text(), sent: false, response: none(), source: None),
        sample!(Api::Certificate; operation, host: "localhost".to_owned(), problem: text(), source: None),
        sample!(Api::Proxy; operation, problem: text(), response: none()),
        sample!(Api::Timeout; operation, problem: text(), sent: false, response: none(), source: None),
        sample!(Api::Blocked; operation, status, by: "Cloudflare", response: none()),
        sample!(Api::Unavailable; operation, status, retry_after: None, problem: text(), response: none()),
        sample!(Api::Redirected; operation, status, advice: "", response: none()),
        Api::NotJson {
            operation,
            status,
            content_type: "text/html".to_owned(),
            start: text(),
            response: none(),
        },
        Api::Decode {
            operation,
            status,
            path: "data.url".to_owned(),
            problem: text(),
            response: none(),
        },
    ];
    errors.into_iter().map(Error::from).collect()
}

/// Returns a rejected request. This error can't be constructed, so a server returns it.
fn rejected() -> medium_api::Error {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        let body = r#"{"errors":[{"message":"No.","code":2002}]}"#;
        let length = body.len();
        write!(stream, "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    });
    let error = block_on(async {
        let client = Client::builder().api_url(&url).token("t").build().unwrap();
        client.me().await.unwrap_err()
    });
    server.join().unwrap();
    error
}
