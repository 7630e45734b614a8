//! Articles from file to content.

use std::fs;

use tempfile::TempDir;

use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Returns a folder with the article `post.md` and the images `a.png` and `b c.png`.
fn folder(article: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.png"), PNG).unwrap();
    fs::write(folder.path().join("b c.png"), PNG).unwrap();
    let path = folder.path().join("post.md");
    fs::write(&path, article).unwrap();
    (folder, path)
}

fn read(article: &str) -> Article {
    Article::read(&folder(article).1, &Options::default()).unwrap()
}

fn reason(article: &str) -> String {
    let (folder, path) = folder(article);
    let message = Article::read(&path, &Options::default())
        .unwrap_err()
        .to_string();
    message.replace(&format!("{}/", folder.path().display()), "")
}

/// Returns a URL like Medium's for each image.
fn links(article: &Article) -> BTreeMap<PathBuf, String> {
    let links = article.images.iter().map(|image| {
        let name = image.path.file_name().unwrap().to_string_lossy();
        (
            image.path.clone(),
            format!("https://cdn.example/0*{}", name.replace(' ', "_")),
        )
    });
    links.collect()
}

/// Returns the content with those URLs.
fn linked(article: &Article) -> String {
    article.for_medium(&links(article)).unwrap()
}

#[test]
fn inserts_urls_of_images_and_keeps_other_blocks_unchanged() {
    let article = read(
        "---\ntitle: Walk on\nlayout: post\n---\n\
         # Walk on\n\n\
         * a.png is a file; `![a](a.png)` shows it.   \n\n\
         ![a](a.png \"A *b*\") and ![b](<b c.png>)\n\n\
         ![ref][fig], ![fig][], ![fig] and\n   __more__\n\n\
         ![far](https://example.com/a.png)\n   __more__\n\n\
         [fig]: a.png 'one \"a|b\" \\\\ title'",
    );
    assert_eq!(
        linked(&article),
        "# Walk on\n\n\
         * a.png is a file; `![a](a.png)` shows it.   \n\n\
         ![a](https://cdn.example/0*a.png \"A *b*\") and ![b](https://cdn.example/0*b_c.png)\n\n\
         ![ref](https://cdn.example/0*a.png \"one \\\"a|b\\\" \\\\ title\"), \
         ![fig](https://cdn.example/0*a.png \"one \\\"a|b\\\" \\\\ title\"), \
         ![fig](https://cdn.example/0*a.png \"one \\\"a|b\\\" \\\\ title\") and\n**more**\n\n\
         ![far](https://example.com/a.png)\n   __more__\n\n\
         [fig]: a.png 'one \"a|b\" \\\\ title'"
    );
}

#[test]
fn an_image_used_twice_is_one_file() {
    let article = read("# T\n\n![x](a.png) ![y](./a.png)");
    assert_eq!(article.images.len(), 2);
    assert_eq!(article.images[0].path, article.images[1].path);
    assert!(article.images[0].path.is_absolute());
}

#[test]
fn inserts_the_title_unless_the_text_begins_with_it() {
    for (text, title, content) in [
        ("# A *b*\n\ntext", "A b", "# A *b*\n\ntext"),
        (
            "---\ntitle: a  B\n---\n\n# A *b*\n\ntext",
            "a B",
            "# A *b*\n\ntext",
        ),
        ("---\ntitle: C*\n---\ntext", "C*", "# C\\*\n\ntext"),
        ("---\ntitle: T\n---\n## Part", "T", "# T\n\n## Part"),
        (
            "<h1 align=\"center\">A *b*</h1>\n\n# C\n\ntext",
            "A *b*",
            "<h1 align=\"center\">A *b*</h1>\n\n# C\n\ntext",
        ),
        (
            "text\n\n# C\n\n<h1>D</h1>\n",
            "C",
            "text\n\n# C\n\n<h1>D</h1>\n",
        ),
        (
            "---\nsubtitle: S\n---\n<h1>T</h1>\n\ntext",
            "T",
            "<h1>T</h1>\n\n## S\n\ntext",
        ),
    ] {
        let article = read(text);
        assert_eq!(
            (article.title.as_str(), linked(&article).as_str()),
            (title, content)
        );
    }
    assert!(reason("just text").contains("no title"));
    assert!(reason("").contains("no title"));
}

#[test]
fn rejects_an_article_without_text() {
    for text in [
        "# T",
        "# T {#id}\n\n---\n",
        "---\ntitle: T\n---\n",
        "---\ntitle: T\nsubtitle: S\n---\n# T\n\n## S\n",
        "# T\n\n%% only for me %%\n\n<!-- this too -->",
        "# T\n\n<p> <br> </p>",
        "<h1>T</h1>\n",
        "# T\n\n[a]: https://e.example",
    ] {
        assert!(
            reason(text).contains("no visible text below the title"),
            "{text}"
        );
    }
    for text in [
        "# T\n\ntext",
        "# T\n\n![](a.png)",
        "# T\n\n`code`",
        "# T\n\n```\ncode\n```",
        "# T\n\n> quoted",
        "# T\n\n## Part",
        "# T\n\n$x^2$",
        "# T\n\n<img src=\"a.png\">",
        "# T\n\n<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>",
        "---\ntitle: Other\n---\n# T\n",
        ":::a\ntext\n:::\n\n# T",
    ] {
        read(text);
    }
}

