//! A client of the control calls of a sandbox that runs elsewhere, generated from
//! `spec/sandbox.yaml`. For a sandbox in the same process, use [`Sandbox`](crate::Sandbox).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use medium_sandbox::Sandbox;
//! use medium_sandbox::client::Client;
//! use medium_sandbox::client::types::Fault;
//!
//! let sandbox = Sandbox::start().await?;
//! let client: Client = Client::builder().api_url(sandbox.url()).build()?;
//! client.inject_fault(&Fault::new("503").operation("createPost").times(2)).await?;
//! assert_eq!(client.posts().await?.len(), 0);
//! # Ok(())
//! # }
//! ```

mod generated;

pub use generated::{Builder, Client, Error, calls, operations, types};
