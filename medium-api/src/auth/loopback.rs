//! Waits on this machine for the browser to come back.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use url::Url;

use super::{Application, Callback, Login};
use crate::Error;

/// A request line and headers of a browser fit well.
const HEAD_BYTES: usize = 16 << 10;
/// A browser that connects sends at once.
const HEAD_LIMIT: Duration = Duration::from_secs(5);

/// A listener on 127.0.0.1, at the port of the application's callback, for one
/// callback. Medium wants the callback's address exactly as it is registered,
/// so its port is fixed.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    path: String,
}

impl Loopback {
    /// Whether this machine can answer at a callback: plain HTTP on 127.0.0.1 or
    /// localhost, with a port.
    #[must_use]
    pub fn can_answer(redirect_uri: &Url) -> bool {
        let local = matches!(redirect_uri.host_str(), Some("127.0.0.1" | "localhost"));
        local && redirect_uri.scheme() == "http" && redirect_uri.port().is_some()
    }

    /// Listens. Do so before the browser is opened.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the application's callback is not plain HTTP on
    /// 127.0.0.1 or localhost with a port, or where the port is taken.
    pub async fn bind(application: &Application) -> Result<Self, Error> {
        let uri = &application.redirect_uri;
        let refused = |problem: String| Err(Error::input("authorize", "redirect_uri", problem));
        let (true, Some(port)) = (Self::can_answer(uri), uri.port()) else {
            return refused(format!(
                "is {uri}, which this machine can't answer: register one like http://127.0.0.1:8585/callback, or paste the address by hand"
            ));
        };
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => Ok(Self {
                listener,
                path: uri.path().to_owned(),
            }),
            Err(error) => refused(format!(
                "needs port {port}, which can't be had ({error}): end the program that holds it, or paste the address by hand"
            )),
        }
    }

    /// Waits for the callback of `login`, tells the browser that it may be
    /// closed, and stops listening. Other requests, and callbacks of other
    /// logins, are answered and passed over.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where none comes within `limit`.
    pub async fn wait(self, login: &Login, limit: Duration) -> Result<Callback, Error> {
        let wait = async {
            loop {
                // One connection after the other: there is one browser.
                if let Ok((stream, _)) = self.listener.accept().await
                    && let Some(callback) = self.answer(stream, login).await
                {
                    return callback;
                }
            }
        };
        timeout(limit, wait).await.map_err(|_| {
            let problem = format!("did not come within {} s: log in again", limit.as_secs());
            Error::input("authorize", "callback", problem)
        })
    }

    async fn answer(&self, mut stream: TcpStream, login: &Login) -> Option<Callback> {
        let target = timeout(HEAD_LIMIT, target(&mut stream)).await.ok()??;
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let callback = (path == self.path).then(|| login.callback(query));
        let (status, words) = match &callback {
            Some(Ok(Callback::Granted(_))) => {
                ("200 OK", "Access was granted. You can close this page.")
            }
            Some(Ok(Callback::Denied)) => {
                ("200 OK", "Access was not granted. You can close this page.")
            }
            Some(Ok(Callback::Failed(_))) => (
                "200 OK",
                "Medium could not log you in. The program says more; you can close this page.",
            ),
            Some(Err(_)) => (
                "400 Bad Request",
                "This callback does not belong to the login that is waited for.",
            ),
            None => ("404 Not Found", "There is nothing here."),
        };
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>Medium login</title><body style=\"font:1.2rem/1.5 system-ui;max-width:32rem;margin:20vh auto;padding:0 1rem\"><p>{words}</p></body></html>"
        );
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n",
            page.len()
        );
        // The login is done, whether or not the browser still reads.
        let _ = stream.write_all(format!("{head}{page}").as_bytes()).await;
        let _ = stream.shutdown().await;
        callback?.ok()
    }
}

/// The target of the request line, once the head is whole.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        if head.len() >= HEAD_BYTES || stream.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let line = String::from_utf8_lossy(&head);
    let mut words = line.lines().next()?.split(' ');
    (words.next() == Some("GET")).then_some(())?;
    words.next().map(str::to_owned)
}
