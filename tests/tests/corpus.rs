//! Documents as people have them, each a real one's shape in small and of an
//! invented service: a client comes out of every one of them.

use std::collections::BTreeSet;

use tests::documents;

#[test]
fn every_document_of_the_corpus_gives_a_client() {
    let mut refused = Vec::new();
    for document in documents("corpus") {
        match document.generate() {
            Ok(output) => {
                assert!(output.operations > 0, "{}", document.path);
                let pointers: BTreeSet<_> = output
                    .warnings
                    .iter()
                    .map(|n| (&n.pointer, &n.message))
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
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
