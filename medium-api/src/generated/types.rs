// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The types of requests and responses. Only the service checks the limits in the docs.

use medium_runtime::{DateTime, Secret, UnixMillis, constant, one_of, open_enum, string_type};
#[cfg(feature = "client")]
use medium_runtime::{Error, File, Form, IntoForm};
use serde::{Deserialize, Serialize};
use url::Url;

string_type! {
    /// A user's ID, as returned by `me`. Opaque; so far hexadecimal digits.
    ///
    /// For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    pub struct UserId;
}

string_type! {
    /// A publication's ID, as returned by `publications`. Opaque; so far hexadecimal digits.
    ///
    /// For example `c07e1d5a9b42`.
    pub struct PublicationId;
}

string_type! {
    /// A post's ID. Opaque; so far hexadecimal digits. The post's URL ends with it.
    ///
    /// For example `3f9c2b71a0de`.
    pub struct PostId;
}

open_enum! {
    /// A permission of a token. Responses may contain other values.
    pub enum Scope or Unknown {
        /// `basicProfile`: Read the user's profile, without their email address.
        BasicProfile = "basicProfile",
        /// `listPublications`: List the user's publications, and those publications' contributors.
        ListPublications = "listPublications",
        /// `publishPost`: Publish posts, on the user's profile and in publications.
        PublishPost = "publishPost",
        /// `uploadImage`: Upload images for use in posts. Only with Medium's prior permission.
        UploadImage = "uploadImage",
    }
}

open_enum! {
    /// The markup language of a post's content.
    pub enum ContentFormat or Unknown {
        /// `html`: An HTML fragment. Medium drops elements that it does not support.
        Html = "html",
        /// `markdown`: Markdown, which Medium converts to HTML.
        Markdown = "markdown",
    }
}

open_enum! {
    /// Who can see a post. A new post without it is public. Responses may contain other values.
    pub enum PublishStatus or Unknown {
        /// `public`: Everyone can read and find it.
        Public = "public",
        /// `draft`: Only the author and the publication's editors can see it.
        Draft = "draft",
        /// `unlisted`: Everyone with the URL can read it, but Medium lists it nowhere.
        Unlisted = "unlisted",
    }
}

open_enum! {
    /// The license of a post. Without it, all rights are reserved. Responses may contain other
    /// values.
    pub enum License or Unknown {
        /// `all-rights-reserved`: No use beyond what the law allows.
        AllRightsReserved = "all-rights-reserved",
        /// `cc-40-by`: Creative Commons 4.0, attribution.
        Cc40By = "cc-40-by",
        /// `cc-40-by-sa`: Creative Commons 4.0, attribution, share alike.
        Cc40BySa = "cc-40-by-sa",
        /// `cc-40-by-nd`: Creative Commons 4.0, attribution, no derivatives.
        Cc40ByNd = "cc-40-by-nd",
        /// `cc-40-by-nc`: Creative Commons 4.0, attribution, non-commercial.
        Cc40ByNc = "cc-40-by-nc",
        /// `cc-40-by-nc-nd`: Creative Commons 4.0, attribution, non-commercial, no derivatives.
        Cc40ByNcNd = "cc-40-by-nc-nd",
        /// `cc-40-by-nc-sa`: Creative Commons 4.0, attribution, non-commercial, share alike.
        Cc40ByNcSa = "cc-40-by-nc-sa",
        /// `cc-40-zero`: Creative Commons Zero, all rights waived.
        Cc40Zero = "cc-40-zero",
        /// `public-domain`: The text has no copyright and is free for any use.
        PublicDomain = "public-domain",
    }
}

open_enum! {
    /// A contributor's role in a publication. Responses may contain other values.
    pub enum Role or Unknown {
        /// `editor`: Publishes with any status, and approves drafts of others.
        Editor = "editor",
        /// `writer`: Submits drafts for an editor's approval.
        Writer = "writer",
    }
}

one_of! {
    /// A grant to exchange for an access token.
    ///
    /// In JSON:
    ///
    /// ```json
    /// {
    ///   "grant_type": "refresh_token",
    ///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f",
    ///   "client_id": "4b2f9c07d1e8",
    ///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638"
    /// }
    /// ```
    pub enum TokenGrant or Unknown by "grant_type" {
        /// An authorization code from the callback, for the first access token.
        AuthorizationCodeGrant(AuthorizationCodeGrant) = ["authorization_code"],
        /// A refresh token, for the next access token.
        RefreshTokenGrant(RefreshTokenGrant) = ["refresh_token"],
    }
}

