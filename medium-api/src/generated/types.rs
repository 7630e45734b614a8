// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! What goes over the wire.

/// One thing that is wrong with a request.
///
/// On the wire:
///
/// ```json
/// {
///   "code": 6003,
///   "message": "Token was invalid."
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct ApiError {
    /// Medium's number for it; -1 where it has none.
    pub code: i64,
    /// What is wrong, in English.
    pub message: ::std::string::String,
}

/// An authorization code from the callback, for the first access token.
///
/// On the wire:
///
/// ```json
/// {
///   "client_id": "4b2f9c07d1e8",
///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638",
///   "code": "9d1f04c6a8e2",
///   "grant_type": "authorization_code",
///   "redirect_uri": "https://app.example/callback/medium"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct AuthorizationCodeGrant {
    /// The id under which the application is registered with Medium.
    pub client_id: ::std::string::String,
    /// The application's secret. It must not reach a browser.
    pub client_secret: medium_runtime::Secret,
    /// The short-lived code that the callback brought. It works once.
    pub code: medium_runtime::Secret,
    /// Says that an authorization code is exchanged.
    pub grant_type: AuthorizationCodeGrantGrantType,
    /// The same callback address that the code was asked for with.
    pub redirect_uri: ::url::Url,
}

impl AuthorizationCodeGrant {
    /// A `AuthorizationCodeGrant` with all that is required; everything else is absent.
    #[must_use]
    pub fn new(
        code: impl ::std::convert::Into<medium_runtime::Secret>,
        client_id: impl ::std::convert::Into<::std::string::String>,
        client_secret: impl ::std::convert::Into<medium_runtime::Secret>,
        redirect_uri: impl ::std::convert::Into<::url::Url>,
    ) -> Self {
        Self {
            grant_type: AuthorizationCodeGrantGrantType::default(),
            code: code.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            redirect_uri: redirect_uri.into(),
        }
    }
}

/// Says that an authorization code is exchanged.
///
/// On the wire:
///
/// ```json
/// "authorization_code"
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    ::serde::Deserialize,
    ::serde::Serialize,
)]
pub enum AuthorizationCodeGrantGrantType {
    /// `authorization_code`: Exchange a code that the callback brought.
    #[default]
    #[serde(rename = "authorization_code")]
    AuthorizationCode,
}

impl AuthorizationCodeGrantGrantType {
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        "authorization_code"
    }
}

impl ::std::fmt::Display for AuthorizationCodeGrantGrantType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The language that a post's content is written in.
///
/// On the wire:
///
/// ```json
/// "markdown"
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize,
)]
#[serde(from = "::std::string::String", into = "::std::string::String")]
#[non_exhaustive]
pub enum ContentFormat {
    /// `html`: An HTML fragment. Elements that Medium doesn't know are dropped.
    Html,
    /// `markdown`: Markdown, which Medium turns into HTML.
    Markdown,
    /// A value that the document does not list, as it came.
    Unknown(::std::string::String),
}

impl ContentFormat {
    /// Every value that the document lists, in its order.
    pub const LISTED: &'static [Self] = &[Self::Html, Self::Markdown];
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Unknown(value) => value,
        }
    }
}

