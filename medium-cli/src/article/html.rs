//! The pictures of HTML: where each `<img>`'s `src` stands.

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// The `src` of each `<img>`, decoded, with the byte range that its value has in `html`,
/// quotes included. Comments, scripts and the like hold no pictures.
pub(super) fn image_sources(html: &str) -> Vec<(String, Range<usize>)> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter)
        .filter_map(|token| {
            let Ok(Token::StartTag(tag)) = token else {
                return None;
            };
            let src = tag.attributes.get(&b"src"[..])?;
            let value = String::from_utf8(src.value.to_vec()).ok()?;
            let range = value_range(html, src.span.start)?;
            (tag.name.eq_ignore_ascii_case(b"img")).then_some((value, range))
        })
        .collect()
}

/// From an attribute's beginning, the range of its value as the HTML standard delimits it.
fn value_range(html: &str, attribute: usize) -> Option<Range<usize>> {
    let space = |c: char| c.is_ascii_whitespace();
    let equals = attribute + html.get(attribute..)?.find('=')?;
    let rest = &html[equals + 1..];
    let start = equals + 1 + rest.len() - rest.trim_start_matches(space).len();
    let value = &html[start..];
    let length = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].find(quote)? + 2,
        _ => value.find(|c| space(c) || c == '>')?,
    };
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(html: &str) -> Vec<(String, &str)> {
        image_sources(html)
            .into_iter()
            .map(|(value, range)| (value, &html[range]))
            .collect()
    }

    #[test]
    fn each_way_to_write_an_attribute_is_found_where_it_stands() {
        for (html, value, written) in [
            (r#"<img src="a.png">"#, "a.png", r#""a.png""#),
            (
                r#"<p>ü<IMG alt='src="x"' SRC = 'a.png' />"#,
                "a.png",
                "'a.png'",
            ),
            ("<img src=a.png width=3>", "a.png", "a.png"),
            (
                "<img\n  alt=x\n  src\n=\n\"a b.png\"\n>",
                "a b.png",
                "\"a b.png\"",
            ),
            (r#"<img src="a&amp;b.png">"#, "a&b.png", r#""a&amp;b.png""#),
            (r#"<img src="a.png" src="b.png">"#, "a.png", r#""a.png""#),
            (
                r#"<a href="src=z"><img data-src="b" src="a.png"></a>"#,
                "a.png",
                r#""a.png""#,
            ),
        ] {
            assert_eq!(sources(html), [(value.to_owned(), written)], "{html}");
        }
    }

    #[test]
    fn what_a_browser_does_not_show_is_no_picture() {
        for html in [
            r#"<!-- <img src="a.png"> -->"#,
            r#"<script>'<img src="a.png">'</script>"#,
            r#"<textarea><img src="a.png"></textarea>"#,
            r#"<iframe src="a.png"></iframe>"#,
            "<img alt=x>",
            r#"<img src="a.png"#,
            "<img src",
            "<img src=",
            "&lt;img src=a.png>",
        ] {
            assert_eq!(sources(html), [], "{html}");
        }
    }
}
