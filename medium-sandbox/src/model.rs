//! The records that a sandbox keeps. Plain data: what may be done with them is decided elsewhere.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use url::Url;

/// A permission that a token carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Read the profile.
    BasicProfile,
    /// Read the user's publications.
    ListPublications,
    /// Create posts.
    PublishPost,
    /// Upload images. Extended: an application needs permission to ask for it.
    UploadImage,
}

impl Scope {
    /// Every scope, in the order in which people are shown them.
    pub const ALL: [Self; 4] = [
        Self::BasicProfile,
        Self::ListPublications,
        Self::PublishPost,
        Self::UploadImage,
    ];

    /// The name that stands in requests and token responses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BasicProfile => "basicProfile",
            Self::ListPublications => "listPublications",
            Self::PublishPost => "publishPost",
            Self::UploadImage => "uploadImage",
        }
    }

    /// What a person who is asked for it reads.
    pub(crate) const fn explained(self) -> &'static str {
        match self {
            Self::BasicProfile => "See your name, username and picture",
            Self::ListPublications => "See your publications and who contributes to them",
            Self::PublishPost => "Publish posts on your profile and in your publications",
            Self::UploadImage => "Upload images",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// Which of Medium's two faces the sandbox shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// What the service was seen to do.
    #[default]
    Observed,
    /// What its documentation says.
    Documented,
}

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// 65 hex digits.
    pub id: String,
    /// The name in addresses, without `@`.
    pub username: String,
    /// The name that people read.
    pub name: String,
}

/// A publication and who may do what in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Publication {
    /// 12 hex digits.
    pub id: String,
    /// The name in addresses.
    pub slug: String,
    /// The name that people read.
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
    /// The public identifier, 12 hex digits.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
    /// The name that the consent page shows.
    pub name: String,
    /// One sentence about it.
    pub description: String,
    /// The callbacks, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Whether it may ask for the extended scope `uploadImage`.
    pub extended: bool,
    /// Id of the user who registered it.
    pub owner_id: String,
}

impl Application {
    /// Whether a browser could be sent there.
    pub(crate) fn is_callback(uri: &str) -> bool {
        Url::parse(uri).is_ok_and(|url| !url.cannot_be_a_base())
    }

    /// The first registered callback.
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

/// How a post's content is written.
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
    /// Everybody.
    #[default]
    Public,
    /// Its author alone.
    Draft,
    /// Whoever has the address.
    Unlisted,
}

impl PublishStatus {
    /// The name that stands in requests and responses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Draft => "draft",
            Self::Unlisted => "unlisted",
        }
    }
}

/// The way a post came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PostSource {
    /// By the API.
    #[default]
    Api,
    /// By the editor, at `/new-story`.
    Editor,
    /// By the import tool, at `/p/import`.
    Import,
}

impl PostSource {
    pub(crate) fn is_api(&self) -> bool {
        *self == Self::Api
    }
}

/// A post as the sandbox keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Post {
    /// 12 hex digits.
    pub id: String,
    /// Where people and the API find it.
    pub url: String,
    /// The title, synthesised from the content when the one sent was too long.
    pub title: String,
    /// Id of the author.
    pub author_id: String,
    /// The publication that it was sent to, if any.
    pub publication_id: Option<String>,
    /// How the content is written.
    pub content_format: ContentFormat,
    /// The content exactly as it was sent.
    pub content: String,
    /// The tags that were kept.
    pub tags: Vec<String>,
    /// Its original home, if one was sent.
    pub canonical_url: Option<String>,
    /// Who can find it.
    pub publish_status: PublishStatus,
    /// The licence that was sent, if one was.
    pub license: Option<String>,
    /// When it was published, in milliseconds since 1970; `None` for drafts.
    pub published_at: Option<i64>,
    /// When the sandbox received it, in milliseconds since 1970.
    pub created_at: i64,
    /// The body of the request that created it, exactly as it came; empty if no call of the API did.
    pub request_body: String,
    /// Whether followers were to be notified.
    pub notify_followers: Option<bool>,
    /// The way it came in.
    #[serde(default)]
    pub source: PostSource,
}

impl Post {
    /// The path of its address: pages link to it so, as a browser may know this machine by another
    /// name.
    pub(crate) fn path(&self) -> &str {
        let after_scheme = self.url.find("://").map_or(0, |at| at + 3);
        let path = self.url[after_scheme..].find('/');
        path.map_or("/", |at| &self.url[after_scheme + at..])
    }
}

/// An uploaded image.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Image {
    /// Where the bytes can be read.
    pub url: String,
    /// MD5 of the bytes as 22 characters of unpadded base64url.
    pub md5: String,
    /// The type that the upload named.
    pub content_type: String,
    /// The bytes as they came.
    #[serde(skip)]
    pub bytes: axum::body::Bytes,
}

impl Image {
    /// The types that are taken, each with the ending of the image's address. `image/jpg` is not
    /// one.
    pub(crate) const TYPES: [(&str, &str); 4] = [
        ("image/jpeg", "jpeg"),
        ("image/png", "png"),
        ("image/gif", "gif"),
        ("image/tiff", "tiff"),
    ];

    /// An image at an address that its bytes and its type decide. `None` for a type that is not
    /// taken.
    pub(crate) fn of(origin: &str, content_type: &str, bytes: axum::body::Bytes) -> Option<Self> {
        let mut types = Self::TYPES.into_iter();
        let (content_type, ending) =
            types.find(|(known, _)| content_type.eq_ignore_ascii_case(known))?;
        let md5 = URL_SAFE_NO_PAD.encode(md5::compute(&bytes).0);
        Some(Self {
            url: format!("{origin}/images/0*{md5}.{ending}"),
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
