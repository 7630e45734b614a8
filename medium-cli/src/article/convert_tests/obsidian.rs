//! Obsidian's notes.

use super::*;

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
fn a_tag_among_words_that_sounds_like_a_status_is_spoken_of() {
    let (content, findings) = said("Text #draft and #a #status/wip, drafts #1\n");
    assert_eq!(content, "Text #draft and #a #status/wip, drafts #1\n");
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(
        findings[0].starts_with("3:6: `#draft`: a tag hides nothing"),
        "{findings:?}"
    );
}

#[test]
fn a_comment_over_several_lines_of_a_paragraph_is_left_out() {
    all(&[
        ("Text %%one\ntwo%% more", "Text more"),
        ("a %%b%% c %%d\ne\nf%%.", "a c ."),
        ("- x %%d\n  e%% y", "- x y"),
    ]);
    for unclosed in ["Text %%one\n\ntwo%% more", "Text %%one\ntwo"] {
        assert!(
            refused(unclosed).contains("a comment begins or ends here"),
            "{unclosed}"
        );
    }
}
