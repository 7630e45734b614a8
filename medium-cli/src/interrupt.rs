//! Ctrl-C and SIGTERM: a command closes what it has open, and ends.

use std::io;
use std::process::exit;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use medium_cli::diagnostic::{ErrorKind, Exit};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long a command may take to close what it has open. One that is stuck,
/// such as in writing to a pipe that nobody reads, is ended then.
const GRACE: Duration = Duration::from_secs(3);

/// What ended a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// SIGTERM, as a service manager sends it.
    Terminate,
}

impl Signal {
    /// What kind of error it is to be ended by it.
    pub(crate) fn kind(self) -> ErrorKind {
        match self {
            Self::Interrupt => ErrorKind::Interrupted,
            Self::Terminate => ErrorKind::Terminated,
        }
    }

    /// The exit code of a command that it ended.
    pub(crate) fn exit(self) -> Exit {
        match self {
            Self::Interrupt => Exit::Interrupted,
            Self::Terminate => Exit::Terminated,
        }
    }
}

/// Listens from when it is made, so that none is missed. The system ends the
/// process no more by itself then: whoever has one waits for [`Interrupt::came`].
#[derive(Clone)]
pub(crate) struct Interrupt(watch::Receiver<Option<Signal>>);

impl Interrupt {
    /// Listens on a thread of its own, which is not held up by anything that
    /// the command does. After the first signal the command has [`GRACE`] to end;
    /// a second one ends it at once.
    pub(crate) fn listen() -> io::Result<Self> {
        let (tell, came) = watch::channel(None);
        let (ready, is_ready) = mpsc::sync_channel(1);
        let listening = move || -> io::Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut signals = Signals::listen()?;
                let _ = ready.send(());
                let signal = signals.came().await;
                tell.send_replace(Some(signal));
                let _ = timeout(GRACE, signals.came()).await;
                exit(signal.exit() as i32)
            })
        };
        let thread = thread::spawn(listening);
        if is_ready.recv().is_ok() {
            return Ok(Self(came));
        }
        match thread.join() {
            Ok(result) => result.map(|()| Self(came)),
            Err(_) => Err(io::Error::other("the thread for signals has ended")),
        }
    }

    /// Waits for one.
    pub(crate) async fn came(&mut self) -> Signal {
        match self.0.wait_for(Option::is_some).await.map(|signal| *signal) {
            Ok(Some(signal)) => signal,
            // Nobody listens any more.
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

    async fn came(&mut self) -> Signal {
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

    async fn came(&mut self) -> Signal {
        self.0.recv().await;
        Signal::Interrupt
    }
}
