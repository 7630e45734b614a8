//! Hugo's shortcodes: `{{< figure src="a.png" >}}`, `{{% … %}}`.

use std::ops::Range;

use super::arguments::Arguments;
use super::pictures::picture_of;
use super::rewriter::Rewriter;
use super::{Expansion, Lexer, Replacement, liquid};
use crate::article::html;

const UNKNOWN: &str = "this Hugo shortcode has no translation; write what it shows, or let it \
                       stand in the text with --lossy";

/// The shortcode at `at`, where a `{` stands.
pub(super) fn shortcode(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Expansion> {
    let rest = &lexer.scan.text[at..];
    let closing = match rest.get(..3)? {
        "{{<" => ">}}",
        "{{%" => "%}}",
        _ => return None,
    };
    let Some(close) = lexer.scan.find(closing, at + 3) else {
        let end = at + lexer.scan.line(at, 200).len();
        lexer.lose(at..end, "this Hugo shortcode is opened and never closed");
        return Expansion::keep(end);
    };
    let end = close + closing.len();
    let inner = lexer.scan.text[at + 3..close].trim();
    if let Some(shown) = inner
        .strip_prefix("/*")
        .and_then(|inner| inner.strip_suffix("*/"))
    {
        // An escaped shortcode: Hugo shows it.
        let open = &lexer.scan.text[at + 2..at + 3];
        return Expansion::inline(end, format!("\\{{\\{{{open}{shown}{closing}"));
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    lexer.refuse_comment_in(at..end, arguments);
    let arguments = Arguments::read(arguments);
    let found = match name {
        "highlight" => highlight(lexer, end, &arguments),
        "ref" | "relref" => {
            let path = arguments.get(&["path"], 0);
            path.and_then(|path| page(lexer, at, end, path, ""))
        }
        _ => translated(name, &arguments, end),
    };
    found.or_else(|| {
        lexer.lose(at..end, UNKNOWN);
        Expansion::keep(end)
    })
}

/// The address of a page: alone where a link has its own, else as a link with the page's name.
pub(super) fn page(
    lexer: &Lexer<'_, '_>,
    at: usize,
    end: usize,
    page: &str,
    scheme: &str,
) -> Option<Expansion> {
    let before = lexer.scan.text[..at].trim_end_matches("{{ site.baseurl }}");
    if before.ends_with(['(', '<', '"', '\'', '=']) {
        return Expansion::inline(end, format!("{scheme}{page}"));
    }
    Expansion::inline(end, format!("[{page}](<{scheme}{page}>)"))
}

/// What takes the place of a shortcode that stands for itself.
pub(super) fn translated(name: &str, arguments: &Arguments, end: usize) -> Option<Expansion> {
    let id = |names: &[&str]| arguments.get(names, 0);
    if let Some(address) = embedded(name, arguments) {
        return Expansion::block(end, address);
    }
    match name {
        "figure" | "img" | "image" => {
            let source = id(&["src"])?;
            let caption = arguments.named(&["caption", "title", "attr"]);
            Expansion::block(end, picture_of(source, arguments.named(&["alt"]), caption))
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

/// The address of what Medium embeds.
fn embedded(name: &str, arguments: &Arguments) -> Option<String> {
    let id = |names: &[&str]| arguments.get(names, 0);
    match name {
        "gist" => {
            let (user, gist) = (arguments.positional.first()?, arguments.positional.get(1)?);
            Some(format!("https://gist.github.com/{user}/{gist}"))
        }
        "x" | "tweet" | "twitter" | "x_simple" | "twitter_simple" => {
            let user = arguments.named(&["user"]).unwrap_or("i");
            let tweet = id(&["id"])?;
            Some(format!("https://twitter.com/{user}/status/{tweet}"))
        }
        "instagram" => Some(format!("https://www.instagram.com/p/{}/", id(&["id"])?)),
        "youtube" | "youtubelite" | "vimeo" | "vimeo_simple" => liquid::video(name, id(&["id"])?),
        // Quarto's.
        "video" => {
            let address = id(&["src"]).filter(|address| address.starts_with("http"))?;
            Some(html::address(address).unwrap_or_else(|| address.to_owned()))
        }
        _ => None,
    }
}

/// `{{< highlight go >}} … {{< /highlight >}}` as a fenced block.
fn highlight(lexer: &mut Lexer<'_, '_>, end: usize, arguments: &Arguments) -> Option<Expansion> {
    let text = lexer.scan.text;
    let closing = lexer.scan.find("/highlight", end)?;
    let code = text.get(end..closing)?.trim_end();
    let code = code
        .strip_suffix("{{<")
        .or_else(|| code.strip_suffix("{{%"))?;
    let close = lexer.scan.find("}}", closing)? + 2;
    let language = arguments.positional.first().map_or("", String::as_str);
    Expansion::block(close, fenced(language, code))
}

/// In code, too, Hugo shows `{{</* x */>}}` as `{{< x >}}`.
pub(super) fn unescape(rewriter: &mut Rewriter<'_>, code: Range<usize>) {
    let text = rewriter.original;
    let mut at = code.start;
    while let Some(found) = text.get(at..code.end).and_then(|rest| rest.find("{{")) {
        let start = at + found;
        at = start + 2;
        let (open, close) = match text.get(start..code.end).and_then(|rest| rest.get(..5)) {
            Some("{{</*") => ("{{<", "*/>}}"),
            Some("{{%/*") => ("{{%", "*/%}}"),
            _ => continue,
        };
        let Some(length) = text[start..code.end].find(close) else {
            return;
        };
        let end = start + length;
        let shown = format!("{open}{}{}", &text[start + 5..end], &close[2..]);
        at = end + close.len();
        rewriter.replace(start..at, Replacement::Inline(shown));
    }
}

/// Code between fences that it does not close itself.
pub(super) fn fenced(language: &str, code: &str) -> String {
    let code = code.trim_matches('\n').trim_end();
    let longest = code.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}
