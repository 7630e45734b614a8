//! Targets of links.

use super::*;

#[test]
fn resolves_links_or_reports_them() {
    assert_eq!(
        with_base(
            "[a](../other/) [b](/about) [c](x.html#part) <a href=\"rel.html\">d</a> [e](#x) [f](mailto:x@e.example)"
        ),
        "[a](https://blog.example/other/) [b](https://blog.example/about) \
         [c](https://blog.example/guide/x.html#part) <a href=\"https://blog.example/guide/rel.html\">d</a> e \
         [f](mailto:x@e.example)\n"
    );
    let error = error_of("[a](../other/)\n\n[b](/about)");
    assert!(
        error.contains("post.md:3:1: `../other/`") && error.contains("post.md:5:1: `/about`"),
        "{error}"
    );
    let (content, findings) = with_findings("[Use](#use) and <a href=\"#x\">x</a>, [z](#z)\n");
    assert_eq!(content, "Use and x, z\n");
    assert_eq!(
        findings,
        ["3:1: `#use`: Medium has no anchors; links within the article become text"]
    );
}

#[test]
fn links_to_articles_use_their_medium_or_canonical_url() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.md"), "# Other").unwrap();
    let path = folder.path().join("post.md");
    fs::write(
        &path,
        "# T\n\n[o](other.md#part) and <a href='other.md'>p</a>",
    )
    .unwrap();
    let article = Article::read(&path, &Options::default()).unwrap();
    let [file, _] = &article.linked_files()[..] else {
        panic!("{:?}", article.linked_files())
    };
    let links = BTreeMap::from([(file.clone(), "https://medium.com/p/1".to_owned())]);
    assert_eq!(
        article.for_medium(&links).unwrap(),
        "# T\n\n[o](https://medium.com/p/1) and <a href=\"https://medium.com/p/1\">p</a>\n"
    );
    let error = article.for_medium(&BTreeMap::new()).unwrap_err();
    // All of them are reported.
    let ArticleError::LinksNotPublished { links, .. } = error else {
        panic!("{error}")
    };
    let named = links
        .iter()
        .map(|link| (link.line, link.column, &*link.source));
    assert_eq!(
        named.collect::<Vec<_>>(),
        [(3, 1, "other.md#part"), (3, 24, "other.md")]
    );
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
