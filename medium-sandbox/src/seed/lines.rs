//! The line in which each record of a seed begins, so that an error can name it.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_saphyr::Spanned;

type Records = Vec<Spanned<IgnoredAny>>;

/// Where the records of the lists are. Empty for a seed that came as JSON of a control call.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Lines {
    users: Option<Records>,
    publications: Option<Records>,
    applications: Option<Records>,
    tokens: Option<Records>,
    refresh_tokens: Option<Records>,
    posts: Option<Records>,
    images: Option<Records>,
    faults: Option<Records>,
}

impl Lines {
    /// Reads them from the text of a seed, which was read as one before.
    pub(super) fn of(text: &str) -> Self {
        let lines = serde_saphyr::from_str::<Option<Self>>(text);
        lines.ok().flatten().unwrap_or_default()
    }

    /// The line of a place such as `posts[2].author`: that in which its record begins.
    pub(super) fn line(&self, place: &str) -> Option<u64> {
        let (list, rest) = place.split_once('[')?;
        let (number, _) = rest.split_once(']')?;
        let record = self.list(list)?.get(number.parse::<usize>().ok()?)?;
        Some(record.referenced.line())
    }

    fn list(&self, name: &str) -> Option<&Records> {
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
