//! The type of each operation's calls.

use super::types;

medium_runtime::browser_operation! {
    /// A call of `authorize`.
    pub struct Authorize;
}
medium_runtime::operation! {
    /// A call of `upload_image`.
    pub struct UploadImage -> types::Image;
}
medium_runtime::operation! {
    /// A call of `me`.
    pub struct Me -> types::User;
}
medium_runtime::operation! {
    /// A call of `contributors`.
    pub struct Contributors -> Vec<types::Contributor>;
}
medium_runtime::operation! {
    /// A call of `create_publication_post`.
    pub struct CreatePublicationPost -> types::Post;
}
medium_runtime::operation! {
    /// A call of `create_token`.
    pub struct CreateToken -> types::Token;
}
medium_runtime::operation! {
    /// A call of `create_post`.
    pub struct CreatePost -> types::Post;
}
medium_runtime::operation! {
    /// A call of `publications`.
    pub struct Publications -> Vec<types::Publication>;
}
