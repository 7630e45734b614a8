//! Schemes of URLs, including internal ones.

/// The internal scheme of a page of the site, for Jekyll's `{% link %}`.
pub(super) const IN_SITE: &str = "jekyll:";
/// The internal scheme of an image in the vault, for Obsidian's `![[name]]`.
pub(super) const IN_VAULT: &str = "obsidian:";

/// Returns the scheme of a URL in lower case, as in RFC 3986.
pub(super) fn scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let is_scheme = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}
