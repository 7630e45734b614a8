//! What a sandbox contains, as plain data.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::Url;

/// A permission of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Read the profile.
    BasicProfile,
    /// Read the user's publications.
    ListPublications,
    /// Create posts.
    PublishPost,
    /// Upload images. An extended scope: Medium must permit an application to request it.
    UploadImage,
}

impl Scope {
    /// Every scope, in the order of the consent page.
    pub const ALL: [Self; 4] = [
        Self::BasicProfile,
        Self::ListPublications,
        Self::PublishPost,
        Self::UploadImage,
    ];

    /// Returns the name in requests and token responses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BasicProfile => "basicProfile",
            Self::ListPublications => "listPublications",
            Self::PublishPost => "publishPost",
            Self::UploadImage => "uploadImage",
        }
    }

    /// Returns the text on the consent page.
    pub(crate) const fn description(self) -> &'static str {
        match self {
            Self::BasicProfile => "See your name, username and profile image",
            Self::ListPublications => "See your publications and who contributes to them",
            Self::PublishPost => "Publish posts on your profile and in your publications",
            Self::UploadImage => "Upload images",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// Which behavior the sandbox follows, where the two differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behavior {
    /// What was observed of the service.
    #[default]
    Observed,
    /// What its documentation says.
    Documented,
}

/// A user with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// 65 hex digits.
    pub id: String,
    /// The name in URLs, without `@`.
    pub username: String,
    /// The display name.
    pub name: String,
}

/// A publication and its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Publication {
    /// 12 hex digits.
    pub id: String,
    /// The name in URLs.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// One sentence about it.
    pub description: String,
    /// Ids of the users who may publish and approve.
    pub editors: Vec<String>,
    /// Ids of the users who may submit drafts.
    pub writers: Vec<String>,
    /// Ids of the users who follow it.
    pub followers: Vec<String>,
}

/// An application registered for the OAuth code flow.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Application {
    /// The public client ID, 12 hex digits.
    pub client_id: String,
    /// The client secret.
    pub client_secret: String,
    /// The name that the consent page shows.
    pub name: String,
    /// One sentence about it.
    pub description: String,
    /// The callbacks, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Whether it may request the extended scope `uploadImage`.
    pub extended: bool,
    /// Id of the user who registered it.
    pub owner_id: String,
}

impl Application {
    /// Returns whether a URI is valid as a callback.
    pub(crate) fn is_callback(uri: &str) -> bool {
        Url::parse(uri).is_ok_and(|url| !url.cannot_be_a_base())
    }

    /// Returns the first registered callback.
    pub fn redirect_uri(&self) -> &str {
        self.redirect_uris.first().map_or("", String::as_str)
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("client_id", &self.client_id)
            .field("name", &self.name)
            .field("redirect_uris", &self.redirect_uris)
            .finish_non_exhaustive()
    }
}

/// The format of a post's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContentFormat {
    /// An HTML fragment.
    Html,
    /// Markdown.
    Markdown,
}

/// Who can find a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PublishStatus {
    /// Everyone.
    #[default]
    Public,
    /// Only its author, and editors of its publication.
    Draft,
    /// Everyone who has the URL.
    Unlisted,
}

impl PublishStatus {
    /// Returns the name in requests and responses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Draft => "draft",
            Self::Unlisted => "unlisted",
        }
    }
}

/// How a post was created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PostSource {
    /// Through the API.
    #[default]
    Api,
    /// In the editor, at `/new-story`.
    Editor,
    /// With the import tool, at `/p/import`.
    Import,
}

impl PostSource {
    pub(crate) fn is_api(&self) -> bool {
        *self == Self::Api
    }
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Post {
    /// 12 hex digits.
    pub id: String,
    /// The URL of its page.
    pub url: String,
    /// The title. If the sent one was too long, the first line of the content.
    pub title: String,
    /// Id of the author.
    pub author_id: String,
    /// The publication that it was sent to, if any.
    pub publication_id: Option<String>,
    /// The format of the content.
    pub content_format: ContentFormat,
    /// The content as sent.
    pub content: String,
    /// The accepted tags.
    pub tags: Vec<String>,
    /// The canonical URL, if one was sent.
    pub canonical_url: Option<String>,
    /// Who can find it.
    pub publish_status: PublishStatus,
    /// The license that was sent, if one was.
    pub license: Option<String>,
    /// When it was published, in milliseconds since 1970; `None` for drafts.
    pub published_at: Option<i64>,
    /// When the sandbox received it, in milliseconds since 1970.
    pub created_at: i64,
    /// The body of the API request that created it; empty if it was created otherwise.
    pub request_body: String,
    /// Whether followers were to be notified.
    pub notify_followers: Option<bool>,
    /// How it was created.
    #[serde(default)]
    pub source: PostSource,
}

impl Post {
    /// Returns the path of its URL. Pages link to the path, since a browser may use another host
    /// name.
    pub(crate) fn path(&self) -> &str {
        path_of(&self.url)
    }
}

/// Returns the path of a URL, or of a path.
pub(crate) fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme.find('/');
    path.map_or("/", |start| &after_scheme[start..])
}

/// An uploaded image.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Image {
    /// The URL of the bytes.
    pub url: String,
    /// MD5 of the bytes as 22 characters of unpadded base64url.
    pub md5: String,
    /// The type that the upload named.
    pub content_type: String,
    /// The bytes as uploaded.
    #[serde(skip)]
    pub bytes: axum::body::Bytes,
}

impl Image {
    /// The accepted types, each with the file extension of the URL. `image/jpg` is not accepted.
    pub(crate) const TYPES: [(&str, &str); 4] = [
        ("image/jpeg", "jpeg"),
        ("image/png", "png"),
        ("image/gif", "gif"),
        ("image/tiff", "tiff"),
    ];

    /// Creates an image whose URL depends on its bytes and type. `None` if the type is not accepted.
    pub(crate) fn new(origin: &str, content_type: &str, bytes: axum::body::Bytes) -> Option<Self> {
        let mut types = Self::TYPES.into_iter();
        let (content_type, extension) =
            types.find(|(known, _)| content_type.eq_ignore_ascii_case(known))?;
        let md5 = URL_SAFE_NO_PAD.encode(md5::compute(&bytes).0);
        Some(Self {
            url: format!("{origin}/images/0*{md5}.{extension}"),
            md5,
            content_type: content_type.to_owned(),
            bytes,
        })
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Image")
            .field("url", &self.url)
            .field("content_type", &self.content_type)
            .field("len", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
