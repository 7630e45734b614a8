//! Liquid, as in Jekyll, dev.to and Eleventy: `{% tag %}` and `{{ value }}`.

use super::arguments::Arguments;
use super::images::markdown_image;
use super::shortcodes::{self, fence, page_link, video};
use super::{ExpandContext, Expansion};
use crate::article::links::jekyll_post_url;
use crate::article::schemes::IN_SITE;

const UNKNOWN_TAG: &str =
    "this Liquid tag can't be converted; insert what it shows, or use --lossy to keep it as text";
const UNKNOWN_VALUE: &str = "unknown template value; insert it, or use --lossy to keep it as text";

/// Expands the tag or value at `offset`, which is a `{`.
pub(super) fn tag(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    if text[offset..].starts_with("{{") {
        // `x^{{2}}` is a formula.
        let is_index = text[..offset].ends_with(['^', '_']);
        return if is_index {
            None
        } else {
            value(context, offset)
        };
    }
    if !text[offset..].starts_with("{%") {
        return None;
    }
    let close = context.search.find("%}", offset + 2)?;
    let (end, inner) = (close + 2, trim_dashes(&text[offset + 2..close]));
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    context.reject_comment_in(offset..end, arguments);
    let read = Arguments::read(arguments);
    let found = match name {
        "raw" => {
            block(context, end, "endraw").and_then(|(inner, end)| Expansion::inline(end, inner))
        }
        "highlight" => block(context, end, "endhighlight").and_then(|(code, end)| {
            let language = read.positional.first().map_or("", String::as_str);
            Expansion::block(end, fence(language, code))
        }),
        "link" => {
            let page = read.positional.first();
            page.and_then(|page| page_link(context, offset, end, page, IN_SITE))
        }
        "post_url" => post_url(context, offset..end, arguments.trim()),
        _ => translate(name, arguments.trim(), &read, end),
    };
    found.or_else(|| {
        context.error_unless_lossy(offset..end, UNKNOWN_TAG);
        Expansion::keep(end)
    })
}

/// Removes Liquid's dashes for white space control.
fn trim_dashes(inner: &str) -> &str {
    let inner = inner.strip_prefix('-').unwrap_or(inner);
    inner.strip_suffix('-').unwrap_or(inner).trim()
}

/// Returns the content up to the tag `closing`, and the end of that tag.
fn block<'a>(
    context: &mut ExpandContext<'a, '_>,
    start: usize,
    closing: &'static str,
) -> Option<(&'a str, usize)> {
    let text = context.search.text;
    let name = context.search.find(closing, start)?;
    let inner = text.get(start..name)?.trim_end();
    let inner = inner.strip_suffix('-').unwrap_or(inner);
    let inner = inner.strip_suffix("{%")?;
    Some((inner, context.search.find("%}", name)? + 2))
}

fn translate(name: &str, source: &str, arguments: &Arguments, end: usize) -> Option<Expansion> {
    let first = arguments.positional.first().map(String::as_str);
    match name {
        "include" | "include_relative" | "render" => {
            let file = first?;
            let name = file.rsplit('/').next()?.split('.').next()?;
            include(&name.to_lowercase(), arguments, end)
        }
        "gist" => {
            let gist = arguments.positional.join("/");
            let url = match gist.strip_prefix("https://") {
                Some(_) => gist,
                None => format!("https://gist.github.com/{gist}"),
            };
            Expansion::block(end, url)
        }
        "embed" | "oembed" | "link_preview" | "github" | "tweet" | "twitter" | "codepen"
        | "jsfiddle" | "codesandbox" | "stackblitz"
            if source.starts_with("http") =>
        {
            Expansion::block(end, first?)
        }
        "twitter" | "tweet" => {
            Expansion::block(end, format!("https://twitter.com/i/status/{}", first?))
        }
        "youtube" | "vimeo" => Expansion::block(end, video(name, first?)?),
        _ => None,
    }
}

