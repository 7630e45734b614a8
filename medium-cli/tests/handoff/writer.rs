//! An author with a browser and without a token.

use driver::{Browser, open};
use fantoccini::key::Key;
use medium_sandbox::Sandbox;
use serde_json::json;

use crate::driver;
use crate::support::Medium;

/// A browser that is signed in to the sandbox and may use the clipboard.
pub(crate) struct Writer {
    pub(crate) browser: Browser,
}

impl Writer {
    /// Returns `None` if there is no browser.
    pub(crate) async fn signed_in(sandbox: &Sandbox) -> Option<Self> {
        let browser = open(sandbox.url()).await?;
        let permissions = json!({
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        });
        browser
            .chromium("Browser.grantPermissions", permissions)
            .await;
        browser.go("/sign-in?next=/").await;
        browser.press("Demo Author").await;
        browser.wait_for(".account").await;
        Some(Self { browser })
    }

    pub(crate) async fn goto(&self, url: &str) {
        self.browser.client.goto(url).await.unwrap();
    }

    /// Presses a copy button, and waits until the content is on the clipboard.
    pub(crate) async fn copy(&self, css: &str) {
        self.browser.click(css).await;
        self.until(&format!(
            "document.querySelector('{css}').classList.contains('is-done')"
        ))
        .await;
    }

    /// Pastes by keyboard.
    pub(crate) async fn paste(&self) {
        let keys = format!("{}v", char::from(Key::Control));
        self.browser.type_keys(&keys).await;
    }

    pub(crate) async fn script(&self, script: &str) -> serde_json::Value {
        self.browser.client.execute(script, vec![]).await.unwrap()
    }

    /// Waits until a condition is true for the page's message.
    pub(crate) async fn until_message(&self, condition: &str) {
        self.until(&format!(
            "document.getElementById('message').textContent.{condition}"
        ))
        .await;
    }

    /// Waits until an expression is true.
    pub(crate) async fn until(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        for _ in 0..2_000 {
            if self.script(&script).await == true {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        self.browser.screenshot("missed").await;
        panic!("never true: {expression}");
    }
}

/// Returns the command without a login, connected to the sandbox.
pub(crate) fn without_login(sandbox: &Sandbox) -> Medium {
    Medium::new().env("MEDIUM_API_URL", sandbox.url())
}
