//! What the bench's programs share: the work to be done, those who do it, and
//! the server that they do it against.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod article;
pub mod case;
pub mod client;
mod cores;
pub mod network;
pub mod paired;
mod report;
pub mod run;
pub mod served;
pub mod server;
