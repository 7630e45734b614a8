//! The client: one method an operation.

use medium_runtime::{Builder, ListStyle, Transport, decode};
use url::Url;

use super::{calls, operations, types};

/// A client for Medium API: one method an operation.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// The server that the document names first.
    pub const SERVER: &'static str = "https://api.medium.com";

    /// Starts a client: where it goes, and with which credential.
    pub fn builder() -> Builder<Self> {
        Builder::new(Self::SERVER)
            .user_agent(concat!(
                env!("CARGO_PKG_NAME"),
                "/",
                env!("CARGO_PKG_VERSION")
            ))
            .service(crate::service::Medium)
    }
}

impl From<Transport> for Client {
    fn from(transport: Transport) -> Self {
        Self { transport }
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
        let call = self.transport.call(&operations::AUTHORIZE, decode::empty());
        calls::Authorize::new(
            call.query("client_id", client_id)
                .query_list("scope", scope, ListStyle::Comma)
                .query("state", state)
                .query("response_type", "code")
                .query("redirect_uri", redirect_uri),
        )
    }

    /// Upload an image.
    pub fn upload_image(&self, image: types::NewImage) -> calls::UploadImage {
        let call = self
            .transport
            .call(&operations::UPLOAD_IMAGE, decode::json());
        calls::UploadImage::new(call.multipart(image))
    }

    /// Get the user.
    pub fn me(&self) -> calls::Me {
        calls::Me::new(self.transport.call(&operations::ME, decode::json()))
    }

    /// List a publication's contributors.
    pub fn contributors(&self, publication_id: &types::PublicationId) -> calls::Contributors {
        let call = self
            .transport
            .call(&operations::CONTRIBUTORS, decode::json());
        calls::Contributors::new(call.path("publicationId", publication_id))
    }

    /// Post in a publication.
    pub fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        post: &types::NewPost,
    ) -> calls::CreatePublicationPost {
        let call = self
            .transport
            .call(&operations::CREATE_PUBLICATION_POST, decode::json());
        calls::CreatePublicationPost::new(call.path("publicationId", publication_id).json(post))
    }

    /// Get an access token.
    pub fn create_token(&self, grant: &types::TokenGrant) -> calls::CreateToken {
        let call = self
            .transport
            .call(&operations::CREATE_TOKEN, decode::json());
        calls::CreateToken::new(call.form(grant))
    }

    /// Post on the user's profile.
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        post: &types::NewPost,
    ) -> calls::CreatePost {
        let call = self
            .transport
            .call(&operations::CREATE_POST, decode::json());
        calls::CreatePost::new(call.path("authorId", author_id).json(post))
    }

    /// List the user's publications.
    pub fn publications(&self, user_id: &types::UserId) -> calls::Publications {
        let call = self
            .transport
            .call(&operations::PUBLICATIONS, decode::json());
        calls::Publications::new(call.path("userId", user_id))
    }
}