impl From<AuthorizationCodeGrant> for TokenGrant {
    fn from(value: AuthorizationCodeGrant) -> Self {
        Self::AuthorizationCodeGrant(value)
    }
}

impl From<RefreshTokenGrant> for TokenGrant {
    fn from(value: RefreshTokenGrant) -> Self {
        Self::RefreshTokenGrant(value)
    }
}

/// An authorization code from the callback, for the first access token.
///
/// In JSON:
///
/// ```json
/// {
///   "grant_type": "authorization_code",
///   "code": "9d1f04c6a8e2",
///   "client_id": "4b2f9c07d1e8",
///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638",
///   "redirect_uri": "https://app.example/callback/medium"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AuthorizationCodeGrant {
    /// Selects the exchange of an authorization code.
    pub(crate) grant_type: AuthorizationCodeGrantGrantType,
    /// The short-lived code from the callback. It works once.
    pub code: Secret,
    /// The application's client ID from its registration with Medium.
    pub client_id: String,
    /// The application's client secret. Keep it out of browsers.
    pub client_secret: Secret,
    /// The `redirect_uri` that was used to request the code.
    pub redirect_uri: Url,
}

impl AuthorizationCodeGrant {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(
        code: impl Into<Secret>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        redirect_uri: impl Into<Url>,
    ) -> Self {
        Self {
            grant_type: AuthorizationCodeGrantGrantType::AuthorizationCode,
            code: code.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            redirect_uri: redirect_uri.into(),
        }
    }
}

constant! {
    /// Selects the exchange of an authorization code.
    pub(crate) enum AuthorizationCodeGrantGrantType {
        /// `authorization_code`: Exchange a code from the callback.
        AuthorizationCode = "authorization_code",
    }
}

/// A refresh token, for the next access token.
///
/// In JSON:
///
/// ```json
/// {
///   "grant_type": "refresh_token",
///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f",
///   "client_id": "4b2f9c07d1e8",
///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RefreshTokenGrant {
    /// Selects the exchange of a refresh token.
    pub(crate) grant_type: RefreshTokenGrantGrantType,
    /// The refresh token from an earlier response. It doesn't expire, but can be revoked.
    pub refresh_token: Secret,
    /// The application's client ID from its registration with Medium.
    pub client_id: String,
    /// The application's client secret. Keep it out of browsers.
    pub client_secret: Secret,
}

impl RefreshTokenGrant {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(
        refresh_token: impl Into<Secret>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self {
            grant_type: RefreshTokenGrantGrantType::RefreshToken,
            refresh_token: refresh_token.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        }
    }
}

constant! {
    /// Selects the exchange of a refresh token.
    pub(crate) enum RefreshTokenGrantGrantType {
        /// `refresh_token`: Exchange a refresh token from an earlier response.
        RefreshToken = "refresh_token",
    }
}

/// Tokens for one user. Store them like passwords.
///
/// In JSON:
///
/// ```json
/// {
///   "token_type": "Bearer",
///   "access_token": "7c3d90e51fa24b687c3d90e51fa24b68",
///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f",
///   "scope": [
///     "basicProfile",
///     "publishPost"
///   ],
///   "expires_at": 1490323450314
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Token {
    /// The type of the access token, always `Bearer`.
    pub token_type: String,
    /// The token for the `Authorization` header of other operations. Valid for 60 days, in
    /// hexadecimal digits.
    pub access_token: Secret,
    /// The token to request the next access token with. It doesn't expire. A refresh may return
    /// none: the old one then remains valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// The scopes that the user granted, possibly fewer than requested.
    pub scope: Vec<Scope>,
    /// When the access token expires, in milliseconds since 1970 UTC.
    pub expires_at: UnixMillis,
}

