//! MDX: components and expressions.

use super::arguments::Arguments;
use super::images::markdown_image;
use super::shortcodes::video;
use super::{ExpandContext, Expansion, mdx_imports};
use crate::article::step_counter;

const UNKNOWN: &str = "unknown component; insert what it shows, put code between backticks, or use \
                       --lossy to leave the tag out";
/// The limit for the length of a tag.
const MAX_LENGTH: usize = 5_000;

/// Expands the tag of a component at `offset`, which is a `<`. HTML elements are handled elsewhere.
pub(super) fn tag(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let rest = &text[offset + 1..];
    if context.settings.is_mdx && (rest.starts_with('>') || rest.starts_with("/>")) {
        let end = offset + 1 + rest.find('>')? + 1;
        return Expansion::inline(end, "");
    }
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
    let is_element = context.settings.is_mdx && name.starts_with(|c: char| c.is_ascii_lowercase());
    let is_kept = text[..offset].ends_with('\\') || is_url(&text[..offset]);
    if !(is_component || is_element) || offset < context.search.unclosed_until || is_kept {
        return None;
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_' || c == '-';
    let length = name.find(|c| !is_name(c)).unwrap_or(name.len());
    let (name, after) = name.split_at(length);
    if !after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
        return None;
    }
    let start = text.len() - after.len();
    let close = closing(context, start)?;
    let end = close + 1;
    if is_element {
        return element(context, offset..end);
    }
    if is_html(name) {
        return None;
    }
    let arguments = text[start..close].trim_end_matches('/');
    context.reject_comment_in(offset..end, arguments);
    if !rest.starts_with('/')
        && let Some(found) = translate(name, &Arguments::read(arguments), end)
    {
        return Some(found);
    }
    context.error_unless_lossy(offset..end, UNKNOWN);
    Expansion::inline(end, "")
}

/// Returns whether the text after `before` is a URL in angle brackets.
fn is_url(before: &str) -> bool {
    before.ends_with("](") || before.ends_with("]: ")
}

/// Returns whether it is the name of an HTML element in capitals.
fn is_html(name: &str) -> bool {
    let is_upper = name.chars().all(|c| !c.is_ascii_lowercase());
    is_upper && crate::article::html::is_element(&name.to_ascii_lowercase())
}

/// Returns the offset of the `>` of a tag whose attributes start at `start`.
fn closing(context: &mut ExpandContext<'_, '_>, start: usize) -> Option<usize> {
    let text = context.search.text;
    let (mut quote, mut depth) = (None, 0_usize);
    for (offset, c) in text[start..].char_indices() {
        step_counter::add(1);
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(start + offset),
            (None, '<') if depth == 0 => {
                context.search.unclosed_until = start + offset;
                return None;
            }
            _ => {}
        }
        if offset > MAX_LENGTH {
            context.search.unclosed_until = start + offset;
            return None;
        }
    }
    context.search.unclosed_until = text.len();
    None
}

/// Names of the attribute with the id or URL of embedded content.
const IDS: [&str; 10] = [
    "id",
    "videoid",
    "youtubeid",
    "tweetid",
    "tweetlink",
    "vimeoid",
    "gistlink",
    "gist",
    "url",
    "src",
];

/// Returns the URL of a post on Twitter by its id, its path or its URL.
fn tweet(id: &str) -> String {
    match id {
        id if id.starts_with("http") => id.to_owned(),
        id if id.contains('/') => format!("https://twitter.com/{id}"),
        id => format!("https://twitter.com/i/status/{id}"),
    }
}

fn translate(name: &str, arguments: &Arguments, end: usize) -> Option<Expansion> {
    let id = arguments.by_name(&IDS);
    match name {
        "YouTube" | "Youtube" | "YouTubeEmbed" | "LiteYouTubeEmbed" | "Vimeo" => {
            Expansion::block(end, video(&name.to_lowercase(), id?)?)
        }
        "Tweet" | "Twitter" | "TwitterTweetEmbed" => Expansion::block(end, tweet(id?)),
        "Gist" => {
            let id = id?;
            let url = if id.starts_with("http") {
                id.to_owned()
            } else {
                format!("https://gist.github.com/{id}")
            };
            Expansion::block(end, url)
        }
        "Image" | "Img" | "Figure" | "StaticImage" => {
            let source = arguments.by_name(&["src"])?;
            let caption = arguments.by_name(&["caption", "title"]);
            // It may also be an imported image or an expression.
            let is_url = source.contains('.') || source.starts_with('/');
            if !is_url {
                return None;
            }
            Expansion::inline(
                end,
                markdown_image(source, arguments.by_name(&["alt"]), caption),
            )
        }
        _ => None,
    }
}

/// Removes attributes with JSX values from an HTML element.
fn element(context: &ExpandContext<'_, '_>, range: std::ops::Range<usize>) -> Option<Expansion> {
    let tag = &context.search.text[range.clone()];
    if !tag.contains("={") {
        return None;
    }
    let (mut plain, mut depth) = (String::new(), 0_usize);
    for c in tag.chars() {
        match c {
            '{' => {
                if depth == 0 {
                    let name = plain.trim_end_matches(|c: char| !c.is_whitespace()).len();
                    plain.truncate(name);
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    Expansion::inline(range.end, plain)
}

/// Expands the MDX expression at `offset`, which is a `{`.
pub(super) fn expression(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if text[..offset].ends_with(['\\', '=']) || offset < context.search.unclosed_until {
        return None;
    }
    let Some(close) = mdx_imports::closing_brace(context, offset) else {
        context.search.unclosed_until = offset + MAX_LENGTH.min(text.len() - offset);
        return None;
    };
    let (inner, end) = (text[offset + 1..close].trim(), close + 1);
    let is_quoted = |quote| inner.len() > 1 && inner.starts_with(quote) && inner.ends_with(quote);
    if is_quoted('"') || is_quoted('\'') || (is_quoted('`') && !inner.contains("${")) {
        return Expansion::inline(end, &inner[1..inner.len() - 1]);
    }
    context.error_unless_lossy(
        offset..end,
        "can't evaluate MDX expressions; insert the result",
    );
    // It may contain a comment.
    let has_comment = inner.contains("/*") || inner.contains("//");
    if has_comment || inner.contains('\n') {
        return Expansion::inline(end, "");
    }
    Expansion::keep(end)
}
