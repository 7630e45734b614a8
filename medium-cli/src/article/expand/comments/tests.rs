//! Comments are removed, or the article is rejected.

use std::path::Path;

use crate::article::{Article, ArticleError, Options, ParsedArticle};

fn read(text: &str, lossy: bool) -> Result<Article, ArticleError> {
    let options = Options {
        lossy,
        ..Options::default()
    };
    let text = format!("# T\n\n{text}\n");
    ParsedArticle::read_from(text.as_bytes(), Path::new("a.md"), Path::new("."), &options)?
        .into_article()
}

#[test]
fn removes_comments_of_every_tool_and_keeps_the_text_around_them() {
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
        "{{-/* secret */-}}",
        "{{ /* secret */ }}",
        "{ /* secret */ }",
        "{\n  /* secret */\n}",
        "{{~! secret ~}}",
        "{{-- secret --}}",
        "<#-- secret -->",
        "@* secret *@",
        "{% doc %}secret{% enddoc %}",
        "![a %%secret%%](https://example.com/a.png)",
        "\n\n[//]: # (secret)\n[comment]: <> (secret)\n\n",
        "\n\n[a\\]b]: # (secret)\n\n",
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
fn rejects_unclosed_comments_even_with_lossy() {
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
fn removes_comments_from_the_title() {
    for comment in ["{{/* s */}}", "{% comment %}s{% endcomment %}", "%%s%%"] {
        let text = format!("# Title {comment}\n\ntext\n");
        let options = Options::default();
        let name = Path::new("a.md");
        let parsed = ParsedArticle::read_from(text.as_bytes(), name, Path::new("."), &options);
        let article = parsed.unwrap().into_article().unwrap();
        assert_eq!(article.title, "Title", "{comment}");
    }
}

/// Everything from the link to the next parenthesis was removed as a comment.
#[test]
fn keeps_a_paragraph_with_a_link_and_a_comments_start_in_code() {
    let text = "[a](https://a.example/) `[//]: # (`\n\n## B (c) d\n";
    let article = read(text, false).unwrap();
    let sent = article.for_medium(&std::collections::BTreeMap::new());
    assert!(sent.unwrap().contains(text));
}

#[test]
fn keeps_comments_in_code() {
    let code = "```\n{{/* a */}} {% comment %} {/* <!-- %% {>>\n```\n";
    let article = read(code, false).unwrap();
    let sent = article.for_medium(&std::collections::BTreeMap::new());
    assert!(sent.unwrap().contains(code));
}
