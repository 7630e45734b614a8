//! Hugo's shortcodes: `{{< figure src="a.png" >}}`, `{{% … %}}`.

use std::ops::Range;

use super::arguments::Arguments;
use super::rewriter::Rewriter;
use super::shortcodes::{fenced, page_link, translate};
use super::{ExpandContext, Expansion, Replacement};

const UNKNOWN: &str =
    "unknown Hugo shortcode; insert what it shows, or use --lossy to keep it as text";

/// Expands the shortcode at `at`, which is a `{`.
pub(super) fn shortcode(lexer: &mut ExpandContext<'_, '_>, at: usize) -> Option<Expansion> {
    let rest = &lexer.search.text[at..];
    let closing = match rest.get(..3)? {
        "{{<" => ">}}",
        "{{%" => "%}}",
        _ => return None,
    };
    let Some(close) = lexer.search.find(closing, at + 3) else {
        let end = at + lexer.search.line(at, 200).len();
        lexer.error_unless_lossy(at..end, "this Hugo shortcode is never closed; close it");
        return Expansion::keep(end);
    };
    let end = close + closing.len();
    let inner = lexer.search.text[at + 3..close].trim();
    if let Some(shown) = inner
        .strip_prefix("/*")
        .and_then(|inner| inner.strip_suffix("*/"))
    {
        // An escaped shortcode is text.
        let open = &lexer.search.text[at + 2..at + 3];
        return Expansion::inline(end, format!("\\{{\\{{{open}{shown}{closing}"));
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    lexer.reject_comment_in(at..end, arguments);
    let arguments = Arguments::read(arguments);
    let found = match name {
        "highlight" => highlight(lexer, end, &arguments),
        "ref" | "relref" => {
            let path = arguments.get(&["path"], 0);
            path.and_then(|path| page_link(lexer, at, end, path, ""))
        }
        _ => translate(name, &arguments, end),
    };
    found.or_else(|| {
        lexer.error_unless_lossy(at..end, UNKNOWN);
        Expansion::keep(end)
    })
}

/// `{{< highlight go >}} … {{< /highlight >}}` as a fenced block.
fn highlight(
    lexer: &mut ExpandContext<'_, '_>,
    end: usize,
    arguments: &Arguments,
) -> Option<Expansion> {
    let text = lexer.search.text;
    let closing = lexer.search.find("/highlight", end)?;
    let code = text.get(end..closing)?.trim_end();
    let code = code
        .strip_suffix("{{<")
        .or_else(|| code.strip_suffix("{{%"))?;
    let close = lexer.search.find("}}", closing)? + 2;
    let language = arguments.positional.first().map_or("", String::as_str);
    Expansion::block(close, fenced(language, code))
}

/// Unescapes `{{</* x */>}}` to `{{< x >}}` in code, as Hugo does.
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
