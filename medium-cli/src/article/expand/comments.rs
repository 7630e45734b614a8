//! Private comments of other tools. They are never sent, not even with `--lossy`; one that is opened
//! and never closed stops the article, since nobody can tell what of it is private.
//!
//! Obsidian's `%%…%%` are the parser's, and removed from the tree in `transform/`.

use super::{Lexer, Macro};

const UNCLOSED: &str = "this comment is never closed, so what below it is private can't be told; \
                        close it";

/// How a comment begins and what ends it, where that needs no closer look.
const PAIRS: [(&str, &str); 7] = [
    // HTML's, where the Markdown parser sees none: over several paragraphs, or among other tags.
    ("<!--", "-->"),
    // EJS and ERB.
    ("<%--", "--%>"),
    ("<%#", "%>"),
    // Handlebars, as in Ghost's themes.
    ("{{!--", "--}}"),
    ("{{!", "}}"),
    // MDX, also in Docusaurus's files that end in .md.
    ("{/*", "*/}"),
    // CriticMarkup.
    ("{>>", "<<}"),
];

/// The comment at `at`, if there is one.
pub(super) fn comment(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let rest = &lexer.scan.text[at..];
    if let Some((open, close)) = PAIRS.iter().find(|(open, _)| rest.starts_with(open)) {
        let end = lexer.scan.find(close, at + open.len());
        return Some(removed(lexer, at, end.map(|end| end + close.len())));
    }
    if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
        let inner_end = lexer.scan.find("*/", at + 4);
        let end = inner_end.and_then(|end| lexer.scan.find("}}", end));
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if rest.starts_with("{::comment") {
        return Some(kramdown(lexer, at));
    }
    match rest.get(..3) {
        Some("{{<" | "{{%") => hugo(lexer, at),
        Some(three) if three.starts_with("{%") => liquid(lexer, at),
        Some(three) if three.starts_with("{#") => compact(lexer, at),
        Some(_) if rest.starts_with('[') => definition(lexer, at),
        _ => None,
    }
}

/// Nothing in the place of a comment up to `end`; without an end, the article is refused.
fn removed(lexer: &mut Lexer<'_, '_>, at: usize, end: Option<usize>) -> Macro {
    let end = end.unwrap_or_else(|| {
        let length = lexer.scan.line(at, 200).len();
        lexer.refuse(at..at + length, UNCLOSED);
        lexer.scan.text.len()
    });
    Macro {
        end,
        replacement: super::Replacement::Inline(String::new()),
    }
}

/// `{::comment} … {:/comment}`, `{::comment} … {:/}` and `{::comment … /}`.
fn kramdown(lexer: &mut Lexer<'_, '_>, at: usize) -> Macro {
    let Some(open) = lexer.scan.find("}", at) else {
        return removed(lexer, at, None);
    };
    let is_whole = lexer.scan.text[at..open].ends_with('/');
    let close = if is_whole {
        Some(open)
    } else {
        let start = lexer.scan.find("{:/", open);
        start.and_then(|start| lexer.scan.find("}", start))
    };
    removed(lexer, at, close.map(|close| close + 1))
}

/// `{{< comment >}} … {{< /comment >}}` of Hugo's themes.
fn hugo(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    if word(text[at + 3..].trim_start()) != "comment" {
        return None;
    }
    let Some(close) = lexer.scan.find("}}", at) else {
        return Some(removed(lexer, at, None));
    };
    let inner = &text[at + 3..close];
    if inner.trim_end_matches(['>', '%']).trim_end().ends_with('/') {
        return Some(removed(lexer, at, Some(close + 2)));
    }
    let end = lexer.scan.find("/comment", close);
    let end = end.and_then(|end| lexer.scan.find("}}", end));
    Some(removed(lexer, at, end.map(|end| end + 2)))
}

