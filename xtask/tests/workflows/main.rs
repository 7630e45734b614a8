//! The tasks and scripts of the workflows: reviews and releases in real git repositories, archives, and
//! the summary of the checks.
#![allow(missing_docs)]

mod checkout;
mod release;
mod review;
#[cfg(unix)]
mod scripts;
#[cfg(unix)]
mod summary;
#[cfg(unix)]
mod unpack;
mod version_check;
