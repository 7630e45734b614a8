//! The first line of each entry of a seed, for error messages.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::Spanned;

type Entries = Vec<Spanned<IgnoredAny>>;

/// The positions of the entries. Empty for a seed from a control call.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Lines {
    users: Option<Entries>,
    publications: Option<Entries>,
    applications: Option<Entries>,
    tokens: Option<Entries>,
    refresh_tokens: Option<Entries>,
    posts: Option<Entries>,
    images: Option<Entries>,
    faults: Option<Entries>,
}

impl Lines {
    /// Reads the positions from a seed that was parsed successfully.
    pub(super) fn of(text: &str) -> Self {
        let lines = serde_saphyr::from_str::<Option<Self>>(text);
        lines.ok().flatten().unwrap_or_default()
    }

    /// Returns the first line of the entry in a path such as `posts[2].author`.
    pub(super) fn line(&self, path: &str) -> Option<u64> {
        let (list, rest) = path.split_once('[')?;
        let (number, _) = rest.split_once(']')?;
        let entry = self.list(list)?.get(number.parse::<usize>().ok()?)?;
        Some(entry.referenced.line())
    }

    fn list(&self, name: &str) -> Option<&Entries> {
        let list = match name {
            "users" => &self.users,
            "publications" => &self.publications,
            "applications" => &self.applications,
            "tokens" => &self.tokens,
            "refreshTokens" => &self.refresh_tokens,
            "posts" => &self.posts,
            "images" => &self.images,
            "faults" => &self.faults,
            _ => &None,
        };
        list.as_ref()
    }
}
