//! Ctrl-C and its kin, for commands that go on until then.

use std::future::pending;

use crate::error::{Error, Result};

/// Listens from when it is made, so that none is missed.
pub(crate) struct Interrupt(Option<Signals>);

impl Interrupt {
    /// Unless `on`, the system ends the process, as usual.
    pub(crate) fn listen(on: bool) -> Result<Self> {
        let signals = on.then(Signals::listen).transpose();
        signals.map_err(Error::system("wait for Ctrl-C")).map(Self)
    }

    pub(crate) fn is_listening(&self) -> bool {
        self.0.is_some()
    }

    /// Waits for one; for ever if nobody listens.
    pub(crate) async fn came(&mut self) {
        match &mut self.0 {
            Some(signals) => signals.came().await,
            None => pending().await,
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn came(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn came(&mut self) {
        self.0.recv().await;
    }
}
