//! The active faults and request counts, shared between tests and the listener.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::fault::Fault;
use super::rules::{FaultScope, Injected, Rules, Times};

/// Further paths are not counted, to limit memory.
const MAX_COUNTED: usize = 10_000;

/// What the listener does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Accept connections.
    Listen,
    /// Refuse connections.
    Refuse,
    /// Stop, after open requests have ended.
    Stop,
}

/// Injects faults and counts requests. Clones share everything.
#[derive(Clone)]
pub(crate) struct FaultInjector {
    inner: Arc<Mutex<Inner>>,
    /// The requested mode of the listener.
    pub(super) requested_mode: watch::Sender<Mode>,
    /// The current mode of the listener.
    pub(super) current_mode: watch::Sender<Mode>,
    /// Changes when open connections must end: for faults of connections, and for the stop.
    shutdowns: watch::Sender<u64>,
}

#[derive(Default)]
struct Inner {
    rules: Rules,
    requests: BTreeMap<(String, String), usize>,
    connections: usize,
}

impl Default for FaultInjector {
    fn default() -> Self {
        Self {
            inner: Arc::default(),
            requested_mode: watch::Sender::new(Mode::Listen),
            current_mode: watch::Sender::new(Mode::Listen),
            shutdowns: watch::Sender::new(0),
        }
    }
}

impl FaultInjector {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Injects a fault, and waits until it is active.
    pub(crate) async fn inject(&self, scope: FaultScope, fault: Fault, times: Times) {
        self.lock().rules.add(fault, scope, times);
        if fault.affects_connection() {
            self.shutdowns.send_modify(|count| *count += 1);
        }
        self.apply_mode().await;
    }

    /// Clears all faults, and waits until the port is open.
    pub(crate) async fn clear(&self) {
        self.lock().rules.clear();
        self.apply_mode().await;
    }

    /// Clears one fault, in all scopes.
    pub(crate) async fn clear_fault(&self, fault: Fault) {
        self.lock().rules.clear_fault(fault);
        self.apply_mode().await;
    }

    /// Opens or closes the port as the faults require, and waits until that is done.
    async fn apply_mode(&self) {
        let mode = if self.lock().rules.closes_port() {
            Mode::Refuse
        } else {
            Mode::Listen
        };
        self.requested_mode.send_if_modified(|requested| {
            let differs = *requested != mode && *requested != Mode::Stop;
            if differs {
                *requested = mode;
            }
            differs
        });
        let mut current_mode = self.current_mode.subscribe();
        let reached = current_mode.wait_for(|current| *current == mode || *current == Mode::Stop);
        // An error means that the listener has ended.
        let _ = reached.await;
    }

    /// Stops the listener.
    pub(crate) fn stop(&self) {
        self.requested_mode.send_replace(Mode::Stop);
        self.shutdowns.send_modify(|count| *count += 1);
    }

    /// Resolves when a connection that is open now must finish its request and close.
    pub(crate) fn shutdown(&self) -> impl Future<Output = ()> + use<> {
        let mut shutdowns = self.shutdowns.subscribe();
        async move {
            if shutdowns.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Returns the active faults, oldest first.
    pub(crate) fn injected(&self) -> Vec<Injected> {
        self.lock().rules.injected()
    }

    /// Returns whether no fault is active.
    pub(super) fn has_no_faults(&self) -> bool {
        self.lock().rules.is_empty()
    }

    pub(super) fn count_connection(&self) {
        self.lock().connections += 1;
    }

    pub(super) fn closes_at_accept(&self) -> bool {
        self.lock().rules.closes_at_accept()
    }

    /// Counts a request whose head has been read.
    pub(super) fn count_request(&self, method: &str, path: &str) {
        let path = path.split('?').next().unwrap_or_default();
        let call = (method.to_owned(), path.to_owned());
        let mut inner = self.lock();
        if inner.requests.len() < MAX_COUNTED || inner.requests.contains_key(&call) {
            *inner.requests.entry(call).or_default() += 1;
        }
    }

    /// Returns the fault for a request, if any.
    pub(super) fn next_fault(&self, method: &str, path: &str) -> Option<Fault> {
        self.lock().rules.next_fault(method, path)
    }

    pub(super) fn requests(&self) -> BTreeMap<(String, String), usize> {
        self.lock().requests.clone()
    }

    pub(super) fn connections(&self) -> usize {
        self.lock().connections
    }
}
