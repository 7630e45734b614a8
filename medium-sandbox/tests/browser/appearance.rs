//! Color schemes, screen sizes and checks of appearance.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::driver::Browser;

/// A command of the Chrome DevTools Protocol.
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

/// The script that checks a page.
const FLAWS: &str = include_str!("flaws.js");

impl Browser {
    /// Sends a DevTools command.
    pub(crate) async fn chromium(&self, name: &'static str, parameters: Value) {
        let command = Chromium { name, parameters };
        self.client.issue_cmd(command).await.expect(name);
    }

    /// Sets the preferred color scheme: `light` or `dark`.
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

    /// Returns the flaws of the page.
    pub(crate) async fn flaws(&self) -> Vec<String> {
        let found = self.client.execute(FLAWS, vec![]).await;
        serde_json::from_value(found.unwrap()).unwrap()
    }
}
