//! What Medium gets instead of what it cannot show.

use super::*;

fn adapted(text: &str) -> String {
    for_medium(text, "T", None)
}

#[test]
fn a_text_without_any_of_it_stays_as_it_is() {
    let text = "# T\n\n* a\n* b\n\n| no table |\n\n[x] [^y]\n\n```\n- [ ] code\n```\n";
    assert_eq!(adapted(text), text);
}

#[test]
fn tasks_get_boxes() {
    assert_eq!(
        adapted("- [ ] one\n- [x] two\n  1. [X] three [ ]\n"),
        "- ☐ one\n- ☑ two\n  1. ☑ three [ ]\n"
    );
}

#[test]
fn a_table_becomes_columns() {
    assert_eq!(
        adapted("a\n\n| Year | *Club* |\n|---:|---|\n| 1892 | Liverpool |\n| 78 | `a\\|b` |\n\nb"),
        "a\n\n```\nYear  Club\n────  ─────────\n1892  Liverpool\n  78  a|b\n```\n\nb"
    );
}

#[test]
fn a_table_with_links_or_wide_cells_becomes_a_list() {
    let link = "[Reds](https://a.example)";
    assert_eq!(
        adapted(&format!(
            "| Year | Club |\n|---|---|\n| 1892 | {link} |\n| | *x* |\n"
        )),
        format!("- **Year:** 1892 · **Club:** {link}\n- **Club:** *x*\n")
    );
    let long = "word ".repeat(30);
    assert_eq!(
        adapted(&format!("|a|b|\n|-|-|\n|1|{long}|\n")),
        format!("- **a:** 1 · **b:** {}\n", long.trim())
    );
}

#[test]
fn a_table_in_a_quote_or_a_list_stays_in_it() {
    assert_eq!(
        adapted("> | a |\n> |---|\n> | 1 |\n>\n> b\n"),
        "> ```\n> a\n> ─\n> 1\n> ```\n>\n> b\n"
    );
    assert_eq!(
        adapted("- | a |\n  |---|\n  | 1 |\n- b\n"),
        "- ```\n  a\n  ─\n  1\n  ```\n- b\n"
    );
}

#[test]
fn footnotes_become_numbers_and_a_list() {
    assert_eq!(
        adapted(
            "One[^b], two[^a] and one[^b].\n\n\
             [^a]: The *second*.\n\n    More of it.\n\n\
             Text.\n\n\
             [^b]: The first,\non two lines.\n"
        ),
        "One¹, two² and one¹.\n\n\nText.\n\n\n---\n\n\
         1. The first,\n   on two lines.\n\
         2. The *second*.\n\n   More of it.\n"
    );
}

#[test]
fn the_subtitle_stands_below_the_title_once() {
    let with = |text: &str| for_medium(text, "T", Some("S *1*"));
    assert_eq!(with("# T\n\ntext"), "# T\n\n## S \\*1\\*\n\ntext");
    assert_eq!(with("# T"), "# T\n\n## S \\*1\\*\n\n");
    assert_eq!(with("T\n=\ntext"), "T\n=\n\n## S \\*1\\*\n\ntext");
    let there = "# T\n\n## S \\*1\\*\n\ntext";
    assert_eq!(with(there), there);
}

#[test]
fn each_loss_is_found_once_with_its_line_and_each_dead_link_by_itself() {
    let text = "a[^n] [x](x.md)\n\n- [ ] t\n- [ ] t\n\n|a|\n|-|\n\n|b|\n|-|\n\n\
                [y](https://y.example) [z](#z) [m](mailto:m@m.example) [w](../w)\n\n[^n]: n\n";
    assert_eq!(
        losses(text),
        [
            (Loss::Footnotes, 1),
            (Loss::Link("x.md".to_owned()), 1),
            (Loss::TaskLists, 3),
            (Loss::Tables, 6),
            (Loss::Link("../w".to_owned()), 12),
        ]
    );
}
