//! Proxies of the environment: used for Medium, but not for this machine.
#![cfg(unix)]

mod support;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use support::Medium;
use support::workspace::Workspace;

const SPELLINGS: [&str; 6] = [
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
];

/// A proxy that rejects and records all requests.
struct Recorder {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&seen);
        // The thread ends with the test process.
        std::thread::spawn(move || {
            while let Ok((mut asked, _)) = listener.accept() {
                let mut head = [0; 4096];
                let read = asked.read(&mut head).unwrap_or(0);
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                noted.lock().unwrap().push(head);
                let _ = asked.write_all(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
                );
            }
        });
        Self { port, seen }
    }

    fn url(&self) -> String {
        format!("http://user:hunter2@127.0.0.1:{}", self.port)
    }

    /// Sets all variables to this proxy.
    fn set_all(&self, medium: Medium) -> Medium {
        let set = |medium: Medium, name| medium.env(name, self.url());
        SPELLINGS.into_iter().fold(medium, set)
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

#[test]
fn the_sandbox_is_reached_without_a_proxy() {
    let proxy = Recorder::start();
    for spelling in SPELLINGS {
        let medium = Medium::new().env(spelling, proxy.url());
        medium.expect(0, &["--sandbox", "me"]);
        assert_eq!(proxy.seen(), [""; 0], "{spelling}");
    }
    proxy.set_all(Medium::new()).expect(0, &["--sandbox", "me"]);
    assert_eq!(proxy.seen(), [""; 0]);
}

#[tokio::test]
async fn an_api_on_this_machine_is_reached_without_a_proxy() {
    let proxy = Recorder::start();
    let workspace = Workspace::with_articles(1).await;
    let medium = proxy.set_all(workspace.medium());
    workspace.expect_as(0, medium, &["publish", "1.md"]).await;
    assert_eq!(workspace.titles(), ["Part 1"]);
    assert_eq!(proxy.seen(), [""; 0]);
}

#[test]
fn reports_a_proxy_that_needs_a_login() {
    let proxy = Recorder::start();
    let medium = Medium::new()
        .env("MEDIUM_TOKEN", "5e17c0de5e17c0de")
        .env("MEDIUM_API_URL", "https://api.medium.invalid")
        .env("HTTPS_PROXY", proxy.url());
    let done = medium.expect(6, &["me", "--verbose"]);
    let words = "the proxy of HTTPS_PROXY requires a user name and a password (407)";
    done.assert_stderr(words);
    let seen = proxy.seen();
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(
        seen[0].starts_with("CONNECT api.medium.invalid:443 "),
        "{seen:?}"
    );
    for text in [&seen[0], &done.stderr] {
        assert!(!text.contains("5e17c0de"), "{text}");
    }
    assert!(!done.stderr.contains("hunter2"), "{}", done.stderr);
}

#[test]
fn rejects_an_invalid_proxy_or_certificate_file() {
    for (variable, value) in [
        ("HTTPS_PROXY", "http://user:hunter2@:3128"),
        ("all_proxy", "gopher://127.0.0.1:70"),
        #[cfg(target_os = "linux")]
        ("SSL_CERT_FILE", "/nowhere/roots.pem"),
    ] {
        let medium = Medium::new()
            .env("MEDIUM_TOKEN", "5e17c0de5e17c0de")
            .env("MEDIUM_API_URL", "https://api.medium.invalid")
            .env(variable, value);
        let done = medium.expect(2, &["me"]);
        let start = format!("error: {variable} ");
        assert!(done.stderr.starts_with(&start), "{}", done.stderr);
        assert!(!done.stderr.contains("hunter2"), "{}", done.stderr);
        // A sandbox uses neither.
        let done = Medium::new().env(variable, value).run(&["--sandbox", "me"]);
        assert_eq!(done.code, 0, "{variable}: {}", done.stderr);
    }
}
