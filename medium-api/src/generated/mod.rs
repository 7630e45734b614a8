// @generated from spec/medium.yaml by `cargo xtask regen`: edit the document or the generator, not this file.
//! The client and its types, generated.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod calls;
mod client;
pub mod operations;
pub mod types;
pub use client::Client;
