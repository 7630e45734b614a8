//! HTML in Markdown, and HTML pages.

use super::*;

#[test]
fn converts_html() {
    converts(&[
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
    let (content, _) = with_findings(
        "<div class=\"v\">\n<iframe src=\"//player.vimeo.com/video/1\"></iframe>\n</div>\n",
    );
    assert_eq!(
        content,
        "<div class=\"v\">\n\n\nhttps://vimeo.com/1\n\n\n</div>\n"
    );
    assert!(
        error_of("<video src=\"clip.mp4\" controls></video>").contains("Medium can't show <video>")
    );
    assert!(error_of("<x-y>a</x-y>").contains("not an HTML element"));
}

#[test]
fn reads_only_the_article_of_a_page() {
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
fn text_after_a_removed_tag_does_not_become_code() {
    let text = "<p>\n  <picture>\n    <source srcset=\"b.png\">\n    <img src=\"a.png\">\n  </picture>\n</p>\n";
    let output = markdown(text);
    assert!(
        output.lines().all(|line| !line.starts_with("    <img")),
        "{output}"
    );
    assert!(
        output.contains("\n<img src=\"https://cdn/a.png\">"),
        "{output}"
    );
}

#[test]
fn removes_template_comments_from_pages() {
    let page = "<html><body><h1>P {{/* secret */}}</h1>\n<p>a {% comment %}secret{% endcomment %}b</p>\n\
        <p>{# secret #}{{! secret }}<?php echo 'secret > secret' ?>c</p>\n\
        <pre>{{! code }}</pre><code>{# code #}</code>\n<video src=\"x\"></video></body></html>";
    let options = Options {
        lossy: true,
        ..Options::default()
    };
    let (content, findings) = converted("page.html", page, &options).unwrap();
    assert_eq!(
        content,
        "<h1>P </h1>\n<p>a b</p>\n<p>c</p>\n<pre>{{! code }}</pre><code>{# code #}</code>\n"
    );
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("3:29: `<?php"), "{findings:?}");
    assert!(findings[1].starts_with("5:1: `<video"), "{findings:?}");
    let error = converted(
        "page.html",
        "<h1>P</h1>\n<p>{{ site.name }}</p>",
        &Options::default(),
    );
    let error = error.unwrap_err();
    assert!(
        error.starts_with("page.html:2:4: `{{ site.name }}`: template tags"),
        "{error}"
    );
    let line =
        "<html><head><title>é</title></head><body><h1>P</h1><p>a</p><video></video></body></html>";
    let error = converted("page.html", line, &Options::default()).unwrap_err();
    assert!(error.starts_with("page.html:1:60: `<video>`: "), "{error}");
    let paid = "<h1>P</h1><p>a</p><!--members-only--><p>b</p>";
    assert!(converted("page.html", paid, &options).is_err());
}

#[test]
fn nested_html_lists_become_lines() {
    let (content, _) = with_findings(
        "<ul><li>One<ol><li>a<ul><li>deep</li></ul></li><li>b</li></ol></li><li>Two</li></ul>\n",
    );
    assert_eq!(
        content,
        "<ul><li>One<br>– 1. a<br>–– deep<br>– 2. b</li><li>Two</li></ul>\n"
    );
    let (content, findings) = with_findings("<ul><li>One<ul><li><p>a</p></li></ul></li></ul>\n");
    assert_eq!(content, "<ul><li>One<ul><li><p>a</p></li></ul></li></ul>\n");
    assert!(findings[0].contains("may become one list"), "{findings:?}");
}

#[test]
fn lays_out_cells_that_span_columns_or_rows() {
    let (content, findings) = with_findings(
        "<table>\n<tr><th rowspan=\"2\">Club</th><th colspan=\"2\">Won</th></tr>\n\
         <tr><th>home</th><th>away</th></tr>\n<tr><td>Liverpool</td><td>12</td><td>7</td></tr>\n\
         </table>\n",
    );
    assert_eq!(
        content,
        "<pre>Club       Won\n─────────  ────  ────\n           home  away\n\
         Liverpool  12    7\n</pre>\n"
    );
    let spans: Vec<_> = findings
        .iter()
        .filter(|note| note.contains("span"))
        .collect();
    assert_eq!(spans.len(), 2, "{findings:?}");
    assert!(spans[0].starts_with("4:21: `Club`: "), "{findings:?}");
    assert!(spans[1].starts_with("4:46: `Won`: "), "{findings:?}");
    let (content, _) = with_findings(
        "<table><caption>Two <a href=\"https://e.com\">clubs</a></caption><tr><th>A</th><th>B</th></tr>\
         <tr><td rowspan=0>x</td><td>1</td></tr><tr><td><a href=\"https://e.com\">l</a></td></tr>\
         </table>\n",
    );
    assert_eq!(
        content,
        "<p>Two <a href=\"https://e.com\">clubs</a></p><ul>\
         <li><strong>A:</strong> x · <strong>B:</strong> 1</li>\
         <li><strong>B:</strong> <a href=\"https://e.com\">l</a></li></ul>\n"
    );
    let (content, _) = with_findings(
        "<table><tr><td>a</td><td>b</td></tr><tr><td><table><tr><td>in</td><td>ner</td></tr></table></td>\
         <td>c</td></tr></table>\n",
    );
    assert_eq!(content, "<pre>a       b\n──────  ─\nin ner  c\n</pre>\n");
    let row = "<tr>".to_owned() + &"<td colspan=1000 rowspan=0>x</td>".repeat(300) + "</tr>";
    let message = error_of(&format!("<table>{}</table>", row.repeat(2)));
    assert!(message.contains("write it as a list"), "{message}");
}

#[test]
fn reports_markdown_directly_below_a_tag() {
    let text = "<p align=\"center\"><b>x</b>\n![a](a.png) and\n[b](https://e.com)</p>\n";
    let message = error_of(text);
    assert!(
        message.starts_with("post.md:4:1: `![a](a.png)`: Markdown directly"),
        "{message}"
    );
    let (content, findings) = lossy(text);
    assert_eq!(content, text);
    assert!(
        findings[1].starts_with("5:1: `[b](https://e.com)`: "),
        "{findings:?}"
    );
    let untouched = "<div>\n<pre>![a](a.png)</pre>\n\n![a](a.png)\n\n</div>\n";
    let (content, findings) = with_findings(untouched);
    assert_eq!(
        content,
        untouched.replace("\n![a](a.png)", "\n![a](https://cdn/a.png)")
    );
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn superscript_words_lose_both_tags() {
    converts(&[
        ("<sub>small</sub> H<sub>2</sub>O", "small H₂O"),
        ("<sub><sup>tiny</sup></sub>", "tiny"),
        ("<p>a<sup>small</sup></p>", "<p>asmall</p>"),
    ]);
}

#[test]
fn a_page_marked_as_draft_needs_a_status() {
    let page = "<html><head><title>X</title>\n<meta name=\"Status\" content=\"draft\"></head>\
                <body><p>hi</p></body></html>";
    let message = converted("page.html", page, &Options::default()).unwrap_err();
    assert!(message.starts_with("page.html:2:1: `<meta name=\"Status\" content=\"draft\">`: "));
    assert!(
        message.contains("`status: draft` or `status: public`"),
        "{message}"
    );
    for settled in [
        format!("---\nstatus: draft\n---\n{page}"),
        page.replace("Status", "robots"),
        page.replace("draft", "published"),
    ] {
        converted("page.html", &settled, &Options::default()).unwrap();
    }
}

#[test]
fn rejects_a_picture_element_without_an_img() {
    let error = error_of("a\n\n<picture>\n<source srcset=\"a.webp\">\n</picture>\n");
    assert!(error.starts_with("post.md:5:1: `<picture>`"), "{error}");
    let error = error_of("a <picture><source srcset=\"a.webp\"></picture> b");
    assert!(error.starts_with("post.md:3:3: `<picture>`"), "{error}");
    let shown = "a <picture><source srcset=\"a.webp\"><img src=\"a.png\"></picture>\n";
    assert!(markdown(shown).contains("<img src=\"https://cdn/a.png\">"));
    let shown = "<picture>\n<source srcset=\"a.webp\">\n<img src=\"a.png\">\n</picture>\n";
    assert!(markdown(shown).contains("<img src=\"https://cdn/a.png\">"));
}

#[test]
fn warns_about_noindex_in_a_page() {
    let page = "<html><head><title>X</title>\n<meta name=\"robots\" content=\"noindex, follow\"></head>\
                <body><p>hi</p></body></html>";
    let findings = |page: &str| converted("page.html", page, &Options::default()).unwrap().1;
    let warnings = findings(page);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("2:1: `<meta name=\"robots\" content=\"noindex, follow\">`: "));
    assert!(warnings[0].contains("`status: unlisted`"), "{warnings:?}");
    for quiet in [
        page.replace("noindex, ", ""),
        format!("---\nstatus: unlisted\n---\n{page}"),
    ] {
        assert_eq!(findings(&quiet), Vec::<String>::new());
    }
}

#[test]
fn reads_markdown_in_elements_with_the_markdown_attribute() {
    converts(&[
        (
            "<div markdown=\"1\">\n**b** ![a](a.png)\n</div>",
            "<div>\n\n**b** ![a](https://cdn/a.png)\n\n</div>",
        ),
        (
            "<section class=\"x\" markdown=block id='y'>\n[a](https://e.com)\n</section>",
            "<section class=\"x\" id='y'>\n\n[a](https://e.com)\n</section>",
        ),
        ("<div markdown>\n*b*\n\n</div>", "<div>\n\n*b*\n\n</div>"),
    ]);
}
