//! What the environment says of proxies and certificates. It belongs to a whole process, so each
//! call is made by one of its own, whose environment holds what the test puts there and no more.
#![cfg(feature = "rustls")]

mod certificates;
mod child;
mod proxies;
mod recorder;
mod settings;
#[path = "../support/mod.rs"]
mod support;
mod tls;

use std::process::Command;

/// The API's address for the child.
const API_URL: &str = "ENVIRONMENT_API_URL";
/// Where the child's users would be asked for their consent; nowhere else than usual without it.
const AUTHORIZE_URL: &str = "ENVIRONMENT_AUTHORIZE_URL";
/// Nothing listens there: what gets past a proxy that should have it gets nowhere.
const FAR: &str = "https://api.medium.invalid";
const TOKEN: &str = "5e17c0de5e17c0de5e17c0de5e17c0de";
/// In a proxy's address, as it stands there and as it goes over the wire.
const PASSWORD: &str = "pr0xy%2Fpassw0rd";
const BASIC: &str = "dXNlcjpwcjB4eS9wYXNzdzByZA==";

/// Asks for the user in a process with this environment, and returns what it wrote. Neither the
/// token nor a proxy's password is ever in it.
async fn called(api_url: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command
        .args(["--exact", "child::calls", "--ignored", "--nocapture"])
        .env_clear()
        .env(API_URL, api_url)
        .envs(variables.iter().copied());
    let run = tokio::task::spawn_blocking(move || command.output());
    let output = run.await.expect("no panic").expect("the child runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "the child failed:\n{text}");
    for secret in [TOKEN, PASSWORD, "pr0xy/passw0rd", "passw0rd", BASIC] {
        assert!(!text.contains(secret), "{secret} was written:\n{text}");
    }
    text
}
