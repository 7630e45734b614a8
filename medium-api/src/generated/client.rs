// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! The client: one method an operation.

use progenitor_client::{ClientHooks, ClientInfo, ResponseValue};
use super::{operations, types};

/// A client for Medium API: one method an operation.
///
/// Start one with [`Client::builder`].
#[derive(Clone)]
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::runtime::Transport,
}

impl ClientInfo<crate::runtime::Transport> for Client {
    fn api_version() -> &'static str {
        "1"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &crate::runtime::Transport {
        &self.inner
    }
}

const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::runtime::Transport>,
    {}
};

impl Client {
    /// The server that the document names first.
    pub const SERVER: &'static str = "https://api.medium.com";
    /// Starts a client: where it goes, and with which credential.
    pub fn builder() -> crate::runtime::Builder<Self> {
        crate::runtime::Builder::new(Self::SERVER)
    }
}

impl ::std::convert::From<crate::runtime::Parts> for Client {
    fn from(parts: crate::runtime::Parts) -> Self {
        Self {
            baseurl: parts.baseurl,
            client: parts.client,
            inner: parts.transport,
        }
    }
}

impl ::std::fmt::Debug for Client {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Client")
            .field("baseurl", &self.baseurl)
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Ask the user for access.
    ///
    /// A page for the user's browser, not a call for a client: send the user to this address. Medium
    /// asks them to log in and to consent, then sends the browser back to `redirect_uri`: with
    /// `state` and `code` if they granted access, with `error=access_denied` if they declined.
    /// The `code` is short-lived and goes to `createToken`.
    ///
    /// `GET https://medium.com/m/oauth/authorize`, without a credential (Authentication).
    ///
    /// # Arguments
    ///
    /// - `client_id`: The id under which the application is registered with Medium. It is not a secret. For example `4b2f9c07d1e8`.
    /// - `scope`: The scopes that the application asks for, separated by commas. `uploadImage` may be asked for only by applications that Medium has allowed to; for others the page ends in an error.
    /// - `state`: Text of the application's choice, handed back unchanged. Make it unguessable, and take no callback that brings another one: that is the protection against forged callbacks. For example `0c6b1f5de4a94f4c`.
    /// - `response_type`: How access is handed over. Medium knows the code flow alone. For example `code`.
    /// - `redirect_uri`: Where the browser is sent afterwards: character for character one of the callback addresses that are registered for the application. For example `https://app.example/callback/medium`.
    ///
    /// The URL is for a browser; nothing is sent. The browser meets:
    ///
    /// - 302: The browser is sent on, in the end to `redirect_uri`. Header `Location`: The next address. The last one is `redirect_uri` with `state` and `code`, or with `error`, in its query.
    ///
    /// # Errors
    ///
    /// Only where an argument can't stand in a URL.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// fn example(client: &Client, client_id: &str, redirect_uri: &::url::Url, response_type: types::ResponseType, scope: &[types::Scope], state: &str) -> Result<(), Error> {
    ///     let answer = client.authorize(client_id, redirect_uri, response_type, scope, state)?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub fn authorize(
        &self,
        client_id: &str,
        redirect_uri: &::url::Url,
        response_type: types::ResponseType,
        scope: &[types::Scope],
        state: &str,
    ) -> ::std::result::Result<::url::Url, crate::runtime::Error> {
        let url = self.inner.address(&operations::AUTHORIZE, &["/m/oauth/authorize"])?;
        let request = self
            .client
            .get(url)
            .query(&progenitor_client::QueryParam::new("client_id", &client_id))
            .query(&progenitor_client::QueryParam::new("redirect_uri", &redirect_uri))
            .query(&progenitor_client::QueryParam::new("response_type", &response_type))
            .query(
                &crate::runtime::comma_separated(
                    "scope",
                    ::std::option::Option::Some(scope),
                ),
            )
            .query(&progenitor_client::QueryParam::new("state", &state));
        crate::runtime::url(&operations::AUTHORIZE, request)
    }

    /// Upload an image.
    ///
    /// Uploads one image file, for use in a post's content. Only local files need this: images that
    /// the content names by a public address are fetched by Medium itself.
    ///
    /// Uploading the same bytes again gives the same address. With `md5` kept next to `url`, a second
    /// upload can be spared.
    ///
    /// `POST https://api.medium.com/v1/images`, scope `uploadImage` (Images).
    ///
    /// # Answers
    ///
    /// - 201: The image was stored.
    ///
    /// # Errors
    ///
    /// - 400: The part is missing, or its content type is none of the four. `image/jpg` is refused too: the type's name is `image/jpeg`.
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: Cloudflare has stopped the request before it reached Medium, and answers with a page for a browser. It comes and goes: the same request may pass later, or with another User-Agent. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes, is not known.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, body: types::NewImage) -> Result<(), Error> {
    ///     let answer = client.upload_image(body).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn upload_image(
        &self,
        body: types::NewImage,
    ) -> ::std::result::Result<ResponseValue<types::Image>, crate::runtime::Error> {
        let url = self.inner.address(&operations::UPLOAD_IMAGE, &["/v1/images"])?;
        let request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .multipart(crate::runtime::form(&operations::UPLOAD_IMAGE, body)?);
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::UPLOAD_IMAGE, request).await,
            |envelope: types::ImageEnvelope| envelope.data,
        )
    }

    /// Get the user.
    ///
    /// The user whom the token belongs to. It is usually the first call: it shows that the token is
    /// good, and brings the user id that other calls need.
    ///
    /// `GET https://api.medium.com/v1/me`, scope `basicProfile` (Users).
    ///
    /// # Answers
    ///
    /// - 200: The user whom the token belongs to.
    ///
    /// # Errors
    ///
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: Cloudflare has stopped the request before it reached Medium, and answers with a page for a browser. It comes and goes: the same request may pass later, or with another User-Agent. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error};
    ///
    /// async fn example(client: &Client) -> Result<(), Error> {
    ///     let answer = client.me().await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn me(
        &self,
    ) -> ::std::result::Result<ResponseValue<types::User>, crate::runtime::Error> {
        let url = self.inner.address(&operations::ME, &["/v1/me"])?;
        let request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            );
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::ME, request).await,
            |envelope: types::UserEnvelope| envelope.data,
        )
    }

    /// List a publication's contributors.
    ///
    /// Who edits a publication and who writes for it. Look for one's own user id here to learn
    /// whether a post may be published there at once (editor) or goes in as a draft (writer).
    ///
    /// `GET https://api.medium.com/v1/publications/{publicationId}/contributors`, scope `basicProfile` (Publications).
    ///
    /// # Arguments
    ///
    /// - `publication_id`: The publication, as `publications` gives it. For example `c07e1d5a9b42`.
    ///
    /// # Answers
    ///
    /// - 200: The contributors, all at once.
    ///
    /// # Errors
    ///
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: Cloudflare has stopped the request before it reached Medium, and answers with a page for a browser. It comes and goes: the same request may pass later, or with another User-Agent. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, publication_id: &types::PublicationId) -> Result<(), Error> {
    ///     let answer = client.contributors(publication_id).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn contributors(
        &self,
        publication_id: &types::PublicationId,
    ) -> ::std::result::Result<
        ResponseValue<::std::vec::Vec<types::Contributor>>,
        crate::runtime::Error,
    > {
        let url = self
            .inner
            .address(
                &operations::CONTRIBUTORS,
                &[
                    "/v1/publications/",
                    &crate::runtime::segment(
                        &operations::CONTRIBUTORS,
                        "publicationId",
                        &publication_id,
                    )?,
                    "/contributors",
                ],
            )?;
        let request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            );
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::CONTRIBUTORS, request).await,
            |envelope: types::ContributorsEnvelope| envelope.data,
        )
    }

    /// Post in a publication.
    ///
    /// Creates a post in a publication. An editor may give it any status, a writer only `draft`,
    /// which then waits for an editor's approval; anyone else is refused. As with posts on a
    /// profile, it can't be taken back, and must not be sent again blindly.
    ///
    /// `POST https://api.medium.com/v1/publications/{publicationId}/posts`, scope `publishPost` (Posts).
    ///
    /// # Arguments
    ///
    /// - `publication_id`: A publication that the user edits or writes for. For example `c07e1d5a9b42`.
    ///
    /// # Answers
    ///
    /// - 201: The post was created, or a draft of it.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, of the wrong type, or holds what Medium doesn't take.
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they don't write for, or list another user's publications. As HTML: Cloudflare has stopped the request before it reached Medium; the same request may pass later. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes, is not known.
    /// - 429: The user has published as much as is allowed for now: about ten posts in 24 hours, counted from the first. Header `Retry-After`: How long to wait, in seconds, if the answer says so. Often it doesn't.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, publication_id: &types::PublicationId, body: &types::NewPost) -> Result<(), Error> {
    ///     let answer = client.create_publication_post(publication_id, body).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn create_publication_post(
        &self,
        publication_id: &types::PublicationId,
        body: &types::NewPost,
    ) -> ::std::result::Result<ResponseValue<types::Post>, crate::runtime::Error> {
        let url = self
            .inner
            .address(
                &operations::CREATE_PUBLICATION_POST,
                &[
                    "/v1/publications/",
                    &crate::runtime::segment(
                        &operations::CREATE_PUBLICATION_POST,
                        "publicationId",
                        &publication_id,
                    )?,
                    "/posts",
                ],
            )?;
        let request = crate::runtime::json(
            self
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                ),
            body,
        );
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::CREATE_PUBLICATION_POST, request)
                .await,
            |envelope: types::PostEnvelope| envelope.data,
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
    /// `POST https://api.medium.com/v1/tokens`, without a credential (Authentication).
    ///
    /// # Answers
    ///
    /// - 200: The tokens, without an envelope. Medium is documented to answer 201; take 200 as well.
    /// - 201: The tokens, without an envelope. Medium is documented to answer 201; take 200 as well.
    ///
    /// # Errors
    ///
    /// - 400: The request is not one of the two grants, or a field is not expected in it.
    /// - 401: The application is not known, or the authorization code or refresh token is wrong, expired or used.
    /// - 403: Cloudflare has stopped the request before it reached Medium, and answers with a page for a browser. It comes and goes: the same request may pass later, or with another User-Agent. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, body: &types::TokenGrant) -> Result<(), Error> {
    ///     let answer = client.create_token(body).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn create_token(
        &self,
        body: &types::TokenGrant,
    ) -> ::std::result::Result<ResponseValue<types::Token>, crate::runtime::Error> {
        let url = self.inner.address(&operations::CREATE_TOKEN, &["/v1/tokens"])?;
        let request = self
            .client
            .post(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .form(body);
        crate::runtime::send(self, &operations::CREATE_TOKEN, request).await
    }

    /// Post on the user's profile.
    ///
    /// Creates a post on the user's own profile. It can't be changed or taken back through this API,
    /// and an answer that never arrives does not mean that there is no post: do not send it again
    /// blindly.
    ///
    /// About ten posts in 24 hours are allowed, counted from the first.
    ///
    /// `POST https://api.medium.com/v1/users/{authorId}/posts`, scope `publishPost` (Posts).
    ///
    /// # Arguments
    ///
    /// - `author_id`: The token's own user, as `me` gives it. For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    ///
    /// # Answers
    ///
    /// - 201: The post was created on the user's profile. Header `Location`: The new post's address.
    ///
    /// # Errors
    ///
    /// - 400: A field is missing, of the wrong type, or holds what Medium doesn't take.
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they don't write for, or list another user's publications. As HTML: Cloudflare has stopped the request before it reached Medium; the same request may pass later. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 404: No user has this id. Medium's later documentation names 403 for this instead.
    /// - 413: The body is larger than a proxy in front of Medium lets through. The limit, in bytes, is not known.
    /// - 429: The user has published as much as is allowed for now: about ten posts in 24 hours, counted from the first. Header `Retry-After`: How long to wait, in seconds, if the answer says so. Often it doesn't.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, author_id: &types::UserId, body: &types::NewPost) -> Result<(), Error> {
    ///     let answer = client.create_post(author_id, body).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn create_post(
        &self,
        author_id: &types::UserId,
        body: &types::NewPost,
    ) -> ::std::result::Result<ResponseValue<types::Post>, crate::runtime::Error> {
        let url = self
            .inner
            .address(
                &operations::CREATE_POST,
                &[
                    "/v1/users/",
                    &crate::runtime::segment(
                        &operations::CREATE_POST,
                        "authorId",
                        &author_id,
                    )?,
                    "/posts",
                ],
            )?;
        let request = crate::runtime::json(
            self
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                ),
            body,
        );
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::CREATE_POST, request).await,
            |envelope: types::PostEnvelope| envelope.data,
        )
    }

    /// List the user's publications.
    ///
    /// All publications that the user edits or writes for, and at most 200 others that they follow or
    /// have to do with. The list may be empty. It has no pages, and does not tell the user's role:
    /// `contributors` does.
    ///
    /// `GET https://api.medium.com/v1/users/{userId}/publications`, scope `listPublications` (Publications).
    ///
    /// # Arguments
    ///
    /// - `user_id`: The token's own user, as `me` gives it. Another user's publications are refused. For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    ///
    /// # Answers
    ///
    /// - 200: The publications, all at once.
    ///
    /// # Errors
    ///
    /// - 401: There is no token, it is wrong or revoked, or it lacks the scope that the operation needs.
    /// - 403: As JSON: the user may not do this here, such as publish in a publication that they don't write for, or list another user's publications. As HTML: Cloudflare has stopped the request before it reached Medium; the same request may pass later. Header `cf-mitigated`: What Cloudflare did with the request. Only its own answers carry this header.
    /// - 5XX: Medium, or something in front of it, is not able to answer. The answer may be JSON, plain text or a page. A create may have happened all the same.
    /// - Bad input, no connection, a timeout, or an answer that can't be read: see the error type.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use medium_api::{Client, Error, types};
    ///
    /// async fn example(client: &Client, user_id: &types::UserId) -> Result<(), Error> {
    ///     let answer = client.publications(user_id).await?;
    ///     println!("{answer:?}");
    ///     Ok(())
    /// }
    /// ```
    pub async fn publications(
        &self,
        user_id: &types::UserId,
    ) -> ::std::result::Result<
        ResponseValue<::std::vec::Vec<types::Publication>>,
        crate::runtime::Error,
    > {
        let url = self
            .inner
            .address(
                &operations::PUBLICATIONS,
                &[
                    "/v1/users/",
                    &crate::runtime::segment(
                        &operations::PUBLICATIONS,
                        "userId",
                        &user_id,
                    )?,
                    "/publications",
                ],
            )?;
        let request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            );
        crate::runtime::unwrap(
            crate::runtime::send(self, &operations::PUBLICATIONS, request).await,
            |envelope: types::PublicationsEnvelope| envelope.data,
        )
    }
}
