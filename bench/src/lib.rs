//! The benchmark of medium-api: cases, clients, a server, and a report.

pub mod any_client;
pub mod article;
pub mod case;
pub mod client;
mod cores;
pub mod network;
pub mod paired;
pub mod report;
pub mod run;
pub mod server;
pub mod server_process;
mod subprocess;