impl ::std::convert::From<&str> for ContentFormat {
    fn from(value: &str) -> Self {
        match value {
            "html" => Self::Html,
            "markdown" => Self::Markdown,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ::std::convert::From<::std::string::String> for ContentFormat {
    fn from(value: ::std::string::String) -> Self {
        Self::from(value.as_str())
    }
}

impl ::std::convert::From<ContentFormat> for ::std::string::String {
    fn from(value: ContentFormat) -> Self {
        value.as_str().to_owned()
    }
}

impl ::std::str::FromStr for ContentFormat {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
        ::std::result::Result::Ok(Self::from(value))
    }
}

impl ::std::fmt::Display for ContentFormat {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One user's part in one publication.
///
/// On the wire:
///
/// ```json
/// {
///   "publicationId": "c07e1d5a9b42",
///   "role": "editor",
///   "userId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct Contributor {
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    #[serde(rename = "publicationId")]
    pub publication_id: PublicationId,
    /// What a contributor may do in a publication. In an answer, a value that is not listed here may
    /// come.
    pub role: Role,
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    #[serde(rename = "userId")]
    pub user_id: UserId,
}

/// A publication's contributors, under `data`.
///
/// On the wire:
///
/// ```json
/// {
///   "data": [
///     {
///       "publicationId": "c07e1d5a9b42",
///       "role": "editor",
///       "userId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91"
///     }
///   ]
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct ContributorsEnvelope {
    /// The contributors, in no stated order.
    pub data: ::std::vec::Vec<Contributor>,
}

/// Why a request was refused.
///
/// On the wire:
///
/// ```json
/// {
///   "errors": [
///     {
///       "code": 6003,
///       "message": "Token was invalid."
///     }
///   ]
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// What is wrong, usually one thing.
    pub errors: ::std::vec::Vec<ApiError>,
}

/// A web page for a browser, from a proxy in front of Medium. Not JSON.
///
/// On the wire:
///
/// ```json
/// "<html><head><title>Just a moment...</title></head><body></body></html>"
/// ```
#[derive(
    ::serde::Deserialize, ::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
#[serde(transparent)]
pub struct HtmlPage(pub ::std::string::String);

impl ::std::ops::Deref for HtmlPage {
    type Target = ::std::string::String;
    fn deref(&self) -> &::std::string::String {
        &self.0
    }
}

impl ::std::convert::From<HtmlPage> for ::std::string::String {
    fn from(value: HtmlPage) -> Self {
        value.0
    }
}

impl ::std::convert::From<::std::string::String> for HtmlPage {
    fn from(value: ::std::string::String) -> Self {
        Self(value)
    }
}

impl ::std::fmt::Display for HtmlPage {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ::std::str::FromStr for HtmlPage {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

/// An image that Medium keeps after an upload.
///
/// On the wire:
///
/// ```json
/// {
///   "md5": "6d0nlwGMrXkYbgPoxa7I3A",
///   "url": "https://images.medium.com/1*6d0nlwGMrXkYbgPoxa7I3A.png"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct Image {
    /// The MD5 digest of the file's bytes (16 bytes), in base64url without padding: 22
    /// characters, not hexadecimal. The same bytes always have the same one.
    pub md5: ::std::string::String,
    /// The image's address, to be used in a post's content.
    pub url: ::url::Url,
}

/// An image that was uploaded, under `data`.
///
/// On the wire:
///
/// ```json
/// {
///   "data": {
///     "md5": "6d0nlwGMrXkYbgPoxa7I3A",
///     "url": "https://images.medium.com/1*6d0nlwGMrXkYbgPoxa7I3A.png"
///   }
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct ImageEnvelope {
    /// An image that Medium keeps after an upload.
    pub data: Image,
}

/// Under which terms others may use a post. Without it all rights are reserved. In an answer, a
/// value that is not listed here may come.
///
/// On the wire:
///
/// ```json
/// "cc-40-by"
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize,
)]
#[serde(from = "::std::string::String", into = "::std::string::String")]
#[non_exhaustive]
pub enum License {
    /// `all-rights-reserved`: No use beyond what the law allows.
    AllRightsReserved,
    /// `cc-40-by`: Creative Commons 4.0, attribution.
    Cc40By,
    /// `cc-40-by-sa`: Creative Commons 4.0, attribution, share alike.
    Cc40BySa,
    /// `cc-40-by-nd`: Creative Commons 4.0, attribution, no derivatives.
    Cc40ByNd,
    /// `cc-40-by-nc`: Creative Commons 4.0, attribution, non-commercial.
    Cc40ByNc,
    /// `cc-40-by-nc-nd`: Creative Commons 4.0, attribution, non-commercial, no derivatives.
    Cc40ByNcNd,
    /// `cc-40-by-nc-sa`: Creative Commons 4.0, attribution, non-commercial, share alike.
    Cc40ByNcSa,
    /// `cc-40-zero`: Creative Commons Zero, all rights waived.
    Cc40Zero,
    /// `public-domain`: Nobody holds rights in the text, so it is free for every use.
    PublicDomain,
    /// A value that the document does not list, as it came.
    Unknown(::std::string::String),
}

