//! Logging in, where the user has to act while the command runs.

mod chromium;
#[path = "../../../medium-sandbox/tests/browser/driver.rs"]
#[allow(dead_code, reason = "the sandbox's own tests use more of it")]
mod driver;
mod running;
#[path = "../support/mod.rs"]
mod support;

use std::net::TcpListener;

use medium_sandbox::Sandbox;
use running::{Running, callback, decide};
use support::{Finished, Medium, get};

/// Returns a sandbox in place of Medium, and the command with its application in the environment.
async fn register_application(callback: &str, extended: bool) -> (Sandbox, Medium) {
    let sandbox = Sandbox::builder()
        .redirect_uri(callback)
        .extended_scope(extended);
    let sandbox = sandbox.start().await.unwrap();
    let application = sandbox.application();
    let medium = Medium::new()
        .env("MEDIUM_API_URL", sandbox.url())
        .env("MEDIUM_CLIENT_ID", &application.client_id)
        .env("MEDIUM_CLIENT_SECRET", &application.client_secret)
        .env("MEDIUM_REDIRECT_URI", callback);
    (sandbox, medium)
}

const LOGIN: [&str; 3] = ["login", "--oauth", "--no-open"];

fn assert_not_logged_in(medium: &Medium, done: &Finished, words: &str) {
    assert_eq!(done.code, 3, "{}", done.stderr);
    done.assert_stderr(words);
    done.assert_stderr("Nothing was stored.");
    let status = medium.expect(3, &["status"]);
    status.assert_stderr("you are not logged in");
}

