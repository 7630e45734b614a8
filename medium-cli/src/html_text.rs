//! Functions for HTML, shared by `handoff` and `pull`.

use html5gum::emitters::default::StartTag;

pub(crate) use medium_cli::article::escape_html;

/// Returns the decoded value of an attribute.
pub(crate) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}