impl License {
    /// Every value that the document lists, in its order.
    pub const LISTED: &'static [Self] = &[
        Self::AllRightsReserved,
        Self::Cc40By,
        Self::Cc40BySa,
        Self::Cc40ByNd,
        Self::Cc40ByNc,
        Self::Cc40ByNcNd,
        Self::Cc40ByNcSa,
        Self::Cc40Zero,
        Self::PublicDomain,
    ];
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::AllRightsReserved => "all-rights-reserved",
            Self::Cc40By => "cc-40-by",
            Self::Cc40BySa => "cc-40-by-sa",
            Self::Cc40ByNd => "cc-40-by-nd",
            Self::Cc40ByNc => "cc-40-by-nc",
            Self::Cc40ByNcNd => "cc-40-by-nc-nd",
            Self::Cc40ByNcSa => "cc-40-by-nc-sa",
            Self::Cc40Zero => "cc-40-zero",
            Self::PublicDomain => "public-domain",
            Self::Unknown(value) => value,
        }
    }
}

impl ::std::convert::From<&str> for License {
    fn from(value: &str) -> Self {
        match value {
            "all-rights-reserved" => Self::AllRightsReserved,
            "cc-40-by" => Self::Cc40By,
            "cc-40-by-sa" => Self::Cc40BySa,
            "cc-40-by-nd" => Self::Cc40ByNd,
            "cc-40-by-nc" => Self::Cc40ByNc,
            "cc-40-by-nc-nd" => Self::Cc40ByNcNd,
            "cc-40-by-nc-sa" => Self::Cc40ByNcSa,
            "cc-40-zero" => Self::Cc40Zero,
            "public-domain" => Self::PublicDomain,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ::std::convert::From<::std::string::String> for License {
    fn from(value: ::std::string::String) -> Self {
        Self::from(value.as_str())
    }
}

impl ::std::convert::From<License> for ::std::string::String {
    fn from(value: License) -> Self {
        value.as_str().to_owned()
    }
}

impl ::std::str::FromStr for License {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
        ::std::result::Result::Ok(Self::from(value))
    }
}

impl ::std::fmt::Display for License {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An image file to be uploaded.
///
/// On the wire:
///
/// ```json
/// {
///   "image": "(the bytes of a PNG file)"
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct NewImage {
    /// The file's bytes, in a part that has a file name and one of the content types
    /// `image/jpeg`, `image/png`, `image/gif` (animated ones too) and `image/tiff`. The largest
    /// size, in bytes, is not known.
    pub image: medium_runtime::File,
}

impl NewImage {
    /// A `NewImage` with all that is required; everything else is absent.
    #[must_use]
    pub fn new(image: impl ::std::convert::Into<medium_runtime::File>) -> Self {
        Self {
            image: image.into(),
        }
    }
}

impl medium_runtime::IntoForm for NewImage {
    fn into_form(
        self,
        form: &mut medium_runtime::Form,
    ) -> ::std::result::Result<(), medium_runtime::Error> {
        {
            let part = self.image;
            form.file(
                "image",
                part,
                &["image/jpeg", "image/png", "image/gif", "image/tiff"],
            )?;
        }
        ::std::result::Result::Ok(())
    }
}

/// A post to be created.
///
/// On the wire:
///
/// ```json
/// {
///   "canonicalUrl": "https://anfield.example/liverpool-fc",
///   "content": "# Liverpool FC\n\nYou'll never walk alone.",
///   "contentFormat": "markdown",
///   "license": "cc-40-by",
///   "notifyFollowers": false,
///   "publishStatus": "draft",
///   "publishedAt": "2015-09-15T05:18:58Z",
///   "tags": [
///     "football",
///     "sport",
///     "liverpool"
///   ],
///   "title": "Liverpool FC"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct NewPost {
    /// Where this was published first, if that was elsewhere. Search engines are pointed there.
    #[serde(
        rename = "canonicalUrl",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub canonical_url: ::std::option::Option<::url::Url>,
    /// The body, in the language that `contentFormat` names. A heading at the top is shown as the
    /// title, and a second-level heading right after it as the subtitle.
    pub content: ::std::string::String,
    /// The language that a post's content is written in.
    #[serde(rename = "contentFormat")]
    pub content_format: ContentFormat,
    /// Under which terms others may use a post. Without it all rights are reserved. In an answer, a
    /// value that is not listed here may come.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub license: ::std::option::Option<License>,
    /// Whether the user's followers are told about the post.
    #[serde(
        rename = "notifyFollowers",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub notify_followers: ::std::option::Option<bool>,
    /// Who can see a post. Without it a new post is public. In an answer, a value that is not listed
    /// here may come.
    #[serde(
        rename = "publishStatus",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub publish_status: ::std::option::Option<PublishStatus>,
    /// A date in the past that the post is to bear, in ISO 8601. A date in the future is refused.
    #[serde(
        rename = "publishedAt",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub published_at: ::std::option::Option<::jiff::Timestamp>,
    /// What the post is about. More is not refused but ignored: tags after the third, and a tag
    /// over 25 characters.
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    #[serde(deserialize_with = "medium_runtime::null_as_default")]
    pub tags: ::std::vec::Vec<::std::string::String>,
    /// The title for listings and search engines. It is not shown in the post: put it at the top
    /// of `content` as a heading, too. A title over 100 characters is not refused but ignored,
    /// and one is made from the content.
    pub title: ::std::string::String,
}

impl NewPost {
    /// A `NewPost` with all that is required; everything else is absent.
    #[must_use]
    pub fn new(
        title: impl ::std::convert::Into<::std::string::String>,
        content_format: impl ::std::convert::Into<ContentFormat>,
        content: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            title: title.into(),
            content_format: content_format.into(),
            content: content.into(),
            canonical_url: ::std::default::Default::default(),
            license: ::std::default::Default::default(),
            notify_followers: ::std::default::Default::default(),
            publish_status: ::std::default::Default::default(),
            published_at: ::std::default::Default::default(),
            tags: ::std::default::Default::default(),
        }
    }

    /// Sets [`canonical_url`](Self::canonical_url).
    #[must_use]
    pub fn canonical_url(mut self, canonical_url: impl ::std::convert::Into<::url::Url>) -> Self {
        self.canonical_url = ::std::option::Option::Some(canonical_url.into());
        self
    }

    /// Sets [`license`](Self::license).
    #[must_use]
    pub fn license(mut self, license: impl ::std::convert::Into<License>) -> Self {
        self.license = ::std::option::Option::Some(license.into());
        self
    }

    /// Sets [`notify_followers`](Self::notify_followers).
    #[must_use]
    pub fn notify_followers(mut self, notify_followers: bool) -> Self {
        self.notify_followers = ::std::option::Option::Some(notify_followers);
        self
    }

    /// Sets [`publish_status`](Self::publish_status).
    #[must_use]
    pub fn publish_status(
        mut self,
        publish_status: impl ::std::convert::Into<PublishStatus>,
    ) -> Self {
        self.publish_status = ::std::option::Option::Some(publish_status.into());
        self
    }

    /// Sets [`published_at`](Self::published_at).
    #[must_use]
    pub fn published_at(
        mut self,
        published_at: impl ::std::convert::Into<::jiff::Timestamp>,
    ) -> Self {
        self.published_at = ::std::option::Option::Some(published_at.into());
        self
    }

    /// Sets [`tags`](Self::tags).
    #[must_use]
    pub fn tags(
        mut self,
        tags: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<::std::string::String>>,
    ) -> Self {
        self.tags = tags.into_iter().map(::std::convert::Into::into).collect();
        self
    }
}

/// A post as Medium created it, which is not in every point as it was sent.
///
/// On the wire:
///
/// ```json
/// {
///   "authorId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///   "canonicalUrl": "https://anfield.example/liverpool-fc",
///   "id": "3f9c2b71a0de",
///   "license": "cc-40-by",
///   "licenseUrl": "https://creativecommons.org/licenses/by/4.0/",
///   "publicationId": "c07e1d5a9b42",
///   "publishStatus": "public",
///   "publishedAt": 1442294338000,
///   "tags": [
///     "football",
///     "sport",
///     "liverpool"
///   ],
///   "title": "Liverpool FC",
///   "url": "https://medium.com/the-kop/liverpool-fc-3f9c2b71a0de"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct Post {
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    #[serde(rename = "authorId")]
    pub author_id: UserId,
    /// Where this was published first. Empty, or missing, if that was not said.
    #[serde(
        rename = "canonicalUrl",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    #[serde(default, deserialize_with = "medium_runtime::empty_as_none")]
    pub canonical_url: ::std::option::Option<::url::Url>,
    /// A post's id. Opaque, hexadecimal digits so far. It is also the end of the post's address.
    pub id: PostId,
    /// The terms on which others may use the post. Empty if none were sent.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    #[serde(default, deserialize_with = "medium_runtime::empty_as_none")]
    pub license: ::std::option::Option<License>,
    /// The address of the license's text. Its host has changed over time. It may be empty or missing.
    #[serde(
        rename = "licenseUrl",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    #[serde(default, deserialize_with = "medium_runtime::empty_as_none")]
    pub license_url: ::std::option::Option<::url::Url>,
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    #[serde(
        rename = "publicationId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub publication_id: ::std::option::Option<PublicationId>,
    /// Who can see a post. Without it a new post is public. In an answer, a value that is not listed
    /// here may come.
    #[serde(rename = "publishStatus")]
    pub publish_status: PublishStatus,
    /// The date that the post bears, in milliseconds since 1970 UTC. A draft has none.
    #[serde(
        rename = "publishedAt",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub published_at: ::std::option::Option<medium_runtime::UnixMillis>,
    /// The tags as Medium took them: in lower case, sometimes renamed, and without those that it
    /// ignored.
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    #[serde(deserialize_with = "medium_runtime::null_as_default")]
    pub tags: ::std::vec::Vec<::std::string::String>,
    /// The title for listings. Where the one sent was too long, the one that Medium made.
    pub title: ::std::string::String,
    /// The post's address. A draft has one too, for its author.
    pub url: ::url::Url,
}

