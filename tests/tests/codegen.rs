//! What comes out of each fixture, as a snapshot. After a change that is meant,
//! `INSTA_UPDATE=always cargo test -p tests --test codegen` takes the new ones;
//! it does so even where the old ones no longer compile, because those are
//! compiled by another test (`compile.rs`).

use std::collections::{BTreeMap, BTreeSet};

use insta::Settings;
use tests::{documents, files, fixtures, medium, preamble, shown, snapshot};

fn snapshots(folder: &str) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_fixture_gives_the_code_of_its_snapshot() {
    let settings = snapshots("code");
    let preamble = preamble();
    let mut refused = Vec::new();
    for fixture in fixtures() {
        let shared = (fixture.name != "preamble").then_some(&preamble);
        match fixture.generate() {
            Ok(output) => settings.bind(|| {
                insta::assert_snapshot!(fixture.name.as_str(), shown(&fixture, &output, shared));
            }),
            Err(error) => refused.push(error.to_string()),
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The types of whole documents, which are compiled to send values through them
/// (`compile/round_trip.rs`).
#[test]
fn every_document_of_the_corpus_gives_the_types_of_its_snapshot() {
    let settings = snapshots("corpus");
    for document in documents("corpus") {
        let output = document.generate().expect(&document.path);
        let files = files(&output);
        let types = files.iter().find(|(path, _)| path == "types.rs");
        let (_, types) = types.expect("every client has types");
        settings.bind(|| insta::assert_snapshot!(document.name.as_str(), types));
    }
}

#[test]
fn a_snapshot_holds_every_byte_of_a_client() {
    let preamble = preamble();
    for fixture in fixtures() {
        let output = fixture.generate().expect(&fixture.path);
        let sections = snapshot::sections(&shown(&fixture, &output, Some(&preamble)));
        let whole = preamble.unfold_all(&sections, &fixture.values());
        for (path, text) in files(&output) {
            let written = whole.iter().find(|(name, _)| *name == path);
            assert_eq!(written, Some(&(path, text)), "{}", fixture.path);
        }
    }
}

/// A line that half of the snapshots hold tells a reviewer nothing. Only what Rust
/// and rustdoc ask for may stand in so many: attributes, imports, headings, what
/// rustdoc hides, and lines of fewer than three words; and the marks of the snapshots.
#[test]
fn no_line_is_read_again_in_every_other_snapshot() {
    let tells = |line: &&str| {
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
        let sections = snapshot::sections(&shown(fixture, &output, Some(&preamble)));
        let code = sections.iter().filter(|(name, _)| name != "document");
        let lines = code.flat_map(|(_, text)| text.lines()).map(str::trim);
        let lines: BTreeSet<&str> = lines.filter(tells).collect();
        for line in lines {
            *counts.entry(line.to_owned()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= fixtures.len() / 2);
    assert!(counts.is_empty(), "{counts:#?}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for fixture in fixtures().into_iter().chain([medium()]) {
        let first = fixture.generate().expect(&fixture.path);
        assert_eq!(
            first,
            fixture.generate().expect(&fixture.path),
            "{}",
            fixture.path
        );
    }
}
