//! Work that may block forever, such as waiting for the user or reading a pipe.

use std::io;
use std::thread;

use tokio::sync::oneshot;

use crate::error::{Error, Result};

/// Runs `work` on a separate thread, so that Ctrl-C and the sandbox in this process keep working.
/// Tokio's blocking threads would delay the end of the process; this thread ends with it.
pub(crate) async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || sender.send(work()));
    let interrupted = |_| Error::Input(io::Error::other("the thread ended early"));
    receiver.await.map_err(interrupted)
}
