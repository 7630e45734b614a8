//! How pages look to people: in light and in dark, on a telephone and on a large screen.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::driver::Browser;

/// A command of Chromium's own, which WebDriver has no word for.
#[derive(Debug)]
struct Chromium {
    name: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Chromium {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}

/// Looks for what a page should not have.
const FLAWS: &str = include_str!("flaws.js");

impl Browser {
    /// Gives Chromium a command of its own.
    pub(crate) async fn chromium(&self, name: &'static str, parameters: Value) {
        let command = Chromium { name, parameters };
        self.client.issue_cmd(command).await.expect(name);
    }

    /// As people have set it in their browser: `light` or `dark`.
    pub(crate) async fn prefer(&self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        let parameters = json!({ "features": [feature] });
        self.chromium("Emulation.setEmulatedMedia", parameters)
            .await;
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let parameters = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.chromium("Emulation.setDeviceMetricsOverride", parameters)
            .await;
    }

    /// What is not as it should look, in words.
    pub(crate) async fn flaws(&self) -> Vec<String> {
        let found = self.client.execute(FLAWS, vec![]).await;
        serde_json::from_value(found.expect("it runs")).expect("texts")
    }
}
