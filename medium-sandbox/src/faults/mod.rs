//! A network that misbehaves on request, in front of any HTTP/1.1 server.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use medium_sandbox::Sandbox;
//! use medium_sandbox::faults::{Fault, FaultProxy, Target, Times};
//!
//! let sandbox = Sandbox::start().await?;
//! let proxy = FaultProxy::start(sandbox.address()).await?;
//! proxy.inject(Fault::CloseAfterExecution, Times::Next(1)).await;
//! // A client that now creates a post through `proxy.url()` gets no response, and yet:
//! // the post is in `sandbox.posts()`, and …
//! let create = Target::operation("createPost").ok_or("no such operation")?;
//! assert_eq!(proxy.count(&create), 0, "… `proxy.count()` tells how often it was sent");
//! # Ok(())
//! # }
//! ```
//!
//! Every response closes its connection, so that each request is checked for faults again: what a test
//! injects does not depend on which connections a client happens to keep.

mod canned;
mod connection;
mod fault;
pub(crate) mod front;
pub(crate) mod gate;
mod proxy;
mod rules;
pub(crate) mod switchboard;
mod wire;

pub use fault::{Fault, UnknownFault};
pub use proxy::FaultProxy;
pub(crate) use rules::Injected;
pub use rules::{Target, Times};
