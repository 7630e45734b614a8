//! GitHub's extensions and similar ones.

use super::*;

#[test]
fn converts_extensions_of_github() {
    converts(&[
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
        ("**重点**这里", "**重点**这里"),
        ("**重点。**这里", "<strong>重点。</strong>这里"),
        ("*「注意」*です", "<em>「注意」</em>です"),
        ("这里~~删除。~~了", "这里<del>删除。</del>了"),
        ("在**`代码`**里", "在<strong>`代码`</strong>里"),
        ("**重点。** 这里", "**重点。** 这里"),
        ("你==好。==吗", "你<strong>好。</strong>吗"),
    ]);
    let (content, findings) = with_findings("```mermaid\ngraph TD; A-->B;\n```\n");
    assert_eq!(content, "```mermaid\ngraph TD; A-->B;\n```\n");
    assert!(
        findings[0].starts_with("3:1: `mermaid`: Medium can't draw diagrams"),
        "{findings:?}"
    );
    let (_, findings) = with_findings("a :no_such_emoji: b");
    assert!(
        findings[0].starts_with("3:3: `:no_such_emoji:`: unknown emoji"),
        "{findings:?}"
    );
}

#[test]
fn warns_about_asterisks_without_effect() {
    for text in ["so ** very bold ** it is", "**Mind.**the gap"] {
        let (_, findings) = with_findings(text);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("not bold"), "{findings:?}");
    }
}

#[test]
fn keeps_blocks_apart_after_a_comment_is_removed() {
    converts(&[
        (
            "- a\n\n<!-- -->\n\n    let *x*;\n\n    y\n",
            "- a\n\n```\nlet *x*;\n\ny\n```",
        ),
        ("1. a\n\n<!-- -->\n\n1. b\n", "1. a\n\n1) b"),
        ("- a\n\n<!-- -->\n\n- b\n", "- a\n\n* b"),
        ("- a\n- b\n\n    c\n", "- a\n- b\n\n    c"),
        ("1. a\n\n<!-- -->\n\n- b\n", "1. a\n\n- b"),
    ]);
}

#[test]
fn footnotes_become_numbers_and_a_list() {
    converts(&[
        (
            "One[^b], two[^a] and one[^b] and inline^[a *note*].\n\n[^a]: The *second*.\n\n    More.\n\nText.\n\n[^b]: The first,\non two lines.\n",
            "One¹, two² and one¹ and inline³.\n\nText.\n\n-----\n\n1. The first,\n   on two lines.\n\n2. The *second*.\n\n   More.\n\n3. a *note*",
        ),
        (
            "- item[^1]\n\n  [^1]: Note inside.\n\n- other",
            "- item¹\n\n- other\n\n-----\n\n1. Note inside.",
        ),
    ]);
    assert!(error_of("a\n\n[^u]: Never.").contains("post.md:5:1: `[^u]:`: the text doesn't refer"));
    let (_, findings) = with_findings("Text[^nope].");
    assert!(
        findings[0].contains("there is no such footnote"),
        "{findings:?}"
    );
}

#[test]
fn tables_become_columns_or_lists() {
    converts(&[
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
            "| a | b |\n|---|---|\n| x | 1 |\n| ^^ | 2 |",
            "```\na  b\n─  ─\nx  1\n   2\n```",
        ),
        (
            "Above\n| c | d |\n|---|---|\n| e | f |",
            "Above\n\n```\nc  d\n─  ─\ne  f\n```",
        ),
    ]);
}

#[test]
fn nested_lists_become_lines() {
    converts(&[
        (
            "1. One\n   - a\n     - deep\n   - b\n2. Two",
            "1. One\\\n   – a\\\n   –– deep\\\n   – b\n2. Two",
        ),
        (
            "- | A | B |\n  |---|---|\n  | e | [f](https://e.com) |",
            "- – **A:** e · **B:** [f](https://e.com)",
        ),
        (
            "- [ ] todo\n- [x] done\n  - [ ] nested",
            "- ☐ todo\n- ☑ done\\\n  – ☐ nested",
        ),
    ]);
}

#[test]
fn separates_a_list_from_the_block_below_it() {
    converts(&[
        // Task items, so the quote is written from its tree.
        (
            "> - [ ] a\n>\n> ```\n> <!-- end list -->\n> ```",
            "> - ☐ a\n>\n> ```\n> <!-- end list -->\n> ```",
        ),
        (
            "> - [ ] a\n>\n> <!-- x -->\n>\n>     code",
            "> - ☐ a\n>\n> ```\n> code\n> ```",
        ),
        ("> - [ ] a\n> * b\n> + c", "> - ☐ a\n> - b\n> - c"),
        (
            "> 1. [ ] a\n> 1) b\n> 1. c\n> - d",
            "> 1. ☐ a\n>\n> 1) b\n>\n> 1. c\n>\n> - d",
        ),
    ]);
}

#[test]
fn formulas_lose_their_comments() {
    converts(&[
        ("$a % secret$ b", "`a` b"),
        ("$$\na \\% b % secret\nc\n$$", "```\na \\% b\nc\n```"),
        ("```math\na % secret\n```", "```math\na\n```"),
        (
            "\\begin{equation}\na % secret\n\\end{equation}",
            "```\n\\begin{equation}\na\n\\end{equation}\n```",
        ),
    ]);
    assert!(error_of("$a {/* secret */}$").contains("a comment would be published"));
}

#[test]
fn keeps_the_name_of_an_empty_column() {
    for text in [
        "| a | lonely |\n|---|---|\n| ![x](https://e.example/i.png) | |",
        "<table><tr><th>a</th><th>lonely</th></tr>\
         <tr><td><a href=\"https://e.example\">x</a></td><td></td></tr></table>",
    ] {
        assert!(markdown(text).contains("lonely"), "{}", markdown(text));
    }
}
