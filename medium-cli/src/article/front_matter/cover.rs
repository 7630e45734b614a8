//! The picture that other tools show above an article, and whether it is to stand in the text.

use super::{Entry, Value, normalized};
use crate::article::vault::IN_VAULT;

/// The names that other tools have for it, [`normalized`]. Nothing else is read from these keys, so
/// they are no keys of ours: another may look like them.
const PICTURES: [&str; 8] = [
    "coverimage",
    "coverimageurl",
    "image",
    "featuredimage",
    "featureimage",
    "heroimage",
    "cover",
    "banner",
];

/// Whether a [`normalized`] key may hold the picture.
pub(super) fn is_read(key: &str) -> bool {
    PICTURES.contains(&key)
}

/// What the front matter says of a cover.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Cover {
    /// `cover: true`: it is to stand above the text.
    pub(in crate::article) is_asked: bool,
    /// A file or an address.
    pub(in crate::article) picture: Option<String>,
}

/// `[[a.png]]`, as Obsidian's properties have it, may be anywhere in the vault.
fn address(picture: &str) -> String {
    let inside = picture.trim_start_matches('!').strip_prefix("[[");
    match inside.and_then(|inside| inside.strip_suffix("]]")) {
        Some(name) => format!("{IN_VAULT}{}", name.split('|').next().unwrap_or(name)),
        None => picture.to_owned(),
    }
}

pub(super) fn of(entries: &[Entry]) -> Cover {
    let text = |name: &str| {
        let entry = entries
            .iter()
            .find(|entry| normalized(&entry.key) == name)?;
        match &*entry.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    };
    let is_switch = |text: &str| ["true", "yes", "on", "false", "no", "off"].contains(&text);
    let asked = text("cover").map(str::to_ascii_lowercase);
    let picture = PICTURES.iter().filter_map(|name| text(name));
    let mut picture = picture
        .filter(|text| !text.is_empty() && !is_switch(&text.to_ascii_lowercase()))
        .map(address);
    Cover {
        is_asked: asked.is_some_and(|text| matches!(text.as_str(), "true" | "yes" | "on")),
        picture: picture.next(),
    }
}
