//! The syntax of Notion, Ghost, Quarto, Docusaurus, Zola, Logseq, Bear, WordPress and others.

use super::*;

/// A backslash before each character turns any construct into text. A single one doesn't: tools without
/// backslash escapes would still see a comment.
#[test]
fn escaped_constructs_are_text() {
    for text in [
        r"\% a remark",
        r"\/\/ a remark",
        r"\[toc\]",
        r"a \^name",
        r"\{: .a\}",
        r"\%\%words\%\%",
        r"\{\% comment \%\}",
        r"\{\>\>words",
        r"\[hidden\]a",
    ] {
        assert_eq!(markdown(text), text);
    }
    for comment in [r"\{% comment %\}words", r"\{>>words", r"\%%words"] {
        let text = format!("# T\n\n{comment}");
        let error = converted("a.md", &text, &Options::default()).unwrap_err();
        assert!(error.contains("a comment starts or ends here"), "{error}");
    }
}

#[test]
fn changed_blocks_keep_their_escapes() {
    let output = markdown("==a== and https\\://example.com and 2\\*3\n");
    assert_eq!(output, "**a** and https\\://example.com and 2\\*3\n");
}

#[test]
fn formulas_do_not_extend_into_code() {
    let text = r"\(x_1 and `\)`";
    assert_eq!(markdown(text), text);
}

