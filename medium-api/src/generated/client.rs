// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client, with one method per operation.

use super::{Builder, calls, operations, types};
use medium_runtime::{Style, Transport, decode};
use url::Url;

/// A client for Medium API, with one method per operation.
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
/// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation
///   needs.
/// - 403: Cloudflare has stopped the request before it reached Medium, and answers with a page for
///   a browser. It comes and goes: the same request may pass later, or with another User-Agent.
///   Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this
///   header.
/// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain
///   text or a page. A create may have happened all the same.
///
/// [`Error::decode`](medium_runtime::Error::decode) reads their bodies as
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

    /// Ask the user for access.
    ///
    /// A page for the user's browser, not a call for a client: send the user to this address.
    /// Medium asks them to log in and to consent, then sends the browser back to `redirect_uri`:
    /// with `state` and `code` if they granted access, with `error=access_denied` if they declined.
    /// The `code` is short-lived and goes to `createToken`.
    ///
    /// `GET https://medium.com/m/oauth/authorize`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `client_id`: The id under which the application is registered with Medium. It is not a
    ///   secret. For example `4b2f9c07d1e8`.
    /// - `scope`: The scopes that the application asks for, separated by commas. `uploadImage` may
    ///   be asked for only by applications that Medium has allowed to; for others the page ends in
    ///   an error.
    /// - `state`: Text of the application's choice, handed back unchanged. Make it unguessable, and
    ///   take no callback that brings another one: that is the protection against forged callbacks.
    ///   For example `0c6b1f5de4a94f4c`.
    /// - `redirect_uri`: Where the browser is sent afterwards: character for character one of the
    ///   callback addresses that are registered for the application. For example
    ///   `https://app.example/callback/medium`.
    ///
    /// Sends nothing: returns the URL to open in a browser, to which the service responds with:
    ///
    /// - 302: The browser is sent on, in the end to `redirect_uri`. Header `Location`: The next
    ///   address. The last one is `redirect_uri` with `state` and `code`, or with `error`, in its
    ///   query.
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

    /// Get an access token.
    ///
    /// Exchanges an authorization code for an access token, or a refresh token for the next access
    /// token. It is one call for both: `grant_type` tells them apart. The parameters go in a form
    /// body; in the query or as JSON they are not seen.
    ///
    /// An access token lasts 60 days, a refresh token until the user revokes it. Whether a refresh
    /// hands out a new refresh token is not known: keep the one that comes, or the old one if none
    /// does.
    ///
    /// `POST /v1/tokens`, without a credential.
    ///
    /// # Arguments
    ///
    /// - `token_grant`: What is exchanged, and by which application.
    ///
    /// 200 or 201: The tokens, without an envelope. Medium is documented to answer 201; take 200 as
    /// well.
    ///
    /// # Errors
    ///
    /// - 400: The request is not one of the two grants, or a field is not expected in it.
    /// - 401: The application is not known, or the authorization code or refresh token is wrong,
    ///   expired or used.
    /// - The errors of [every call](Client#errors).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # use medium_api::{Client, Error, types};
    /// # async fn example(client: &Client, token_grant: &types::TokenGrant) -> Result<(), Error> {
    /// let token = client.create_token(token_grant).await?;
    /// println!("{}", token.token_type);
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

    /// Get the user.
    ///
    /// The user whom the token belongs to. It is usually the first call: it shows that the token is
    /// good, and brings the user id that other calls need.
    ///
    /// `GET /v1/me`, scope `basicProfile`.
    ///
    /// 200: The user whom the token belongs to.
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

    /// List the user's publications.
    ///
    /// All publications that the user edits or writes for, and at most 200 others that they follow
    /// or have to do with. The list may be empty. It has no pages, and does not tell the user's
    /// role: `contributors` does.
    ///
    /// `GET /v1/users/{userId}/publications`, scope `listPublications`.
    ///
    /// # Arguments
    ///
    /// - `user_id`: The token's own user, as `me` gives it. Another user's publications are
    ///   refused. For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    ///
    /// 200: The publications, all at once.
    ///
    /// # Errors
    ///
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they
    ///   don't write for, or list another user's publications. As HTML: Cloudflare has stopped the
    ///   request before it reached Medium; the same request may pass later. Header `cf-mitigated`:
    ///   What Cloudflare did with the request. Only its own answers carry this header.
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

    /// List a publication's contributors.
    ///
    /// Who edits a publication and who writes for it. Look for one's own user id here to learn
    /// whether a post may be published there at once (editor) or goes in as a draft (writer).
    ///
    /// `GET /v1/publications/{publicationId}/contributors`, scope `basicProfile`.
    ///
    /// # Arguments
    ///
    /// - `publication_id`: The publication, as `publications` gives it. For example `c07e1d5a9b42`.
    ///
    /// 200: The contributors, all at once.
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
    ///     println!("{}", contributor.publication_id);
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

    /// Post on the user's profile.
    ///
    /// Creates a post on the user's own profile. It can't be changed or taken back through this
    /// API, and an answer that never arrives does not mean that there is no post: do not send it
    /// again blindly.
    ///
    /// About ten posts in 24 hours are allowed, counted from the first.
    ///
    /// `POST /v1/users/{authorId}/posts`, scope `publishPost`.
    ///
    /// # Arguments
    ///
    /// - `author_id`: The token's own user, as `me` gives it. For example
    ///   `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    /// - `post`: The post to be created.
    ///
    /// 201: The post was created on the user's profile. Header `Location`: The new post's address.
    ///
    /// [`Response::typed_headers`](medium_runtime::Response::typed_headers) reads the headers as
    /// [`CreatePostHeaders`](super::types::CreatePostHeaders); `.response()` returns that response.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, of the wrong type, or holds what Medium doesn't take.
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they
    ///   don't write for, or list another user's publications. As HTML: Cloudflare has stopped the
    ///   request before it reached Medium; the same request may pass later. Header `cf-mitigated`:
    ///   What Cloudflare did with the request. Only its own answers carry this header.
    /// - 404: No user has this id. Medium's later documentation names 403 for this instead.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes,
    ///   is not known.
    /// - 429: The user has published as much as is allowed for now: about ten posts in 24 hours,
    ///   counted from the first. Header `Retry-After`: How long to wait, in seconds, if the answer
    ///   says so. Often it doesn't.
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

    /// Post in a publication.
    ///
    /// Creates a post in a publication. An editor may give it any status, a writer only `draft`,
    /// which then waits for an editor's approval; anyone else is refused. As with posts on a
    /// profile, it can't be taken back, and must not be sent again blindly.
    ///
    /// `POST /v1/publications/{publicationId}/posts`, scope `publishPost`.
    ///
    /// # Arguments
    ///
    /// - `publication_id`: A publication that the user edits or writes for. For example
    ///   `c07e1d5a9b42`.
    /// - `post`: The post to be created.
    ///
    /// 201: The post was created, or a draft of it.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, of the wrong type, or holds what Medium doesn't take.
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they
    ///   don't write for, or list another user's publications. As HTML: Cloudflare has stopped the
    ///   request before it reached Medium; the same request may pass later. Header `cf-mitigated`:
    ///   What Cloudflare did with the request. Only its own answers carry this header.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes,
    ///   is not known.
    /// - 429: The user has published as much as is allowed for now: about ten posts in 24 hours,
    ///   counted from the first. Header `Retry-After`: How long to wait, in seconds, if the answer
    ///   says so. Often it doesn't.
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

    /// Upload an image.
    ///
    /// Uploads one image file, for use in a post's content. Only local files need this: images that
    /// the content names by a public address are fetched by Medium itself.
    ///
    /// Uploading the same bytes again gives the same address. With `md5` kept next to `url`, a
    /// second upload is not needed.
    ///
    /// `POST /v1/images`, scope `uploadImage`.
    ///
    /// # Arguments
    ///
    /// - `image`: The file, in one part with a file name.
    ///
    /// 201: The image was stored.
    ///
    /// # Errors
    ///
    /// - 400: The part is missing, or its content type is none of the four. `image/jpg` is refused
    ///   too: the type's name is `image/jpeg`.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes,
    ///   is not known.
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
