// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The client and its types, generated.

mod builder;
pub mod calls;
mod client;
pub mod operations;
pub mod types;
pub use builder::Builder;
pub use client::Client;
pub use medium_runtime::Error;
