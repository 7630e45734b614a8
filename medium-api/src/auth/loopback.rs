//! Receives the callback of a login on this machine.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};
use url::Url;

use super::login::CallbackQuery;
use super::{Application, Callback, Login};
use crate::Error;

/// The largest head of a request: enough for the request line and headers of a browser.
const MAX_HEAD_BYTES: usize = 16 << 10;
/// The time to receive a request: browsers send it immediately.
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// The time to send the page, which fits into the buffers of any connection.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(1);
/// The maximum number of open connections. Browsers open at most six per host.
const MAX_CONNECTIONS: usize = 32;
/// The pause after an error of `accept`.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A listener on 127.0.0.1 for one callback, at the port of the redirect URI. Medium
/// accepts only the exact registered URI, so the port is fixed.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    path: String,
}

impl Loopback {
    /// Returns whether a redirect URI can be received: plain http on 127.0.0.1 or localhost, with a
    /// port.
    #[must_use]
    pub fn can_receive(redirect_uri: &Url) -> bool {
        let local = matches!(redirect_uri.host_str(), Some("127.0.0.1" | "localhost"));
        local && redirect_uri.scheme() == "http" && redirect_uri.port().is_some()
    }

    /// Starts listening. Call it before the browser opens the login page.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if the redirect URI is not plain http on 127.0.0.1 or localhost
    /// with a port, or if the port is in use.
    pub async fn bind(application: &Application) -> Result<Self, Error> {
        let uri = &application.redirect_uri;
        let invalid = |problem: String| Err(Error::input("authorize", "redirect_uri", problem));
        let (true, Some(port)) = (Self::can_receive(uri), uri.port()) else {
            return invalid(format!(
                "is {uri}, which can't be received on this machine: register one like http://127.0.0.1:8585/callback, or paste the URL"
            ));
        };
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => Ok(Self {
                listener,
                path: uri.path().to_owned(),
            }),
            Err(error) => invalid(format!(
                "needs port {port}, which is not available ({error}): stop the program that uses it, or paste the URL"
            )),
        }
    }

    /// Waits for the callback of `login`, tells the user in the browser that the page
    /// can be closed, and stops listening. Other requests, and callbacks of other
    /// logins, get a page that says so.
    ///
    /// A denial without a state, as in Medium's documentation, may come from any
    /// page. It does not end the wait; it is the result if no other callback arrives.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if no callback arrives within `limit`.
    pub async fn wait(self, login: &Login, limit: Duration) -> Result<Callback, Error> {
        let mut denied = false;
        match timeout(limit, self.first_callback(login, &mut denied)).await {
            Ok(callback) => Ok(callback),
            Err(_) if denied => Ok(Callback::Denied),
            Err(_) => {
                let problem = format!(
                    "did not arrive within {} s: log in again",
                    limit.as_secs_f32()
                );
                Err(Error::input("authorize", "callback", problem))
            }
        }
    }

    /// Waits for the first callback of the login. Sets `denied` after a denial that any web
    /// page could have sent.
    async fn first_callback(&self, login: &Login, denied: &mut bool) -> Callback {
        let mut requests = Requests::default();
        loop {
            let Some((mut stream, target)) = requests.next(&self.listener).await else {
                continue;
            };
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            let callback = (path == self.path).then(|| login.callback(query));
            let page = match &callback {
                Some(Err(_)) if CallbackQuery::parse(query).is_denial_without_state() => {
                    *denied = true;
                    DENIED_WITHOUT_STATE
                }
                other => page(other.as_ref()),
            };
            // The login is complete, even if the browser does not read the page.
            let _ = timeout(RESPONSE_TIMEOUT, respond(&mut stream, page)).await;
            if let Some(Ok(callback)) = callback {
                return callback;
            }
        }
    }
}

/// Reads requests of several connections concurrently: browsers open some in advance,
/// and a silent one must not block the others.
#[derive(Default)]
struct Requests {
    reading: JoinSet<Option<(TcpStream, String)>>,
    /// In the order of arrival.
    handles: VecDeque<AbortHandle>,
}

impl Requests {
    /// Returns the next request target and its connection; `None` if something else happened.
    async fn next(&mut self, listener: &TcpListener) -> Option<(TcpStream, String)> {
        let accepted = {
            let accepting = pin!(listener.accept());
            let reading = pin!(async {
                match self.reading.join_next().await {
                    Some(read) => read.ok().flatten(),
                    None => std::future::pending().await,
                }
            });
            match select(reading, accepting).await {
                Either::Left((read, _)) => return read,
                Either::Right((accepted, _)) => accepted,
            }
        };
        match accepted {
            Ok((stream, _)) => self.read(stream),
            // Usually too many open files.
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
        None
    }

    /// Reads the head of a new connection. Above the limit, the oldest is closed.
    fn read(&mut self, mut stream: TcpStream) {
        self.handles.retain(|handle| !handle.is_finished());
        if self.handles.len() >= MAX_CONNECTIONS
            && let Some(oldest) = self.handles.pop_front()
        {
            oldest.abort();
        }
        self.handles.push_back(self.reading.spawn(async move {
            let target = timeout(HEAD_TIMEOUT, target(&mut stream)).await.ok()??;
            Some((stream, target))
        }));
    }
}

type Page = (&'static str, &'static str);

const DENIED_WITHOUT_STATE: Page = (
    "200 OK",
    "If you denied access, stop the waiting program with Ctrl-C and close this page. \
     Any web page could have sent you here, so the program is still waiting.",
);

/// Returns the status and the text for a callback.
fn page(callback: Option<&Result<Callback, Error>>) -> Page {
    match callback {
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
        Some(Err(_)) => ("400 Bad Request", "This callback belongs to another login."),
        None => ("404 Not Found", "Not found."),
    }
}

async fn respond(stream: &mut TcpStream, (status, text): Page) -> std::io::Result<()> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>Medium login</title><body style=\"font:1.2rem/1.5 system-ui;max-width:32rem;margin:20vh auto;padding:0 1rem\"><p>{text}</p></body></html>"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n",
        page.len()
    );
    stream.write_all(format!("{head}{page}").as_bytes()).await?;
    stream.shutdown().await
}

/// Returns the target of the request line, after the whole head arrived.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        if head.len() >= MAX_HEAD_BYTES || stream.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let line = String::from_utf8_lossy(&head);
    let mut parts = line.lines().next()?.split(' ');
    (parts.next() == Some("GET")).then_some(())?;
    parts.next().map(str::to_owned)
}