/// A post that was created, under `data`.
///
/// On the wire:
///
/// ```json
/// {
///   "data": {
///     "authorId": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///     "canonicalUrl": "",
///     "id": "3f9c2b71a0de",
///     "license": "",
///     "licenseUrl": "https://medium.com/policy/9db0094a1e0f",
///     "publishStatus": "draft",
///     "tags": [
///       "football",
///       "sport",
///       "liverpool"
///     ],
///     "title": "Liverpool FC",
///     "url": "https://medium.com/@anfield_diary/3f9c2b71a0de"
///   }
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct PostEnvelope {
    /// A post as Medium created it, which is not in every point as it was sent.
    pub data: Post,
}

/// A post's id. Opaque, hexadecimal digits so far. It is also the end of the post's address.
///
/// On the wire:
///
/// ```json
/// "3f9c2b71a0de"
/// ```
#[derive(
    ::serde::Deserialize, ::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
#[serde(transparent)]
pub struct PostId(pub ::std::string::String);

impl ::std::ops::Deref for PostId {
    type Target = ::std::string::String;
    fn deref(&self) -> &::std::string::String {
        &self.0
    }
}

impl ::std::convert::From<PostId> for ::std::string::String {
    fn from(value: PostId) -> Self {
        value.0
    }
}

