//! The environment's proxies and certificates. Each call runs in a child process with its own
//! environment.
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

/// The environment variable with the API's URL for the child.
const API_URL: &str = "ENVIRONMENT_API_URL";
/// The environment variable with the URL of the child's login page; optional.
const AUTHORIZE_URL: &str = "ENVIRONMENT_AUTHORIZE_URL";
/// No server listens there, so calls that bypass the proxy fail.
const UNREACHABLE: &str = "https://api.medium.invalid";
const TOKEN: &str = "5e17c0de5e17c0de5e17c0de5e17c0de";
/// The password in the URL of a proxy, and its login in HTTP.
const PASSWORD: &str = "pr0xy%2Fpassw0rd";
const BASIC: &str = "dXNlcjpwcjB4eS9wYXNzdzByZA==";

/// Calls `me` in a process with this environment, and returns its output. Checks that it contains
/// neither the token nor a proxy's password.
async fn call_in_child(api_url: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child::calls", "--ignored", "--nocapture"])
        .env_clear()
        .env(API_URL, api_url)
        .envs(variables.iter().copied());
    let run = tokio::task::spawn_blocking(move || command.output());
    let output = run.await.unwrap().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "the child failed:\n{text}");
    for secret in [TOKEN, PASSWORD, "pr0xy/passw0rd", "passw0rd", BASIC] {
        assert!(!text.contains(secret), "{secret} was written:\n{text}");
    }
    text
}
