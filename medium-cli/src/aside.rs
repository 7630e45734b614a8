//! Work that may wait for ever, such as for a person or at the end of a pipe.

use std::io;
use std::thread;

use tokio::sync::oneshot;

use crate::error::{Error, Result};

/// Waits for `work` on a thread of its own: Ctrl-C, and the sandbox in this process, are attended
/// to meanwhile. A thread that nobody waits for any more ends with the process.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || sender.send(work()));
    let broken = |_| Error::Input(io::Error::other("it was broken off"));
    receiver.await.map_err(broken)
}
