//! Chromium, controlled by a driver in a child process that ends with the test.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The timeout for an element to appear.
const ELEMENT_TIMEOUT: Duration = Duration::from_secs(20);

/// A browser window and its driver.
pub(crate) struct Browser {
    pub(crate) client: Client,
    origin: String,
    driver: Child,
}

/// Opens a browser for pages of `origin`. Without a driver, prints that the test is skipped, or fails
/// if `CI` is set.
pub(crate) async fn open(origin: &str) -> Option<Browser> {
    let driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true)
        .spawn();
    let mut driver = match driver {
        Ok(driver) => driver,
        Err(error) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: chromedriver could not be started: {error}");
            return None;
        }
        Err(error) => panic!("CI requires chromedriver: {error}"),
    };
    let port = port(&mut driver).await;
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities())
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    Some(Browser {
        client,
        origin: origin.to_owned(),
        driver,
    })
}

/// Headless, without Chromium's own requests.
fn capabilities() -> Capabilities {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--window-size=1100,1200",
    ];
    let options = json!({ "args": arguments });
    Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)])
}

/// Returns the port that the driver prints.
async fn port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        let started = line.split_once("started successfully on port ");
        if let Some((_, port)) = started {
            let port = port.trim_end_matches('.').parse().unwrap();
            // Reads on: a full pipe would block the driver.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return port;
        }
    }
    panic!("chromedriver ended before it listened");
}

/// Ends the driver's process group, because the browser would otherwise keep running after a failed
/// test.
impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(pid) = self.driver.id() {
            let group = format!("-{pid}");
            // Without `kill`, at least the driver ends with its handle.
            let _ = std::process::Command::new("kill")
                .args(["-TERM", "--", &group])
                .status();
        }
    }
}

impl Browser {
    pub(crate) async fn go(&self, path: &str) {
        let url = format!("{}{path}", self.origin);
        self.client.goto(&url).await.unwrap();
    }

    pub(crate) async fn click(&self, css: &str) {
        let element = self.wait_for(css).await;
        element.click().await.expect(css);
    }

    /// Clicks the link or button with this text.
    pub(crate) async fn press(&self, text: &str) {
        let path = format!(
            "//*[self::a or self::button or self::summary][contains(normalize-space(.), '{text}')]"
        );
        let element = self.find(Locator::XPath(&path)).await;
        element.click().await.expect(text);
    }

    pub(crate) async fn fill(&self, css: &str, text: &str) {
        self.wait_for(css).await.send_keys(text).await.expect(css);
    }

    /// Types keys at the focused element.
    pub(crate) async fn type_keys(&self, keys: &str) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(keys).await.expect(keys);
    }

    /// Presses Tab until the focus is on a link, button or field with this text or name.
    pub(crate) async fn tab_to(&self, text: &str) {
        const FOCUSED: &str = "const focused = document.activeElement; \
            return focused.textContent.trim() || focused.name || ''";
        for _ in 0..40 {
            self.type_keys(&Key::Tab.to_string()).await;
            let focused = self.client.execute(FOCUSED, vec![]).await.unwrap();
            if focused.as_str().is_some_and(|label| label.contains(text)) {
                return;
            }
        }
        panic!(
            "{text:?} can't be reached by keyboard at {}",
            self.url().await
        );
    }

    pub(crate) async fn text(&self, css: &str) -> String {
        self.wait_for(css).await.text().await.expect(css)
    }

    pub(crate) async fn url(&self) -> url::Url {
        self.client.current_url().await.unwrap()
    }

    pub(crate) async fn wait_for(&self, css: &str) -> fantoccini::elements::Element {
        self.find(Locator::Css(css)).await
    }

    /// Waits for an element. If it does not appear, saves a screenshot.
    async fn find(&self, locator: Locator<'_>) -> fantoccini::elements::Element {
        let wait = self.client.wait().at_most(ELEMENT_TIMEOUT);
        match wait.for_element(locator).await {
            Ok(found) => found,
            Err(error) => {
                self.screenshot("missing-element").await;
                panic!("no {locator:?} at {}: {error}", self.url().await);
            }
        }
    }

    /// Saves a screenshot of the page.
    pub(crate) async fn screenshot(&self, name: &str) {
        let png = self.client.screenshot().await.unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}