#[test]
fn line_numbers_are_those_of_the_file() {
    let article = read("\u{feff}---\r\ntitle: T\r\n---\r\n\r\nü\r\n\r\n![a](a.png)\r\n");
    assert_eq!(article.images[0].line, 7);
    assert_eq!(
        linked(&article),
        "# T\n\nü\n\n![a](https://cdn.example/0*a.png)\n"
    );
}

#[test]
fn reports_all_errors_in_the_order_of_the_text() {
    let message = reason(
        "---\ntitle: T\nlicense: foo\ndate: never\n---\n\n<iframe></iframe>\n\n![x](no.png) ![y](a.png)\n\n\
         <img src='../../etc/passwd'>\n\ntext <!-- unclosed\n",
    );
    let lines: Vec<_> = message
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    let expected = [
        "post.md:3:10: license: `foo` is not a license",
        "post.md:4:7: date: `never` is not a date",
        "post.md:7:1: `<iframe>`: Medium can't show",
        "post.md:9:1: image `no.png`: file not found",
        "post.md:11:1: image `../../etc/passwd`: outside",
        "post.md:13:6: `<!-- unclosed`: this comment is never closed",
    ];
    assert_eq!(lines.len(), expected.len(), "{message}");
    for (line, start) in lines.iter().zip(expected) {
        assert!(line.starts_with(start), "{line}");
    }
}

/// The title and the status may be in front matter that can't be read.
#[test]
fn reports_no_missing_values_next_to_broken_front_matter() {
    let message = reason("---\ntitle: 'T\ncover: true\n---\n\nexport const draft = true\n\ntext\n");
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.starts_with("post.md:2:8: title: "), "{message}");
}

#[test]
fn has_no_content_before_every_image_is_uploaded() {
    let error = read("# T\n\n![x](a.png)")
        .for_medium(&BTreeMap::new())
        .unwrap_err();
    assert!(matches!(error, ArticleError::NotUploaded(_)), "{error}");
}

#[test]
fn escapes_urls() {
    let article = read("# T\n\n![x](a.png) <img src=a.png>\n\n| a |\n|---|\n| ![x](a.png) |\n");
    let hostile = "https://cdn.example/a b)|<x>\"'\\`&copy;[y](z)\n\n# H";
    let links = BTreeMap::from([(article.images[0].path.clone(), hostile.to_owned())]);
    let content = article.for_medium(&links).unwrap();
    assert!(
        !content.contains("\n# H") && !content.contains("<x>"),
        "{content}"
    );
}

#[test]
fn reads_html() {
    let page = "<!DOCTYPE html>\n<html><head><title>Walk &amp; on</title></head>\n<body>\n\n\
                <p>a.png <img alt=a src=a.png> <!-- <img src='b c.png'> --></p>\n</body></html>\n";
    let (_guard, path) = folder("");
    let path = path.with_extension("html");
    fs::write(&path, page).unwrap();
    let article = Article::read(&path, &Options::default()).unwrap();
    assert_eq!(
        (article.title.as_str(), article.format),
        ("Walk & on", Format::Html)
    );
    assert_eq!(article.images[0].line, 5);
    assert_eq!(
        linked(&article),
        "<h1>Walk &amp; on</h1>\n\
         <p>a.png <img src=\"https://cdn.example/0*a.png\" alt=\"a\"> </p>\n"
    );
}

#[test]
fn reads_an_article_from_a_reader() {
    let (guard, _) = folder("");
    let read = |text: &str| {
        let name = Path::new("(standard input)");
        ParsedArticle::read_from(text.as_bytes(), name, guard.path(), &Options::default())?
            .into_article()
    };
    let article = read("# T\n\n![a](a.png)").unwrap();
    assert_eq!(
        (article.images.len(), article.format),
        (1, Format::Markdown)
    );
    assert_eq!(
        read("<!doctype html><h1>T</h1><p>x").unwrap().format,
        Format::Html
    );
    assert!(matches!(
        read("<!doctype html><h1>T</h1><p> </p>"),
        Err(ArticleError::NoContent(_))
    ));
    let error = read("# T\n\n![a](no.png)").unwrap_err().to_string();
    assert!(error.starts_with("(standard input):3:1: "), "{error}");
    let endless = std::io::repeat(b'a');
    let name = Path::new("endless");
    let error = ParsedArticle::read_from(endless, name, guard.path(), &Options::default());
    assert!(matches!(error, Err(ArticleError::TooLarge(_))));
}

#[test]
fn rejects_unsupported_formats_with_a_command_to_convert_them() {
    let folder = tempfile::tempdir().unwrap();
    for (name, word) in [
        ("a.ipynb", "nbconvert"),
        ("a.RST", "pandoc"),
        ("a.docx", "-o "),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, "{\"cells\": []}").unwrap();
        let error = Article::read(&file, &Options::default()).unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
        std::fs::remove_file(&file).unwrap();
        let error = Article::read(&file, &Options::default()).unwrap_err();
        assert!(error.to_string().contains("file not found"), "{error}");
    }
}