/// `{% comment %} … {% endcomment %}`, which may hold others, and `{% # … %}`.
fn liquid(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    let name = text[at + 2..].trim_start_matches('-').trim_start();
    if name.starts_with('#') {
        let end = lexer.scan.find("%}", at);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    if word(name) != "comment" {
        return None;
    }
    let mut depth = 0_usize;
    let mut from = at;
    while let Some(open) = lexer.scan.find("{%", from) {
        let Some(close) = lexer.scan.find("%}", open) else {
            break;
        };
        let inner = text[open + 2..close].trim_start_matches('-').trim_start();
        match word(inner) {
            "comment" => depth += 1,
            "endcomment" => depth -= 1,
            _ => {}
        }
        from = close + 2;
        if depth == 0 {
            return Some(removed(lexer, at, Some(from)));
        }
    }
    Some(removed(lexer, at, None))
}

/// `{#…#}` of Jinja, Twig and Tera; `{#name}` is a heading's.
fn compact(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let text = lexer.scan.text;
    if text[at + 2..].starts_with(|c: char| c.is_whitespace() || c == '-') {
        let end = lexer.scan.find("#}", at + 2);
        return Some(removed(lexer, at, end.map(|end| end + 2)));
    }
    let line = lexer.scan.line(at + 2, 1_000);
    let brace = line.find('}')?;
    let is_comment = line[..brace].ends_with('#');
    let end = Some(at + 2 + brace + 1);
    is_comment.then(|| removed(lexer, at, end))
}

/// `[//]: # (a comment)`: a link that leads nowhere, which nobody uses.
fn definition(lexer: &mut Lexer<'_, '_>, at: usize) -> Option<Macro> {
    let line = lexer.scan.line(at, 1_000);
    let (_, target) = line.split_once("]: ")?;
    let title = target
        .strip_prefix("# ")
        .or_else(|| target.strip_prefix("<> "));
    let title = title?.trim();
    let close = match title.chars().next()? {
        '(' => ")",
        '"' => "\"",
        '\'' => "'",
        _ => return None,
    };
    let ends_here = title.len() > 1 && title.ends_with(close);
    let end = if ends_here {
        at + line.len()
    } else {
        let title_start = at + line.len() - title.len() + 1;
        lexer.scan.find(close, title_start)? + 1
    };
    Some(removed(lexer, at, Some(end)))
}

/// The name that `inner` begins with.
fn word(inner: &str) -> &str {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &inner[..end.unwrap_or(inner.len())]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::article::{Article, ArticleError, Options};

    fn read(text: &str, lossy: bool) -> Result<Article, ArticleError> {
        let options = Options {
            lossy,
            ..Options::default()
        };
        let text = format!("# T\n\n{text}\n");
        Article::read_from(text.as_bytes(), Path::new("a.md"), Path::new("."), &options)
    }

    #[test]
    fn comments_of_every_tool_are_left_out_and_what_stands_around_them_stays() {
        for comment in [
            "<!-- secret\n\nsecret -->",
            "{{/* secret */}}",
            "{{- /* secret */ -}}",
            "{{< comment >}}secret{{< /comment >}}",
            "{{% comment %}}secret{{% /comment %}}",
            "{% comment %}secret {% comment %}x{% endcomment %} secret{% endcomment %}",
            "{%- # secret -%}",
            "{# secret #}",
            "{#secret#}",
            "{::comment}secret{:/comment}",
            "{::comment}secret{:/}",
            "{{! secret }}",
            "{{!-- secret --}}",
            "{/* secret */}",
            "{>>secret<<}",
            "<%# secret %>",
            "<%-- secret --%>",
            "%%secret%%",
            "![a %%secret%%](https://example.com/a.png)",
            "\n\n[//]: # (secret)\n[comment]: <> (secret)\n\n",
            "<span hidden>",
        ] {
            let article = read(&format!("before {comment} after\n\n`{{/* code */}}`"), true);
            match article {
                Ok(article) => {
                    let sent = article.for_medium(&std::collections::BTreeMap::new());
                    let sent = sent.unwrap_or_default();
                    assert!(!sent.contains("secret"), "{comment}: {sent}");
                    assert!(sent.contains("before") && sent.contains("after"), "{sent}");
                    assert!(sent.contains("`{/* code */}`"), "{sent}");
                }
                Err(error) => assert_eq!(comment, "<span hidden>", "{error}"),
            }
        }
    }

    #[test]
    fn a_comment_that_is_never_closed_stops_the_article_even_with_lossy() {
        for open in [
            "<!-- secret",
            "{{/* secret",
            "{{< comment >}}secret",
            "{% comment %}secret",
            "{::comment}secret",
            "{{! secret",
            "{/* secret",
            "{>>secret",
            "<%# secret",
            "%% secret\n\nsecret %% b",
        ] {
            assert!(
                read(&format!("before {open}\n\nafter"), true).is_err(),
                "{open}"
            );
        }
    }

    #[test]
    fn a_comment_in_the_title_is_no_part_of_it() {
        for comment in ["{{/* s */}}", "{% comment %}s{% endcomment %}", "%%s%%"] {
            let text = format!("# Title {comment}\n\ntext\n");
            let options = Options::default();
            let name = Path::new("a.md");
            let article = Article::read_from(text.as_bytes(), name, Path::new("."), &options);
            assert_eq!(article.unwrap().title, "Title", "{comment}");
        }
    }

    #[test]
    fn code_that_shows_a_comment_is_sent_as_it_is_typed() {
        let code = "```\n{{/* a */}} {% comment %} {/* <!-- %% {>>\n```\n";
        let article = read(code, false).unwrap();
        let sent = article.for_medium(&std::collections::BTreeMap::new());
        assert!(sent.unwrap().contains(code));
    }
}
