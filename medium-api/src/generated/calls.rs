// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The calls that the client's methods return. A call is sent when it is awaited.

use super::types;
use medium_runtime::{browser_operation, operation};

browser_operation! {
    /// A call to [`Client::authorize`](super::Client::authorize).
    pub struct Authorize;
}

operation! {
    /// A call to [`Client::create_token`](super::Client::create_token).
    pub struct CreateToken -> types::Token;
}

operation! {
    /// A call to [`Client::me`](super::Client::me).
    pub struct Me -> types::User;
}

operation! {
    /// A call to [`Client::publications`](super::Client::publications).
    pub struct Publications -> Vec<types::Publication>;
}

operation! {
    /// A call to [`Client::contributors`](super::Client::contributors).
    pub struct Contributors -> Vec<types::Contributor>;
}

operation! {
    /// A call to [`Client::create_post`](super::Client::create_post).
    pub struct CreatePost -> types::Post;
}

operation! {
    /// A call to [`Client::create_publication_post`](super::Client::create_publication_post).
    pub struct CreatePublicationPost -> types::Post;
}

operation! {
    /// A call to [`Client::upload_image`](super::Client::upload_image).
    pub struct UploadImage -> types::Image;
}
