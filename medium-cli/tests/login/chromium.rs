//! `medium login --oauth` in a real browser.

use std::path::PathBuf;
use std::time::Duration;

use medium_api::auth::Tokens;
use medium_sandbox::Sandbox;
use medium_store::{Account, Key, Keys, Store, StoreUrl};
use serde_json::Value;

use crate::driver::{Browser, open};
use crate::running::{Running, callback};
use crate::support::Medium;

const KEY: &str = "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed";
/// Longer than the lifetime of an access token.
const TWO_MONTHS: Duration = Duration::from_secs(61 * 24 * 60 * 60);

/// Signs in as Erin and allows the access.
async fn allow(browser: &Browser, url: &str) {
    let (origin, _) = url.split_once("/m/oauth/").unwrap();
    let page = |path: &str| format!("{origin}{path}");
    browser.client.goto(&page("/sign-in")).await.unwrap();
    browser.press("Erin Editor").await;
    browser.wait_for(".account summary").await;
    browser.client.goto(url).await.unwrap();
    browser.screenshot("login-consent").await;
    browser.press("Allow").await;
    let words = browser.text("body > p").await;
    assert!(words.contains("Access was granted"), "{words}");
    browser.screenshot("login-done").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logs_in_to_the_sandbox_of_the_command() {
    let Some(browser) = open("about:blank").await else {
        return;
    };
    let medium = Medium::new();
    let callback = callback();
    let login = ["--sandbox", "--profile", "erin", "login", "--oauth"];
    let options = ["--no-open", "--redirect-uri", &callback];
    let mut running = Running::start(&medium, &[&login[..], &options].concat());
    allow(&browser, &running.url().await).await;
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    let words = "Logged in as Erin Editor (@erin).\nStored in ";
    done.assert_stderr(words);
    browser.close().await;

    // The next sandbox has another port, and the same users.
    let me = medium.run(&["--sandbox", "--profile", "erin", "me", "--jq", ".username"]);
    me.assert_output(0, "erin");
    let me = medium.run(&["--sandbox", "me", "--jq", ".username"]);
    assert_eq!(me.data(), "demo", "{}", me.stderr);
}

/// A user of a sandbox in place of Medium, and their store.
struct User {
    medium: Medium,
    file: PathBuf,
    origin: String,
}

impl User {
    fn demo(sandbox: &Sandbox) -> Self {
        let medium = Medium::new().env("MEDIUM_STORE_KEY", KEY);
        let file = medium.home.path().join("store.db");
        Self {
            medium: medium.env("MEDIUM_STORE", format!("sqlite:{}", file.display())),
            file,
            origin: sandbox.url().to_owned(),
        }
    }

    fn expect(&self, code: i32, arguments: &[&str]) -> crate::support::Finished {
        let at_origin = ["--api-url", &self.origin];
        self.medium
            .expect(code, &[&at_origin[..], arguments].concat())
    }

    /// Returns the stored tokens, decrypted.
    async fn tokens(&self) -> Tokens {
        let url: StoreUrl = format!("sqlite:{}", self.file.display()).parse().unwrap();
        let keys = Keys::provided(Key::parse(KEY).unwrap());
        let store = Store::open(&url, keys).await.unwrap();
        let account = Account::new(&self.origin, "default");
        let login = store.login(&account).get().await.unwrap().unwrap();
        store.close().await;
        login.tokens
    }

    fn assert_encrypted(&self, secrets: &[&str]) {
        for entry in std::fs::read_dir(self.medium.home.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
            for secret in secrets {
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                assert!(!found, "a secret is not encrypted");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refreshes_expired_tokens() {
    let callback = callback();
    let sandbox = Sandbox::builder()
        .redirect_uri(&callback)
        .start()
        .await
        .unwrap();
    let Some(browser) = open(sandbox.url()).await else {
        return;
    };
    let (application, user) = (sandbox.application().clone(), User::demo(&sandbox));
    let id = ["--client-id", &application.client_id];
    let options = ["--redirect-uri", &callback, "--no-open", "-v"];
    let login = ["--api-url", sandbox.url(), "login", "--oauth"];
    let mut running = Running::start(&user.medium, &[&login[..], &id, &options].concat());
    running.answer(&application.client_secret).await;
    allow(&browser, &running.url().await).await;
    let done = running.end().await;
    assert_eq!(done.code, 0, "{}", done.stderr);
    browser.close().await;

    let first = user.tokens().await;
    let refresh = first.refresh.as_ref().unwrap().expose();
    let secrets = [first.access.expose(), refresh, &application.client_secret];
    user.assert_encrypted(&secrets);
    for secret in secrets {
        assert!(!done.stderr.contains(secret) && !done.stdout.contains(secret));
    }
    let status = user.expect(0, &["status", "--json"]);
    let cli = serde_json::from_str::<Value>(&status.stdout).unwrap()["cli"].clone();
    assert_eq!(cli["credential"], "application");
    assert_eq!(cli["application"], *application.client_id);
    assert_eq!(cli["scopes"].as_array().unwrap().len(), 3);
    assert!(
        cli["expiresAt"]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .is_ok()
    );
    let upload = user.expect(4, &["upload", "examples/liverpool-fc/the-stand.jpg"]);
    upload.assert_stderr("--scope uploadImage");

    sandbox.clock().advance(TWO_MONTHS);
    let me = user.expect(0, &["me", "--jq", ".username"]);
    me.assert_output(0, "erin");
    let second = user.tokens().await;
    assert_ne!(first.access.expose(), second.access.expose());
    user.assert_encrypted(&[second.access.expose(), refresh]);

    sandbox.clock().advance(TWO_MONTHS);
    assert!(sandbox.revoke(refresh).await.unwrap());
    let me = user.expect(3, &["me"]);
    let url = sandbox.url();
    me.assert_stderr(&format!("medium --api-url {url} login --oauth"));
    let status = user.expect(3, &["status"]);
    status.assert_stdout("not refreshed: log in again");
}