#[test]
fn content_that_would_be_lost_is_an_error() {
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
        ("```{figure} a.png\n:width: 1\n```", "inserts an image"),
        ("```{include} a.md\n```", "another file"),
        ("```{=html}\n<b>x</b>\n```", "raw code"),
        ("=== \"Tab\"\n\n    x", "a tab of MkDocs"),
    ] {
        let error = error_of(text);
        assert!(error.starts_with("post.md:3:"), "{error}");
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn warnings_with_lossy_say_what_it_did() {
    for (text, warning) in [
        (
            "a {{< x >}}",
            "shortcode, kept as text because of --lossy; insert what it shows",
        ),
        (
            "a <Foo />",
            "component, without its tag because of --lossy; insert",
        ),
        (
            "a {++b++}",
            "nor rejected, accepted because of --lossy; decide",
        ),
        (
            "a <?php ?>",
            "not run, left out because of --lossy; insert its output",
        ),
        ("a <input>", "no forms, left out because of --lossy"),
        (
            "[a](a.html)",
            "so it becomes text because of --lossy; write the full URL",
        ),
    ] {
        let (_, findings) = lossy(text);
        assert!(findings[0].contains(warning), "{findings:?}");
    }
}

#[test]
fn warns_about_markup_of_other_tools() {
    for (text, word) in [
        ("- a\n  id:: 64f0c1d2", "property"),
        ("[words]{.smallcaps}", "attributes"),
        ("#+TITLE: x", "Org"),
        ("{ref}`target`", "role"),
        ("`= this.file.name`", "Obsidian plugin"),
        ("<%= x %>", "template"),
        ("There are `r nrow(cars)` cars", "knitr"),
        ("It is `{python} x`", "Quarto"),
        ("A      B\n----   ------\na      b", "simple table"),
        ("a\n\n---  ------\na    b\n---  ------\n", "simple table"),
        ("see [@cite2020, p. 3]", "citation"),
        ("(label)=\n\nx", "MyST label"),
        ("some ++inserted words++", "underlined"),
        ("\\newpage", "LaTeX"),
        ("as in \\cite{a}", "LaTeX"),
        ("a {props.x}", "JSX"),
        ("{a && b}", "JSX"),
        ("{a && <b>c</b>", "JSX"),
        ("{items.map(i => (", "JSX"),
        ("50%% of 20%% is 10", "Obsidian comment"),
    ] {
        let (_, findings) = with_findings(text);
        assert!(
            findings.iter().any(|finding| finding.contains(word)),
            "{text}: {findings:?}"
        );
    }
    for text in [
        "it is `a::b` in Rust",
        "a [b] c [d]",
        "(a) ((b))",
        "x {y} `z`",
        "C++ and C++",
        "2 ** 3 ** x and **bold** words",
        "{e.g. this} {a, b}",
    ] {
        assert_eq!(
            with_findings(&format!("{text}\n")).1,
            Vec::<String>::new(),
            "{text}"
        );
    }
}

#[test]
fn lines_that_look_like_comments_are_errors_and_never_published() {
    for (text, left) in [
        ("% secret\n\nb", "b"),
        ("% secret\n% secret\nb", "b"),
        ("// secret\n\nb", "b"),
        ("a\n// secret\nb", "a\nb"),
        (".. secret\n   secret\n\nb", "b"),
        ("//secret\n\nb", "b"),
    ] {
        assert!(error_of(text).contains("looks like a comment"), "{text}");
        assert_eq!(lossy(text).0.trim(), left, "{text}");
    }
    for text in [
        "about 50\n% of them\n",
        "see https://e.example // there\n",
        "...and so on\n",
    ] {
        assert_eq!(with_findings(text), (text.to_owned(), vec![]));
    }
}

#[test]
fn removes_comment_blocks() {
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
fn private_content_is_an_error_even_with_lossy() {
    for text in [
        "a\n\n<!--members-only-->\n\nb",
        "a\n\n<!-- paywall -->\n\nb",
        "[private]secret[/private]",
        "[secret]{.content-hidden}",
        "<div hidden>\n\nsecret\n\n</div>",
        "!!! note\n    <!-- secret -->",
        "////\nnever closed",
        "a /* secret */ b",
        "Résumé /* secret */ b",
        "\\iffalse\nsecret\n\\fi",
        "=== \"Tab\"\n    <!-- secret -->",
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
fn removes_hidden_notebook_cells() {
    for text in [
        "```{python}\n#| include: false\nsecret\n```\n\nb",
        "```{r setup, include = FALSE}\nsecret\n```\n\nb",
        "```{r, echo=F}\nsecret\n```\n\nb",
        "```{python}\n#| echo: false\nsecret\n```\n\nb",
        "```{comment}\nsecret\n```\n\nb",
    ] {
        let (content, findings) = with_findings(text);
        assert_eq!(content.trim(), "b");
        assert!(findings[0].contains("hidden from readers"), "{findings:?}");
    }
}

#[test]
fn removes_attributes_above_a_block() {
    let (content, findings) = with_findings("{: .finding }\npara\n");
    assert_eq!(content.trim(), "para");
    assert!(findings[0].contains("attributes"), "{findings:?}");
}

#[test]
fn warnings_have_the_exact_column() {
    let (_, findings) = with_findings("Text[^nope] and more\n");
    assert!(findings[0].starts_with("3:5: `[^nope]`: "), "{findings:?}");
    let (_, findings) = with_findings("Ein \\* Wörtchen <%= x %> mehr\n");
    assert!(findings[0].starts_with("3:17: `<%= x"), "{findings:?}");
}

#[test]
fn removes_the_space_before_a_removed_comment() {
    for (text, expected) in [
        (
            "x[^1]\n\n[^1]: note %%secret%% b",
            "x¹\n\n-----\n\n1. note b",
        ),
        ("> [!note] Title %%secret%%\n> b", "> **Title**\n>\n> b"),
        (
            "[a %%secret%%](https://e.example)",
            "[a](https://e.example)",
        ),
    ] {
        assert_eq!(markdown(text).trim(), expected);
    }
}

#[test]
fn a_url_in_angle_brackets_is_not_a_component() {
    for text in [
        "![x](<My Pic.png>)",
        "![x]\n\n[x]: <My Pic.png>",
        "[x](<Other Post.md>)",
    ] {
        assert!(!with_error(text).contains("component"), "{text}");
    }
}

fn with_error(text: &str) -> String {
    let found = converted("post.md", &format!("# T\n\n{text}"), &Options::default());
    found.map_or_else(|error| error, |(content, _)| content)
}

#[test]
fn warns_about_grid_tables() {
    let text = "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n";
    let (content, findings) = with_findings(text);
    assert_eq!(content, text);
    assert!(findings[0].contains("a Pandoc grid table"), "{findings:?}");
}