impl ::std::convert::From<::std::string::String> for PostId {
    fn from(value: ::std::string::String) -> Self {
        Self(value)
    }
}

impl ::std::fmt::Display for PostId {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ::std::str::FromStr for PostId {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

/// A publication, where several people write.
///
/// On the wire:
///
/// ```json
/// {
///   "description": "Match reports from the stands.",
///   "id": "c07e1d5a9b42",
///   "imageUrl": "https://images.medium.com/0*Zk7vHc20nYtEe5Jq.png",
///   "name": "The Kop",
///   "url": "https://medium.com/the-kop"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct Publication {
    /// What the publication says about itself. It may be empty.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub description: ::std::option::Option<::std::string::String>,
    /// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
    pub id: PublicationId,
    /// The address of the publication's picture. Be ready for it to be empty or missing: whether
    /// every publication has one is not known.
    #[serde(
        rename = "imageUrl",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    #[serde(default, deserialize_with = "medium_runtime::empty_as_none")]
    pub image_url: ::std::option::Option<::url::Url>,
    /// The name that readers see.
    pub name: ::std::string::String,
    /// The address of the publication's front page.
    pub url: ::url::Url,
}

/// A publication's id, as `publications` gives it. Opaque, hexadecimal digits so far.
///
/// On the wire:
///
/// ```json
/// "c07e1d5a9b42"
/// ```
#[derive(
    ::serde::Deserialize, ::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
#[serde(transparent)]
pub struct PublicationId(pub ::std::string::String);

impl ::std::ops::Deref for PublicationId {
    type Target = ::std::string::String;
    fn deref(&self) -> &::std::string::String {
        &self.0
    }
}

impl ::std::convert::From<PublicationId> for ::std::string::String {
    fn from(value: PublicationId) -> Self {
        value.0
    }
}

impl ::std::convert::From<::std::string::String> for PublicationId {
    fn from(value: ::std::string::String) -> Self {
        Self(value)
    }
}

impl ::std::fmt::Display for PublicationId {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ::std::str::FromStr for PublicationId {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

/// A user's publications, under `data`.
///
/// On the wire:
///
/// ```json
/// {
///   "data": [
///     {
///       "description": "Match reports from the stands.",
///       "id": "c07e1d5a9b42",
///       "imageUrl": "https://images.medium.com/0*Zk7vHc20nYtEe5Jq.png",
///       "name": "The Kop",
///       "url": "https://medium.com/the-kop"
///     }
///   ]
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct PublicationsEnvelope {
    /// The publications, in no stated order.
    pub data: ::std::vec::Vec<Publication>,
}

/// Who can see a post. Without it a new post is public. In an answer, a value that is not listed
/// here may come.
///
/// On the wire:
///
/// ```json
/// "draft"
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize,
)]
#[serde(from = "::std::string::String", into = "::std::string::String")]
#[non_exhaustive]
pub enum PublishStatus {
    /// `public`: Everybody can read it and come upon it.
    Public,
    /// `draft`: Only the author, and a publication's editors, can see it.
    Draft,
    /// `unlisted`: Everybody who has the address can read it, but it is listed nowhere.
    Unlisted,
    /// A value that the document does not list, as it came.
    Unknown(::std::string::String),
}

impl PublishStatus {
    /// Every value that the document lists, in its order.
    pub const LISTED: &'static [Self] = &[Self::Public, Self::Draft, Self::Unlisted];
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Public => "public",
            Self::Draft => "draft",
            Self::Unlisted => "unlisted",
            Self::Unknown(value) => value,
        }
    }
}

