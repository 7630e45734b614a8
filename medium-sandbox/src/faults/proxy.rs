//! The fault layer as a proxy of its own, in front of any server.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::front::{self, Backend};
use super::switchboard::Switchboard;
use super::{Fault, Target, Times};

/// Stands in front of a server and lets injected faults happen. Ends when it is dropped, and its
/// connections with it.
pub struct FaultProxy {
    address: SocketAddr,
    board: Switchboard,
    task: JoinHandle<()>,
}

impl FaultProxy {
    /// Listens on a free loopback port and passes everything on to `upstream` until told otherwise.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let board = Switchboard::default();
        let task = front::start(listener, address, Upstream(upstream), board.clone());
        Ok(Self {
            address,
            board,
            task,
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

    /// Injects `fault` from now on. Of several, the one injected first decides.
    pub async fn inject(&self, fault: Fault, times: Times) {
        self.inject_on(Target::ANY, fault, times).await;
    }

    /// Injects `fault` into the calls of `target`. [`Fault::Refuse`] and [`Fault::CloseAtAccept`]
    /// come before any call is known and affect all; the former lasts until cleared, as nobody is
    /// there to count. When this returns, the fault is in force.
    pub async fn inject_on(&self, target: Target, fault: Fault, times: Times) {
        self.board.inject(target, fault, times).await;
    }

    /// Ends all faults. When this returns, the port is open.
    pub async fn clear(&self) {
        self.board.clear().await;
    }

    /// How many requests have reached it, by method and path without the query: each whose head
    /// was read, whether it succeeded or not.
    pub fn requests_seen(&self) -> BTreeMap<(String, String), usize> {
        self.board.seen()
    }

    /// How many requests for `target` have reached it.
    pub fn count(&self, target: &Target) -> usize {
        let seen = self.board.seen();
        let meant = seen
            .iter()
            .filter(|((method, path), _)| target.includes(method, path));
        meant.map(|(_, count)| count).sum()
    }

    /// How many connections it has accepted.
    pub fn connections(&self) -> usize {
        self.board.connections()
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

/// A server somewhere else. Each request gets a connection of its own, faults or not.
#[derive(Clone, Copy)]
struct Upstream(SocketAddr);

impl Backend for Upstream {
    type Stream = TcpStream;
    const SERVES: bool = false;

    async fn connect(&self) -> io::Result<TcpStream> {
        TcpStream::connect(self.0).await
    }

    async fn serve(&self, _client: TcpStream, _board: Switchboard) -> Option<(TcpStream, Vec<u8>)> {
        None
    }

    fn exempts(&self, _path: &str) -> bool {
        false
    }
}
