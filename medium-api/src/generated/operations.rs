// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! The operations and scopes of the document, as data.

use medium_runtime::{Operation, ScopeDescription};

/// `GET /m/oauth/authorize`: [`Client::authorize`](super::Client::authorize).
pub static AUTHORIZE: Operation = Operation {
    id: "authorize",
    method: "GET",
    path: "/m/oauth/authorize",
    server: "https://medium.com",
    authenticated: false,
    scopes: &[],
    envelope: None,
    idempotent: true,
    secret: false,
};

/// `POST /v1/tokens`: [`Client::create_token`](super::Client::create_token).
pub static CREATE_TOKEN: Operation = Operation {
    id: "createToken",
    method: "POST",
    path: "/v1/tokens",
    server: "https://api.medium.com",
    authenticated: false,
    scopes: &[],
    envelope: None,
    idempotent: false,
    secret: true,
};

/// `GET /v1/me`: [`Client::me`](super::Client::me).
pub static ME: Operation = Operation {
    id: "me",
    method: "GET",
    path: "/v1/me",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["basicProfile"],
    envelope: Some("data"),
    idempotent: true,
    secret: false,
};

/// `GET /v1/users/{userId}/publications`: [`Client::publications`](super::Client::publications).
pub static PUBLICATIONS: Operation = Operation {
    id: "publications",
    method: "GET",
    path: "/v1/users/{userId}/publications",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["listPublications"],
    envelope: Some("data"),
    idempotent: true,
    secret: false,
};

/// `GET /v1/publications/{publicationId}/contributors`:
/// [`Client::contributors`](super::Client::contributors).
pub static CONTRIBUTORS: Operation = Operation {
    id: "contributors",
    method: "GET",
    path: "/v1/publications/{publicationId}/contributors",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["basicProfile"],
    envelope: Some("data"),
    idempotent: true,
    secret: false,
};

/// `POST /v1/users/{authorId}/posts`: [`Client::create_post`](super::Client::create_post).
pub static CREATE_POST: Operation = Operation {
    id: "createPost",
    method: "POST",
    path: "/v1/users/{authorId}/posts",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["publishPost"],
    envelope: Some("data"),
    idempotent: false,
    secret: false,
};

/// `POST /v1/publications/{publicationId}/posts`:
/// [`Client::create_publication_post`](super::Client::create_publication_post).
pub static CREATE_PUBLICATION_POST: Operation = Operation {
    id: "createPublicationPost",
    method: "POST",
    path: "/v1/publications/{publicationId}/posts",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["publishPost"],
    envelope: Some("data"),
    idempotent: false,
    secret: false,
};

/// `POST /v1/images`: [`Client::upload_image`](super::Client::upload_image).
pub static UPLOAD_IMAGE: Operation = Operation {
    id: "uploadImage",
    method: "POST",
    path: "/v1/images",
    server: "https://api.medium.com",
    authenticated: true,
    scopes: &["uploadImage"],
    envelope: Some("data"),
    idempotent: false,
    secret: false,
};

/// Every operation of the document, in its order.
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

/// Every scope that the document declares, with what it grants.
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