impl ::std::convert::From<&str> for PublishStatus {
    fn from(value: &str) -> Self {
        match value {
            "public" => Self::Public,
            "draft" => Self::Draft,
            "unlisted" => Self::Unlisted,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ::std::convert::From<::std::string::String> for PublishStatus {
    fn from(value: ::std::string::String) -> Self {
        Self::from(value.as_str())
    }
}

impl ::std::convert::From<PublishStatus> for ::std::string::String {
    fn from(value: PublishStatus) -> Self {
        value.as_str().to_owned()
    }
}

impl ::std::str::FromStr for PublishStatus {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
        ::std::result::Result::Ok(Self::from(value))
    }
}

impl ::std::fmt::Display for PublishStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A refresh token, for the next access token.
///
/// On the wire:
///
/// ```json
/// {
///   "client_id": "4b2f9c07d1e8",
///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638",
///   "grant_type": "refresh_token",
///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct RefreshTokenGrant {
    /// The id under which the application is registered with Medium.
    pub client_id: ::std::string::String,
    /// The application's secret. It must not reach a browser.
    pub client_secret: medium_runtime::Secret,
    /// Says that a refresh token is exchanged.
    pub grant_type: RefreshTokenGrantGrantType,
    /// The refresh token from an earlier answer. It doesn't expire, but can be revoked.
    pub refresh_token: medium_runtime::Secret,
}

impl RefreshTokenGrant {
    /// A `RefreshTokenGrant` with all that is required; everything else is absent.
    #[must_use]
    pub fn new(
        refresh_token: impl ::std::convert::Into<medium_runtime::Secret>,
        client_id: impl ::std::convert::Into<::std::string::String>,
        client_secret: impl ::std::convert::Into<medium_runtime::Secret>,
    ) -> Self {
        Self {
            grant_type: RefreshTokenGrantGrantType::default(),
            refresh_token: refresh_token.into(),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
        }
    }
}

/// Says that a refresh token is exchanged.
///
/// On the wire:
///
/// ```json
/// "refresh_token"
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    ::serde::Deserialize,
    ::serde::Serialize,
)]
pub enum RefreshTokenGrantGrantType {
    /// `refresh_token`: Exchange a refresh token from an earlier answer.
    #[default]
    #[serde(rename = "refresh_token")]
    RefreshToken,
}

