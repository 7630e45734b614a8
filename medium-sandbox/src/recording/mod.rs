//! Recordings of the real service, and how it differs from the document and the sandbox.
//!
//! A recording is JSON lines: a head, then one line per exchange, without secrets.
//! [`Recording::verify`] replays it against a sandbox that starts with the recorded users and
//! publications.

mod compare;
mod exchange;
mod finding;
mod format;
mod locate;
mod replay;
mod seed;

pub use exchange::{Credential, Exchange, Message};
pub use finding::{Basis, Finding};
pub use format::{Recording, RecordingError};
pub use replay::Verification;
