//! Hugo's shortcodes: `{{< figure src="a.png" >}}`, `{{% … %}}`.

use super::arguments::Arguments;
use super::pictures::picture_of;
use super::{Lexer, Macro, liquid};

const UNKNOWN: &str = "this Hugo shortcode has no translation; write what it shows, or let it \
                       stand in the text with --lossy";

/// The shortcode at `at`, where a `{` stands.
pub(super) fn shortcode(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let rest = &lexer.scan.text[at..];
    let closing = match rest.get(..3)? {
        "{{<" => ">}}",
        "{{%" => "%}}",
        _ => return None,
    };
    let Some(close) = lexer.scan.find(closing, at + 3) else {
        let end = at + lexer.scan.line(at, 200).len();
        lexer.lose(at..end, "this Hugo shortcode is opened and never closed");
        return Macro::keep(end);
    };
    let end = close + closing.len();
    let inner = lexer.scan.text[at + 3..close].trim();
    if let Some(shown) = inner
        .strip_prefix("/*")
        .and_then(|inner| inner.strip_suffix("*/"))
    {
        // An escaped shortcode: Hugo shows it.
        let open = &lexer.scan.text[at + 2..at + 3];
        return Macro::inline(end, format!("\\{{\\{{{open}{shown}{closing}"));
    }
    let inner = inner.strip_suffix('/').unwrap_or(inner).trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let arguments = Arguments::read(arguments);
    let found = match name {
        "highlight" => highlight(lexer, end, &arguments),
        _ => translated(name, &arguments, end),
    };
    found.or_else(|| {
        lexer.lose(at..end, UNKNOWN);
        Macro::keep(end)
    })
}

fn translated(name: &str, arguments: &Arguments, end: usize) -> Option<Macro> {
    let id = |names: &[&str]| arguments.get(names, 0);
    match name {
        "figure" | "img" | "image" => {
            let source = id(&["src"])?;
            let caption = arguments.named(&["caption", "title", "attr"]);
            Macro::block(end, picture_of(source, arguments.named(&["alt"]), caption))
        }
        "ref" | "relref" => Macro::inline(end, id(&["path"])?),
        "gist" => {
            let (user, gist) = (arguments.positional.first()?, arguments.positional.get(1)?);
            Macro::block(end, format!("https://gist.github.com/{user}/{gist}"))
        }
        "x" | "tweet" | "twitter" | "x_simple" | "twitter_simple" => {
            let user = arguments.named(&["user"]).unwrap_or("i");
            let tweet = id(&["id"])?;
            Macro::block(end, format!("https://twitter.com/{user}/status/{tweet}"))
        }
        "instagram" => Macro::block(
            end,
            format!("https://www.instagram.com/p/{}/", id(&["id"])?),
        ),
        "details" => {
            let summary = arguments.get(&["summary", "title"], 0).unwrap_or("Details");
            Macro::block(end, format!("**{summary}**"))
        }
        "raw" | "rawhtml" | "/raw" | "/rawhtml" | "/details" | "/highlight" => {
            Macro::inline(end, "")
        }
        "youtube" | "youtubelite" | "vimeo" | "vimeo_simple" => {
            Macro::block(end, liquid::video(name, id(&["id"])?)?)
        }
        _ => None,
    }
}

/// `{{< highlight go >}} … {{< /highlight >}}` as a fenced block.
fn highlight(lexer: &mut Lexer<'_, '_>, end: usize, arguments: &Arguments) -> Option<Macro> {
    let text = lexer.scan.text;
    let closing = lexer.scan.find("/highlight", end)?;
    let code = text.get(end..closing)?.trim_end();
    let code = code
        .strip_suffix("{{<")
        .or_else(|| code.strip_suffix("{{%"))?;
    let close = lexer.scan.find("}}", closing)? + 2;
    let language = arguments.positional.first().map_or("", String::as_str);
    Macro::block(close, fenced(language, code))
}

/// Code between fences that it does not close itself.
pub(super) fn fenced(language: &str, code: &str) -> String {
    let code = code.trim_matches('\n').trim_end();
    let longest = code.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    format!("{fence}{language}\n{code}\n{fence}")
}
