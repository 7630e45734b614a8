//! Waits on this machine for the browser to come back.

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

/// A request line and headers of a browser fit well.
const HEAD_BYTES: usize = 16 << 10;
/// A browser that connects sends at once.
const HEAD_LIMIT: Duration = Duration::from_secs(5);
/// A page is smaller than what any connection takes at once.
const RESPONSE_LIMIT: Duration = Duration::from_secs(1);
/// A browser opens six for a host at most.
const MOST_CONNECTIONS: usize = 32;
/// After an error of `accept`.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A listener on 127.0.0.1, at the port of the application's callback, for one
/// callback. Medium wants the callback's address exactly as it is registered,
/// so its port is fixed.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    path: String,
}

impl Loopback {
    /// Whether this machine can receive a callback: plain HTTP on 127.0.0.1 or
    /// localhost, with a port.
    #[must_use]
    pub fn can_receive(redirect_uri: &Url) -> bool {
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
        let (true, Some(port)) = (Self::can_receive(uri), uri.port()) else {
            return refused(format!(
                "is {uri}, which this machine can't receive: register one like http://127.0.0.1:8585/callback, or paste the address by hand"
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

    /// Waits for the callback of `login`, shows in the browser that the page can be
    /// closed, and stops listening. Other requests, and callbacks of other logins, get
    /// a page that says so.
    ///
    /// A refusal without the login's state, as Medium's docs show it, may come
    /// from any page. It does not end the wait; where nothing else comes, it
    /// counts in the end.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where none comes within `limit`.
    pub async fn wait(self, login: &Login, limit: Duration) -> Result<Callback, Error> {
        let mut refused = false;
        match timeout(limit, self.first(login, &mut refused)).await {
            Ok(callback) => Ok(callback),
            Err(_) if refused => Ok(Callback::Denied),
            Err(_) => {
                let problem = format!(
                    "did not come within {} s: log in again",
                    limit.as_secs_f32()
                );
                Err(Error::input("authorize", "callback", problem))
            }
        }
    }

    /// The first callback that is the login's. `refused` is set by a refusal
    /// that may be of any page.
    async fn first(&self, login: &Login, refused: &mut bool) -> Callback {
        let mut requests = Requests::default();
        loop {
            let Some((mut stream, target)) = requests.next(&self.listener).await else {
                continue;
            };
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            let callback = (path == self.path).then(|| login.callback(query));
            let page = match &callback {
                Some(Err(_)) if CallbackQuery::of(query).is_refusal_without_state() => {
                    *refused = true;
                    UNPROVEN
                }
                other => page(other.as_ref()),
            };
            // The login is done, whether or not the browser still reads.
            let _ = timeout(RESPONSE_LIMIT, respond(&mut stream, page)).await;
            if let Some(Ok(callback)) = callback {
                return callback;
            }
        }
    }
}

/// Requests of several connections, side by side: browsers open some before
/// they need them, and one that says nothing must not hold up the others.
#[derive(Default)]
struct Requests {
    reading: JoinSet<Option<(TcpStream, String)>>,
    /// In the order in which they came.
    handles: VecDeque<AbortHandle>,
}

impl Requests {
    /// The next target that was asked for, and the connection to respond on; `None` where
    /// something else happened.
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
            // Too many files are open, as a rule.
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
        None
    }

    /// Reads the head of another connection. The oldest of too many goes.
    fn read(&mut self, mut stream: TcpStream) {
        self.handles.retain(|handle| !handle.is_finished());
        if self.handles.len() >= MOST_CONNECTIONS
            && let Some(oldest) = self.handles.pop_front()
        {
            oldest.abort();
        }
        self.handles.push_back(self.reading.spawn(async move {
            let target = timeout(HEAD_LIMIT, target(&mut stream)).await.ok()??;
            Some((stream, target))
        }));
    }
}

type Page = (&'static str, &'static str);

const UNPROVEN: Page = (
    "200 OK",
    "Access was not granted, if it was you who said no: then end the program that waits, with Ctrl-C, and close this page. \
     Any page could have sent you here, so the program goes on waiting.",
);

/// The status and the words for what a browser query.
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
        Some(Err(_)) => (
            "400 Bad Request",
            "This callback does not belong to the login that is waited for.",
        ),
        None => ("404 Not Found", "There is nothing here."),
    }
}

async fn respond(stream: &mut TcpStream, (status, words): Page) -> std::io::Result<()> {
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>Medium login</title><body style=\"font:1.2rem/1.5 system-ui;max-width:32rem;margin:20vh auto;padding:0 1rem\"><p>{words}</p></body></html>"
    );
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n",
        page.len()
    );
    stream.write_all(format!("{head}{page}").as_bytes()).await?;
    stream.shutdown().await
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
