//! The entries of a seed, as the control document defines them. The lists of the control calls
//! contain the same entries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::lines::Lines;
use crate::{ContentFormat, PostSource, PublishStatus, Scope};

/// A seed. Lists that are `None` have their default content.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Entries {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) users: Option<Vec<UserEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publications: Option<Vec<PublicationEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) applications: Option<Vec<ApplicationEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tokens: Option<Vec<TokenEntry>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) refresh_tokens: Vec<RefreshTokenEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) posts: Vec<PostEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) images: Vec<ImageEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) faults: Vec<FaultEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<ClockEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) origins: Vec<String>,
    /// The positions of the entries in the text.
    #[serde(skip)]
    pub(crate) lines: Lines,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct UserEntry {
    pub(crate) username: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PublicationEntry {
    pub(crate) slug: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default)]
    pub(crate) editors: Vec<String>,
    #[serde(default)]
    pub(crate) writers: Vec<String>,
    #[serde(default)]
    pub(crate) followers: Vec<String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ApplicationEntry {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) description: String,
    pub(crate) redirect_uris: Vec<String>,
    #[serde(default)]
    pub(crate) extended: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
}

/// An access token. If `token` is missing, a random token is created.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct TokenEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scopes: Option<Vec<Scope>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) application: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires_at: Option<Time>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<Time>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RefreshTokenEntry {
    pub(crate) token: String,
    pub(crate) user: String,
    pub(crate) application: String,
    #[serde(default)]
    pub(crate) scopes: Vec<Scope>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PostEntry {
    pub(crate) title: String,
    pub(crate) content: String,
    #[serde(default = "markdown")]
    pub(crate) content_format: ContentFormat,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publication: Option<String>,
    #[serde(default)]
    pub(crate) publish_status: PublishStatus,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) canonical_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notify_followers: Option<bool>,
    /// How it was created. Default: by the API.
    #[serde(default, skip_serializing_if = "PostSource::is_api")]
    pub(crate) source: PostSource,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<Time>,
}

fn markdown() -> ContentFormat {
    ContentFormat::Markdown
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ImageEntry {
    pub(crate) content_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) md5: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<u64>,
    /// The bytes in base64. Not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) data: Option<String>,
}

/// A fault, the calls that it applies to, and how often.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FaultEntry {
    pub(crate) fault: String,
    /// An operation id. Without it and `call`, the fault applies to all calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) operation: Option<String>,
    /// A method and a path, instead of an operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) call: Option<String>,
    /// The number of calls. Without it and `probability`, the fault lasts until it is cleared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) probability: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// How long the port stays closed. For `connection-refused` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<u64>,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ClockEntry {
    pub(crate) ahead_seconds: u64,
}

/// A time in milliseconds since 1970; in JSON, text such as `2026-03-01T12:00:00Z`.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "Timestamp")]
pub(crate) struct Time(pub(crate) i64);

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parsed: Result<Timestamp, _> = text.parse();
        let time = parsed.map_err(|_| {
            format!("{text:?} is not a timestamp; write it as 2026-03-01T12:00:00Z")
        })?;
        Ok(Self(time.as_millisecond()))
    }
}

impl From<Time> for Timestamp {
    fn from(time: Time) -> Self {
        Self::from_millisecond(time.0).unwrap_or_default()
    }
}
