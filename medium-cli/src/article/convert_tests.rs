//! What each construct becomes on Medium, and what is said of it. The cases are those that people
//! reported of tools like this one.

use std::fs;

use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What becomes of an article in a folder with some pictures: its text with the files' names for
/// addresses, and what is said, a line each.
fn converted(name: &str, text: &str, options: &Options) -> Result<(String, Vec<String>), String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("img")).unwrap();
    for picture in [
        "a.png",
        "my pic.png",
        "50% off.png",
        "a(1).png",
        "фото.png",
        "img/shot.png",
        "b.PNG",
    ] {
        fs::write(folder.path().join(picture), PNG).unwrap();
    }
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let prefix = format!("{}/", folder.path().display());
    let article =
        Article::read(&path, options).map_err(|error| error.to_string().replace(&prefix, ""))?;
    let links = article.images.iter().map(|image| {
        let name = image.path.file_name().unwrap().to_string_lossy();
        (
            image.path.clone(),
            format!("https://cdn/{}", name.replace([' ', '%', '(', ')'], "_")),
        )
    });
    let content = article.for_medium(&links.collect()).unwrap();
    let notes = article
        .notes
        .iter()
        .map(|note| format!("{}:{}: {note}", note.line, note.column));
    Ok((content, notes.collect()))
}

/// The text below the title `# T`.
fn markdown(text: &str) -> String {
    said(text).0
}

fn said(text: &str) -> (String, Vec<String>) {
    let found = converted("post.md", &format!("# T\n\n{text}"), &Options::default());
    let (content, notes) = found.unwrap_or_else(|error| panic!("{text}\n{error}"));
    (content.strip_prefix("# T\n\n").unwrap().to_owned(), notes)
}

fn refused(text: &str) -> String {
    match converted("post.md", &format!("# T\n\n{text}"), &Options::default()) {
        Ok((content, notes)) => panic!("{text}\n{content}\n{notes:?}"),
        Err(error) => error,
    }
}

fn lossy(text: &str) -> (String, Vec<String>) {
    let options = Options {
        lossy: true,
        ..Options::default()
    };
    let (content, notes) = converted("post.md", &format!("# T\n\n{text}"), &options).unwrap();
    (content.strip_prefix("# T\n\n").unwrap().to_owned(), notes)
}

fn with_base(text: &str) -> String {
    let options = Options {
        base_url: Some(Url::parse("https://blog.example/guide/").unwrap()),
        ..Options::default()
    };
    let (content, _) = converted("post.md", &format!("# T\n\n{text}"), &options).unwrap();
    content.strip_prefix("# T\n\n").unwrap().to_owned()
}

/// Each text and what it becomes.
fn all(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(markdown(text).trim_end(), *expected, "{text}");
    }
}

#[test]
fn what_is_not_touched_goes_out_byte_for_byte() {
    for text in [
        "* a\n* b\n\n\n\n+ c\n\nA  *b* __c__ \\\n d &amp; e\n=\n",
        "~~~\n{{< figure src=\"a.png\" >}} {% raw %} [[x]] <Foo> ==a== $x$ :rocket:\n~~~\n",
        "`{{< x >}}` and `{% y %}` and `<Foo />` and `![[a.png]]`\n",
        "It costs $5 and $10, or 2^10 and 3^4, or a == b.\n",
        "\tindented {{ code }}\n\nNaïve – *日本語* 👋\n",
        "[a]: https://e.example 'x'\n\n[a] and [b](https://b.example)\n",
        "\\[not a link\\] \\(nor this\\) \\{{ x \\<Foo>\n",
        "| no table |\n\n[x] at 10:30:45\n",
    ] {
        assert_eq!(said(text), (text.to_owned(), vec![]));
    }
}

