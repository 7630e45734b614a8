// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client for programs that are not asynchronous.

use super::{calls, types};
use medium_runtime::{Error, Runner};
use url::Url;

/// The client for programs that are not asynchronous: the same methods, whose calls wait
/// for their end when they are sent. Make one of an asynchronous client with `From`; copies
/// share connections.
#[derive(Debug, Clone)]
pub struct Client {
    client: super::Client,
    runner: Runner,
}

impl Client {
    /// Ask the user for access. As [`Client::authorize`](super::Client::authorize), which says
    /// more.
    pub fn authorize(
        &self,
        client_id: &str,
        scope: &[types::Scope],
        state: &str,
        redirect_uri: &Url,
    ) -> calls::Authorize {
        self.client.authorize(client_id, scope, state, redirect_uri)
    }

    /// Get an access token. As [`Client::create_token`](super::Client::create_token), which says
    /// more.
    pub fn create_token(&self, token_grant: &types::TokenGrant) -> calls::CreateToken<Runner> {
        self.client.create_token(token_grant).blocking(&self.runner)
    }

    /// Get the user. As [`Client::me`](super::Client::me), which says more.
    pub fn me(&self) -> calls::Me<Runner> {
        self.client.me().blocking(&self.runner)
    }

    /// List the user's publications. As [`Client::publications`](super::Client::publications),
    /// which says more.
    pub fn publications(&self, user_id: &types::UserId) -> calls::Publications<Runner> {
        self.client.publications(user_id).blocking(&self.runner)
    }

    /// List a publication's contributors. As [`Client::contributors`](super::Client::contributors),
    /// which says more.
    pub fn contributors(
        &self,
        publication_id: &types::PublicationId,
    ) -> calls::Contributors<Runner> {
        self.client
            .contributors(publication_id)
            .blocking(&self.runner)
    }

    /// Post on the user's profile. As [`Client::create_post`](super::Client::create_post), which
    /// says more.
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        post: &types::NewPost,
    ) -> calls::CreatePost<Runner> {
        self.client
            .create_post(author_id, post)
            .blocking(&self.runner)
    }

    /// Post in a publication. As
    /// [`Client::create_publication_post`](super::Client::create_publication_post), which says
    /// more.
    pub fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        post: &types::NewPost,
    ) -> calls::CreatePublicationPost<Runner> {
        self.client
            .create_publication_post(publication_id, post)
            .blocking(&self.runner)
    }

    /// Upload an image. As [`Client::upload_image`](super::Client::upload_image), which says more.
    pub fn upload_image(&self, image: types::NewImage) -> calls::UploadImage<Runner> {
        self.client.upload_image(image).blocking(&self.runner)
    }

    /// Runs any future to its end, such as the opening of a file.
    ///
    /// # Errors
    ///
    /// Where this is called from asynchronous code, which it would stop.
    pub fn wait<F: std::future::Future>(&self, future: F) -> Result<F::Output, Error> {
        self.runner.run(future)
    }
}

impl From<super::Client> for Client {
    fn from(client: super::Client) -> Self {
        Self {
            client,
            runner: Runner::default(),
        }
    }
}
