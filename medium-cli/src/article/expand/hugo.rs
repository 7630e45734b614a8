//! Hugo's shortcodes: `{{< figure src="a.png" >}}`, `{{% … %}}`.

use std::ops::Range;

use super::arguments::Arguments;
use super::rewriter::Rewriter;
use super::shortcodes::{fence, page_link, translate};
use super::{ExpandContext, Expansion, Replacement};

const UNKNOWN: &str =
    "unknown Hugo shortcode; insert what it shows, or use --lossy to keep it as text";

/// Expands the shortcode at `offset`, which is a `{`.
pub(super) fn shortcode(context: &mut ExpandContext<'_, '_>, offset: usize) -> Option<Expansion> {
    let rest = &context.search.text[offset..];
    let closing = match rest.get(..3)? {
        "{{<" => ">}}",
        "{{%" => "%}}",
        _ => return None,
    };
    let Some(close) = context.search.find(closing, offset + 3) else {
        let end = offset + context.search.line(offset, 200).len();
        context.error_unless_lossy(offset..end, "this Hugo shortcode is never closed; close it");
        return Expansion::keep(end);
    };
    let end = close + closing.len();
    let inner = context.search.text[offset + 3..close].trim();
    if let Some(shown) = inner
        .strip_prefix("/*")
        .and_then(|inner| inner.strip_suffix("*/"))
    {
        // An escaped shortcode is text.
        let open = &context.search.text[offset + 2..offset + 3];
        return Expansion::inline(end, format!("\\{{\\{{{open}{shown}{closing}"));
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    context.reject_comment_in(offset..end, arguments);
    let arguments = Arguments::read(arguments);
    let found = match name {
        "highlight" => highlight(context, end, &arguments),
        "ref" | "relref" => {
            let path = arguments.get(&["path"], 0);
            path.and_then(|path| page_link(context, offset, end, path, ""))
        }
        _ => translate(name, &arguments, end),
    };
    found.or_else(|| {
        context.error_unless_lossy(offset..end, UNKNOWN);
        Expansion::keep(end)
    })
}

/// Expands `{{< highlight go >}} … {{< /highlight >}}` to a fenced block.
fn highlight(
    context: &mut ExpandContext<'_, '_>,
    end: usize,
    arguments: &Arguments,
) -> Option<Expansion> {
    let text = context.search.text;
    let closing = context.search.find("/highlight", end)?;
    let code = text.get(end..closing)?.trim_end();
    let code = code
        .strip_suffix("{{<")
        .or_else(|| code.strip_suffix("{{%"))?;
    let close = context.search.find("}}", closing)? + 2;
    let language = arguments.positional.first().map_or("", String::as_str);
    Expansion::block(close, fence(language, code))
}

/// Unescapes `{{</* x */>}}` to `{{< x >}}` in code, as Hugo does.
pub(super) fn unescape(rewriter: &mut Rewriter<'_>, code: Range<usize>) {
    let text = rewriter.original;
    let mut offset = code.start;
    while let Some(found) = text.get(offset..code.end).and_then(|rest| rest.find("{{")) {
        let start = offset + found;
        offset = start + 2;
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
        offset = end + close.len();
        rewriter.replace(start..offset, Replacement::Inline(shown));
    }
}
