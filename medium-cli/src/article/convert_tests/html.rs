//! HTML, in Markdown and as a page.

use super::*;

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