impl RefreshTokenGrantGrantType {
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        "refresh_token"
    }
}

impl ::std::fmt::Display for RefreshTokenGrantGrantType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How the authorization page hands access over.
///
/// On the wire:
///
/// ```json
/// "code"
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    ::serde::Deserialize,
    ::serde::Serialize,
)]
pub enum ResponseType {
    /// `code`: By a short-lived authorization code, to be exchanged for tokens.
    #[default]
    #[serde(rename = "code")]
    Code,
}

impl ResponseType {
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        "code"
    }
}

impl ::std::fmt::Display for ResponseType {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a contributor may do in a publication. In an answer, a value that is not listed here may
/// come.
///
/// On the wire:
///
/// ```json
/// "editor"
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize,
)]
#[serde(from = "::std::string::String", into = "::std::string::String")]
#[non_exhaustive]
pub enum Role {
    /// `editor`: Publishes there with any status, and approves others' drafts.
    Editor,
    /// `writer`: Hands in drafts, which wait for an editor's approval.
    Writer,
    /// A value that the document does not list, as it came.
    Unknown(::std::string::String),
}

impl Role {
    /// Every value that the document lists, in its order.
    pub const LISTED: &'static [Self] = &[Self::Editor, Self::Writer];
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Editor => "editor",
            Self::Writer => "writer",
            Self::Unknown(value) => value,
        }
    }
}

impl ::std::convert::From<&str> for Role {
    fn from(value: &str) -> Self {
        match value {
            "editor" => Self::Editor,
            "writer" => Self::Writer,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ::std::convert::From<::std::string::String> for Role {
    fn from(value: ::std::string::String) -> Self {
        Self::from(value.as_str())
    }
}

impl ::std::convert::From<Role> for ::std::string::String {
    fn from(value: Role) -> Self {
        value.as_str().to_owned()
    }
}

impl ::std::str::FromStr for Role {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
        ::std::result::Result::Ok(Self::from(value))
    }
}

impl ::std::fmt::Display for Role {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that a token allows. In an answer, a value that is not listed here may come.
///
/// On the wire:
///
/// ```json
/// "publishPost"
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Deserialize, ::serde::Serialize,
)]
#[serde(from = "::std::string::String", into = "::std::string::String")]
#[non_exhaustive]
pub enum Scope {
    /// `basicProfile`: Read the user's profile, without their email address.
    BasicProfile,
    /// `listPublications`: List the user's publications, and those publications' contributors.
    ListPublications,
    /// `publishPost`: Publish posts, on the user's profile and in publications.
    PublishPost,
    /// `uploadImage`: Upload images for use in posts. Only with Medium's prior permission.
    UploadImage,
    /// A value that the document does not list, as it came.
    Unknown(::std::string::String),
}

impl Scope {
    /// Every value that the document lists, in its order.
    pub const LISTED: &'static [Self] = &[
        Self::BasicProfile,
        Self::ListPublications,
        Self::PublishPost,
        Self::UploadImage,
    ];
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::BasicProfile => "basicProfile",
            Self::ListPublications => "listPublications",
            Self::PublishPost => "publishPost",
            Self::UploadImage => "uploadImage",
            Self::Unknown(value) => value,
        }
    }
}

