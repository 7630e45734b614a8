//! MDX and JSX.

use super::*;

#[test]
fn converts_mdx() {
    let mdx = |text: &str| converted("post.mdx", &format!("# T\n\n{text}"), &Options::default());
    for (text, word) in [
        (
            "<Chart data={[1, 2]} />",
            "`<Chart data={[1, 2]} />`: unknown component",
        ),
        ("Hello {props.name}", "`{props.name}`: can't evaluate"),
        ("{\n  a &&\n  b\n}", "`{ a && b }`: can't evaluate"),
    ] {
        let error = mdx(text).unwrap_err();
        assert!(error.contains(word), "{error}");
    }
    let sentence = "export const is a keyword\nexport default settings first\n";
    assert_eq!(with_findings(sentence), (sentence.to_owned(), vec![]));
    assert!(error_of("a <Foo bar=\"x\">b</Foo>").contains("unknown component"));
    assert_eq!(lossy("a <Foo bar=\"x\">b</Foo>").0, "a b");
}

#[test]
fn comments_in_expressions_are_not_published() {
    let options = Options {
        lossy: true,
        ..Options::default()
    };
    for text in [
        "{a /* secret */}",
        "{\n  // secret\n  a\n}",
        "{a && (\n  b // secret\n)}",
    ] {
        let text = format!("# T\n\ntext {text}\n");
        let (content, findings) = converted("post.mdx", &text, &options).unwrap();
        assert!(!content.contains("secret"), "{content}");
        assert_eq!(findings.len(), 1, "{findings:?}");
    }
}

#[test]
fn an_export_marked_as_draft_needs_a_status() {
    for export in [
        "export const meta = { title: \"X\", draft: true }",
        "export const metadata = {\n  title: 'X',\n  'published': false,\n}",
        "export const draft = true;",
        "export const frontmatter = {visibility: `private`}",
    ] {
        let text = format!("{export}\n\n# T\n\nText\n");
        let message = converted("post.mdx", &text, &Options::default()).expect_err(export);
        assert!(
            message.starts_with("post.mdx:1:1: `export const "),
            "{message}"
        );
        assert!(message.contains("set it in the front matter"), "{message}");
        let settled = format!("---\nstatus: public\n---\n{text}");
        converted("post.mdx", &settled, &Options::default()).unwrap();
    }
    let text = "# T\n\nexport const meta = {draft: true}\n\nText\n";
    converted("post.md", text, &Options::default()).unwrap_err();
    for export in [
        "export const meta = { draft: false, published: '2024-05-01' }",
        "export const hidden = items.filter(item => item.draft)",
    ] {
        let text = format!("{export}\n\n# T\n\nText\n");
        converted("post.mdx", &text, &Options::default()).unwrap();
    }
}
