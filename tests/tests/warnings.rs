//! The warnings about valid documents that say more than a client represents. A
//! new warning gets a new file in `fixtures/warnings`, and
//! `INSTA_UPDATE=always cargo test -p tests --test warnings` writes the snapshot.

use medium_codegen::Positions;
use tests::{documents, snapshot_settings};

#[test]
fn warns_about_what_the_client_does_not_represent() {
    let mut lines = Vec::new();
    for document in documents("fixtures/warnings") {
        let path = &document.path;
        let output = document.generate();
        let output = output.unwrap_or_else(|errors| panic!("{errors}"));
        assert!(
            !output.warnings.is_empty(),
            "{path}: no warning; move it to tests/fixtures, or correct the construct"
        );
        let pointers = output
            .warnings
            .iter()
            .map(|warning| warning.pointer.as_str());
        let positions = Positions::find(&document.text, pointers);
        for warning in &output.warnings {
            let (line, column) = positions.line_and_column(&warning.pointer);
            let (kind, message) = (warning.kind, &warning.message);
            let file = path.replace("tests/fixtures/warnings/", "");
            lines.push(format!(
                "{file}:{line}:{column}: {kind:?}: {message} (#{})",
                warning.pointer
            ));
        }
    }
    snapshot_settings("").bind(|| insta::assert_snapshot!("warnings", lines.join("\n")));
}
