// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client, with one method per operation.

use super::{Builder, calls, operations, types};
use medium_runtime::{Style, Transport, decode};
use url::Url;

/// A client for the Medium API, with one method per operation.
///
/// Create one with [`Client::builder`]. Each method returns a call: set its options, then await it
/// to send it.
///
/// # Errors
///
/// Every call can return an [`Error`](medium_runtime::Error): for an argument that can't be sent, a
/// failed connection, a timeout, a response that can't be read, or an error response. Unless an
/// operation says otherwise, the error responses are:
///
/// - 401: The token is missing, invalid or revoked, or lacks the scope that the operation needs.
/// - 403: Cloudflare blocked the request before it reached Medium, and returned a page for
///   browsers. This is intermittent: the same request may succeed later, or with another
///   User-Agent. Header `cf-mitigated`: What Cloudflare did with the request. Only Cloudflare's own
///   responses have this header.
/// - 5XX: Medium, or a proxy in front of it, failed. The body may be JSON, plain text or a page. A
///   post may still have been created.
///
/// [`Error::decode`](medium_runtime::Error::decode) reads the bodies of error responses as
/// [`ErrorResponse`](super::types::ErrorResponse).
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) transport: Transport,
}

impl Client {
    /// The default server: the first of the document.
    pub const SERVER: &'static str = "https://api.medium.com";

    /// Returns a builder, which sets the server and the credentials.
    pub fn builder() -> Builder {
        Builder::new(Self::SERVER)
            .user_agent(concat!(
                env!("CARGO_PKG_NAME"),
                "/",
                env!("CARGO_PKG_VERSION")
            ))
            .service(crate::service::Medium)
    }

