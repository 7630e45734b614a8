//! HTML in Markdown, and HTML pages.

use super::*;

#[test]
fn content_without_an_equivalent_is_an_error() {
    for (text, message) in [
        (
            "<video src=\"clip.mp4\" controls></video>",
            "3:1: `<video src=\"clip.mp4\" controls>`: Medium can't show",
        ),
        ("<x-y>a</x-y>", "3:1: `<x-y>`: not an HTML element"),
        (
            "<picture>\n<source srcset=\"a.webp\">\n</picture>\n",
            "3:1: `<picture>`",
        ),
        (
            "a <picture><source srcset=\"a.webp\"></picture> b",
            "3:3: `<picture>`",
        ),
    ] {
        let error = error_of(text);
        assert!(error.starts_with(&format!("post.md:{message}")), "{error}");
    }
    let row = "<tr>".to_owned() + &"<td colspan=1000 rowspan=0>x</td>".repeat(300) + "</tr>";
    let message = error_of(&format!("<table>{}</table>", row.repeat(2)));
    assert!(message.contains("write it as a list"), "{message}");
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
fn warns_about_lists_and_cells_that_look_different() {
    let list = "<ul><li>One<ul><li><p>a</p></li></ul></li></ul>\n";
    let (content, findings) = with_findings(list);
    assert_eq!(content, list);
    assert!(findings[0].contains("may become one list"), "{findings:?}");
    let (_, findings) = with_findings(
        "<table>\n<tr><th rowspan=\"2\">A</th><th colspan=\"2\">B</th></tr>\n</table>",
    );
    let is_span = |finding: &&String| finding.contains("span");
    let spans: Vec<_> = findings.iter().filter(is_span).collect();
    assert_eq!(spans.len(), 2, "{findings:?}");
    assert!(spans[0].starts_with("4:21: `A`: "), "{findings:?}");
    assert!(spans[1].starts_with("4:43: `B`: "), "{findings:?}");
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
