//! The transcripts in `tests/cli/`: what people see, command by command. They are documentation
//! that is run.
//!
//! After a change that is meant, `TRYCMD=overwrite cargo test -p medium-cli --test transcripts`
//! writes them anew; read the difference.

use medium_sandbox::Sandbox;

/// What is in `login.in/token.txt`.
const TOKEN: &str = "181d415f34379af07b2c11d144dfbe35d";

/// Without an account: errors, help, and everything in the sandbox. Each transcript has a home of
/// its own, in which what one command did is there for the next.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_see() {
    // Where `login.md` logs in, in the place of Medium.
    let medium = Sandbox::builder().token(TOKEN).start().await.unwrap();
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
            "MEDIUM_CLIENT_ID",
            "MEDIUM_CLIENT_SECRET",
            "MEDIUM_REDIRECT_URI",
            "MEDIUM_AUTHORIZE_URL",
        ] {
            cases.env(unset, "");
        }
        if transcript.ends_with("login.md") {
            let_log_in(&cases, &medium);
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

/// Lets a transcript hand a file to the command, as people do.
fn let_log_in(cases: &trycmd::TestCases, medium: &Sandbox) {
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
