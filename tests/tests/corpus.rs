//! Documents as real services have them, shortened and with invented names: each
//! one generates a client.

use std::collections::BTreeSet;

use tests::documents;

#[test]
fn generates_a_client_of_every_document() {
    let mut refused = Vec::new();
    for document in documents("corpus") {
        match document.generate() {
            Ok(output) => {
                assert!(output.operations > 0, "{}", document.path);
                let pointers: BTreeSet<_> = output
                    .warnings
                    .iter()
                    .map(|one| (&one.pointer, &one.message))
                    .collect();
                assert_eq!(
                    pointers.len(),
                    output.warnings.len(),
                    "{}: a warning twice",
                    document.path
                );
            }
            Err(errors) => refused.push(errors.to_string()),
        }
    }
    assert!(
        refused.is_empty(),
        "the generator rejects documents of tests/corpus:\n{}",
        refused.join("\n")
    );
}
