// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! The calls of the client's methods: each is sent when it is awaited.

use super::types;
use medium_runtime::{browser_operation, operation};

browser_operation! {
    /// A call of [`Client::authorize`](super::Client::authorize).
    pub struct Authorize;
}

operation! {
    /// A call of [`Client::create_token`](super::Client::create_token).
    pub struct CreateToken -> types::Token;
}

operation! {
    /// A call of [`Client::me`](super::Client::me).
    pub struct Me -> types::User;
}

operation! {
    /// A call of [`Client::publications`](super::Client::publications).
    pub struct Publications -> Vec<types::Publication>;
}

operation! {
    /// A call of [`Client::contributors`](super::Client::contributors).
    pub struct Contributors -> Vec<types::Contributor>;
}

operation! {
    /// A call of [`Client::create_post`](super::Client::create_post).
    pub struct CreatePost -> types::Post;
}

operation! {
    /// A call of [`Client::create_publication_post`](super::Client::create_publication_post).
    pub struct CreatePublicationPost -> types::Post;
}

operation! {
    /// A call of [`Client::upload_image`](super::Client::upload_image).
    pub struct UploadImage -> types::Image;
}