#[test]
fn names_of_pictures_are_taken_as_people_write_them() {
    all(&[
        (
            "![plain space](my pic.png)",
            "![plain space](https://cdn/my_pic.png)",
        ),
        (
            "![t](my pic.png \"Caption\")",
            "![t](https://cdn/my_pic.png \"Caption\")",
        ),
        ("![p](my%20pic.png)", "![p](https://cdn/my_pic.png)"),
        ("![a](<my pic.png>)", "![a](https://cdn/my_pic.png)"),
        (
            "![c](фото.png)",
            "![c](https://cdn/%D1%84%D0%BE%D1%82%D0%BE.png)",
        ),
        ("![p](50% off.png)", "![p](https://cdn/50__off.png)"),
        ("![p](a(1).png)", "![p](https://cdn/a_1_.png)"),
        ("![s](a.png =300x200)", "![s](https://cdn/a.png)"),
        ("![s](my pic.png =300x)", "![s](https://cdn/my_pic.png)"),
        ("![w](a.png){width=50%} x", "![w](https://cdn/a.png) x"),
        ("![w](a.png){: width=\"200\"}", "![w](https://cdn/a.png)"),
        ("![b](img\\shot.png)", "![b](https://cdn/shot.png)"),
        (
            "<img src=\"img\\shot.png\">",
            "<img src=\"https://cdn/shot.png\">",
        ),
        ("![o|300](a.png)", "![o](https://cdn/a.png)"),
        (
            "- ![x](my pic.png)\n- > ![y](my pic.png)",
            "- ![x](https://cdn/my_pic.png)\n- > ![y](https://cdn/my_pic.png)",
        ),
    ]);
    let (content, notes) = said("![case](B.png)");
    assert_eq!(content, "![case](https://cdn/b.PNG)\n");
    assert_eq!(
        notes,
        ["3:1: `B.png`: there is no such file, and `b.PNG` is taken for it"]
    );
    assert!(
        refused("![shot](no such.png)")
            .contains("post.md:3: image `no such.png`: there is no such file")
    );
}

#[test]
fn obsidian_is_translated() {
    all(&[
        ("![[a.png]]", "![](https://cdn/a.png)"),
        ("![[a.png|300]]", "![](https://cdn/a.png)"),
        (
            "![[my pic.png|A view]]",
            "![A view](https://cdn/my_pic.png)",
        ),
        (
            "See [[Other note]] and [[Other note|that one]].",
            "See Other note and that one.",
        ),
        ("a %% private %% b", "a  b"),
        ("%%\nprivate\n\nmore\n%%\n\nb", "b"),
        (
            "Some ==highlighted== text. ^block-id",
            "Some **highlighted** text.",
        ),
        (
            "> [!warning] Careful\n> Do not.",
            "> **Careful**\n>\n> Do not.",
        ),
        ("> [!tip]- Fold\n> x", "> **Fold**\n>\n> x"),
        ("> [!faq]\n> x", "> **Faq**\n>\n> x"),
    ]);
    assert!(refused("![[Other note]]").contains("post.md:3:1: `![[Other note]]`: this embeds"));
    assert!(refused("a %% never closed").contains("never closed"));
    assert!(refused("%% never closed\n\nb").contains("never closed"));
    all(&[
        ("## Part ^part", "## Part"),
        ("[[Note#Part]]", "Note \\> Part"),
    ]);
    assert!(refused("```dataview\nLIST\n```").contains("add-on of Obsidian"));
}

#[test]
fn hugo_is_translated() {
    all(&[
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
            "- {{< youtube abc >}}\n- b",
            "- https://www.youtube.com/watch?v=abc\n- b",
        ),
    ]);
    assert_eq!(
        with_base("[next]({{< ref \"next/\" >}})"),
        "[next](https://blog.example/guide/next/)\n"
    );
    let error = refused("a\n\n{{% notice note %}}\nA note.\n{{% /notice %}}");
    assert!(
        error.contains("post.md:5:1: `{{% notice note %}}`: this Hugo shortcode"),
        "{error}"
    );
    assert!(error.contains("post.md:7:1:"), "{error}");
    let (content, notes) = lossy("{{< unknown >}}");
    assert!(content.contains("unknown"), "{content}");
    assert_eq!(notes.len(), 1, "{notes:?}");
}

#[test]
fn jekyll_is_translated() {
    all(&[
        (
            "{% highlight html %}\n<h1>Hello & goodbye</h1>\n{% endhighlight %}",
            "```html\n<h1>Hello & goodbye</h1>\n```",
        ),
        (
            "![logo]({{ site.baseurl }}a.png)",
            "![logo](https://cdn/a.png)",
        ),
        (
            "![logo]({{ \"a.png\" | relative_url }})",
            "![logo](https://cdn/a.png)",
        ),
        (
            "{% include youtube.html id=\"abc\" %}",
            "https://www.youtube.com/watch?v=abc",
        ),
        (
            "{% include figure.html src=\"a.png\" caption=\"C\" %}",
            "![](https://cdn/a.png \"C\")",
        ),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a{%- comment -%}secret{%- endcomment -%}b", "ab"),
        ("A paragraph.\n{: .center}", "A paragraph."),
        ("* TOC\n{:toc}\n\ntext", "text"),
        ("{% gist user/1 %}", "https://gist.github.com/user/1"),
    ]);
    assert_eq!(
        with_base("[the post]({% post_url 2016-01-02-x %}) [p]({% link about.md %})"),
        "[the post](https://blog.example/2016/01/02/x.html) [p](https://blog.example/guide/about.md)\n"
    );
    assert!(refused("{% include share.html %}").contains("this Liquid tag"));
    assert!(refused("{{ site.data.x }}").contains("template's value"));
    assert!(refused("{% if x %}a{% endif %}").contains("post.md:3:1: `{% if x %}`"));
}

