// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client and its types, generated.

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
pub mod calls;
#[cfg(feature = "client")]
mod client;
pub mod operations;
pub mod types;
#[cfg(feature = "client")]
pub use builder::Builder;
#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use medium_runtime::Error;
