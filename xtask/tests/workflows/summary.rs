//! The summary that `.ci/run` prints.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The summary of `.ci/run` for output of cargo's tests.
#[test]
fn the_summary_counts_tests_and_names_the_slowest_programs() {
    let printed = "\
     Running unittests src/lib.rs (target/debug/deps/medium_api-0123456789abcdef)
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.12s
     Running tests/crates.rs (target/debug/deps/crates-0123456789abcdef)
test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 41.02s
   Doc-tests medium_api
test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s
";
    let machine = tempfile::tempdir().unwrap();
    fs::write(machine.path().join("printed"), printed).unwrap();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c"])
        .arg("source \"$0\"; tests cat printed; step false")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/summary.sh"))
        .current_dir(machine.path())
        .output()
        .unwrap();
    assert!(!output.status.success(), "a step that fails ends the run");
    let message = String::from_utf8(output.stderr).unwrap();
    for line in [
        "cat printed\n",
        "  false\n",
        "Slowest test programs\n    41.0 s  crates: tests/crates.rs (3 tests)\n",
        "0.1 s  medium_api: src/lib.rs (3 tests)\n",
        "in 3 programs",
        "\n11 passed, 2 failed, 1 skipped\n",
    ] {
        assert!(message.contains(line), "{line:?}: {message}");
    }
}
