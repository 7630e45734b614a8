//! The cover: the image that other tools show above an article.

use super::entry::{Entry, Value, normalize};
use crate::article::schemes::IN_VAULT;

/// The names that other tools have for it, [normalized](normalize). They are not in [`super::keys`], so similar
/// keys are allowed.
const IMAGE_KEYS: [&str; 8] = [
    "coverimage",
    "coverimageurl",
    "image",
    "featuredimage",
    "featureimage",
    "heroimage",
    "cover",
    "banner",
];

/// Returns whether a [normalized](normalize) key names the image.
pub(super) fn is_image_key(key: &str) -> bool {
    IMAGE_KEYS.contains(&key)
}

/// The cover in the front matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::article) struct Cover {
    /// `cover: true`: insert the image above the text.
    pub(in crate::article) is_requested: bool,
    /// A file or a URL.
    pub(in crate::article) image: Option<String>,
}

/// Returns the URL of an image. Obsidian's `[[a.png]]` may be anywhere in the vault.
fn to_url(image: &str) -> String {
    let inside = image.trim_start_matches('!').strip_prefix("[[");
    match inside.and_then(|inside| inside.strip_suffix("]]")) {
        Some(name) => format!("{IN_VAULT}{}", name.split('|').next().unwrap_or(name)),
        None => image.to_owned(),
    }
}

pub(super) fn read(entries: &[Entry]) -> Cover {
    let text = |name: &str| {
        let entry = entries.iter().find(|entry| normalize(&entry.key) == name)?;
        match &*entry.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    };
    let is_switch = |text: &str| ["true", "yes", "on", "false", "no", "off"].contains(&text);
    let requested = text("cover").map(str::to_ascii_lowercase);
    let image = IMAGE_KEYS.iter().filter_map(|name| text(name));
    let mut image = image
        .filter(|text| !text.is_empty() && !is_switch(&text.to_ascii_lowercase()))
        .map(to_url);
    Cover {
        is_requested: requested.is_some_and(|text| matches!(text.as_str(), "true" | "yes" | "on")),
        image: image.next(),
    }
}
