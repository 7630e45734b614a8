//! The injected faults and the counts, shared by those who inject and those who listen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::rules::{Injected, Rules};
use super::{Fault, Target, Times};

/// Different paths that are counted; further ones of a client that makes them up are counted as one.
const MAX_COUNTED: usize = 10_000;

/// What a listener is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Accept connections.
    Listen,
    /// Keep the port closed.
    Refuse,
    /// End, once what is under way has ended.
    Stop,
}

/// Injects, counts, decides. Clones share everything.
#[derive(Clone)]
pub(crate) struct Switchboard {
    inner: Arc<Mutex<Inner>>,
    /// What the listener is to do.
    pub(super) wanted: watch::Sender<Mode>,
    /// What the listener does.
    pub(super) actual: watch::Sender<Mode>,
    /// Counts what ends the connections that are open: faults of whole connections, and the stop.
    endings: watch::Sender<u64>,
}

#[derive(Default)]
struct Inner {
    rules: Rules,
    seen: BTreeMap<(String, String), usize>,
    connections: usize,
}

impl Default for Switchboard {
    fn default() -> Self {
        Self {
            inner: Arc::default(),
            wanted: watch::Sender::new(Mode::Listen),
            actual: watch::Sender::new(Mode::Listen),
            endings: watch::Sender::new(0),
        }
    }
}

impl Switchboard {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When this returns, the fault is in force.
    pub(crate) async fn inject(&self, target: Target, fault: Fault, times: Times) {
        self.lock().rules.add(fault, target, times);
        if fault.affects_connection() {
            self.endings.send_modify(|count| *count += 1);
        }
        self.obey().await;
    }

    /// When this returns, no fault is in force and the port is open.
    pub(crate) async fn clear(&self) {
        self.lock().rules.clear();
        self.obey().await;
    }

    /// Ends the faults of one kind.
    pub(crate) async fn clear_kind(&self, fault: Fault) {
        self.lock().rules.clear_kind(fault);
        self.obey().await;
    }

    /// Has the port opened or closed as the faults want it, and waits until it is.
    async fn obey(&self) {
        let mode = if self.lock().rules.refusing() {
            Mode::Refuse
        } else {
            Mode::Listen
        };
        self.wanted.send_if_modified(|wanted| {
            let differs = *wanted != mode && *wanted != Mode::Stop;
            if differs {
                *wanted = mode;
            }
            differs
        });
        let mut actual = self.actual.subscribe();
        // An error means that nobody listens any more, and there is nothing to wait for.
        let _ = actual
            .wait_for(|actual| *actual == mode || *actual == Mode::Stop)
            .await;
    }

    /// Has the listener end.
    pub(crate) fn stop(&self) {
        self.wanted.send_replace(Mode::Stop);
        self.endings.send_modify(|count| *count += 1);
    }

    /// Ends when a connection that is open now is to finish what is under way, and close.
    pub(crate) fn ending(&self) -> impl Future<Output = ()> + use<> {
        let mut endings = self.endings.subscribe();
        async move {
            if endings.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// The faults in force, in the order in which they are tried.
    pub(crate) fn injected(&self) -> Vec<Injected> {
        self.lock().rules.injected()
    }

    /// Whether nothing is to happen.
    pub(super) fn quiet(&self) -> bool {
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
        if inner.seen.len() < MAX_COUNTED || inner.seen.contains_key(&call) {
            *inner.seen.entry(call).or_default() += 1;
        }
    }

    /// What befalls a request.
    pub(super) fn next_fault(&self, method: &str, path: &str) -> Option<Fault> {
        self.lock().rules.next_fault(method, path)
    }

    pub(super) fn seen(&self) -> BTreeMap<(String, String), usize> {
        self.lock().seen.clone()
    }

    pub(super) fn connections(&self) -> usize {
        self.lock().connections
    }
}
