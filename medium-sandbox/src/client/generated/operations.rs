// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The operations and scopes of the document, as data.

use medium_runtime::Operation;

const DEFAULT_SERVER: &str = "http://127.0.0.1:4000";

/// `GET /_sandbox/posts`: [`Client::posts`](super::Client::posts).
pub static POSTS: Operation =
    Operation::new("posts", "GET", DEFAULT_SERVER, "/_sandbox/posts").envelope("data");

/// `DELETE /_sandbox/posts`: [`Client::delete_posts`](super::Client::delete_posts).
pub static DELETE_POSTS: Operation =
    Operation::new("deletePosts", "DELETE", DEFAULT_SERVER, "/_sandbox/posts");

/// `GET /_sandbox/images`: [`Client::images`](super::Client::images).
pub static IMAGES: Operation =
    Operation::new("images", "GET", DEFAULT_SERVER, "/_sandbox/images").envelope("data");

/// `DELETE /_sandbox/images`: [`Client::delete_images`](super::Client::delete_images).
pub static DELETE_IMAGES: Operation =
    Operation::new("deleteImages", "DELETE", DEFAULT_SERVER, "/_sandbox/images");

/// `GET /_sandbox/users`: [`Client::users`](super::Client::users).
pub static USERS: Operation =
    Operation::new("users", "GET", DEFAULT_SERVER, "/_sandbox/users").envelope("data");

/// `GET /_sandbox/publications`: [`Client::publications`](super::Client::publications).
pub static PUBLICATIONS: Operation = Operation::new(
    "publications",
    "GET",
    DEFAULT_SERVER,
    "/_sandbox/publications",
)
.envelope("data");

/// `GET /_sandbox/applications`: [`Client::applications`](super::Client::applications).
pub static APPLICATIONS: Operation = Operation::new(
    "applications",
    "GET",
    DEFAULT_SERVER,
    "/_sandbox/applications",
)
.envelope("data")
.secret();

/// `GET /_sandbox/tokens`: [`Client::tokens`](super::Client::tokens).
pub static TOKENS: Operation = Operation::new("tokens", "GET", DEFAULT_SERVER, "/_sandbox/tokens")
    .envelope("data")
    .secret();

/// `POST /_sandbox/tokens`: [`Client::create_token`](super::Client::create_token).
pub static CREATE_TOKEN: Operation =
    Operation::new("createToken", "POST", DEFAULT_SERVER, "/_sandbox/tokens")
        .envelope("data")
        .secret();

/// `DELETE /_sandbox/tokens`: [`Client::delete_tokens`](super::Client::delete_tokens).
pub static DELETE_TOKENS: Operation =
    Operation::new("deleteTokens", "DELETE", DEFAULT_SERVER, "/_sandbox/tokens");

/// `GET /_sandbox/requests`: [`Client::requests`](super::Client::requests).
pub static REQUESTS: Operation =
    Operation::new("requests", "GET", DEFAULT_SERVER, "/_sandbox/requests").envelope("data");

/// `DELETE /_sandbox/requests`: [`Client::delete_requests`](super::Client::delete_requests).
pub static DELETE_REQUESTS: Operation = Operation::new(
    "deleteRequests",
    "DELETE",
    DEFAULT_SERVER,
    "/_sandbox/requests",
);

/// `GET /_sandbox/faults`: [`Client::faults`](super::Client::faults).
pub static FAULTS: Operation =
    Operation::new("faults", "GET", DEFAULT_SERVER, "/_sandbox/faults").envelope("data");

/// `POST /_sandbox/faults`: [`Client::inject_fault`](super::Client::inject_fault).
pub static INJECT_FAULT: Operation =
    Operation::new("injectFault", "POST", DEFAULT_SERVER, "/_sandbox/faults").envelope("data");

/// `DELETE /_sandbox/faults`: [`Client::clear_faults`](super::Client::clear_faults).
pub static CLEAR_FAULTS: Operation =
    Operation::new("clearFaults", "DELETE", DEFAULT_SERVER, "/_sandbox/faults");

/// `GET /_sandbox/clock`: [`Client::clock`](super::Client::clock).
pub static CLOCK: Operation =
    Operation::new("clock", "GET", DEFAULT_SERVER, "/_sandbox/clock").envelope("data");

/// `POST /_sandbox/clock`: [`Client::advance_clock`](super::Client::advance_clock).
pub static ADVANCE_CLOCK: Operation =
    Operation::new("advanceClock", "POST", DEFAULT_SERVER, "/_sandbox/clock").envelope("data");

/// `POST /_sandbox/reset`: [`Client::reset`](super::Client::reset).
pub static RESET: Operation = Operation::new("reset", "POST", DEFAULT_SERVER, "/_sandbox/reset");

/// `GET /_sandbox/snapshot`: [`Client::snapshot`](super::Client::snapshot).
pub static SNAPSHOT: Operation =
    Operation::new("snapshot", "GET", DEFAULT_SERVER, "/_sandbox/snapshot")
        .envelope("data")
        .secret();

/// `PUT /_sandbox/snapshot`: [`Client::restore`](super::Client::restore).
pub static RESTORE: Operation =
    Operation::new("restore", "PUT", DEFAULT_SERVER, "/_sandbox/snapshot").secret();

/// The operations of Medium sandbox control API, in the order of its document.
pub static ALL: &[&Operation] = &[
    &POSTS,
    &DELETE_POSTS,
    &IMAGES,
    &DELETE_IMAGES,
    &USERS,
    &PUBLICATIONS,
    &APPLICATIONS,
    &TOKENS,
    &CREATE_TOKEN,
    &DELETE_TOKENS,
    &REQUESTS,
    &DELETE_REQUESTS,
    &FAULTS,
    &INJECT_FAULT,
    &CLEAR_FAULTS,
    &CLOCK,
    &ADVANCE_CLOCK,
    &RESET,
    &SNAPSHOT,
    &RESTORE,
];
