//! Runs asynchronous calls in blocking programs.

use std::future::Future;
use std::sync::{Arc, OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

use super::Error;

/// A lazy tokio runtime. Its thread keeps connections alive between calls. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Runner(Arc<LazyRuntime>);

#[derive(Debug, Default)]
struct LazyRuntime(OnceLock<Option<Runtime>>);

impl Runner {
    /// Runs `future` to completion.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] in asynchronous code, which it would block, or without free threads.
    pub fn run<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        let invalid = |problem: &str| Err(Error::input("client", "runtime", problem));
        if Handle::try_current().is_ok() {
            return invalid(
                "is asynchronous: use the asynchronous client here, the blocking one would block it",
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
            None => invalid("could not be started: the system has no threads left"),
        }
    }
}

impl Drop for LazyRuntime {
    fn drop(&mut self) {
        // Waiting for its shutdown would panic in asynchronous code.
        if let Some(Some(runtime)) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
