//! Macros for the operations, builders and responses of generated clients.

mod builder;
mod operation;
mod responses;

pub use operation::Async;
