//! Documents as real services have them, shortened and with invented names: each
//! one generates a client.

use std::collections::BTreeSet;

use tests::documents;

#[test]
fn generates_a_client_of_every_document() {
    let mut rejected = Vec::new();
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
            Err(errors) => rejected.push(errors.to_string()),
        }
    }
    assert!(
        rejected.is_empty(),
        "the generator rejects documents of tests/corpus:\n{}",
        rejected.join("\n")
    );
}
