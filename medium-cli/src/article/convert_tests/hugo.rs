//! Hugo's shortcodes.

use super::*;

#[test]
fn converts_hugo_shortcodes() {
    converts(&[
        (
            "{{< figure src=\"a.png\" title=\"A caption\" >}}",
            "![](https://cdn/a.png \"A caption\")",
        ),
        (
            "{{< figure src=\"a.png\" alt=\"x\" />}}",
            "![x](https://cdn/a.png)",
        ),
        (
            "{{< youtube dQw4w9WgXcQ >}}",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        (
            "{{<youtube id=\"abc\">}}",
            "https://www.youtube.com/watch?v=abc",
        ),
        ("{{< vimeo 146022717 >}}", "https://vimeo.com/146022717"),
        (
            "{{< gist user 0123 >}}",
            "https://gist.github.com/user/0123",
        ),
        (
            "{{< tweet user=\"me\" id=\"12\" >}}",
            "https://twitter.com/me/status/12",
        ),
        ("a {{/* editor: remove */}}b", "a b"),
        (
            "{{< highlight go \"linenos=true\" >}}\nx := `y`\n{{< /highlight >}}",
            "```go\nx := `y`\n```",
        ),
        ("## Set up {#setup}", "## Set up"),
        ("a {{</* figure */>}} b", "a \\{\\{< figure >}} b"),
        (
            "text\n{{< youtube abc >}}\nmore",
            "text\n\nhttps://www.youtube.com/watch?v=abc\n\nmore",
        ),
        (
            "- words {{< youtube abc >}}\n- b",
            "- words \n\n  https://www.youtube.com/watch?v=abc\n- b",
        ),
        (
            "1. a\n\n   {{< highlight sh >}}\n   ls\n     -l\n   {{< /highlight >}}",
            "1. a\n\n   ```sh\n   ls\n     -l\n   ```",
        ),
        ("`{{</* ref \"a\" */>}}`", "`{{< ref \"a\" >}}`"),
        (
            "- {{< youtube abc >}}\n- b",
            "- https://www.youtube.com/watch?v=abc\n- b",
        ),
    ]);
    assert_eq!(
        with_base("[next]({{< ref \"next/\" >}})"),
        "[next](https://blog.example/guide/next/)\n"
    );
    let error = error_of("a\n\n{{% notice note %}}\nA note.\n{{% /notice %}}");
    assert!(
        error.contains("post.md:5:1: `{{% notice note %}}`: unknown Hugo shortcode"),
        "{error}"
    );
    assert!(error.contains("post.md:7:1:"), "{error}");
    let (content, findings) = lossy("{{< unknown >}}");
    assert!(content.contains("unknown"), "{content}");
    assert_eq!(findings.len(), 1, "{findings:?}");
}
