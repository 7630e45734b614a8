//! The known keys, with the names that other tools have for them.

use super::entry::{Entry, Value, normalize};

/// The meaning of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Id,
    Title,
    Subtitle,
    Tags,
    CanonicalUrl,
    License,
    Status(StatusKey),
    PublishedAt,
    TimeZone,
    Publication,
}

/// The type of a status key, which decides how its value is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusKey {
    /// `status: draft`, `state: published`.
    Name,
    /// `visibility: private`: who can read it once it is published, as in WordPress and Ghost. `public`
    /// doesn't mean that it is published yet.
    Visibility,
    /// `draft: true`.
    Draft,
    /// `published: false`. A date, as in Obsidian's clippings, has no effect on the status.
    Published,
    /// `private: true`. `false` has no effect.
    Private,
    /// `public: false`.
    Public,
    /// `visible: false`. `true` has no effect.
    Visible,
    /// `unlisted: true`. `false` only excludes unlisted.
    Unlisted,
    /// `listed: false`: the reverse of `unlisted`.
    Listed,
    /// `password: …`: a draft.
    Password,
    /// `permalink: false` and `render: never`: no page is generated, in Eleventy, Zola and Hugo. Other
    /// values have no effect.
    Page,
    /// `build: {list: never}`: in none of Hugo's lists. Other values have no effect.
    InLists,
    /// `expiryDate: …`: Hugo hides the page after this date.
    ExpiryDate,
}

impl StatusKey {
    /// Returns whether such keys are also common for other things than articles.
    pub(super) fn is_common(self) -> bool {
        matches!(self, Self::Password | Self::Page | Self::ExpiryDate)
    }

    /// Returns whether an unknown value is probably a misspelled one.
    pub(super) fn has_few_values(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Visibility | Self::Draft | Self::Private
        )
    }
}

