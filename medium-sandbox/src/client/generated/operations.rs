// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The operations and scopes of the document, as data.

use medium_runtime::{Operation, ScopeDescription};

/// `GET /_sandbox/posts`: [`Client::posts`](super::Client::posts).
pub static POSTS: Operation =
    Operation::new("posts", "GET", "http://127.0.0.1:4000", "/_sandbox/posts").envelope("data");

/// `DELETE /_sandbox/posts`: [`Client::delete_posts`](super::Client::delete_posts).
pub static DELETE_POSTS: Operation = Operation::new(
    "deletePosts",
    "DELETE",
    "http://127.0.0.1:4000",
    "/_sandbox/posts",
);

/// `GET /_sandbox/images`: [`Client::images`](super::Client::images).
pub static IMAGES: Operation =
    Operation::new("images", "GET", "http://127.0.0.1:4000", "/_sandbox/images").envelope("data");

/// `DELETE /_sandbox/images`: [`Client::delete_images`](super::Client::delete_images).
pub static DELETE_IMAGES: Operation = Operation::new(
    "deleteImages",
    "DELETE",
    "http://127.0.0.1:4000",
    "/_sandbox/images",
);

/// `GET /_sandbox/users`: [`Client::users`](super::Client::users).
pub static USERS: Operation =
    Operation::new("users", "GET", "http://127.0.0.1:4000", "/_sandbox/users").envelope("data");

/// `GET /_sandbox/publications`: [`Client::publications`](super::Client::publications).
pub static PUBLICATIONS: Operation = Operation::new(
    "publications",
    "GET",
    "http://127.0.0.1:4000",
    "/_sandbox/publications",
)
.envelope("data");

/// `GET /_sandbox/applications`: [`Client::applications`](super::Client::applications).
pub static APPLICATIONS: Operation = Operation::new(
    "applications",
    "GET",
    "http://127.0.0.1:4000",
    "/_sandbox/applications",
)
.envelope("data")
.secret();

/// `GET /_sandbox/tokens`: [`Client::tokens`](super::Client::tokens).
pub static TOKENS: Operation =
    Operation::new("tokens", "GET", "http://127.0.0.1:4000", "/_sandbox/tokens")
        .envelope("data")
        .secret();

/// `POST /_sandbox/tokens`: [`Client::create_token`](super::Client::create_token).
pub static CREATE_TOKEN: Operation = Operation::new(
    "createToken",
    "POST",
    "http://127.0.0.1:4000",
    "/_sandbox/tokens",
)
.envelope("data")
.secret();

/// `DELETE /_sandbox/tokens`: [`Client::delete_tokens`](super::Client::delete_tokens).
pub static DELETE_TOKENS: Operation = Operation::new(
    "deleteTokens",
    "DELETE",
    "http://127.0.0.1:4000",
    "/_sandbox/tokens",
);

/// `GET /_sandbox/requests`: [`Client::requests`](super::Client::requests).
pub static REQUESTS: Operation = Operation::new(
    "requests",
    "GET",
    "http://127.0.0.1:4000",
    "/_sandbox/requests",
)
.envelope("data");

/// `DELETE /_sandbox/requests`: [`Client::delete_requests`](super::Client::delete_requests).
pub static DELETE_REQUESTS: Operation = Operation::new(
    "deleteRequests",
    "DELETE",
    "http://127.0.0.1:4000",
    "/_sandbox/requests",
);

/// `GET /_sandbox/faults`: [`Client::faults`](super::Client::faults).
pub static FAULTS: Operation =
    Operation::new("faults", "GET", "http://127.0.0.1:4000", "/_sandbox/faults").envelope("data");

/// `POST /_sandbox/faults`: [`Client::inject_fault`](super::Client::inject_fault).
pub static INJECT_FAULT: Operation = Operation::new(
    "injectFault",
    "POST",
    "http://127.0.0.1:4000",
    "/_sandbox/faults",
)
.envelope("data");

/// `DELETE /_sandbox/faults`: [`Client::clear_faults`](super::Client::clear_faults).
pub static CLEAR_FAULTS: Operation = Operation::new(
    "clearFaults",
    "DELETE",
    "http://127.0.0.1:4000",
    "/_sandbox/faults",
);

/// `GET /_sandbox/clock`: [`Client::clock`](super::Client::clock).
pub static CLOCK: Operation =
    Operation::new("clock", "GET", "http://127.0.0.1:4000", "/_sandbox/clock").envelope("data");

/// `POST /_sandbox/clock`: [`Client::advance_clock`](super::Client::advance_clock).
pub static ADVANCE_CLOCK: Operation = Operation::new(
    "advanceClock",
    "POST",
    "http://127.0.0.1:4000",
    "/_sandbox/clock",
)
.envelope("data");

/// `POST /_sandbox/reset`: [`Client::reset`](super::Client::reset).
pub static RESET: Operation =
    Operation::new("reset", "POST", "http://127.0.0.1:4000", "/_sandbox/reset");

/// `GET /_sandbox/snapshot`: [`Client::snapshot`](super::Client::snapshot).
pub static SNAPSHOT: Operation = Operation::new(
    "snapshot",
    "GET",
    "http://127.0.0.1:4000",
    "/_sandbox/snapshot",
)
.envelope("data")
.secret();

/// `PUT /_sandbox/snapshot`: [`Client::restore`](super::Client::restore).
pub static RESTORE: Operation = Operation::new(
    "restore",
    "PUT",
    "http://127.0.0.1:4000",
    "/_sandbox/snapshot",
)
.secret();

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

/// All scopes of the document, with what each grants.
pub static SCOPES: &[ScopeDescription] = &[];
