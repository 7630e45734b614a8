//! The first line of each entry of a seed, for error messages.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::Spanned;

type Positions = Vec<Spanned<IgnoredAny>>;

/// The positions of the entries. Empty for a seed from a control call.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Lines {
    users: Option<Positions>,
    publications: Option<Positions>,
    applications: Option<Positions>,
    tokens: Option<Positions>,
    refresh_tokens: Option<Positions>,
    posts: Option<Positions>,
    images: Option<Positions>,
    faults: Option<Positions>,
}

impl Lines {
    /// Reads the positions from a seed that was parsed successfully.
    pub(super) fn parse(text: &str) -> Self {
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

    fn list(&self, name: &str) -> Option<&Positions> {
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
