//! The proxy that listens, counts, and lets faults happen.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::sleep;

use super::connection::{Route, pass_on, strike};
use super::rules::Rules;
use super::wire::read_request;
use super::{Fault, Target, Times};

/// Different paths that are counted; a client that makes up more is not told apart any further.
const MAX_COUNTED: usize = 10_000;
const BACKLOG: u32 = 1024;

/// Stands in front of a server and lets injected faults happen. Ends when it is dropped, and its
/// connections with it.
pub struct FaultProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Whether nobody is to listen.
    refuse: watch::Sender<bool>,
    /// Whether nobody listens.
    refused: watch::Receiver<bool>,
    task: AbortHandle,
}

#[derive(Default)]
struct Shared {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    rules: Rules,
    seen: BTreeMap<(String, String), usize>,
    connections: usize,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FaultProxy {
    /// Listens on a free loopback port and passes everything on to `upstream` until told otherwise.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::<Shared>::default();
        let (refuse, wanted) = watch::channel(false);
        let (report, refused) = watch::channel(false);
        let route = Route {
            upstream,
            port: address.port(),
        };
        let task = tokio::spawn(listen(listener, route, shared.clone(), wanted, report));
        Ok(Self {
            address,
            shared,
            refuse,
            refused,
            task: task.abort_handle(),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its origin, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets `fault` strike from now on. Of several, the one injected first decides.
    pub async fn inject(&self, fault: Fault, times: Times) {
        self.inject_on(Target::ANY, fault, times).await;
    }

    /// Lets `fault` strike the calls of `target`. [`Fault::Refuse`] and [`Fault::CloseAtAccept`]
    /// come before any call is known and strike all; the former lasts until cleared, as nobody is
    /// there to count. When this returns, the fault is in force.
    pub async fn inject_on(&self, target: Target, fault: Fault, times: Times) {
        let refusing = {
            let mut inner = self.shared.lock();
            inner.rules.add(fault, target, times);
            inner.rules.refusing()
        };
        self.listen_unless(refusing).await;
    }

    /// Ends all faults. When this returns, the port is open.
    pub async fn clear(&self) {
        self.shared.lock().rules.clear();
        self.listen_unless(false).await;
    }

    async fn listen_unless(&self, refusing: bool) {
        self.refuse.send_replace(refusing);
        // An error means that the listening task has ended, and there is nothing to wait for.
        let _ = self.refused.clone().wait_for(|now| *now == refusing).await;
    }

    /// How many requests have reached it, by method and path without the query: each whose head
    /// was read, whatever became of it.
    pub fn requests_seen(&self) -> BTreeMap<(String, String), usize> {
        self.shared.lock().seen.clone()
    }

    /// How many requests for `target` have reached it.
    pub fn count(&self, target: &Target) -> usize {
        let inner = self.shared.lock();
        let meant = inner
            .seen
            .iter()
            .filter(|((method, path), _)| target.includes(method, path));
        meant.map(|(_, count)| count).sum()
    }

    /// How many connections it has accepted.
    pub fn connections(&self) -> usize {
        self.shared.lock().connections
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for FaultProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaultProxy")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Accepts until aborted. The connections live in the set, so they end with this task.
async fn listen(
    listener: TcpListener,
    route: Route,
    shared: Arc<Shared>,
    mut refuse: watch::Receiver<bool>,
    refused: watch::Sender<bool>,
) {
    let mut connections = JoinSet::new();
    let mut listener = Some(listener);
    loop {
        let refusing = *refuse.borrow_and_update();
        if refusing {
            listener = None;
        }
        if let Some(open) = &listener {
            refused.send_replace(false);
            tokio::select! {
                Ok((stream, _)) = open.accept() => {
                    shared.lock().connections += 1;
                    connections.spawn(serve(stream, route, shared.clone()));
                }
                Some(_) = connections.join_next() => {}
                changed = refuse.changed() => if changed.is_err() { return },
            }
        } else {
            refused.send_replace(true);
            if refuse.wait_for(|refuse| !refuse).await.is_err() {
                return;
            }
            listener = Some(reopen(route.port).await);
        }
    }
}

/// Takes the port back. It was free a moment ago; should somebody hold it, this waits for them.
async fn reopen(port: u16) -> TcpListener {
    loop {
        match try_reopen(port) {
            Ok(listener) => return listener,
            Err(_) => sleep(Duration::from_millis(10)).await,
        }
    }
}

fn try_reopen(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
    socket.listen(BACKLOG)
}

async fn serve(mut client: TcpStream, route: Route, shared: Arc<Shared>) {
    if shared.lock().rules.closes_at_accept() {
        return;
    }
    let Some(head) = read_request(&mut client).await else {
        return;
    };
    let fault = {
        let mut inner = shared.lock();
        let path = head.path.split('?').next().unwrap_or_default().to_owned();
        let call = (head.method.clone(), path);
        if inner.seen.len() < MAX_COUNTED || inner.seen.contains_key(&call) {
            *inner.seen.entry(call).or_default() += 1;
        }
        inner.rules.strike(&head.method, &head.path)
    };
    // An error here is a broken connection, which the client sees for itself.
    let _ = match fault {
        None => pass_on(client, &head, route).await,
        Some(fault) => strike(client, &head, route, fault).await,
    };
}