#[test]
fn github_and_its_kin_are_translated() {
    all(&[
        ("I :heart: it :+1:", "I ❤️ it 👍"),
        ("> [!NOTE]\n> An alert.", "> **Note**\n>\n> An alert."),
        (":::note\nA note.\n:::", "> **Note**\n>\n> A note."),
        (":::tip[Read *on*]\nx\n:::", "> **Read \\*on\\***\n>\n> x"),
        ("Term\n: Definition", "**Term**\n\nDefinition"),
        ("[TOC]\n\ntext", "text"),
        ("[[_TOC_]]\n\ntext", "text"),
        ("x^2^ and H~2~O and ~gone~", "x² and H₂O and ~~gone~~"),
        ("H<sub>2</sub>O x<sup>2</sup>", "H₂O x²"),
        ("$a_1$ with \\(x_i\\)", "`a_1` with `x_i`"),
        ("$$\na_{ij} < b\n$$", "```\na_{ij} < b\n```"),
        ("**重点。**这里", "**重点。**这里"),
    ]);
    let (content, notes) = said("```mermaid\ngraph TD; A-->B;\n```\n");
    assert_eq!(content, "```mermaid\ngraph TD; A-->B;\n```\n");
    assert!(
        notes[0].starts_with("3:1: `mermaid`: Medium draws no diagrams"),
        "{notes:?}"
    );
    let (_, notes) = said("a :no_such_emoji: b");
    assert!(
        notes[0].starts_with("3:1: `:no_such_emoji:`: no emoji"),
        "{notes:?}"
    );
}

#[test]
fn mdx_is_translated() {
    let mdx = |text: &str| converted("post.mdx", &format!("# T\n\n{text}"), &Options::default());
    for (text, expected) in [
        ("import X from './x'\n\ntext", "text"),
        ("export const a = {\n  b: 1,\n}\n\ntext", "text"),
        (
            "<YouTube id=\"abc\" />",
            "https://www.youtube.com/watch?v=abc",
        ),
        (
            "<Image src=\"a.png\" alt=\"x\" />",
            "![x](https://cdn/a.png)",
        ),
        ("{/* hidden */}text", "text"),
        ("a{\" \"}b", "a b"),
        ("<>\n\ntext\n\n</>", "text"),
    ] {
        let (content, _) = mdx(text).unwrap();
        assert_eq!(
            content.strip_prefix("# T\n\n").unwrap().trim(),
            expected,
            "{text}"
        );
    }
    for (text, word) in [
        (
            "<Chart data={[1, 2]} />",
            "`<Chart data={[1, 2]} />`: this component",
        ),
        ("Hello {props.name}", "`{props.name}`: an expression"),
    ] {
        let error = mdx(text).unwrap_err();
        assert!(error.contains(word), "{error}");
    }
    assert!(refused("a <Foo bar=\"x\">b</Foo>").contains("this component"));
    assert_eq!(lossy("a <Foo bar=\"x\">b</Foo>").0, "a b");
}

