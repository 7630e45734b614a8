//! The transcripts in `tests/cli/`: what people see, command by command. They are documentation
//! that is run.
//!
//! After a change that is meant, `TRYCMD=overwrite cargo test -p medium-cli --test transcripts`
//! writes them anew; read the difference.

/// Without an account: errors, help, and everything in the sandbox.
#[test]
fn what_people_see() {
    let home = tempfile::tempdir().unwrap();
    trycmd::TestCases::new()
        .env("HOME", home.path().to_string_lossy())
        .env("MEDIUM_TOKEN", "")
        .env("MEDIUM_API_URL", "")
        .env("COLUMNS", "100")
        .case("../tests/cli/*.md")
        .run();
    let left = std::fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, 0, "nothing is left at home");
}
