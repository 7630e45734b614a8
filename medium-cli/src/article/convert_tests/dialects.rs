//! Errors and warnings about GitHub's, Hugo's, Jekyll's and Obsidian's syntax.

use super::*;

#[test]
fn content_without_an_equivalent_is_an_error() {
    for (text, message) in [
        (
            "a\n\n[^u]: Never.",
            "post.md:5:1: `[^u]:`: the text doesn't refer",
        ),
        ("$a {/* secret */}$", "a comment would be published"),
        (
            "{{% x %}}\nA\n{{% /x %}}",
            "post.md:3:1: `{{% x %}}`: unknown Hugo shortcode",
        ),
        (
            "{{% x %}}\nA\n{{% /x %}}",
            "post.md:5:1: `{{% /x %}}`: unknown Hugo shortcode",
        ),
        (
            "{% include share.html %}",
            "this Liquid tag can't be converted",
        ),
        ("{% if x %}a{% endif %}", "post.md:3:1: `{% if x %}`"),
        ("{{ site.data.x }}", "unknown template value"),
        ("See {{ site.url }}/about", "unknown template value"),
        (
            "Our site ({{ site.url }}) is fine",
            "unknown template value",
        ),
        (
            "![[Other note]]",
            "post.md:3:1: `![[Other note]]`: Medium can't embed",
        ),
        ("```dataview\nLIST\n```", "Obsidian plugin"),
        ("a %% never closed", "never closed"),
        ("%% never closed\n\nb", "never closed"),
        ("Text %%one\n\ntwo%% more", "a comment starts or ends here"),
        ("Text %%one\ntwo", "a comment starts or ends here"),
    ] {
        let error = error_of(text);
        assert!(error.contains(message), "{text}: {error}");
    }
    assert!(lossy("{{< unknown >}}").0.contains("unknown"));
}

#[test]
fn warns_about_content_that_readers_see_differently() {
    for (text, warning) in [
        (
            "```mermaid\ngraph TD; A-->B;\n```\n",
            "3:1: `mermaid`: Medium can't draw diagrams",
        ),
        (
            "a :no_such_emoji: b\n",
            "3:3: `:no_such_emoji:`: unknown emoji",
        ),
        ("so ** very bold ** it is\n", "not bold"),
        ("**Mind.**the gap\n", "not bold"),
        ("Text[^nope].\n", "there is no such footnote"),
        (
            "Text #draft and drafts #1\n",
            "3:6: `#draft`: a tag doesn't hide",
        ),
        ("a #status/wip\n", "3:3: `#status/wip`: a tag doesn't hide"),
    ] {
        let (content, findings) = with_findings(text);
        assert_eq!(content, text);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains(warning), "{findings:?}");
    }
}

#[test]
fn links_of_site_generators_use_the_base_url() {
    for (text, link) in [
        (
            "[a]({{< ref \"next/\" >}})",
            "[a](https://blog.example/guide/next/)\n",
        ),
        (
            "[a]({% post_url 2016-01-02-x %})",
            "[a](https://blog.example/2016/01/02/x.html)\n",
        ),
        (
            "[a]({% link about.md %})",
            "[a](https://blog.example/about.html)\n",
        ),
    ] {
        assert_eq!(with_base(text), link);
    }
}

#[test]
fn keeps_the_name_of_an_empty_column() {
    for text in [
        "| a | lonely |\n|---|---|\n| ![x](https://e.example/i.png) | |",
        "<table><tr><th>a</th><th>lonely</th></tr>\
         <tr><td><a href=\"https://e.example\">x</a></td><td></td></tr></table>",
    ] {
        assert!(markdown(text).contains("lonely"), "{}", markdown(text));
    }
}
