//! The warnings about valid documents that say more than a client represents. A
//! new warning gets a new file in `fixtures/warned`, and
//! `INSTA_UPDATE=always cargo test -p tests --test warnings` writes the snapshot.

use insta::Settings;
use medium_codegen::Positions;
use tests::documents;

#[test]
fn warns_about_what_the_client_does_not_represent() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut lines = Vec::new();
    for document in documents("fixtures/warned") {
        let output = match document.generate() {
            Ok(output) => output,
            Err(errors) => panic!("{errors}"),
        };
        let path = &document.path;
        assert!(
            !output.warnings.is_empty(),
            "{path}: no warning; move it to tests/fixtures, or correct the construct"
        );
        let pointers = output.warnings.iter().map(|one| one.pointer.as_str());
        let positions = Positions::find(&document.text, pointers);
        for warning in &output.warnings {
            let (line, column) = positions.of(&warning.pointer);
            let (kind, message) = (warning.kind, &warning.message);
            let file = path.replace("tests/fixtures/warned/", "");
            lines.push(format!(
                "{file}:{line}:{column}: {kind:?}: {message} (#{})",
                warning.pointer
            ));
        }
    }
    settings.bind(|| insta::assert_snapshot!("warnings", lines.join("\n")));
}
