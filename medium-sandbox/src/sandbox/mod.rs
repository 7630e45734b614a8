//! Sets up, starts and runs a sandbox.

mod builder;
mod error;
mod running;
mod startup;

pub use builder::SandboxBuilder;
pub use error::StartError;
pub use running::Sandbox;
