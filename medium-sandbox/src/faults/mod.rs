//! Fault injection in front of any HTTP/1.1 server.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use medium_sandbox::Sandbox;
//! use medium_sandbox::faults::{Fault, FaultProxy, FaultScope, Times};
//!
//! let sandbox = Sandbox::start().await?;
//! let proxy = FaultProxy::start(sandbox.address()).await?;
//! proxy.inject(Fault::CloseAfterExecution, Times::Next(1)).await;
//! // A client that creates a post through `proxy.url()` now gets no response, although the
//! // post is created. `proxy.count()` returns how often it was sent.
//! let create = FaultScope::operation("createPost").ok_or("no such operation")?;
//! assert_eq!(proxy.count(&create), 0);
//! # Ok(())
//! # }
//! ```
//!
//! While faults are active, every response closes its connection. So a fault applies to the next
//! request, whether or not a client keeps connections open.

pub(crate) mod backend;
mod connection;
mod fault;
mod fixed_responses;
mod http1;
pub(crate) mod injector;
pub(crate) mod keep_alive;
pub(crate) mod listener;
mod proxy;
mod rules;

pub use fault::{Fault, UnknownFault};
pub use proxy::FaultProxy;
pub(crate) use rules::Injected;
pub use rules::{FaultScope, Times};
