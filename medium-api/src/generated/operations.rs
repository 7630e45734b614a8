// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The operations and scopes of the document, as data.

use medium_runtime::{Operation, ScopeDescription};

const DEFAULT_SERVER: &str = "https://api.medium.com";

/// `GET /m/oauth/authorize`: [`Client::authorize`](super::Client::authorize).
pub static AUTHORIZE: Operation = Operation::new(
    "authorize",
    "GET",
    "https://medium.com",
    "/m/oauth/authorize",
);

/// `POST /v1/tokens`: [`Client::create_token`](super::Client::create_token).
pub static CREATE_TOKEN: Operation =
    Operation::new("createToken", "POST", DEFAULT_SERVER, "/v1/tokens").secret();

/// `GET /v1/me`: [`Client::me`](super::Client::me).
pub static ME: Operation = Operation::new("me", "GET", DEFAULT_SERVER, "/v1/me")
    .authenticated(&["basicProfile"])
    .envelope("data");

/// `GET /v1/users/{userId}/publications`: [`Client::publications`](super::Client::publications).
pub static PUBLICATIONS: Operation = Operation::new(
    "publications",
    "GET",
    DEFAULT_SERVER,
    "/v1/users/{userId}/publications",
)
.authenticated(&["listPublications"])
.envelope("data");

/// `GET /v1/publications/{publicationId}/contributors`:
/// [`Client::contributors`](super::Client::contributors).
pub static CONTRIBUTORS: Operation = Operation::new(
    "contributors",
    "GET",
    DEFAULT_SERVER,
    "/v1/publications/{publicationId}/contributors",
)
.authenticated(&["basicProfile"])
.envelope("data");

/// `POST /v1/users/{authorId}/posts`: [`Client::create_post`](super::Client::create_post).
pub static CREATE_POST: Operation = Operation::new(
    "createPost",
    "POST",
    DEFAULT_SERVER,
    "/v1/users/{authorId}/posts",
)
.authenticated(&["publishPost"])
.envelope("data");

/// `POST /v1/publications/{publicationId}/posts`:
/// [`Client::create_publication_post`](super::Client::create_publication_post).
pub static CREATE_PUBLICATION_POST: Operation = Operation::new(
    "createPublicationPost",
    "POST",
    DEFAULT_SERVER,
    "/v1/publications/{publicationId}/posts",
)
.authenticated(&["publishPost"])
.envelope("data");

/// `POST /v1/images`: [`Client::upload_image`](super::Client::upload_image).
pub static UPLOAD_IMAGE: Operation =
    Operation::new("uploadImage", "POST", DEFAULT_SERVER, "/v1/images")
        .authenticated(&["uploadImage"])
        .envelope("data");

/// The operations of Medium API, in the order of its document.
pub static ALL: &[&Operation] = &[
    &AUTHORIZE,
    &CREATE_TOKEN,
    &ME,
    &PUBLICATIONS,
    &CONTRIBUTORS,
    &CREATE_POST,
    &CREATE_PUBLICATION_POST,
    &UPLOAD_IMAGE,
];

/// All scopes of the document, with what each grants.
pub static SCOPES: &[ScopeDescription] = &[
    ScopeDescription {
        name: "basicProfile",
        description: "Read the user's profile, without their email address.",
    },
    ScopeDescription {
        name: "listPublications",
        description: "List the user's publications, and those publications' contributors.",
    },
    ScopeDescription {
        name: "publishPost",
        description: "Publish posts, on the user's profile and in publications.",
    },
    ScopeDescription {
        name: "uploadImage",
        description: "Upload images for use in posts. Only with Medium's prior permission.",
    },
];
