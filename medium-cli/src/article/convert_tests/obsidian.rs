//! Obsidian's syntax.

use super::*;

#[test]
fn converts_obsidian() {
    converts(&[
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
        ("a %% private %% b", "a b"),
        ("> [!note] %%private%% Title\n> b", "> **Title**\n>\n> b"),
        ("See [[#Part]] and [[#^block|this]].", "See Part and this."),
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
    assert!(
        error_of("![[Other note]]").contains("post.md:3:1: `![[Other note]]`: Medium can't embed")
    );
    assert!(error_of("a %% never closed").contains("never closed"));
    assert!(error_of("%% never closed\n\nb").contains("never closed"));
    converts(&[
        ("## Part ^part", "## Part"),
        ("[[Note#Part]]", "Note \\> Part"),
    ]);
    assert!(error_of("```dataview\nLIST\n```").contains("Obsidian plugin"));
}

#[test]
fn warns_about_inline_tags_that_look_like_a_status() {
    let (content, findings) = with_findings("Text #draft and #a #status/wip, drafts #1\n");
    assert_eq!(content, "Text #draft and #a #status/wip, drafts #1\n");
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(
        findings[0].starts_with("3:6: `#draft`: a tag doesn't hide"),
        "{findings:?}"
    );
}

#[test]
fn removes_comments_over_several_lines() {
    converts(&[
        ("Text %%one\ntwo%% more", "Text more"),
        ("a %%b%% c %%d\ne\nf%%.", "a c ."),
        ("- x %%d\n  e%% y", "- x y"),
    ]);
    for unclosed in ["Text %%one\n\ntwo%% more", "Text %%one\ntwo"] {
        assert!(
            error_of(unclosed).contains("a comment starts or ends here"),
            "{unclosed}"
        );
    }
}
