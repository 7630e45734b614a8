//! Macros for the operations, builders and responses of generated clients.

mod browser_operation;
mod builder;
mod operation;
mod responses;

pub use operation::Async;
