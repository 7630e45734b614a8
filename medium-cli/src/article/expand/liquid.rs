//! Liquid, as in Jekyll, dev.to and Eleventy: `{% tag %}` and `{{ value }}`.

use super::arguments::Arguments;
use super::images::markdown_image;
use super::shortcodes::{self, fenced, page_link, video};
use super::{ExpandContext, Expansion};
use crate::article::links::jekyll_post_url;
use crate::article::schemes::IN_SITE;

const UNKNOWN_TAG: &str =
    "unknown Liquid tag; insert what it shows, or use --lossy to keep it as text";
const UNKNOWN_VALUE: &str = "unknown template value; insert it, or use --lossy to keep it as text";

/// Expands the tag or value at `at`, which is a `{`.
pub(super) fn tag(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    if text[at..].starts_with("{{") {
        // `x^{{2}}` is a formula.
        let is_index = text[..at].ends_with(['^', '_']);
        return if is_index { None } else { value(lexer, at) };
    }
    if !text[at..].starts_with("{%") {
        return None;
    }
    let close = lexer.search.find("%}", at + 2)?;
    let (end, inner) = (close + 2, trimmed(&text[at + 2..close]));
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    lexer.reject_comment_in(at..end, arguments);
    let read = Arguments::read(arguments);
    let found = match name {
        "raw" => block(lexer, end, "endraw").and_then(|(inner, end)| Expansion::inline(end, inner)),
        "highlight" => block(lexer, end, "endhighlight").and_then(|(code, end)| {
            let language = read.positional.first().map_or("", String::as_str);
            Expansion::block(end, fenced(language, code))
        }),
        "link" => {
            let page = read.positional.first();
            page.and_then(|page| page_link(lexer, at, end, page, IN_SITE))
        }
        "post_url" => post_url(lexer, at..end, arguments.trim()),
        _ => translate(name, arguments.trim(), &read, end),
    };
    found.or_else(|| {
        lexer.error_unless_lossy(at..end, UNKNOWN_TAG);
        Expansion::keep(end)
    })
}

/// Without Liquid's dashes for white space control.
fn trimmed(inner: &str) -> &str {
    let inner = inner.strip_prefix('-').unwrap_or(inner);
    inner.strip_suffix('-').unwrap_or(inner).trim()
}

/// The content up to the tag `closing`, and the end of that tag.
fn block<'a>(
    lexer: &mut ExpandContext<'a, '_>,
    start: usize,
    closing: &'static str,
) -> Option<(&'a str, usize)> {
    let text = lexer.search.text;
    let name = lexer.search.find(closing, start)?;
    let inner = text.get(start..name)?.trim_end();
    let inner = inner.strip_suffix('-').unwrap_or(inner);
    let inner = inner.strip_suffix("{%")?;
    Some((inner, lexer.search.find("%}", name)? + 2))
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
        let id = arguments.named(&["id", "video", "video_id", "url", "src"])?;
        let service = arguments.named(&["provider"]).unwrap_or(name);
        return Expansion::block(end, video(service, id)?);
    }
    if name.contains("gist") {
        let id = arguments.named(&["id", "gist", "url"])?;
        return Expansion::block(end, format!("https://gist.github.com/{id}"));
    }
    if name.contains("figure") || name.contains("image") || name == "img" || name == "picture" {
        let source =
            arguments.named(&["src", "image_path", "path", "url", "image", "file", "img"])?;
        let caption = arguments.named(&["caption", "title"]);
        return Expansion::block(
            end,
            markdown_image(source, arguments.named(&["alt"]), caption),
        );
    }
    None
}

/// The default URL of a post in Jekyll. The site's configuration, which is not read, may change it.
fn post_url(
    lexer: &mut ExpandContext<'_, '_>,
    range: std::ops::Range<usize>,
    name: &str,
) -> Option<Expansion> {
    let file = name.trim_matches(['"', '\'']).rsplit('/').next()?;
    let url = jekyll_post_url(file)?;
    let end = range.end;
    lexer.warn(
        range,
        "assuming Jekyll's default URL for this post, /year/month/day/name.html",
    );
    Expansion::inline(end, url)
}

/// `{{ site.baseurl }}`, `{{ "/a.png" | relative_url }}`, `{{ page.title }}`.
fn value(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let text = lexer.search.text;
    let close = lexer.search.find("}}", at + 2)?;
    let end = close + 2;
    let inner = trimmed(&text[at + 2..close]);
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
        lexer.reject_comment_in(at..end, expression);
        return Some(found);
    }
    let known = is_url.then(|| value_of(lexer, expression)).flatten();
    match known {
        Some(known) => Expansion::inline(end, known),
        None => {
            lexer.error_unless_lossy(at..end, UNKNOWN_VALUE);
            Expansion::keep(end)
        }
    }
}

/// The value of an expression, if it is known without the site.
fn value_of(lexer: &ExpandContext<'_, '_>, expression: &str) -> Option<String> {
    let is_quoted = |quote: char| {
        expression.len() > 1 && expression.starts_with(quote) && expression.ends_with(quote)
    };
    match expression {
        quoted if is_quoted('"') || is_quoted('\'') => Some(quoted[1..quoted.len() - 1].to_owned()),
        "site.baseurl" | "site.base_url" => Some(String::new()),
        "page.title" => Some(lexer.settings.title.to_owned()),
        "site.url" => {
            let base = lexer.settings.base;
            let origin = base.map(|url| url.origin().ascii_serialization());
            Some(origin.unwrap_or_default())
        }
        _ => None,
    }
}

/// Zola's shortcode `{{ youtube(id="abc") }}`.
fn function(expression: &str, end: usize) -> Option<Expansion> {
    let (name, arguments) = expression.strip_suffix(')')?.split_once('(')?;
    let arguments = arguments.replace(',', " ");
    shortcodes::translate(name.trim(), &Arguments::read(&arguments), end)
}
