//! Parses values that the front matter and the command line share: status, license, URL, tag.

use medium_api::types::License;
use url::Url;

/// Who can see an article, the least public first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Only its author.
    Draft,
    /// Everyone with the link.
    Unlisted,
    /// Everyone.
    Public,
}

/// The names that tools have for each status, in lower case, without spaces, `-` and `_`.
///
/// Names for scheduled posts and for posts with limited readers mean a draft, since Medium's API supports
/// neither.
const STATUSES: &[(&str, Status)] = &[
    ("draft", Status::Draft),
    ("drafts", Status::Draft),
    ("autodraft", Status::Draft),
    ("unpublished", Status::Draft),
    ("private", Status::Draft),
    ("hidden", Status::Draft),
    ("pending", Status::Draft),
    ("pendingreview", Status::Draft),
    ("review", Status::Draft),
    ("inreview", Status::Draft),
    ("inprogress", Status::Draft),
    ("notstarted", Status::Draft),
    ("wip", Status::Draft),
    ("todo", Status::Draft),
    ("idea", Status::Draft),
    ("future", Status::Draft),
    ("scheduled", Status::Draft),
    ("members", Status::Draft),
    ("paid", Status::Draft),
    ("tiers", Status::Draft),
    ("password", Status::Draft),
    ("protected", Status::Draft),
    ("internal", Status::Draft),
    ("unlisted", Status::Unlisted),
    ("delisted", Status::Unlisted),
    ("link", Status::Unlisted),
    ("linkonly", Status::Unlisted),
    ("public", Status::Public),
    ("published", Status::Public),
    ("publish", Status::Public),
    ("live", Status::Public),
];

/// Parses an `http` or `https` URL.
///
/// # Errors
///
/// A message, with the probable URL if only the scheme is missing.
pub fn web_url(value: &str) -> Result<Url, String> {
    if let Ok(url) = Url::parse(value)
        && matches!(url.scheme(), "http" | "https")
    {
        return Ok(url);
    }
    let host = value.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(':');
    match Url::parse(&format!("https://{value}")) {
        Ok(url) if is_host => Err(format!("`{value}` has no scheme; write: {url}")),
        _ => Err(format!("`{value}` is not an http(s) URL")),
    }
}

/// Parses a license: its name in Medium's API, or Creative Commons' name (`CC BY 4.0`, `CC0`) or URL.
///
/// # Errors
///
/// A message with all licenses.
pub fn license(value: &str) -> Result<String, String> {
    let lower = value.to_lowercase();
    let path = lower.split_once("creativecommons.org/").map(|(_, path)| {
        path.replace("licenses/", "cc-")
            .replace("publicdomain/zero", "cc-0")
    });
    let name: String = path
        .unwrap_or(lower)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let licenses: Vec<&str> = License::LISTED.iter().map(License::as_str).collect();
    let known = licenses.iter().find(|known| known.replace('-', "") == name);
    let known = known.copied().or_else(|| creative_commons(&name));
    known.map(str::to_owned).ok_or_else(|| {
        let others = licenses.into_iter().filter(|name| *name != "cc-40-by");
        let others = others.collect::<Vec<_>>().join(", ");
        format!("`{value}` is not a license of Medium; write cc-40-by or one of:\n  {others}")
    })
}

/// Returns `cc-40-by-sa` for `ccbysa40` or `ccbysa`: without a version, it is Medium's 4.0.
fn creative_commons(name: &str) -> Option<&'static str> {
    let terms = name.strip_prefix("cc")?;
    let terms = terms.strip_suffix("40").unwrap_or(terms);
    match terms {
        "by" => Some("cc-40-by"),
        "bysa" => Some("cc-40-by-sa"),
        "bynd" => Some("cc-40-by-nd"),
        "bync" => Some("cc-40-by-nc"),
        "byncnd" => Some("cc-40-by-nc-nd"),
        "byncsa" => Some("cc-40-by-nc-sa"),
        "0" | "010" | "zero" => Some("cc-40-zero"),
        _ => None,
    }
}

/// Parses a status by any tool's name for it.
///
/// # Errors
///
/// A message for an unknown name. It never falls back to another status.
pub fn status(value: &str) -> Result<Status, String> {
    let name: String = value
        .trim()
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect();
    STATUSES
        .iter()
        .find_map(|(known, status)| (*known == name).then_some(*status))
        .ok_or_else(|| format!("`{value}` is not a status; write draft, unlisted or public"))
}

/// Returns a warning for a tag that means a status in another tool, such as `draft`: on Medium, tags hide
/// nothing. `None` if `status` is at least as private as the tag.
#[must_use]
pub fn tag_warning(tag: &str, status: Option<Status>) -> Option<String> {
    let word = tag.rsplit('/').next().unwrap_or(tag);
    let word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let (meant, name) = match word.to_lowercase().as_str() {
        "draft" | "drafts" | "private" | "wip" | "unpublished" | "hidden" | "workinprogress"
        | "donotpublish" | "nopublish" | "notpublic" => (Status::Draft, "draft"),
        "unlisted" => (Status::Unlisted, "unlisted"),
        _ => return None,
    };
    let is_kept = status.is_some_and(|status| status <= meant);
    (!is_kept).then(|| {
        format!(
            "a tag doesn't hide an article; if it is meant as a status, write `status: {name}` in the \
             front matter"
        )
    })
}

/// Returns whether it is Medium's own name of a status.
pub(super) fn is_exact(value: &str) -> bool {
    ["draft", "unlisted", "public"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(value.trim()))
}
