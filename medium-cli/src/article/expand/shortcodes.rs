//! Expansions that the shortcodes of Hugo, Zola and Jekyll share.

use super::arguments::Arguments;
use super::images::markdown_image;
use super::{ExpandContext, Expansion};
use crate::article::embeds;

/// Returns the URL of a page: plain inside a link, otherwise as a link with the page's name.
pub(super) fn page_link(
    context: &ExpandContext<'_, '_>,
    offset: usize,
    end: usize,
    page: &str,
    scheme: &str,
) -> Option<Expansion> {
    let before = context.search.text[..offset].trim_end_matches("{{ site.baseurl }}");
    if before.ends_with(['(', '<', '"', '\'', '=']) {
        return Expansion::inline(end, format!("{scheme}{page}"));
    }
    Expansion::inline(end, format!("[{page}](<{scheme}{page}>)"))
}

/// Returns the expansion of a shortcode without content.
pub(super) fn translate(name: &str, arguments: &Arguments, end: usize) -> Option<Expansion> {
    let id = |names: &[&str]| arguments.get(names, 0);
    if let Some(url) = embed_url(name, arguments) {
        return Expansion::block(end, url);
    }
    match name {
        "figure" | "img" | "image" => {
            let source = id(&["src"])?;
            let caption = arguments.by_name(&["caption", "title", "attr"]);
            Expansion::block(
                end,
                markdown_image(source, arguments.by_name(&["alt"]), caption),
            )
        }
        "details" => {
            let summary = arguments.get(&["summary", "title"], 0).unwrap_or("Details");
            Expansion::block(end, format!("**{summary}**"))
        }
        "pagebreak" => Expansion::inline(end, ""),
        "raw" | "rawhtml" | "/raw" | "/rawhtml" | "/details" | "/highlight" => {
            Expansion::inline(end, "")
        }
        _ => None,
    }
}

/// Returns the URL of content that Medium embeds.
fn embed_url(name: &str, arguments: &Arguments) -> Option<String> {
    let id = |names: &[&str]| arguments.get(names, 0);
    match name {
        "gist" => {
            let (user, gist) = (arguments.positional.first()?, arguments.positional.get(1)?);
            Some(format!("https://gist.github.com/{user}/{gist}"))
        }
        "x" | "tweet" | "twitter" | "x_simple" | "twitter_simple" => {
            let user = arguments.by_name(&["user"]).unwrap_or("i");
            let tweet = id(&["id"])?;
            Some(format!("https://twitter.com/{user}/status/{tweet}"))
        }
        "instagram" => Some(format!("https://www.instagram.com/p/{}/", id(&["id"])?)),
        "youtube" | "youtubelite" | "vimeo" | "vimeo_simple" => video(name, id(&["id"])?),
        // Quarto's.
        "video" => {
            let url = id(&["src"]).filter(|url| url.starts_with("http"))?;
            Some(embeds::page_url(url).unwrap_or_else(|| url.to_owned()))
        }
        _ => None,
    }
}

/// Returns the URL of a video by its id.
pub(super) fn video(backend: &str, id: &str) -> Option<String> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match id {
        id if id.starts_with("http") => Some(id.to_owned()),
        id if !id.chars().all(is_id) => None,
        id if backend.contains("vimeo") => Some(format!("https://vimeo.com/{id}")),
        id => Some(format!("https://www.youtube.com/watch?v={id}")),
    }
}

/// Returns code between fences that are longer than any in the code.
pub(super) fn fence(language: &str, code: &str) -> String {
    let code = code.trim_matches('\n').trim_end();
    let longest = code.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}
