//! What the values of the front matter may be, each complaint naming its key and what is right.

use url::Url;

/// Who may see an article, the least public first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Its author alone.
    Draft,
    /// Everybody who has the address.
    Unlisted,
    /// Everybody.
    Public,
}

/// What tools call these, in lower case and without spaces, `-` and `_`. What is to be published
/// later, or for some readers alone, is a draft here: Medium's API can do neither.
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

/// The licences that Medium's API knows.
const LICENSES: [&str; 9] = [
    "all-rights-reserved",
    "cc-40-by",
    "cc-40-by-sa",
    "cc-40-by-nd",
    "cc-40-by-nc",
    "cc-40-by-nc-nd",
    "cc-40-by-nc-sa",
    "cc-40-zero",
    "public-domain",
];

/// An address that a reader's browser can open.
///
/// # Errors
///
/// What it is not, and what it may have been meant to be.
pub fn web_address(value: &str) -> Result<Url, String> {
    if let Ok(url) = Url::parse(value)
        && matches!(url.scheme(), "http" | "https")
    {
        return Ok(url);
    }
    let host = value.split('/').next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(':');
    match Url::parse(&format!("https://{value}")) {
        Ok(url) if is_host => Err(format!("`{value}` lacks its beginning; write: {url}")),
        _ => Err(format!("`{value}` is not an http(s) address")),
    }
}

/// One of the licences that Medium's API knows, by its name there, by Creative Commons' (`CC BY
/// 4.0`, `CC0`) or by its address.
///
/// # Errors
///
/// Which there are.
pub fn license(value: &str) -> Result<String, String> {
    let lower = value.to_lowercase();
    let deed = lower.split_once("creativecommons.org/").map(|(_, path)| {
        path.replace("licenses/", "cc-")
            .replace("publicdomain/zero", "cc-0")
    });
    let name: String = deed
        .unwrap_or(lower)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let plain = |known: &str| known.replace('-', "");
    let known = LICENSES.iter().find(|known| plain(known) == name);
    let known = known.copied().or_else(|| creative_commons(&name));
    known
        .map(str::to_owned)
        .ok_or_else(|| format!("`{value}` is not one of {}", LICENSES.join(", ")))
}

/// `ccbysa40` as `cc-40-by-sa`. Without a version, it is the one that Medium has.
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

/// A status by any tool's name for it.
///
/// # Errors
///
/// Which there are: a status that is not known is never taken for another.
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
        .ok_or_else(|| format!("`{value}` is not a status; write draft, public or unlisted"))
}

/// What to say of a tag that is a status in another tool: on Medium, it hides nothing. Nothing where
/// `status` keeps the article as private as the tag says.
#[must_use]
pub fn tag_hint(tag: &str, status: Option<Status>) -> Option<String> {
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
            "a tag hides nothing, and readers find the article by it; write `status: {name}` in the \
             front matter if that is meant"
        )
    })
}

/// Whether a status is named by Medium's own word.
pub(super) fn is_exact(value: &str) -> bool {
    ["draft", "unlisted", "public"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(value.trim()))
}
