//! The transcripts in `tests/cli/`: what people see, command by command. They are documentation
//! that is run.
//!
//! After a change that is meant, `TRYCMD=overwrite cargo test -p medium-cli --test transcripts`
//! writes them anew; read the difference.

/// Without an account: errors, help, and everything in the sandbox. Each transcript has a home of
/// its own, in which what one command did is there for the next.
#[test]
fn what_people_see() {
    let transcripts = std::fs::read_dir("../tests/cli").unwrap();
    for transcript in transcripts.map(|entry| entry.unwrap().path()) {
        if transcript.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        let cases = trycmd::TestCases::new();
        cases
            .env("HOME", home.path().to_string_lossy())
            .env("XDG_DATA_HOME", data.to_string_lossy())
            .env("COLUMNS", "100")
            .case(&transcript);
        for unset in [
            "MEDIUM_TOKEN",
            "MEDIUM_API_URL",
            "MEDIUM_STORE",
            "MEDIUM_STORE_KEY",
        ] {
            cases.env(unset, "");
        }
        cases.run();
        let left = std::fs::read_dir(home.path()).unwrap();
        let left: Vec<_> = left.map(|entry| entry.unwrap().path()).collect();
        assert!(
            left.iter().all(|one| *one == data),
            "only the data folder is used: {left:?}"
        );
    }
}
