//! Runs the transcripts in `tests/cli/`, which document the output of all commands.
//!
//! After an intended change, run `TRYCMD=overwrite cargo test -p medium-cli --test transcripts`, and
//! review the difference.

use std::panic::{AssertUnwindSafe, catch_unwind};

use medium_sandbox::Sandbox;

/// The content of `login.in/token.txt`.
const TOKEN: &str = "181d415f34379af07b2c11d144dfbe35d";

/// The commands of a transcript share a home folder.
#[tokio::test(flavor = "multi_thread")]
async fn transcripts_match() {
    // The service that `login.md` logs in to.
    let medium = Sandbox::builder().token(TOKEN).start().await.unwrap();
    let transcripts = std::fs::read_dir("../tests/cli").unwrap();
    let mut failed = Vec::new();
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
            "MEDIUM_CLIENT_ID",
            "MEDIUM_CLIENT_SECRET",
            "MEDIUM_REDIRECT_URI",
            "MEDIUM_AUTHORIZE_URL",
        ] {
            cases.env(unset, "");
        }
        if transcript.ends_with("login.md") {
            add_login_program(&cases, &medium);
        }
        // It panics, and the other transcripts should run too.
        if catch_unwind(AssertUnwindSafe(|| cases.run())).is_err() {
            failed.push(transcript.file_name().unwrap().to_owned());
        }
        let entries = std::fs::read_dir(home.path()).unwrap();
        let entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        assert!(
            entries.iter().all(|path| *path == data),
            "only the data folder is used: {entries:?}"
        );
    }
    assert!(
        failed.is_empty(),
        "the output differs from these files in tests/cli: {failed:?}; if it should, run \
         `TRYCMD=overwrite cargo test -p medium-cli --test transcripts` and review the difference"
    );
}

/// Adds a program that passes a file on stdin, which transcripts can't.
fn add_login_program(cases: &trycmd::TestCases, medium: &Sandbox) {
    let command = std::path::Path::new(env!("CARGO_BIN_EXE_medium"));
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&folders);
    let folders: Vec<_> = [command.parent().unwrap().to_owned()]
        .into_iter()
        .chain(folders)
        .collect();
    let path = std::env::join_paths(folders).unwrap();
    cases
        .register_bin("sh", std::path::Path::new("/bin/sh"))
        .env("PATH", path.to_string_lossy())
        .env("MEDIUM_API_URL", medium.url());
}
