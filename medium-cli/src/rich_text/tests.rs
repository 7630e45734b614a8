use super::*;

fn editor(html: &str) -> RichText {
    from_html(html, RichTextTarget::Editor)
}

#[test]
fn converts_elements_to_those_of_medium() {
    for (html, expected) in [
        (
            "<h1>T</h1><h2>a</h2><h5>b</h5>",
            "<h1>T</h1><h2>a</h2><h2>b</h2>",
        ),
        (
            "<p><b>a</b> <i>b</i> <del>c</del></p>",
            "<p><strong>a</strong> <em>b</em> c</p>",
        ),
        (
            "<pre><code>a &lt; b\n\n  c\n</code></pre>",
            "<pre>a &lt; b\n\n  c</pre>",
        ),
        ("<div>a<div>b</div></div>", "<div>a<div>b</div></div>"),
        (
            "<p>a<br>b</p><hr><p></p><p><b> </b></p>",
            "<p>a<br>b</p><hr>",
        ),
        (
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n",
            "<ul><li>a\n<ul><li>b</li></ul>\n</li></ul>",
        ),
        (
            "<blockquote>\n<p>a</p>\n</blockquote>",
            "<blockquote><p>a</p></blockquote>",
        ),
        (
            "<p><a href=\"https://x.test/?a&amp;b\">c</a></p>",
            "<p><a href=\"https://x.test/?a&amp;b\">c</a></p>",
        ),
    ] {
        assert_eq!(editor(html).html, expected, "{html}");
    }
}

#[test]
fn local_images_become_numbered_lines_and_web_images_figures() {
    let html = "<p>one <em>two <img src=\"/images/3\" alt=\"A &amp; B\" title=\"C\"> three</em></p>\
                <p><a href=\"https://x.test\"><img src=\"/images/0\"></a></p>\
                <figure><img src=\"https://x.test/a.png\" alt=\"D\" title=\"no\">\
                <figcaption>By <b>me</b></figcaption></figure>";
    let rich_text = editor(html);
    assert_eq!(
        rich_text.html,
        "<p>one <em>two </em></p><p>[Image 1: A &amp; B]</p><p><em> three</em></p>\
         <p>[Image 2]</p>\
         <figure><img src=\"https://x.test/a.png\" alt=\"D\"><figcaption>By me</figcaption></figure>"
    );
    let first = RichTextImage {
        file_index: 3,
        alt: "A & B".to_owned(),
        caption: "C".to_owned(),
    };
    assert_eq!(rich_text.images[0], first);
    assert_eq!(rich_text.from_web, ["https://x.test/a.png"]);
}

#[test]
fn an_image_in_a_list_stays_in_its_item() {
    let html = "<ul><li>a <img src=\"/images/0\" alt=\"A\"> b</li></ul>";
    assert_eq!(
        editor(html).html,
        "<ul><li>a <p>[Image 1: A]</p> b</li></ul>"
    );
}

#[test]
fn a_link_alone_on_its_line_is_an_embed() {
    let html = "<p><a href=\"https://youtu.be/1\">https://youtu.be/1</a></p>\
                <p><a href=\"https://x.test\">words</a></p>\
                <p>See <a href=\"https://x.test\">https://x.test</a></p>";
    assert_eq!(editor(html).embeds, ["https://youtu.be/1"]);
}

#[test]
fn a_page_has_urls_of_images_and_code_as_text() {
    let html = "<p><img src=\"/images/1\" alt=\"A\"></p><pre><code>if a:\n  b\n</code></pre>";
    let urls = [String::new(), "https://x.test/a.png".to_owned()];
    let rich_text = from_html(html, RichTextTarget::Page(&urls));
    assert_eq!(
        rich_text.html,
        "<figure><img src=\"https://x.test/a.png\" alt=\"A\"></figure>\
         <p><code>if a:</code><br><code>\u{a0}\u{a0}b</code></p>"
    );
    assert_eq!(rich_text.code_blocks, 1);
}

#[test]
fn plain_text_has_an_empty_line_between_blocks() {
    let html = "<h1>T</h1>\n<p>one\ntwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<pre>x\ny</pre>";
    assert_eq!(editor(html).text, "T\n\none two\n\na\n\nb\n\nx\ny");
}