#[tokio::test(flavor = "multi_thread")]
async fn denying_access_fails_the_login() {
    let (_sandbox, medium) = register_application(&callback(), true).await;
    // Medium's error has no state, so a pasted one is accepted at once.
    let mut running = Running::start(&medium, &[&LOGIN[..], &["--paste"]].concat());
    let back = decide(&running.url().await, "deny");
    running.answer(&back).await;
    assert_not_logged_in(&medium, &running.end().await, "access was not granted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_cannot_interfere_with_a_login() {
    let callback = callback();
    let (_sandbox, medium) = register_application(&callback, true).await;
    let mut running = Running::start(&medium, &LOGIN);
    let url = running.url().await;
    for forged in [
        "error=access_denied",
        "error=server_error",
        "error=access_denied&state=no",
    ] {
        get(&format!("{callback}?{forged}"));
    }
    get(&decide(&url, "allow"));
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn rejects_a_token_with_control_characters() {
    let sandbox = Sandbox::start().await.unwrap();
    for (token, words) in [
        ("5e17c0de\n5e17c0de\n", "line break"),
        ("5e17c0de\r\nX-Other: 1\r\n", "line break"),
        ("5e17c0de\u{1b}[2J5e17c0de\n", "control character"),
        ("5e17c0de 5e17c0de\n", "white space"),
    ] {
        let medium = Medium::new().env("MEDIUM_API_URL", sandbox.url());
        let done = medium.run_with_input(&["login", "--token-stdin"], token);
        assert_not_logged_in(&medium, &done, words);
        assert!(!done.stderr.contains("5e17c0de"), "{}", done.stderr);
        let medium = medium.env("MEDIUM_TOKEN", token.trim());
        let done = medium.expect(3, &["me"]);
        done.assert_stderr(words);
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn ignores_the_callback_of_another_login() {
    let callback = callback();
    let (_sandbox, medium) = register_application(&callback, true).await;
    let mut running = Running::start(&medium, &LOGIN);
    let url = running.url().await;
    let (head, _) = get(&format!("{callback}?state=guessed&code=stolen"));
    assert!(head.contains(" 400 "), "{head}");
    get(&decide(&url, "allow"));
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_for_the_browser_times_out() {
    let (_sandbox, medium) = register_application(&callback(), true).await;
    let done = medium.run(&[&LOGIN[..], &["--wait", "0"]].concat());
    assert_not_logged_in(&medium, &done, "no login arrived in 0 s");
    done.assert_stderr("--paste");
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_a_port_in_use_and_accepts_a_pasted_url() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let callback = format!("http://127.0.0.1:{port}/callback");
    let (_sandbox, medium) = register_application(&callback, true).await;
    let done = medium.run(&LOGIN);
    assert_not_logged_in(&medium, &done, &format!("port {port}"));

    let mut running = Running::start(&medium, &[&LOGIN[..], &["--paste"]].concat());
    let back = decide(&running.url().await, "allow");
    running.answer(&back).await;
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let me = medium.run(&["me", "--jq", ".username"]);
    me.assert_output(0, "demo");
}

#[tokio::test(flavor = "multi_thread")]
async fn says_what_is_wrong_with_a_pasted_url() {
    let callback = callback();
    let (_sandbox, medium) = register_application(&callback, true).await;
    for (pasted, problem) in [
        ("foo", format!("starts with {callback}?")),
        (
            "https://example.com/?code=2",
            format!("starts with {callback}?"),
        ),
        (
            "https://example.com/?state=1&code=2",
            "belongs to another login".to_owned(),
        ),
    ] {
        let mut running = Running::start(&medium, &[&LOGIN[..], &["--paste"]].concat());
        running.url().await;
        running.answer(pasted).await;
        assert_not_logged_in(&medium, &running.end().await, &problem);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_a_wrong_client_secret() {
    let (_sandbox, medium) = register_application(&callback(), true).await;
    let medium = medium.env("MEDIUM_CLIENT_SECRET", "mistyped");
    let mut running = Running::start(&medium, &LOGIN);
    get(&decide(&running.url().await, "allow"));
    let done = running.end().await;
    assert_not_logged_in(&medium, &done, "Application not found (code 6005)");
    done.assert_stderr("me/applications");
    assert!(!done.stderr.contains("mistyped"), "{}", done.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forbidden_scope_fails_the_login() {
    let (_sandbox, medium) = register_application(&callback(), false).await;
    let mut running = Running::start(&medium, &[&LOGIN[..], &["--scope", "uploadImage"]].concat());
    let url = running.url().await;
    let (head, _) = get(&url);
    let back = head
        .lines()
        .find_map(|line| line.strip_prefix("location: "));
    get(back.unwrap());
    let done = running.end().await;
    assert_not_logged_in(&medium, &done, "invalid_scope");
    done.assert_stderr("omit --scope");
}

#[tokio::test(flavor = "multi_thread")]
async fn sends_the_application_only_to_its_own_origin() {
    let (sandbox, medium) = register_application(&callback(), true).await;
    let elsewhere = Sandbox::start().await.unwrap();
    let at_other_origin = ["--api-url", elsewhere.url()];
    let done = medium.expect(
        2,
        &[&at_other_origin[..], &LOGIN, &["--wait", "0"]].concat(),
    );
    done.assert_stderr("--client-id");
    assert!(elsewhere.requests().is_empty() && sandbox.requests().is_empty());
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn opens_the_browser_without_secrets_in_arguments() {
    let (sandbox, medium) = register_application(&callback(), true).await;
    let browser = medium.home.path().join("browser");
    let opened = medium.home.path().join("opened");
    let script = format!(
        "printf '%s\\n' \"$@\" > {0}.new\nmv {0}.new {0}",
        opened.display()
    );
    support::program(&browser, &script);
    let medium = medium
        .env("BROWSER", browser.to_string_lossy())
        .env("PATH", std::env::var("PATH").unwrap())
        .env("MEDIUM_CLIENT_SECRET", "");
    let mut running = Running::start(&medium, &["-v", "login", "--oauth"]);
    let secret = sandbox.application().client_secret.clone();
    running.answer(&secret).await;
    let url = running.url().await;
    while !opened.exists() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let arguments = std::fs::read_to_string(&opened).unwrap();
    assert_eq!(arguments.trim(), url);
    assert!(!arguments.contains(&secret) && !running.arguments().contains(&secret));
    get(&decide(&url, "allow"));
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(!done.stderr.contains(&secret), "{}", done.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn never_prints_a_stored_token() {
    let token = "c0ffeec0ffeec0ffeec0ffeec0ffee";
    let sandbox = Sandbox::builder().token(token).start().await.unwrap();
    let medium = Medium::new().env("MEDIUM_API_URL", sandbox.url());
    let login = medium.run_with_input(
        &["-v", "login", "--token-stdin", "--json"],
        &format!(" {token} \n"),
    );
    let status = medium.run(&["-v", "status", "--json"]);
    assert!(sandbox.revoke(token).await.unwrap());
    let revoked = medium.expect(3, &["-v", "me"]);
    revoked.assert_stderr("medium login\n");
    assert!(
        !revoked.stderr.contains("MEDIUM_TOKEN"),
        "{}",
        revoked.stderr
    );
    let again = medium.run_with_input(&["-v", "login", "--token-stdin"], token);
    assert_eq!(again.code, 3, "{}", again.stderr);

    sandbox.stop().await;
    let alone = medium.expect(6, &["-v", "status"]);
    alone.assert_stdout("login           a stored token\n");
    alone.assert_stderr("can't reach http://127.0.0.1:");
    let out = medium.expect(0, &["-v", "logout"]);
    for done in [login, status, revoked, again, alone, out] {
        assert!(!done.stdout.contains(token) && !done.stderr.contains(token));
    }
}