#[test]
fn html_is_translated() {
    all(&[
        (
            "<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>",
            "https://www.youtube.com/watch?v=abc",
        ),
        (
            "<script src=\"https://gist.github.com/user/0123.js\"></script>",
            "https://gist.github.com/user/0123",
        ),
        (
            "<details><summary>More</summary>\n\nHidden text.\n\n</details>",
            "<p><strong>More</strong></p>\n\nHidden text.",
        ),
        ("a <!-- secret --> b", "a  b"),
        ("<!-- secret\n\nmore -->\n\nb", "b"),
        ("<style>p{color:red}</style>\n\nb", "b"),
        (
            "<kbd>Ctrl</kbd> <mark>m</mark>",
            "<code>Ctrl</code> <strong>m</strong>",
        ),
        (
            "<picture><source srcset=\"d.webp\"><img src=\"a.png\" srcset=\"a@2x.png 2x\"></picture>",
            "<img src=\"https://cdn/a.png\">",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr></table>",
            "<pre>a  b\n─  ─\n</pre>",
        ),
        (
            "<figure>\n<img src=\"a.png\" alt=\"f\">\n<figcaption>C</figcaption>\n</figure>",
            "<figure>\n<img src=\"https://cdn/a.png\" alt=\"f\">\n<figcaption>C</figcaption>\n</figure>",
        ),
    ]);
    let (content, _) =
        said("<div class=\"v\">\n<iframe src=\"//player.vimeo.com/video/1\"></iframe>\n</div>\n");
    assert_eq!(
        content,
        "<div class=\"v\">\n\n\nhttps://vimeo.com/1\n\n\n</div>\n"
    );
    assert!(
        refused("<video src=\"clip.mp4\" controls></video>").contains("Medium can't show <video>")
    );
    assert!(refused("<x-y>a</x-y>").contains("no element of HTML"));
}

#[test]
fn links_lead_somewhere_or_are_named() {
    assert_eq!(
        with_base(
            "[a](../other/) [b](/about) [c](x.html#part) <a href=\"rel.html\">d</a> [e](#x) [f](mailto:x@e.example)"
        ),
        "[a](https://blog.example/other/) [b](https://blog.example/about) \
         [c](https://blog.example/guide/x.html#part) <a href=\"https://blog.example/guide/rel.html\">d</a> e \
         [f](mailto:x@e.example)\n"
    );
    let error = refused("[a](../other/)\n\n[b](/about)");
    assert!(
        error.contains("post.md:3:1: `../other/`") && error.contains("post.md:5:1: `/about`"),
        "{error}"
    );
    let (content, notes) = said("[Use](#use) and <a href=\"#x\">x</a>, [z](#z)\n");
    assert_eq!(content, "Use and x, z\n");
    assert_eq!(
        notes,
        ["3:1: Medium has no anchors, so links within the article become text"]
    );
}

#[test]
fn tables_are_rendered_from_their_cells() {
    all(&[
        (
            "| Year | *Club* |\n|---:|---|\n| 1892 | Liverpool |\n| 78 | `a\\|b` |\n\nb",
            "```\nYear  Club\n────  ─────────\n1892  Liverpool\n  78  a|b\n```\n\nb",
        ),
        (
            "| A | B |\n|---|---|\n| 日本語 \\| x **b** | [k](https://e.com) |",
            "- **A:** 日本語 | x **b** · **B:** [k](https://e.com)",
        ),
        (
            "| a | [l](https://e.com/a\\|b) |\n|---|---|\n| x | y |",
            "- a · [l](https://e.com/a|b)\n- x · y",
        ),
        (
            "> | Q | R |\n> |---|---|\n> | c | d |",
            "> ```\n> Q  R\n> ─  ─\n> c  d\n> ```",
        ),
        (
            "1. One\n\n   | K | V |\n   |---|---|\n   | a | 1 |\n\n2. Two",
            "1. One\n\n   ```\n   K  V\n   ─  ─\n   a  1\n   ```\n\n2. Two",
        ),
        (
            "| a | b |\n|:--|--:|\n| x<br>y | 1 |",
            "```\na    b\n───  ─\nx y  1\n```",
        ),
        (
            "| Only header |\n|---|",
            "```\nOnly header\n───────────\n```",
        ),
        (
            "Above\n| c | d |\n|---|---|\n| e | f |",
            "Above\n\n```\nc  d\n─  ─\ne  f\n```",
        ),
    ]);
}

#[test]
fn footnotes_become_numbers_and_a_list() {
    all(&[
        (
            "One[^b], two[^a] and one[^b] and inline^[a *note*].\n\n[^a]: The *second*.\n\n    More.\n\nText.\n\n[^b]: The first,\non two lines.\n",
            "One¹, two² and one¹ and inline³.\n\nText.\n\n-----\n\n1. The first,\n   on two lines.\n\n2. The *second*.\n\n   More.\n\n3. a *note*",
        ),
        (
            "- item[^1]\n\n  [^1]: Note inside.\n\n- other",
            "- item¹\n\n- other\n\n-----\n\n1. Note inside.",
        ),
    ]);
    assert!(
        refused("a\n\n[^u]: Never.").contains("post.md:5:1: `[^u]:`: nothing in the text refers")
    );
    let (_, notes) = said("Text[^nope].");
    assert!(notes[0].contains("no such footnote"), "{notes:?}");
}