/// Every known key, [normalized](normalize). If an article has several keys with one role, the first one
/// in this list counts; for the status, all of them count.
///
/// This project's own names come first, then those of Hugo, Jekyll, Eleventy, Astro, dev.to, Hashnode, Ghost,
/// WordPress, Obsidian, Docusaurus, Pelican and Nikola.
const KEYS: &[(&str, Role)] = &[
    ("id", Role::Id),
    ("title", Role::Title),
    ("subtitle", Role::Subtitle),
    ("tags", Role::Tags),
    ("tag", Role::Tags),
    ("categories", Role::Tags),
    ("category", Role::Tags),
    ("keywords", Role::Tags),
    ("keyword", Role::Tags),
    ("canonicalurl", Role::CanonicalUrl),
    ("canonical", Role::CanonicalUrl),
    ("canonicallink", Role::CanonicalUrl),
    ("originalarticleurl", Role::CanonicalUrl),
    ("license", Role::License),
    ("licence", Role::License),
    ("status", Role::Status(StatusKey::Name)),
    ("publishstatus", Role::Status(StatusKey::Name)),
    ("poststatus", Role::Status(StatusKey::Name)),
    ("publicationstatus", Role::Status(StatusKey::Name)),
    ("publishstate", Role::Status(StatusKey::Name)),
    ("publicationstate", Role::Status(StatusKey::Name)),
    ("state", Role::Status(StatusKey::Name)),
    ("mediumstatus", Role::Status(StatusKey::Name)),
    ("mediumpublishstatus", Role::Status(StatusKey::Name)),
    ("visibility", Role::Status(StatusKey::Visibility)),
    ("privacy", Role::Status(StatusKey::Visibility)),
    ("draft", Role::Status(StatusKey::Draft)),
    ("isdraft", Role::Status(StatusKey::Draft)),
    ("saveasdraft", Role::Status(StatusKey::Draft)),
    ("published", Role::Status(StatusKey::Published)),
    ("ispublished", Role::Status(StatusKey::Published)),
    ("publish", Role::Status(StatusKey::Published)),
    ("dgpublish", Role::Status(StatusKey::Published)),
    ("unpublished", Role::Status(StatusKey::Private)),
    ("private", Role::Status(StatusKey::Private)),
    ("isprivate", Role::Status(StatusKey::Private)),
    ("hidden", Role::Status(StatusKey::Private)),
    ("ishidden", Role::Status(StatusKey::Private)),
    ("public", Role::Status(StatusKey::Public)),
    ("ispublic", Role::Status(StatusKey::Public)),
    ("visible", Role::Status(StatusKey::Visible)),
    ("posttomedium", Role::Status(StatusKey::Visible)),
    ("publishtomedium", Role::Status(StatusKey::Visible)),
    ("unlisted", Role::Status(StatusKey::Unlisted)),
    ("isunlisted", Role::Status(StatusKey::Unlisted)),
    ("delisted", Role::Status(StatusKey::Unlisted)),
    ("delist", Role::Status(StatusKey::Unlisted)),
    ("listed", Role::Status(StatusKey::Listed)),
    ("password", Role::Status(StatusKey::Password)),
    ("passwordprotected", Role::Status(StatusKey::Private)),
    ("donotpublish", Role::Status(StatusKey::Private)),
    ("secret", Role::Status(StatusKey::Private)),
    ("confidential", Role::Status(StatusKey::Private)),
    ("headless", Role::Status(StatusKey::Private)),
    ("wip", Role::Status(StatusKey::Private)),
    ("membersonly", Role::Status(StatusKey::Private)),
    ("premium", Role::Status(StatusKey::Private)),
    ("paywall", Role::Status(StatusKey::Private)),
    ("permalink", Role::Status(StatusKey::Page)),
    ("render", Role::Status(StatusKey::Page)),
    ("expirydate", Role::Status(StatusKey::ExpiryDate)),
    ("unpublishdate", Role::Status(StatusKey::ExpiryDate)),
    (
        "eleventyexcludefromcollections",
        Role::Status(StatusKey::Private),
    ),
    ("publishedat", Role::PublishedAt),
    ("publishedon", Role::PublishedAt),
    ("publisheddate", Role::PublishedAt),
    ("publishdate", Role::PublishedAt),
    ("publishat", Role::PublishedAt),
    ("publishon", Role::PublishedAt),
    ("publicationdate", Role::PublishedAt),
    ("datepublished", Role::PublishedAt),
    ("pubdate", Role::PublishedAt),
    ("pubdatetime", Role::PublishedAt),
    ("date", Role::PublishedAt),
    ("timezone", Role::TimeZone),
    ("tz", Role::TimeZone),
    ("publication", Role::Publication),
];

/// Returns the role of a [normalized](normalize) key, if it is known.
pub(super) fn role(key: &str) -> Option<Role> {
    let (_, role) = KEYS.iter().find(|(known, _)| *known == key)?;
    Some(*role)
}

pub(super) fn is_known(key: &str) -> bool {
    role(key).is_some()
}

/// Returns whether a [normalized](normalize) key is one of tags.
pub(super) fn is_tag_key(key: &str) -> bool {
    role(key) == Some(Role::Tags)
}

/// Returns every known key.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// Returns the non-empty entries with a role, in the order of [`KEYS`].
pub(super) fn entries_for(
    entries: &[Entry],
    has_role: impl Fn(Role) -> bool,
) -> Vec<(&Entry, Role)> {
    let mut found = Vec::new();
    for (known, role) in KEYS.iter().filter(|(_, role)| has_role(*role)) {
        let named = entries
            .iter()
            .filter(|entry| normalize(&entry.key) == *known);
        found.extend(
            named
                .filter(|entry| has_value(entry))
                .map(|entry| (entry, *role)),
        );
    }
    found
}

fn has_value(entry: &Entry) -> bool {
    match &*entry.value {
        Value::Empty => false,
        Value::Text(text) => !text.trim().is_empty(),
        Value::List(_) | Value::Nested => true,
    }
}