/// A person with an account on Medium.
///
/// In JSON:
///
/// ```json
/// {
///   "id": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///   "username": "anfield_diary",
///   "name": "Robin Carter",
///   "url": "https://medium.com/@anfield_diary",
///   "imageUrl": "https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct User {
    /// The user's ID, which new posts need.
    pub id: UserId,
    /// The name in the user's profile URL, without `@`.
    pub username: String,
    /// The display name for readers.
    pub name: String,
    /// The URL of the user's profile.
    pub url: Url,
    /// The URL of the user's profile image. It may be empty or missing: it is unknown whether every
    /// user has one.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub image_url: Option<Url>,
}

/// A publication, a shared blog with several writers.
///
/// In JSON:
///
/// ```json
/// {
///   "id": "c07e1d5a9b42",
///   "name": "The Kop",
///   "description": "Match reports from the stands.",
///   "url": "https://medium.com/the-kop",
///   "imageUrl": "https://images.medium.com/0*Zk7vHc20nYtEe5Jq.png"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Publication {
    /// The publication's ID, for posts and contributors.
    pub id: PublicationId,
    /// The display name for readers.
    pub name: String,
    /// The publication's tagline. It may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The URL of the publication's home page.
    pub url: Url,
    /// The URL of the publication's image. It may be empty or missing: it is unknown whether
    /// every publication has one.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub image_url: Option<Url>,
}

/// A user's role in a publication.
///
/// In JSON:
///
/// ```json
/// {
///   "publicationId": "c07e1d5a9b42",
///   "userId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///   "role": "editor"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Contributor {
    /// Which publication the user contributes to.
    pub publication_id: PublicationId,
    /// Who contributes.
    pub user_id: UserId,
    /// What the contributor may do in the publication.
    pub role: Role,
}

/// The content and settings of a new post.
///
/// In JSON:
///
/// ```json
/// {
///   "title": "Liverpool FC",
///   "contentFormat": "markdown",
///   "content": "# Liverpool FC\n\nYou'll never walk alone.",
///   "tags": [
///     "football",
///     "sport",
///     "liverpool"
///   ],
///   "canonicalUrl": "https://anfield.example/liverpool-fc",
///   "publishStatus": "draft",
///   "license": "cc-40-by",
///   "notifyFollowers": false,
///   "publishedAt": "2015-09-15T05:18:58Z"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NewPost {
    /// The title for listings and search engines. The post does not show it: repeat it as a
    /// heading at the top of `content`. A title over 100 characters is ignored, and Medium derives
    /// one from the content.
    pub title: String,
    /// How `content` is written.
    pub content_format: ContentFormat,
    /// The body, in the markup language of `contentFormat`. A heading at the top is shown as the
    /// title, and a second-level heading right after it as the subtitle.
    pub content: String,
    /// The post's topics. Medium ignores tags after the third one, and a tag over 25 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// The original URL, if the text was first published elsewhere. Search engines treat it as the
    /// original.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub canonical_url: Option<Url>,
    /// Who can see the post. Public if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_status: Option<PublishStatus>,
    /// The license of the text. All rights are reserved if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
    /// Whether the user's followers are notified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_followers: Option<bool>,
    /// A publication date in the past, in ISO 8601. A date in the future is rejected.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub published_at: Option<DateTime>,
}

impl NewPost {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        content_format: impl Into<ContentFormat>,
        content: impl Into<String>,
    ) -> Self {
        Self {
            title: title.into(),
            content_format: content_format.into(),
            content: content.into(),
            tags: None,
            canonical_url: None,
            publish_status: None,
            license: None,
            notify_followers: None,
            published_at: None,
        }
    }

    /// Sets [`tags`](Self::tags).
    #[must_use]
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Sets [`canonical_url`](Self::canonical_url).
    #[must_use]
    pub fn canonical_url(mut self, canonical_url: impl Into<Url>) -> Self {
        self.canonical_url = Some(canonical_url.into());
        self
    }

    /// Sets [`publish_status`](Self::publish_status).
    #[must_use]
    pub fn publish_status(mut self, publish_status: impl Into<PublishStatus>) -> Self {
        self.publish_status = Some(publish_status.into());
        self
    }

    /// Sets [`license`](Self::license).
    #[must_use]
    pub fn license(mut self, license: impl Into<License>) -> Self {
        self.license = Some(license.into());
        self
    }

    /// Sets [`notify_followers`](Self::notify_followers).
    #[must_use]
    pub fn notify_followers(mut self, notify_followers: bool) -> Self {
        self.notify_followers = Some(notify_followers);
        self
    }

    /// Sets [`published_at`](Self::published_at).
    #[must_use]
    pub fn published_at(mut self, published_at: impl Into<DateTime>) -> Self {
        self.published_at = Some(published_at.into());
        self
    }
}

