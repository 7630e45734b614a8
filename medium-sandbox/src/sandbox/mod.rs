//! Setting up, starting and running a sandbox.

mod builder;
mod error;
mod running;
mod startup;

pub use builder::SandboxBuilder;
pub use error::StartError;
pub use running::Sandbox;
