//! Retries and their waits.

use std::time::{Duration, Instant};

use medium_api::types::{NewPost, UserId};
use medium_api::{Client, Error, Retry};

use crate::support::server::{Request, Response, Server};
use crate::support::{builder_with_short_limits, short_retries, user_response};

fn limited() -> Response {
    Response::error(
        429,
        1007,
        "User has reached the rate limit for publishing today.",
    )
}

/// Responds to the first request with `first`, and the others with a user.
async fn recovering_server(first: Response) -> Server {
    Server::start(move |request: Request| {
        let response = if request.number == 1 {
            first.clone()
        } else {
            user_response()
        };
        async move { response }
    })
    .await
}

fn client(server: &Server, retry: Retry) -> Client {
    let client = builder_with_short_limits(&server.url())
        .token("token")
        .retry(retry)
        .build();
    client.unwrap()
}

/// Returns an HTTP date at least `ahead` from now.
fn http_date(ahead: Duration) -> String {
    let moment = jiff::Timestamp::now() + ahead + Duration::from_secs(1);
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[tokio::test]
async fn waits_for_seconds() {
    for status in [429, 503] {
        let server =
            recovering_server(Response::error(status, -1, "later").header("Retry-After", "1"))
                .await;
        let start = Instant::now();
        client(&server, short_retries()).me().await.unwrap();
        assert!(start.elapsed() >= Duration::from_secs(1), "{status}");
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn waits_until_a_date() {
    let ahead = Duration::from_secs(1);
    let server = recovering_server(limited().header("Retry-After", &http_date(ahead))).await;
    let start = Instant::now();
    client(&server, short_retries()).me().await.unwrap();
    assert!(start.elapsed() >= ahead);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn ignores_past_and_invalid_dates() {
    for header_value in ["Wed, 21 Oct 2015 07:28:00 GMT", "soon", "-1", "", "1e3"] {
        let server = recovering_server(limited().header("Retry-After", header_value)).await;
        client(&server, short_retries()).me().await.unwrap();
        assert_eq!(server.seen().len(), 2, "{header_value}");
    }
}

#[tokio::test]
async fn does_not_wait_more_than_two_minutes() {
    let hour = http_date(Duration::from_secs(3600));
    for header_value in ["121", "86400", "18446744073709551615", &hour] {
        let server = Server::with_response(limited().header("Retry-After", header_value)).await;
        let start = Instant::now();
        let error = client(&server, short_retries())
            .me()
            .await
            .expect_err(header_value);
        assert!(start.elapsed() < Duration::from_secs(60), "{header_value}");
        let Error::RateLimited { retry_after, .. } = error else {
            panic!("{header_value}: {error}");
        };
        assert!(
            retry_after.is_some_and(|wait| wait > Duration::from_secs(120)),
            "{header_value}"
        );
        assert_eq!(server.seen().len(), 1, "{header_value}");
    }
}

#[tokio::test]
async fn errors_have_the_wait_of_the_service() {
    let server = Server::with_response(limited().header("Retry-After", "300")).await;
    let error = client(&server, short_retries()).me().await.unwrap_err();
    assert!(error.to_string().contains("wait 300 s"), "{error}");
}

#[tokio::test]
async fn the_budget_limits_retries_in_an_outage() {
    let server = Server::with_response(Response::error(500, -1, "broken")).await;
    let client = client(&server, short_retries());
    let calls = 100;
    for _ in 0..calls {
        client.me().await.unwrap_err();
    }
    let retries = server.seen().len() - calls;
    // Rounding may cost one.
    assert!(
        (10 + calls / 5 - 1..=10 + calls / 5).contains(&retries),
        "{retries}"
    );
}

#[tokio::test]
async fn clones_share_the_budget() {
    let server = Server::with_response(Response::error(500, -1, "broken")).await;
    let client = client(&server, short_retries());
    let calls = (0..100).map(|_| {
        let client = client.clone();
        async move { client.me().await.is_err() }
    });
    let failed = futures_util::future::join_all(calls).await;
    assert!(failed.into_iter().all(|failed| failed));
    assert!(server.seen().len() <= 130, "{}", server.seen().len());
}

#[tokio::test]
async fn repeats_the_same_request() {
    let author = UserId("1".to_owned());
    let post = NewPost::markdown("Bells", "# Bells\n\nÜber the hills…");
    let server = Server::with_response(limited()).await;
    let client = client(&server, short_retries().resend_rate_limited());
    assert!(client.create_post(&author, &post).await.is_err());
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for request in &seen {
        assert_eq!(
            (&request.target, &request.body),
            (&seen[0].target, &seen[0].body)
        );
        assert_eq!(request.header("authorization"), Some("Bearer token"));
    }
}
