//! What is said about documents that are valid and say more than a client does. A
//! new kind is a new file in `fixtures/noted`; `INSTA_UPDATE=always cargo test -p
//! tests --test notes` takes what is said, a line for each note.

use insta::Settings;
use medium_codegen::Places;
use tests::documents;

#[test]
fn every_noted_document_gives_a_client_and_the_notes_of_the_snapshot() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut lines = Vec::new();
    for noted in documents("fixtures/noted") {
        let output = match noted.generate() {
            Ok(output) => output,
            Err(errors) => panic!("{errors}"),
        };
        assert!(!output.notes.is_empty(), "{}: nothing is noted", noted.path);
        let places = Places::find(&noted.text, output.notes.iter().map(|n| n.pointer.as_str()));
        for note in &output.notes {
            let (line, column) = places.of(&note.pointer);
            let (kind, message) = (note.kind, &note.message);
            let file = noted.path.replace("tests/fixtures/noted/", "");
            lines.push(format!(
                "{file}:{line}:{column}: {kind:?}: {message} (#{})",
                note.pointer
            ));
        }
    }
    settings.bind(|| insta::assert_snapshot!("notes", lines.join("\n")));
}
