//! The client for programs that are not asynchronous.

use medium_runtime::{Error, Runner};
use url::Url;

use super::{calls, types};

/// The client for programs that are not asynchronous.
#[derive(Clone, Debug)]
pub struct Client {
    client: super::Client,
    runner: Runner,
}

impl From<super::Client> for Client {
    fn from(client: super::Client) -> Self {
        Self {
            client,
            runner: Runner::default(),
        }
    }
}

impl Client {
    /// Ask the user for access.
    pub fn authorize(
        &self,
        client_id: &str,
        scope: &[types::Scope],
        state: &str,
        redirect_uri: &Url,
    ) -> calls::Authorize {
        self.client.authorize(client_id, scope, state, redirect_uri)
    }
    /// Upload an image.
    pub fn upload_image(&self, image: types::NewImage) -> calls::UploadImage<Runner> {
        self.client.upload_image(image).blocking(&self.runner)
    }
    /// Get the user.
    pub fn me(&self) -> calls::Me<Runner> {
        self.client.me().blocking(&self.runner)
    }
    /// Contributors.
    pub fn contributors(
        &self,
        publication_id: &types::PublicationId,
    ) -> calls::Contributors<Runner> {
        self.client
            .contributors(publication_id)
            .blocking(&self.runner)
    }
    /// Post.
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        post: &types::NewPost,
    ) -> calls::CreatePost<Runner> {
        self.client
            .create_post(author_id, post)
            .blocking(&self.runner)
    }
    /// Publications.
    pub fn publications(&self, user_id: &types::UserId) -> calls::Publications<Runner> {
        self.client.publications(user_id).blocking(&self.runner)
    }
    /// Runs any future to its end, such as the opening of a file.
    pub fn wait<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        self.runner.run(future)
    }
}
