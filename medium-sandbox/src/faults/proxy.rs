//! Fault injection as a proxy in front of any server.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::backend::Backend;
use super::fault::Fault;
use super::injector::FaultInjector;
use super::listener;
use super::rules::{FaultScope, Times};

/// A proxy that injects faults. Dropping it closes its port and connections.
pub struct FaultProxy {
    address: SocketAddr,
    injector: FaultInjector,
    task: JoinHandle<()>,
}

impl FaultProxy {
    /// Listens on a free loopback port and forwards to `upstream`.
    pub async fn start(upstream: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let injector = FaultInjector::default();
        let task = listener::start(listener, address, Upstream(upstream), injector.clone());
        Ok(Self {
            address,
            injector,
            task,
        })
    }

    /// Returns the address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns its origin, `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Injects `fault` into all calls. If several faults match, the oldest applies.
    pub async fn inject(&self, fault: Fault, times: Times) {
        self.inject_on(FaultScope::ANY, fault, times).await;
    }

    /// Injects `fault` into the calls of `scope`, and waits until it is active.
    ///
    /// [`Fault::ConnectionRefused`] and [`Fault::CloseOnConnect`] affect all calls, since they apply before the
    /// request is read. [`Fault::ConnectionRefused`] lasts until it is cleared, whatever `times` is.
    pub async fn inject_on(&self, scope: FaultScope, fault: Fault, times: Times) {
        self.injector.inject(scope, fault, times).await;
    }

    /// Clears all faults, and waits until the port is open.
    pub async fn clear(&self) {
        self.injector.clear().await;
    }

    /// Returns the number of received requests by method and path, without the query. Counts each request
    /// whose head was read, even if it failed.
    pub fn request_counts(&self) -> BTreeMap<(String, String), usize> {
        self.injector.requests()
    }

    /// Returns the number of received requests in `scope`.
    pub fn count(&self, scope: &FaultScope) -> usize {
        let all = self.injector.requests().into_iter();
        let matching = all.filter(|((method, path), _)| scope.includes(method, path));
        matching.map(|(_, count)| count).sum()
    }

    /// Returns the number of accepted connections.
    pub fn connections(&self) -> usize {
        self.injector.connections()
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

/// A server at an address. Each request gets its own connection, with or without faults.
#[derive(Clone, Copy)]
struct Upstream(SocketAddr);

impl Backend for Upstream {
    type Stream = TcpStream;
    const SERVES: bool = false;

    async fn connect(&self) -> io::Result<TcpStream> {
        TcpStream::connect(self.0).await
    }

    async fn serve(
        &self,
        _client: TcpStream,
        _injector: FaultInjector,
    ) -> Option<(TcpStream, Vec<u8>)> {
        None
    }

    fn exempts(&self, _path: &str) -> bool {
        false
    }
}
