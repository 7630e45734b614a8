//! What comes out of each fixture, as a snapshot. After a change that is meant,
//! `INSTA_UPDATE=always cargo test -p tests --test codegen` takes the new ones;
//! it does so even where the old ones no longer compile, because those are
//! compiled by another test (`compile.rs`).

use insta::Settings;
use tests::{files, fixtures, medium, preamble, shown, snapshot};

fn snapshots(folder: &str) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_fixture_gives_the_code_of_its_snapshot() {
    let settings = snapshots("/code");
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

#[test]
fn a_snapshot_holds_every_byte_of_a_client() {
    let preamble = preamble();
    for fixture in fixtures() {
        let output = fixture.generate().expect(&fixture.path);
        let sections = snapshot::sections(&shown(&fixture, &output, Some(&preamble)));
        for (path, text) in files(&output) {
            let folded = sections.iter().find(|(name, _)| *name == path);
            let (_, folded) = folded.expect("every file is shown");
            let whole = preamble.unfold(&path, folded, &fixture.values());
            assert_eq!(whole, text, "{path} of {}", fixture.path);
        }
    }
}

#[test]
fn the_public_surface_of_the_client_is_the_snapshots() {
    let output = medium().generate().expect("the document is good");
    snapshots("").bind(|| insta::assert_snapshot!("surface", output.surface.join("\n")));
}

#[test]
fn the_surface_is_what_the_text_of_the_files_says() {
    for fixture in fixtures().into_iter().chain([medium()]) {
        let output = fixture.generate().expect(&fixture.path);
        let read = medium_codegen::surface(&output.files);
        assert_eq!(output.surface, read, "{}", fixture.path);
    }
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
