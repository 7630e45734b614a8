// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The types of requests and responses. The service alone checks the limits in their docs.

use medium_runtime::{DateTime, Secret, UnixMillis, constant, one_of, open_enum, string_type};
#[cfg(feature = "client")]
use medium_runtime::{Error, File, Form, IntoForm};
use serde::{Deserialize, Serialize};
use url::Url;

string_type! {
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    ///
    /// For example `18c0f7be24d9a3516e7f20b8c4d5e6f7a91`.
    pub struct UserId;
}

string_type! {
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    ///
    /// For example `c07e1d5a9b42`.
    pub struct PublicationId;
}

string_type! {
    /// A post's id. Opaque, hexadecimal digits so far. It is also the end of the post's address.
    ///
    /// For example `3f9c2b71a0de`.
    pub struct PostId;
}

open_enum! {
    /// One thing that a token allows. In an answer, a value that is not listed here may come.
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
    /// The language that a post's content is written in.
    pub enum ContentFormat or Unknown {
        /// `html`: An HTML fragment. Elements that Medium doesn't know are dropped.
        Html = "html",
        /// `markdown`: Markdown, which Medium turns into HTML.
        Markdown = "markdown",
    }
}

open_enum! {
    /// Who can see a post. Without it a new post is public. In an answer, a value that is not
    /// listed here may come.
    pub enum PublishStatus or Unknown {
        /// `public`: Everybody can read it and come upon it.
        Public = "public",
        /// `draft`: Only the author, and a publication's editors, can see it.
        Draft = "draft",
        /// `unlisted`: Everybody who has the address can read it, but it is listed nowhere.
        Unlisted = "unlisted",
    }
}

open_enum! {
    /// Under which terms others may use a post. Without it all rights are reserved. In an answer, a
    /// value that is not listed here may come.
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
        /// `public-domain`: Nobody holds rights in the text, so it is free for every use.
        PublicDomain = "public-domain",
    }
}

open_enum! {
    /// What a contributor may do in a publication. In an answer, a value that is not listed here
    /// may come.
    pub enum Role or Unknown {
        /// `editor`: Publishes there with any status, and approves others' drafts.
        Editor = "editor",
        /// `writer`: Hands in drafts, which wait for an editor's approval.
        Writer = "writer",
    }
}

one_of! {
    /// What is exchanged for an access token.
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
    /// Says that an authorization code is exchanged.
    pub(crate) grant_type: AuthorizationCodeGrantGrantType,
    /// The short-lived code that the callback brought. It works once.
    pub code: Secret,
    /// The id under which the application is registered with Medium.
    pub client_id: String,
    /// The application's secret. It must not reach a browser.
    pub client_secret: Secret,
    /// The same callback address that the code was asked for with.
    pub redirect_uri: Url,
}

impl AuthorizationCodeGrant {
    /// Creates one from the required values; everything else is absent.
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
    /// Says that an authorization code is exchanged.
    pub(crate) enum AuthorizationCodeGrantGrantType {
        /// `authorization_code`: Exchange a code that the callback brought.
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
    /// Says that a refresh token is exchanged.
    pub(crate) grant_type: RefreshTokenGrantGrantType,
    /// The refresh token from an earlier answer. It doesn't expire, but can be revoked.
    pub refresh_token: Secret,
    /// The id under which the application is registered with Medium.
    pub client_id: String,
    /// The application's secret. It must not reach a browser.
    pub client_secret: Secret,
}

impl RefreshTokenGrant {
    /// Creates one from the required values; everything else is absent.
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
    /// Says that a refresh token is exchanged.
    pub(crate) enum RefreshTokenGrantGrantType {
        /// `refresh_token`: Exchange a refresh token from an earlier answer.
        RefreshToken = "refresh_token",
    }
}

/// Tokens for one user. Keep them as one keeps passwords.
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
    /// How the access token is sent. It is always `Bearer`.
    pub token_type: String,
    /// What other operations take in their `Authorization` header. It lasts 60 days. Hexadecimal
    /// digits.
    pub access_token: Secret,
    /// What the next access token is asked for with. It doesn't expire. A refresh may bring none:
    /// the old one then stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Secret>,
    /// What the user granted, as a list. It may be less than what was asked for.
    pub scope: Vec<Scope>,
    /// When the access token ends, in milliseconds since 1970 UTC.
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
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    pub id: UserId,
    /// The name in the user's address, without `@`.
    pub username: String,
    /// The name that readers see.
    pub name: String,
    /// The address of the user's profile.
    pub url: Url,
    /// The address of the user's picture. Be ready for it to be empty or missing: whether every
    /// user has one is not known.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub image_url: Option<Url>,
}

