// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! The client for programs that are not asynchronous.

use progenitor_client::ResponseValue;
use super::types;

/// The client for programs that are not asynchronous: the same methods,
/// each of which waits for its end. Make one of an asynchronous client
/// with `From`; copies share connections.
#[derive(Clone, Debug)]
pub struct Client {
    inner: super::Client,
    runner: crate::runtime::Runner,
}

impl ::std::convert::From<super::Client> for Client {
    fn from(inner: super::Client) -> Self {
        Self {
            inner,
            runner: crate::runtime::Runner::default(),
        }
    }
}

impl Client {
    /// Ask the user for access.
    ///
    /// As [`Client::authorize`](super::Client::authorize), which says more.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn authorize(
        &self,
        client_id: &str,
        redirect_uri: &::url::Url,
        response_type: types::ResponseType,
        scope: &[types::Scope],
        state: &str,
    ) -> ::std::result::Result<::url::Url, crate::runtime::Error> {
        self.inner.authorize(client_id, redirect_uri, response_type, scope, state)
    }

    /// Upload an image.
    ///
    /// As [`Client::upload_image`](super::Client::upload_image), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn upload_image(
        &self,
        body: types::NewImage,
    ) -> ::std::result::Result<ResponseValue<types::Image>, crate::runtime::Error> {
        self.runner.run(self.inner.upload_image(body))?
    }

    /// Get the user.
    ///
    /// As [`Client::me`](super::Client::me), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn me(
        &self,
    ) -> ::std::result::Result<ResponseValue<types::User>, crate::runtime::Error> {
        self.runner.run(self.inner.me())?
    }

    /// List a publication's contributors.
    ///
    /// As [`Client::contributors`](super::Client::contributors), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn contributors(
        &self,
        publication_id: &types::PublicationId,
    ) -> ::std::result::Result<
        ResponseValue<::std::vec::Vec<types::Contributor>>,
        crate::runtime::Error,
    > {
        self.runner.run(self.inner.contributors(publication_id))?
    }

    /// Post in a publication.
    ///
    /// As [`Client::create_publication_post`](super::Client::create_publication_post), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        body: &types::NewPost,
    ) -> ::std::result::Result<ResponseValue<types::Post>, crate::runtime::Error> {
        self.runner.run(self.inner.create_publication_post(publication_id, body))?
    }

    /// Get an access token.
    ///
    /// As [`Client::create_token`](super::Client::create_token), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn create_token(
        &self,
        body: &types::TokenGrant,
    ) -> ::std::result::Result<ResponseValue<types::Token>, crate::runtime::Error> {
        self.runner.run(self.inner.create_token(body))?
    }

    /// Post on the user's profile.
    ///
    /// As [`Client::create_post`](super::Client::create_post), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        body: &types::NewPost,
    ) -> ::std::result::Result<ResponseValue<types::Post>, crate::runtime::Error> {
        self.runner.run(self.inner.create_post(author_id, body))?
    }

    /// List the user's publications.
    ///
    /// As [`Client::publications`](super::Client::publications), which says more; waits for its end.
    ///
    /// # Errors
    ///
    /// The same, and where this is called from asynchronous code.
    pub fn publications(
        &self,
        user_id: &types::UserId,
    ) -> ::std::result::Result<
        ResponseValue<::std::vec::Vec<types::Publication>>,
        crate::runtime::Error,
    > {
        self.runner.run(self.inner.publications(user_id))?
    }

    /// Runs any future to its end, such as the opening of a file.
    ///
    /// # Errors
    ///
    /// Where this is called from asynchronous code, which it would stop.
    pub fn wait<F: ::std::future::Future>(
        &self,
        future: F,
    ) -> ::std::result::Result<F::Output, crate::runtime::Error> {
        self.runner.run(future)
    }
}
