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
