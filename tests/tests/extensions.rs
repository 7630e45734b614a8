//! The examples of `docs/extensions.md` generate the lines that the page shows.

use std::collections::BTreeSet;
use std::fs;

use medium_codegen::{Options, generate};
use tests::folder;

/// The start of every example, which the page leaves out.
const HEAD: &str = "openapi: \"3.0.3\"\ninfo: { title: Example, version: \"1\" }\nservers: [{ url: \"https://api.example\" }]\n";

/// Returns the code blocks of a page: language, number of the first line, and text.
fn blocks(page: &str) -> Vec<(&str, usize, String)> {
    let mut blocks: Vec<(&str, usize, String)> = Vec::new();
    let mut is_open = false;
    for (index, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), blocks.last_mut()) {
            (Some(language), _) if !is_open => blocks.push((language, index + 2, String::new())),
            (None, Some((_, _, text))) if is_open => {
                text.push_str(line);
                text.push('\n');
            }
            _ => {}
        }
        is_open ^= line.starts_with("```");
    }
    blocks
}

#[test]
fn every_example_generates_the_lines_below_it() {
    let page = fs::read_to_string(folder("../docs/extensions.md")).unwrap();
    let blocks = blocks(&page);
    assert!(blocks.len() >= 14, "{} blocks", blocks.len());
    for pair in blocks.chunks(2) {
        let [("yaml", line, yaml), ("text", _, expected)] = pair else {
            panic!("expected an example in YAML, then its lines: {pair:?}");
        };
        let output = generate(&format!("{HEAD}{yaml}"), &Options::new("example.yaml"))
            .unwrap_or_else(|errors| panic!("docs/extensions.md:{line}: {errors}"));
        assert!(
            output.warnings.is_empty(),
            "docs/extensions.md:{line}: {:?}",
            output.warnings
        );
        for expected in expected.lines() {
            assert!(
                output.surface.iter().any(|shown| shown == expected),
                "docs/extensions.md:{line}: no line `{expected}` in:\n{}",
                output.surface.join("\n")
            );
        }
    }
}

#[test]
fn the_page_describes_every_extension() {
    let read = |path: &str| fs::read_to_string(folder(path)).expect(path);
    let page = read("../docs/extensions.md");
    let source = read("../medium-codegen/src/document/check/extensions.rs");
    let names: BTreeSet<&str> = source
        .split('"')
        .filter(|text| text.starts_with("x-"))
        .collect();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        let has_section = page.contains(&format!("\n## {name}: "));
        assert!(
            has_section,
            "describe `{name}` in docs/extensions.md, with an example"
        );
    }
}