    /// Asks the user for access.
    ///
    /// A page for the user's browser, not for a client: open this URL there. Medium asks the user
    /// to log in and to consent, then redirects the browser to `redirect_uri`: with `state` and
    /// `code` if they granted access, with `error=access_denied` if they declined. Exchange the
    /// `code` for tokens soon, because it expires.
    ///
    /// `GET https://medium.com/m/oauth/authorize`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `client_id`: The application's client ID from its registration with Medium. It is not a
    ///   secret. For example `4b2f9c07d1e8`.
    /// - `scope`: The requested scopes, separated by commas. `uploadImage` needs Medium's
    ///   permission: for other applications the page shows an error.
    /// - `state`: A random value, returned unchanged to `redirect_uri`. Reject a callback with
    ///   another value: this protects against forged callbacks. For example `0c6b1f5de4a94f4c`.
    /// - `redirect_uri`: The URL to redirect the browser to: exactly one of the application's
    ///   registered callback URLs. For example `https://app.example/callback/medium`.
    ///
    /// Sends nothing: returns the URL to open in a browser, to which the service responds with:
    ///
    /// - 302: A redirect, finally to `redirect_uri`. Header `Location`: The next URL. The last one
    ///   is `redirect_uri` with `state` and `code`, or with `error`, in its query.
    ///
    /// # Errors
    ///
    /// Only if an argument can't be part of a URL.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # use url::Url;
    /// # fn example(
    /// #     client: &Client,
    /// #     client_id: &str,
    /// #     scope: &[types::Scope],
    /// #     state: &str,
    /// #     redirect_uri: &Url,
    /// # ) -> Result<(), Error> {
    /// let url = client.authorize(client_id, scope, state, redirect_uri).url()?;
    /// println!("{url}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn authorize(
        &self,
        client_id: &str,
        scope: &[types::Scope],
        state: &str,
        redirect_uri: &Url,
    ) -> calls::Authorize {
        calls::Authorize::new(
            self.transport
                .call(&operations::AUTHORIZE, decode::empty())
                .query("client_id", client_id)
                .query_as("scope", scope, Style::FORM)
                .query("state", state)
                .query("response_type", "code")
                .query("redirect_uri", redirect_uri),
        )
    }

    /// Returns an access token.
    ///
    /// Exchanges an authorization code, or a refresh token, for an access token.
    ///
    /// An access token is valid for 60 days, a refresh token until the user revokes it. It is
    /// unknown whether a refresh returns a new refresh token: store it if it does, and keep the old
    /// one otherwise.
    ///
    /// `POST /v1/tokens`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `token_grant`: The grant, and the application's credentials.
    ///
    /// 200 or 201: The tokens, without an envelope.
    ///
    /// # Errors
    ///
    /// - 400: The grant type is unknown, or the request has an unexpected field.
    /// - 401: The application is unknown, or the authorization code or refresh token is invalid,
    ///   expired or already used.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(client: &Client, token_grant: &types::TokenGrant) -> Result<(), Error> {
    /// let token = client.create_token(token_grant).await?;
    /// println!("{}", token.expires_at);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_token(&self, token_grant: &types::TokenGrant) -> calls::CreateToken {
        calls::CreateToken::new(
            self.transport
                .call(&operations::CREATE_TOKEN, decode::json())
                .form(token_grant),
        )
    }

    /// Returns the user.
    ///
    /// Usually the first call: it checks the token, and returns the user ID that other operations
    /// need.
    ///
    /// `GET /v1/me`, scope `basicProfile`.
    ///
    /// 200: The user who owns the token.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let user = client.me().await?;
    /// println!("{}", user.url);
    /// # Ok(())
    /// # }
    /// ```
    pub fn me(&self) -> calls::Me {
        calls::Me::new(self.transport.call(&operations::ME, decode::json()))
    }

    /// Lists the user's publications.
    ///
    /// All publications that the user edits or writes for, and up to 200 others that they follow or
    /// are related to. The list may be empty and has no pages. `contributors` returns the user's
    /// role in a publication.
    ///
    /// `GET /v1/users/{userId}/publications`, scope `listPublications`.
    ///
    /// # Arguments
    ///
    /// - `user_id`: The ID of the token's owner, as returned by `me`. Requests for other users are
    ///   rejected. For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    ///
    /// 200: The publications, without pages.
    ///
    /// # Errors
    ///
    /// - 403: JSON: the user ID is not that of the token's owner. HTML: Cloudflare blocked the
    ///   request before it reached Medium; the same request may succeed later. Header
    ///   `cf-mitigated`: What Cloudflare did with the request. Only Cloudflare's own responses have
    ///   this header.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(client: &Client, user_id: &types::UserId) -> Result<(), Error> {
    /// for publication in client.publications(user_id).await? {
    ///     println!("{}", publication.url);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn publications(&self, user_id: &types::UserId) -> calls::Publications {
        calls::Publications::new(
            self.transport
                .call(&operations::PUBLICATIONS, decode::json())
                .path("userId", user_id),
        )
    }

    /// Lists a publication's contributors.
    ///
    /// The editors and writers of a publication. An editor can publish there directly; a writer can
    /// only submit drafts.
    ///
    /// `GET /v1/publications/{publicationId}/contributors`, scope `basicProfile`.
    ///
    /// # Arguments
    ///
    /// - `publication_id`: The publication's ID, as returned by `publications`. For example
    ///   `c07e1d5a9b42`.
    ///
    /// 200: The contributors, without pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(
    /// #     client: &Client,
    /// #     publication_id: &types::PublicationId,
    /// # ) -> Result<(), Error> {
    /// for contributor in client.contributors(publication_id).await? {
    ///     println!("{}", contributor.user_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn contributors(&self, publication_id: &types::PublicationId) -> calls::Contributors {
        calls::Contributors::new(
            self.transport
                .call(&operations::CONTRIBUTORS, decode::json())
                .path("publicationId", publication_id),
        )
    }

    /// Creates a post on the user's profile.
    ///
    /// The API can't change or delete the post. If no response arrives, it may still have been
    /// created: check before you send it again.
    ///
    /// Limited to about ten posts in 24 hours, counted from the first.
    ///
    /// `POST /v1/users/{authorId}/posts`, scope `publishPost`.
    ///
    /// # Arguments
    ///
    /// - `author_id`: The ID of the token's owner, as returned by `me`. For example
    ///   `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    /// - `post`: The new post.
    ///
    /// 201: The post was created on the user's profile. Header `Location`: The new post's URL.
    ///
    /// [`Response::typed_headers`](medium_runtime::Response::typed_headers) reads the headers as
    /// [`CreatePostHeaders`](super::types::CreatePostHeaders); `.response()` returns that response.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, has the wrong type, or has an invalid value.
    /// - 403: JSON: the user ID is not that of the token's owner. HTML: Cloudflare blocked the
    ///   request before it reached Medium; the same request may succeed later. Header
    ///   `cf-mitigated`: What Cloudflare did with the request. Only Cloudflare's own responses have
    ///   this header.
    /// - 404: No user has this ID. Only Medium's early documentation has this status; the current
    ///   one has 403.
    /// - 413: The body exceeds the limit of a proxy in front of Medium. The limit, in bytes, is
    ///   unknown.
    /// - 429: The user has reached the publishing limit: about ten posts in 24 hours, counted from
    ///   the first. Header `Retry-After`: How long to wait, in seconds. Often missing.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(
    /// #     client: &Client,
    /// #     author_id: &types::UserId,
    /// #     post: &types::NewPost,
    /// # ) -> Result<(), Error> {
    /// let post = client.create_post(author_id, post).await?;
    /// println!("{}", post.url);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_post(
        &self,
        author_id: &types::UserId,
        post: &types::NewPost,
    ) -> calls::CreatePost {
        calls::CreatePost::new(
            self.transport
                .call(&operations::CREATE_POST, decode::json())
                .path("authorId", author_id)
                .json(post),
        )
    }

    /// Creates a post in a publication.
    ///
    /// Editors may use any status; writers only `draft`, which an editor has to approve; other
    /// users are rejected. The API can't change or delete the post. If no response arrives, it may
    /// still have been created: check before you send it again.
    ///
    /// `POST /v1/publications/{publicationId}/posts`, scope `publishPost`.
    ///
    /// # Arguments
    ///
    /// - `publication_id`: A publication that the user edits or writes for. For example
    ///   `c07e1d5a9b42`.
    /// - `post`: The new post.
    ///
    /// 201: The post or draft was created.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, has the wrong type, or has an invalid value.
    /// - 403: JSON: the user doesn't write for the publication, or may only send drafts. HTML:
    ///   Cloudflare blocked the request before it reached Medium; the same request may succeed
    ///   later. Header `cf-mitigated`: What Cloudflare did with the request. Only Cloudflare's own
    ///   responses have this header.
    /// - 413: The body exceeds the limit of a proxy in front of Medium. The limit, in bytes, is
    ///   unknown.
    /// - 429: The user has reached the publishing limit: about ten posts in 24 hours, counted from
    ///   the first. Header `Retry-After`: How long to wait, in seconds. Often missing.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(
    /// #     client: &Client,
    /// #     publication_id: &types::PublicationId,
    /// #     post: &types::NewPost,
    /// # ) -> Result<(), Error> {
    /// let post = client.create_publication_post(publication_id, post).await?;
    /// println!("{}", post.url);
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        post: &types::NewPost,
    ) -> calls::CreatePublicationPost {
        calls::CreatePublicationPost::new(
            self.transport
                .call(&operations::CREATE_PUBLICATION_POST, decode::json())
                .path("publicationId", publication_id)
                .json(post),
        )
    }

    /// Uploads an image.
    ///
    /// The image is for use in a post's content. Only local files need this: Medium fetches images
    /// with a public URL itself.
    ///
    /// Uploading the same bytes again returns the same URL. Store `md5` with `url` to avoid a
    /// second upload.
    ///
    /// `POST /v1/images`, scope `uploadImage`.
    ///
    /// # Arguments
    ///
    /// - `image`: The file, as one part with a file name.
    ///
    /// 201: The image was stored.
    ///
    /// # Errors
    ///
    /// - 400: The part is missing, or its content type is not supported. `image/jpg` is also
    ///   rejected: the correct name is `image/jpeg`.
    /// - 413: The body exceeds the limit of a proxy in front of Medium. The limit, in bytes, is
    ///   unknown.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(client: &Client, image: types::NewImage) -> Result<(), Error> {
    /// let image = client.upload_image(image).await?;
    /// println!("{}", image.url);
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload_image(&self, image: types::NewImage) -> calls::UploadImage {
        calls::UploadImage::new(
            self.transport
                .call(&operations::UPLOAD_IMAGE, decode::json())
                .multipart(image),
        )
    }
}

impl From<Transport> for Client {
    fn from(transport: Transport) -> Self {
        Self { transport }
    }
}
