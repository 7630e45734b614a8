//! Runs asynchronous calls for blocking programs.

use std::future::Future;
use std::sync::{Arc, OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

use super::Error;

/// A runtime of its own, made with the first call, with one thread that keeps
/// connections alive between calls. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Runner(Arc<Owned>);

#[derive(Debug, Default)]
struct Owned(OnceLock<Option<Runtime>>);

impl Runner {
    /// Runs `future` to its end.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where this is called from asynchronous code, which it
    /// would block, and where the system has no thread left.
    pub fn run<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        let refused = |problem: &str| Err(Error::input("client", "runtime", problem));
        if Handle::try_current().is_ok() {
            return refused(
                "is asynchronous already: use the asynchronous client here, the blocking one would stop it",
            );
        }
        let runtime = self.0.0.get_or_init(|| {
            Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()
                .ok()
        });
        match runtime {
            Some(runtime) => Ok(runtime.block_on(future)),
            None => refused("could not be started: the system has no thread left"),
        }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // BlockingIter for it would panic in asynchronous code.
        if let Some(Some(runtime)) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
