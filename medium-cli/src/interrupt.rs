//! Ctrl-C and SIGTERM: the command closes its store and sandbox, then exits.

use std::io;
use std::process::exit;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use medium_cli::diagnostic::{ErrorKind, Exit};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long a command may take to close. A command that is stuck, for example on a full pipe, is
/// killed after that.
const GRACE: Duration = Duration::from_secs(3);

/// The signal that ended a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM, as a service manager sends it.
    Terminate,
}

impl Signal {
    /// Returns the error kind of a command that it ended.
    pub(crate) fn kind(self) -> ErrorKind {
        match self {
            Self::Interrupt => ErrorKind::Interrupted,
            Self::Terminate => ErrorKind::Terminated,
        }
    }

    /// Returns the exit code of a command that it ended.
    pub(crate) fn exit(self) -> Exit {
        match self {
            Self::Interrupt => Exit::Interrupted,
            Self::Terminate => Exit::Terminated,
        }
    }
}

/// A listener for signals. The system no longer ends the process, so the owner has to wait
/// for [`Interrupt::received`].
#[derive(Clone)]
pub(crate) struct Interrupt(watch::Receiver<Option<Signal>>);

impl Interrupt {
    /// Starts listening, on a separate thread that the command can't block. After the first signal
    /// the command has [`GRACE`] to end; a second signal ends it at once.
    pub(crate) fn listen() -> io::Result<Self> {
        let (sender, receiver) = watch::channel(None);
        let (ready, is_ready) = mpsc::sync_channel(1);
        let listening = move || -> io::Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut signals = Signals::listen()?;
                let _ = ready.send(());
                let signal = signals.received().await;
                sender.send_replace(Some(signal));
                let _ = timeout(GRACE, signals.received()).await;
                exit(signal.exit() as i32)
            })
        };
        let thread = thread::spawn(listening);
        if is_ready.recv().is_ok() {
            return Ok(Self(receiver));
        }
        match thread.join() {
            Ok(result) => result.map(|()| Self(receiver)),
            Err(_) => Err(io::Error::other("the thread for signals has ended")),
        }
    }

    /// Waits for a signal.
    pub(crate) async fn received(&mut self) -> Signal {
        match self.0.wait_for(Option::is_some).await.map(|signal| *signal) {
            Ok(Some(signal)) => signal,
            // The listening thread has ended.
            _ => std::future::pending().await,
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

    async fn received(&mut self) -> Signal {
        tokio::select! {
            _ = self.interrupt.recv() => Signal::Interrupt,
            _ = self.terminate.recv() => Signal::Terminate,
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

    async fn received(&mut self) -> Signal {
        self.0.recv().await;
        Signal::Interrupt
    }
}
