//! Which keys are read, under which names other tools have them, and what they may hold.

use super::cover;
use super::status::{self, StatusKey};
use super::{Entries, Entry, FrontMatter, Options, Problem, Value, noindex, normalized, tags};
use crate::article::dates::{self, timestamp};
use crate::article::title;
use crate::article::values::{license, web_address};

/// What a key is about.
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

/// Every key that is read, [`normalized`]. Of several for one thing that an article has, the one
/// that stands first here counts; for the status, all of them do.
///
/// After our own names come those of Hugo, Jekyll, Eleventy, Astro, dev.to, Hashnode, Ghost,
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
    ("status", Role::Status(StatusKey::Word)),
    ("publishstatus", Role::Status(StatusKey::Word)),
    ("poststatus", Role::Status(StatusKey::Word)),
    ("publicationstatus", Role::Status(StatusKey::Word)),
    ("publishstate", Role::Status(StatusKey::Word)),
    ("publicationstate", Role::Status(StatusKey::Word)),
    ("state", Role::Status(StatusKey::Word)),
    ("mediumstatus", Role::Status(StatusKey::Word)),
    ("mediumpublishstatus", Role::Status(StatusKey::Word)),
    ("visibility", Role::Status(StatusKey::Readers)),
    ("privacy", Role::Status(StatusKey::Readers)),
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
    ("expirydate", Role::Status(StatusKey::Until)),
    ("unpublishdate", Role::Status(StatusKey::Until)),
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

/// What a [`normalized`] key is about, if it is read.
pub(super) fn role(key: &str) -> Option<Role> {
    let (_, role) = KEYS.iter().find(|(known, _)| *known == key)?;
    Some(*role)
}

pub(super) fn is_known(key: &str) -> bool {
    role(key).is_some()
}

/// Whether a [`normalized`] key holds tags.
pub(super) fn is_of_tags(key: &str) -> bool {
    role(key) == Some(Role::Tags)
}

/// Every key that is read.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// The values as what they mean, or all that is wrong with them.
pub(super) fn checked(all: &Entries, options: &Options) -> Result<FrontMatter, Vec<Problem>> {
    let entries = &*all.top;
    let mut problems = Problems::default();
    let line = |text: &str| Ok(title::one_line(text));
    let zone = problems
        .keep(text(entries, Role::TimeZone, dates::time_zone))
        .unwrap_or_else(|| options.time_zone());
    let date = |value: &str| timestamp(value, &zone);
    let status = problems.keep(status::of(all, &zone, options.allow_similar_keys));
    let front_matter = FrontMatter {
        id: problems.keep(text(entries, Role::Id, line)),
        title: problems.keep(text(entries, Role::Title, line)),
        subtitle: problems.keep(text(entries, Role::Subtitle, line)),
        publication: problems.keep(text(entries, Role::Publication, line)),
        tags: problems
            .keep(tags::of(entries).map(Some))
            .unwrap_or_default(),
        cover: cover::of(entries),
        canonical_url: problems.keep(text(entries, Role::CanonicalUrl, web_address)),
        license: problems.keep(text(entries, Role::License, license)),
        status,
        warnings: [tags::hints(entries, status), noindex::hints(all, status)].concat(),
        published_at: problems
            .keep(text(entries, Role::PublishedAt, date))
            .or_else(|| status::date(entries, &zone)),
    };
    match problems.0.is_empty() {
        true => Ok(front_matter),
        false => Err(problems.0),
    }
}

/// Everything that is wrong, to be said at once.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn keep<T>(&mut self, result: Result<Option<T>, Problem>) -> Option<T> {
        result.unwrap_or_else(|problem| {
            self.0.push(problem);
            None
        })
    }
}

/// The entries for one thing, in the order of [`KEYS`], without those that say nothing.
pub(super) fn entries_for(entries: &[Entry], is_it: impl Fn(Role) -> bool) -> Vec<(&Entry, Role)> {
    let mut found = Vec::new();
    for (known, role) in KEYS.iter().filter(|(_, role)| is_it(*role)) {
        let named = entries.iter().filter(|one| normalized(&one.key) == *known);
        found.extend(
            named
                .filter(|one| says_something(one))
                .map(|one| (one, *role)),
        );
    }
    found
}

fn says_something(entry: &Entry) -> bool {
    match &*entry.value {
        Value::Empty => false,
        Value::Text(text) => !text.trim().is_empty(),
        Value::List(_) | Value::Nested => true,
    }
}

/// The value of the first entry for `role`, as what `check` makes of it.
fn text<T>(
    entries: &[Entry],
    role: Role,
    check: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Problem> {
    let found = entries_for(entries, |one| one == role);
    let Some((entry, _)) = found.first() else {
        return Ok(None);
    };
    let text = text_of(entry)?;
    check(text)
        .map(Some)
        .map_err(|message| entry.problem(message))
}

/// The text that an entry's value has to be.
pub(super) fn text_of(entry: &Entry) -> Result<&str, Problem> {
    let instead = match &*entry.value {
        Value::Text(text) => return Ok(text.trim()),
        Value::List(_) => ", not a list",
        Value::Empty | Value::Nested => "",
    };
    let right = entry.correction.as_deref().unwrap_or_default();
    Err(entry.problem(format!("expected text{instead}{right}")))
}