/// Expands an include by the usual file names for images and videos.
fn include(name: &str, arguments: &Arguments, end: usize) -> Option<Expansion> {
    if name.contains("youtube") || name.contains("vimeo") || name == "video" {
        let id = arguments.by_name(&["id", "video", "video_id", "url", "src"])?;
        let service = arguments.by_name(&["provider"]).unwrap_or(name);
        return Expansion::block(end, video(service, id)?);
    }
    if name.contains("gist") {
        let id = arguments.by_name(&["id", "gist", "url"])?;
        return Expansion::block(end, format!("https://gist.github.com/{id}"));
    }
    if name.contains("figure") || name.contains("image") || name == "img" || name == "picture" {
        let source =
            arguments.by_name(&["src", "image_path", "path", "url", "image", "file", "img"])?;
        let caption = arguments.by_name(&["caption", "title"]);
        return Expansion::block(
            end,
            markdown_image(source, arguments.by_name(&["alt"]), caption),
        );
    }
    None
}

/// Returns the default URL of a post in Jekyll. The site's configuration, which is not read, may
/// change it.
fn post_url(
    context: &mut ExpandContext<'_, '_>,
    range: std::ops::Range<usize>,
    name: &str,
) -> Option<Expansion> {
    let file = name.trim_matches(['"', '\'']).rsplit('/').next()?;
    let url = jekyll_post_url(file)?;
    let end = range.end;
    context.warn(
        range,
        "assuming Jekyll's default URL for this post, /year/month/day/name.html",
    );
    Expansion::inline(end, url)
}

/// Expands `{{ site.baseurl }}`, `{{ "/a.png" | relative_url }}`, `{{ page.title }}`.
fn value(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let text = context.search.text;
    let close = context.search.find("}}", offset + 2)?;
    let end = close + 2;
    let inner = trim_dashes(&text[offset + 2..close]);
    let (expression, filters) = inner.split_once('|').unwrap_or((inner, ""));
    let is_url = filters.split('|').all(|filter| {
        let name = filter.split(':').next().unwrap_or_default().trim();
        matches!(
            name,
            "" | "relative_url" | "absolute_url" | "prepend" | "url" | "escape" | "strip"
        )
    });
    let expression = expression.trim();
    if let Some(found) = function(expression, end) {
        context.reject_comment_in(offset..end, expression);
        return Some(found);
    }
    let known = is_url
        .then(|| value_of(context, offset, expression))
        .flatten();
    match known {
        Some(known) => Expansion::inline(end, known),
        None => {
            context.error_unless_lossy(offset..end, UNKNOWN_VALUE);
            Expansion::keep(end)
        }
    }
}

/// What is before the URL of a link or an image, in Markdown and HTML.
const URL_STARTS: [&str; 5] = ["](", "](<", "=\"", "='", "="];

/// Returns the value of the expression at `offset`, if it is known without the site.
fn value_of(context: &ExpandContext<'_, '_>, offset: usize, expression: &str) -> Option<String> {
    let is_quoted = |quote: char| {
        expression.len() > 1 && expression.starts_with(quote) && expression.ends_with(quote)
    };
    match expression {
        quoted if is_quoted('"') || is_quoted('\'') => Some(quoted[1..quoted.len() - 1].to_owned()),
        "site.baseurl" | "site.base_url" => Some(String::new()),
        "page.title" => Some(context.settings.title.to_owned()),
        "site.url" => {
            let base = context.settings.base;
            let origin = base.map(|url| url.origin().ascii_serialization());
            // As the start of a link or an image, what follows is a relative URL.
            let before = &context.search.text[..offset];
            let is_in_url = URL_STARTS.iter().any(|start| before.ends_with(start));
            origin.or_else(|| is_in_url.then(String::new))
        }
        _ => None,
    }
}

/// Expands Zola's shortcode `{{ youtube(id="abc") }}`.
fn function(expression: &str, end: usize) -> Option<Expansion> {
    let (name, arguments) = expression.strip_suffix(')')?.split_once('(')?;
    let arguments = arguments.replace(',', " ");
    shortcodes::translate(name.trim(), &Arguments::read(&arguments), end)
}
