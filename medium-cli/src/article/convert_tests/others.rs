//! What Notion, Ghost, Quarto, Docusaurus, Zola, Logseq, Bear, WordPress and others leave in a text.

use super::*;

#[test]
fn what_other_tools_have_a_way_for_is_translated() {
    all(&[
        ("%[https://e.example/a]", "https://e.example/a"),
        ("![](a.png align=\"center\")", "![](https://cdn/a.png)"),
        (
            "a {{ youtube(id=\"abc\") }} b",
            "a \n\nhttps://www.youtube.com/watch?v=abc\n\nb",
        ),
        (
            "{{< video https://www.youtube.com/embed/abc >}}",
            "https://www.youtube.com/watch?v=abc",
        ),
        (":::danger{title=\"Mind\"}\nx\n:::", "> **Mind**\n>\n> x"),
        (
            "::: {.callout-tip title=\"Mind\"}\nx\n:::",
            "> **Mind**\n>\n> x",
        ),
        (
            "::: {.content-visible when-format=\"pdf\"}\nsecret\n:::\n\nb",
            "b",
        ),
        (
            "<aside>\n💡 Take care **now**.\n\n</aside>",
            "<aside>\n💡 Take care **now**.\n\n</aside>",
        ),
        ("*[HTML]: Hyper Text\n\nHTML", "HTML"),
        (
            "\\begin{align}\na_1 &= b \\\\\n\\end{align}",
            "```\n\\begin{align}\na_1 &= b \\\\\n\\end{align}\n```",
        ),
        ("- so \\\\(x^2\\\\)", "- so `x^2`"),
        ("{==marked==}", "**marked**"),
        (
            "<div>\n<style>\na { }\n\nb { }\n</style>\n<p>x</p>\n</div>",
            "<div>\n<p>x</p>\n</div>",
        ),
    ]);
}

#[test]
fn what_would_be_lost_is_an_error_that_names_it() {
    for (text, word) in [
        ("{++added++}", "suggested change"),
        ("[image:ABC/a.png]", "Bear"),
        ("[gallery ids=\"1,2\"]", "WordPress"),
        ("a ((64f0c1d2-1111-2222-3333-444455556666))", "Logseq"),
        ("<<< @/a.js", "part of another file"),
        ("--8<-- \"a.md\"", "part of another file"),
        ("<?php echo 1; ?>", "PHP"),
        (".. note:: this", "directive"),
        ("{% hint style=\"info\" %}", "Liquid tag"),
        ("# T <Badge text=\"x\" />", "component"),
    ] {
        let error = refused(text);
        assert!(error.starts_with("post.md:3:"), "{error}");
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn what_looks_like_markup_of_another_tool_is_named() {
    for (text, word) in [
        ("- a\n  id:: 64f0c1d2", "property"),
        ("[words]{.smallcaps}", "attributes"),
        ("#+TITLE: x", "Org"),
        ("{ref}`target`", "role"),
        ("`= this.file.name`", "add-on of Obsidian"),
        ("<%= x %>", "template"),
    ] {
        let (_, notes) = said(text);
        assert!(
            notes.iter().any(|note| note.contains(word)),
            "{text}: {notes:?}"
        );
    }
    for text in [
        "it is `a::b` in Rust",
        "a [b] c [d]",
        "(a) ((b))",
        "x {y} `z`",
    ] {
        assert_eq!(said(&format!("{text}\n")).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn lines_that_may_be_comments_are_errors_and_never_published() {
    for (text, left) in [
        ("% secret\n\nb", "b"),
        ("% secret\n% secret\nb", "b"),
        ("// secret\n\nb", "b"),
        ("a\n// secret\nb", "a\nb"),
        (".. secret\n   secret\n\nb", "b"),
        ("//secret\n\nb", "b"),
    ] {
        assert!(refused(text).contains("looks like a comment"), "{text}");
        assert_eq!(lossy(text).0.trim(), left, "{text}");
    }
    for text in [
        "about 50\n% of them\n",
        "see https://e.example // there\n",
        "...and so on\n",
    ] {
        assert_eq!(said(text), (text.to_owned(), vec![]));
    }
}

#[test]
fn blocks_of_comments_are_left_out() {
    for text in [
        "////\nsecret\n\nsecret\n////\n\nb",
        "#+BEGIN_COMMENT\nsecret\n#+END_COMMENT\n\nb",
        "\\begin{comment}\nsecret\n\nsecret\n\\end{comment}\n\nb",
        "[//]: # (secret)\n\nb",
        "[//]:# (secret)\n\nb",
        "[comment]: <> (secret)\n\nb",
        "[//]: # secret\n\nb",
        "<![CDATA[ secret > secret ]]>\n\nb",
        "<comment>secret</comment>\n\nb",
    ] {
        assert_eq!(markdown(text).trim(), "b", "{text}");
    }
    assert_eq!(markdown("<!--> a -->\n").trim(), "a -->");
    for text in [
        "- a\n\n  [//]: # (secret)\n",
        "> [//]: # (secret)\n\nb",
        "  [//]: # \"secret\"\n\nb",
    ] {
        assert!(!markdown(text).contains("secret"), "{text}");
    }
}

#[test]
fn what_is_not_for_everybody_stays_an_error_with_lossy() {
    for text in [
        "a\n\n<!--members-only-->\n\nb",
        "a\n\n<!-- paywall -->\n\nb",
        "[private]secret[/private]",
        "[secret]{.content-hidden}",
        "<div hidden>\n\nsecret\n\n</div>",
        "!!! note\n    <!-- secret -->",
        "////\nnever closed",
        "a /* secret */ b",
        "[a]: https://e.example \"%%secret%%\"",
    ] {
        let options = Options {
            lossy: true,
            ..Options::default()
        };
        let error = converted("post.md", &format!("# T\n\n{text}"), &options);
        assert!(error.is_err(), "{text}: {error:?}");
    }
}

#[test]
fn cells_that_their_authors_hide_are_left_out() {
    for text in [
        "```{python}\n#| include: false\nsecret\n```\n\nb",
        "```{r setup, include = FALSE}\nsecret\n```\n\nb",
    ] {
        let (content, notes) = said(text);
        assert_eq!(content.trim(), "b");
        assert!(notes[0].contains("hidden from readers"), "{notes:?}");
    }
}
