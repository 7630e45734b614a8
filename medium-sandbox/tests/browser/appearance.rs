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

/// What a page should not have: more than fits into its width, pictures that did not come, and text
/// that hardly differs from what is behind it (less than 4.5 to 1, as WCAG has it).
const FLAWS: &str = r#"
    const flaws = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth) flaws.push(`${scrollWidth} px wide`)
    for (const { src, naturalWidth } of document.images) {
        if (src && !naturalWidth) flaws.push(`no picture at ${src}`)
    }
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        return canvas.getImageData(0, 0, 1, 1).data
    }
    const luminance = colour => {
        const [r, g, b] = [...rgba(colour)].map(value => value / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor
            if (rgba(colour)[3] === 255) return colour
        }
        return 'white'
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement
        if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue
        // The reference's own style is not ours.
        if (element.closest('#reference')) continue
        const [front, back] = [getComputedStyle(element).color, behind(element)].map(luminance)
        const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
        if (contrast < 4.5) flaws.push(`${contrast.toFixed(1)}: ${texts.currentNode.data.trim()}`)
    }
    return flaws
"#;

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