impl ::std::convert::From<&str> for Scope {
    fn from(value: &str) -> Self {
        match value {
            "basicProfile" => Self::BasicProfile,
            "listPublications" => Self::ListPublications,
            "publishPost" => Self::PublishPost,
            "uploadImage" => Self::UploadImage,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ::std::convert::From<::std::string::String> for Scope {
    fn from(value: ::std::string::String) -> Self {
        Self::from(value.as_str())
    }
}

impl ::std::convert::From<Scope> for ::std::string::String {
    fn from(value: Scope) -> Self {
        value.as_str().to_owned()
    }
}

impl ::std::str::FromStr for Scope {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
        ::std::result::Result::Ok(Self::from(value))
    }
}

impl ::std::fmt::Display for Scope {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Tokens for one user. Keep them as one keeps passwords.
///
/// On the wire:
///
/// ```json
/// {
///   "access_token": "7c3d90e51fa24b687c3d90e51fa24b68",
///   "expires_at": 1490323450314,
///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f",
///   "scope": [
///     "basicProfile",
///     "publishPost"
///   ],
///   "token_type": "Bearer"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct Token {
    /// What other operations take in their `Authorization` header. It lasts 60 days. Hexadecimal
    /// digits.
    pub access_token: medium_runtime::Secret,
    /// When the access token ends, in milliseconds since 1970 UTC.
    pub expires_at: medium_runtime::UnixMillis,
    /// What the next access token is asked for with. It doesn't expire. A refresh may bring none:
    /// the old one then stays.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub refresh_token: ::std::option::Option<medium_runtime::Secret>,
    /// What the user granted, as a list. It may be less than what was asked for.
    pub scope: ::std::vec::Vec<Scope>,
    /// How the access token is sent. It is always `Bearer`.
    pub token_type: ::std::string::String,
}

/// What is exchanged for an access token.
///
/// On the wire:
///
/// ```json
/// {
///   "client_id": "4b2f9c07d1e8",
///   "client_secret": "5e1c02b7f4a9d6380e1c02b7f4a9d638",
///   "grant_type": "refresh_token",
///   "refresh_token": "2a90b7c41d53e86f2a90b7c41d53e86f"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[serde(untagged)]
#[non_exhaustive]
pub enum TokenGrant {
    /// [`AuthorizationCodeGrant`]: An authorization code from the callback, for the first access token.
    AuthorizationCodeGrant(AuthorizationCodeGrant),
    /// [`RefreshTokenGrant`]: A refresh token, for the next access token.
    RefreshTokenGrant(RefreshTokenGrant),
}

impl ::std::convert::From<AuthorizationCodeGrant> for TokenGrant {
    fn from(value: AuthorizationCodeGrant) -> Self {
        Self::AuthorizationCodeGrant(value)
    }
}

impl ::std::convert::From<RefreshTokenGrant> for TokenGrant {
    fn from(value: RefreshTokenGrant) -> Self {
        Self::RefreshTokenGrant(value)
    }
}

/// A person with an account on Medium.
///
/// On the wire:
///
/// ```json
/// {
///   "id": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///   "imageUrl": "https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png",
///   "name": "Robin Carter",
///   "url": "https://medium.com/@anfield_diary",
///   "username": "anfield_diary"
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct User {
    /// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
    pub id: UserId,
    /// The address of the user's picture. Be ready for it to be empty or missing: whether every
    /// user has one is not known.
    #[serde(
        rename = "imageUrl",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    #[serde(default, deserialize_with = "medium_runtime::empty_as_none")]
    pub image_url: ::std::option::Option<::url::Url>,
    /// The name that readers see.
    pub name: ::std::string::String,
    /// The address of the user's profile.
    pub url: ::url::Url,
    /// The name in the user's address, without `@`.
    pub username: ::std::string::String,
}

/// A user, under `data`.
///
/// On the wire:
///
/// ```json
/// {
///   "data": {
///     "id": "18c0f7be24d9a3516e7f20b8c4d5e6f7a91",
///     "imageUrl": "https://images.medium.com/0*Qm4tPz81sXbLw2Rd.png",
///     "name": "Robin Carter",
///     "url": "https://medium.com/@anfield_diary",
///     "username": "anfield_diary"
///   }
/// }
/// ```
#[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
#[non_exhaustive]
pub struct UserEnvelope {
    /// A person with an account on Medium.
    pub data: User,
}

/// A user's id, as `me` gives it. Opaque, hexadecimal digits so far.
///
/// On the wire:
///
/// ```json
/// "18c0f7be24d9a3516e7f20b8c4d5e6f7a91"
/// ```
#[derive(
    ::serde::Deserialize, ::serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
#[serde(transparent)]
pub struct UserId(pub ::std::string::String);

impl ::std::ops::Deref for UserId {
    type Target = ::std::string::String;
    fn deref(&self) -> &::std::string::String {
        &self.0
    }
}

impl ::std::convert::From<UserId> for ::std::string::String {
    fn from(value: UserId) -> Self {
        value.0
    }
}

impl ::std::convert::From<::std::string::String> for UserId {
    fn from(value: ::std::string::String) -> Self {
        Self(value)
    }
}

impl ::std::fmt::Display for UserId {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ::std::str::FromStr for UserId {
    type Err = ::std::convert::Infallible;
    fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}