/// A publication, where several people write.
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
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    pub id: PublicationId,
    /// The name that readers see.
    pub name: String,
    /// What the publication says about itself. It may be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The address of the publication's front page.
    pub url: Url,
    /// The address of the publication's picture. Be ready for it to be empty or missing: whether
    /// every publication has one is not known.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub image_url: Option<Url>,
}

/// One user's part in one publication.
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
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    pub publication_id: PublicationId,
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    pub user_id: UserId,
    /// What a contributor may do in a publication. In an answer, a value that is not listed here
    /// may come.
    pub role: Role,
}

/// A post to be created.
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
    /// The title for listings and search engines. It is not shown in the post: put it at the top
    /// of `content` as a heading, too. A title over 100 characters is not refused but ignored,
    /// and one is made from the content.
    pub title: String,
    /// The language that a post's content is written in.
    pub content_format: ContentFormat,
    /// The body, in the language that `contentFormat` names. A heading at the top is shown as the
    /// title, and a second-level heading right after it as the subtitle.
    pub content: String,
    /// What the post is about. More is not refused but ignored: tags after the third, and a tag
    /// over 25 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// Where this was published first, if that was elsewhere. Search engines are pointed there.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub canonical_url: Option<Url>,
    /// Who can see a post. Without it a new post is public. In an answer, a value that is not
    /// listed here may come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_status: Option<PublishStatus>,
    /// Under which terms others may use a post. Without it all rights are reserved. In an answer, a
    /// value that is not listed here may come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
    /// Whether the user's followers are told about the post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notify_followers: Option<bool>,
    /// A date in the past that the post is to bear, in ISO 8601. A date in the future is refused.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub published_at: Option<DateTime>,
}

impl NewPost {
    /// Creates one from the required values; everything else is absent.
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

/// A post as Medium created it, which is not in every point as it was sent.
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
    /// A post's id. Opaque, hexadecimal digits so far. It is also the end of the post's address.
    pub id: PostId,
    /// The title for listings. Where the one sent was too long, the one that Medium made.
    pub title: String,
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    pub author_id: UserId,
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication_id: Option<PublicationId>,
    /// The tags as Medium took them: in lower case, sometimes renamed, and without those that it
    /// ignored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// The post's address. A draft has one too, for its author.
    pub url: Url,
    /// Where this was published first. Empty, or missing, if that was not said.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub canonical_url: Option<Url>,
    /// Who can see a post. Without it a new post is public. In an answer, a value that is not
    /// listed here may come.
    pub publish_status: PublishStatus,
    /// The date that the post bears, in milliseconds since 1970 UTC. A draft has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<UnixMillis>,
    /// The terms on which others may use the post. Empty if none were sent.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub license: Option<License>,
    /// The address of the license's text. Its host has changed over time. It may be empty or
    /// missing.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub license_url: Option<Url>,
}

/// An image that Medium keeps after an upload.
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
    /// The image's address, to be used in a post's content.
    pub url: Url,
    /// The MD5 digest of the file's bytes (16 bytes), in base64url without padding: 22
    /// characters, not hexadecimal. The same bytes always have the same one.
    pub md5: String,
}

/// Why a request was refused.
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
    /// What is wrong, usually one thing.
    pub errors: Vec<ApiError>,
}

/// One thing that is wrong with a request.
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
    /// Medium's number for it; -1 where it has none.
    pub code: i64,
}

/// The headers of the response of `Client::create_post`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CreatePostHeaders {
    /// The new post's address.
    #[serde(
        default,
        deserialize_with = "medium_runtime::empty_as_none",
        skip_serializing_if = "Option::is_none"
    )]
    pub location: Option<Url>,
}

/// An image file to be uploaded.
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
    /// The file's bytes, in a part that has a file name and one of the content types
    /// `image/jpeg`, `image/png`, `image/gif` (animated ones too) and `image/tiff`. The largest
    /// size, in bytes, is not known.
    pub image: File,
}

#[cfg(feature = "client")]
impl NewImage {
    /// Creates one from the required values; everything else is absent.
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
