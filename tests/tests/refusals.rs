//! What the generator says about each kind of bad document. A new kind is a new
//! file in `fixtures/bad`; `INSTA_UPDATE=always cargo test -p tests --test refusals`
//! takes what is said about it, one line a file.

use insta::Settings;
use medium_codegen::Error;
use tests::{Fixture, documents};

fn refusal(bad: &Fixture) -> Error {
    match bad.generate() {
        Err(error) => error,
        Ok(_) => panic!("{} is not refused", bad.path),
    }
}

#[test]
fn every_bad_document_is_refused_with_the_words_of_the_snapshot() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let lines: Vec<String> = documents("fixtures/bad")
        .iter()
        .map(|bad| refusal(bad).to_string().replace("tests/fixtures/bad/", ""))
        .collect();
    settings.bind(|| insta::assert_snapshot!("refusals", lines.join("\n")));
}

#[test]
fn a_refusal_is_one_line_that_names_the_file_the_place_and_what_to_do() {
    for bad in documents("fixtures/bad") {
        let error = refusal(&bad);
        let said = error.to_string();
        assert!(!said.contains(char::is_control), "{said:?}");
        assert!(said.starts_with(&bad.path), "{said}");
        match error {
            Error::Syntax { line, .. } => assert!(line > 0, "{said}"),
            Error::Document {
                pointer, problem, ..
            } => {
                assert!(pointer.is_empty() || pointer.starts_with('/'), "{said}");
                // What is wrong, and what to do about it.
                assert!(
                    problem.contains([':', ';']) || problem.contains(" is needed here"),
                    "{said}"
                );
            }
            other => panic!("{other}"),
        }
    }
}