/// A post as created by Medium, which may differ from the request.
///
/// In JSON:
///
/// ```json
/// {
///   "id": "3f9c2b71a0de",
///   "title": "Liverpool FC",
///   "authorId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///   "publicationId": "c07e1d5a9b42",
///   "tags": [
///     "football",
///     "sport",
///     "liverpool"
///   ],
///   "url": "https://medium.com/the-kop/liverpool-fc-3f9c2b71a0de",
///   "canonicalUrl": "https://anfield.example/liverpool-fc",
///   "publishStatus": "public",
///   "publishedAt": 1442294338000,
///   "license": "cc-40-by",
///   "licenseUrl": "https://creativecommons.org/licenses/by/4.0/"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Post {
    /// The post's ID, which its URL ends with.
    pub id: PostId,
    /// The title for listings. If the requested title was too long, the one that Medium derived.
    pub title: String,
    /// The user who created the post.
    pub author_id: UserId,
    /// The publication, if the post was created in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication_id: Option<PublicationId>,
    /// The tags as stored by Medium: in lower case, sometimes renamed, and without ignored ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// The post's URL. A draft also has one, for its author.
    pub url: Url,
    /// The original URL, if the text was first published elsewhere. Empty or missing otherwise.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub canonical_url: Option<Url>,
    /// Who can see the post.
    pub publish_status: PublishStatus,
    /// The publication date, in milliseconds since 1970 UTC. A draft has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<UnixMillis>,
    /// The post's license. Empty if the request had none.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub license: Option<License>,
    /// The URL of the license's text. Its host has changed over time. It may be empty or missing.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub license_url: Option<Url>,
}

/// An image stored by Medium.
///
/// In JSON:
///
/// ```json
/// {
///   "url": "https://images.medium.com/1*6d0nlwGMrXkYbgPoxa7I3A.png",
///   "md5": "6d0nlwGMrXkYbgPoxa7I3A"
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Image {
    /// The image's URL, for use in a post's content.
    pub url: Url,
    /// The MD5 digest of the file's bytes (16 bytes), in base64url without padding: 22 characters,
    /// not hexadecimal.
    pub md5: String,
}

/// Why Medium rejected a request.
///
/// In JSON:
///
/// ```json
/// {
///   "errors": [
///     {
///       "message": "Token was invalid.",
///       "code": 6003
///     }
///   ]
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The problems found, usually one.
    pub errors: Vec<ApiError>,
}

/// A problem with the request.
///
/// In JSON:
///
/// ```json
/// {
///   "message": "Token was invalid.",
///   "code": 6003
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ApiError {
    /// What is wrong, in English.
    pub message: String,
    /// Medium's error code; -1 if it has none.
    pub code: i64,
}

/// The headers of the response of `Client::create_post`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CreatePostHeaders {
    /// The new post's URL.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub location: Option<Url>,
}

/// An image file to upload.
///
/// In JSON:
///
/// ```json
/// {
///   "image": "(the bytes of a PNG file)"
/// }
/// ```
#[cfg(feature = "client")]
#[derive(Debug)]
#[non_exhaustive]
pub struct NewImage {
    /// The file's bytes, in a part with a file name and one of the content types `image/jpeg`,
    /// `image/png`, `image/gif` (also animated) and `image/tiff`. The size limit is unknown.
    pub image: File,
}

#[cfg(feature = "client")]
impl NewImage {
    /// Creates a value from its required properties.
    #[must_use]
    pub fn new(image: impl Into<File>) -> Self {
        Self {
            image: image.into(),
        }
    }
}

#[cfg(feature = "client")]
impl IntoForm for NewImage {
    fn into_form(self, form: &mut Form) -> Result<(), Error> {
        form.file(
            "image",
            self.image,
            &["image/jpeg", "image/png", "image/gif", "image/tiff"],
        )?;
        Ok(())
    }
}
