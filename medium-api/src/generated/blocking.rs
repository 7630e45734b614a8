// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client for blocking programs.

use super::{calls, types};
use medium_runtime::{Error, Runner};
use url::Url;

/// The client for blocking programs: the same methods, whose calls block until they end.
/// Convert an asynchronous client with `From`. Clones share connections.
#[derive(Debug, Clone)]
pub struct Client {
    client: super::Client,
    runner: Runner,
}

impl Client {
    /// Asks the user for access. See [`Client::authorize`](super::Client::authorize).
    pub fn authorize(
        &self,
        client_id: &str,
        scope: &[types::Scope],
        state: &str,
        redirect_uri: &Url,
    ) -> calls::Authorize {
        self.client.authorize(client_id, scope, state, redirect_uri)
    }

    /// Returns an access token. See [`Client::create_token`](super::Client::create_token).
    pub fn create_token(&self, token_grant: &types::TokenGrant) -> calls::CreateToken<Runner> {
        self.client.create_token(token_grant).blocking(&self.runner)
    }

    /// Returns the user. See [`Client::me`](super::Client::me).
    pub fn me(&self) -> calls::Me<Runner> {
        self.client.me().blocking(&self.runner)
    }

    /// Lists the user's publications. See [`Client::publications`](super::Client::publications).
    pub fn publications(&self, user_id: &types::UserId) -> calls::Publications<Runner> {
        self.client.publications(user_id).blocking(&self.runner)
    }

    /// Lists a publication's contributors. See
    /// [`Client::contributors`](super::Client::contributors).
    pub fn contributors(
        &self,
        publication_id: &types::PublicationId,
    ) -> calls::Contributors<Runner> {
        self.client
            .contributors(publication_id)
            .blocking(&self.runner)
    }

    /// Creates a post on the user's profile. See
    /// [`Client::create_post`](super::Client::create_post).
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        post: &types::NewPost,
    ) -> calls::CreatePost<Runner> {
        self.client
            .create_post(author_id, post)
            .blocking(&self.runner)
    }

    /// Creates a post in a publication. See
    /// [`Client::create_publication_post`](super::Client::create_publication_post).
    pub fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        post: &types::NewPost,
    ) -> calls::CreatePublicationPost<Runner> {
        self.client
            .create_publication_post(publication_id, post)
            .blocking(&self.runner)
    }

    /// Uploads an image. See [`Client::upload_image`](super::Client::upload_image).
    pub fn upload_image(&self, image: types::NewImage) -> calls::UploadImage<Runner> {
        self.client.upload_image(image).blocking(&self.runner)
    }

    /// Blocks until `future` completes, for example `File::open`.
    ///
    /// # Errors
    ///
    /// If it is called from asynchronous code, which it would block.
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
