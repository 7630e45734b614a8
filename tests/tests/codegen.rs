//! The generated code of each fixture, as a snapshot. After an intended change,
//! `INSTA_UPDATE=always cargo test -p tests --test codegen` writes the new ones.
//! That works even if the old ones no longer compile: `compile/main.rs` compiles them.

use std::collections::{BTreeMap, BTreeSet};

use tests::{documents, files, fixtures, preamble, snapshot, snapshot_settings, snapshot_text};

#[test]
fn generates_the_code_of_every_snapshot() {
    let settings = snapshot_settings("code");
    let preamble = preamble();
    let mut rejected = Vec::new();
    for fixture in fixtures() {
        let shared = (fixture.name != "preamble").then_some(&preamble);
        match fixture.generate() {
            Ok(output) => settings.bind(|| {
                insta::assert_snapshot!(
                    fixture.name.as_str(),
                    snapshot_text(&fixture, &output, shared)
                );
            }),
            Err(error) => rejected.push(error.to_string()),
        }
    }
    assert!(
        rejected.is_empty(),
        "these fixtures are invalid: correct them, or move them to tests/fixtures/invalid\n{}",
        rejected.join("\n")
    );
}

/// `compile/round_trip.rs` compiles these types and sends values through them.
#[test]
fn generates_the_types_of_every_corpus_document() {
    let settings = snapshot_settings("corpus");
    for document in documents("corpus") {
        let output = document
            .generate()
            .unwrap_or_else(|errors| panic!("the generator rejects a real document:\n{errors}"));
        assert!(output.operations > 0, "{}", document.path);
        let files = files(&output);
        let types = files.iter().find(|(path, _)| path == "types.rs");
        let (_, types) = types.unwrap();
        settings.bind(|| insta::assert_snapshot!(document.name.as_str(), types));
    }
}

#[test]
fn a_snapshot_contains_every_byte_of_a_client() {
    let preamble = preamble();
    for fixture in fixtures() {
        let output = fixture.generate().expect(&fixture.path);
        let sections = snapshot::sections(&snapshot_text(&fixture, &output, Some(&preamble)));
        let whole = preamble.unfold_all(&sections, &fixture.values());
        for (path, text) in files(&output) {
            let unfolded = whole.iter().find(|(name, _)| *name == path);
            assert_eq!(unfolded, Some(&(path, text)), "{}", fixture.path);
        }
    }
}

/// A line in half of the snapshots is noise for a reviewer. Allowed are attributes,
/// imports, headings, lines that rustdoc hides, lines of fewer than three words, and
/// the markers of the snapshots.
#[test]
fn no_line_repeats_in_half_of_the_snapshots() {
    let is_counted = |line: &&str| {
        let is_form = ["#", "/// #", "////////", "use "]
            .iter()
            .any(|mark| line.starts_with(mark));
        let words = line.split(|c: char| !c.is_alphanumeric());
        !is_form && words.filter(|word| !word.is_empty()).count() >= 3
    };
    let preamble = preamble();
    let fixtures = fixtures();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for fixture in &fixtures {
        let output = fixture.generate().expect(&fixture.path);
        let sections = snapshot::sections(&snapshot_text(fixture, &output, Some(&preamble)));
        let code = sections.iter().filter(|(name, _)| name != "document");
        let lines = code.flat_map(|(_, text)| text.lines()).map(str::trim);
        let lines: BTreeSet<&str> = lines.filter(is_counted).collect();
        for line in lines {
            *counts.entry(line.to_owned()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= fixtures.len() / 2);
    assert!(
        counts.is_empty(),
        "these lines are in half of the snapshots: generate them once, in a macro of \
         medium-runtime or in what tests/fixtures/preamble.yaml generates\n{counts:#?}"
    );
}