#[test]
fn lists_in_lists_become_lines() {
    all(&[
        (
            "1. One\n   - a\n     - deep\n   - b\n2. Two",
            "1. One\\\n   – a\\\n   –– deep\\\n   – b\n2. Two",
        ),
        (
            "- [ ] todo\n- [x] done\n  - [ ] nested",
            "- ☐ todo\n- ☑ done\\\n  – ☐ nested",
        ),
    ]);
}

#[test]
fn a_page_is_its_article_alone() {
    let page = "<!DOCTYPE html>\n<html><head><title>Site | Post</title></head><body>\n\
        <header><nav><a href=\"/\">Home</a></nav></header><article><h1>Ghost post</h1>\n\
        <p>Text <a href=\"#x\">anchor</a>.</p><img src=\"a.png\" srcset=\"/b 600w\">\
        <iframe src=\"https://www.youtube.com/embed/abc\"></iframe><script>alert(1)</script>\
        </article><footer>© me</footer></body></html>";
    let (content, _) = converted("page.html", page, &Options::default()).unwrap();
    assert_eq!(
        content,
        "<h1>Ghost post</h1>\n<p>Text anchor.</p><img src=\"https://cdn/a.png\">\
         <p>https://www.youtube.com/watch?v=abc</p>"
    );
    let page = "<html><head><title>Ghost post - My Blog</title></head><body><h1>Ghost post</h1><nav>n</nav><p>x</p></body></html>";
    let (content, _) = converted("page.html", page, &Options::default()).unwrap();
    assert_eq!(content, "<h1>Ghost post</h1><p>x</p>");
}

#[test]
fn links_to_articles_lead_to_medium_or_to_where_they_appeared_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.md"), "# Other").unwrap();
    let path = folder.path().join("post.md");
    fs::write(
        &path,
        "# T\n\n[o](other.md#part) and <a href='other.md'>p</a>",
    )
    .unwrap();
    let article = Article::read(&path, &Options::default()).unwrap();
    let [file, _] = &article.linked()[..] else {
        panic!("{:?}", article.linked())
    };
    let links = BTreeMap::from([(file.clone(), "https://medium.com/p/1".to_owned())]);
    assert_eq!(
        article.for_medium(&links).unwrap(),
        "# T\n\n[o](https://medium.com/p/1) and <a href=\"https://medium.com/p/1\">p</a>\n"
    );
    let error = article.for_medium(&BTreeMap::new()).unwrap_err();
    assert!(matches!(error, ArticleError::LinkNotPublished(_)));
    let options = Options {
        base_url: Some(Url::parse("https://blog.example/post/").unwrap()),
        ..Options::default()
    };
    let article = Article::read(&path, &options).unwrap();
    assert_eq!(
        article.for_medium(&BTreeMap::new()).unwrap(),
        "# T\n\n[o](https://blog.example/post/other.md#part) and \
         <a href=\"https://blog.example/post/other.md\">p</a>\n"
    );
}

#[test]
fn a_cover_stands_on_top_where_it_is_asked_for() {
    let with = |front: &str, cover: Option<&str>| {
        let options = Options {
            cover: cover.map(str::to_owned),
            ..Options::default()
        };
        converted(
            "post.md",
            &format!("---\ntitle: T\n{front}\n---\nText.\n"),
            &options,
        )
    };
    let covered = "# T\n\n![](https://cdn/a.png)\n\nText.\n";
    for (front, cover) in [
        ("cover_image: a.png\ncover: true", None),
        ("cover_image: a.png", Some("")),
        ("image: a.png", Some("")),
        ("cover_image: other.png", Some("a.png")),
    ] {
        assert_eq!(with(front, cover).unwrap().0, covered, "{front}");
    }
    assert_eq!(
        with("cover_image: no.png", None).unwrap().0,
        "# T\n\nText.\n"
    );
    assert!(
        with("cover: true", None)
            .unwrap_err()
            .contains("cover_image")
    );
}

#[test]
fn what_stands_behind_a_tag_that_is_left_out_is_no_code() {
    let text = "<p>\n  <picture>\n    <source srcset=\"b.png\">\n    <img src=\"a.png\">\n  </picture>\n</p>\n";
    let made = markdown(text);
    assert!(
        made.lines().all(|line| !line.starts_with("    <img")),
        "{made}"
    );
    assert!(made.contains("\n<img src=\"https://cdn/a.png\">"), "{made}");
}
