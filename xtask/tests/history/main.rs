//! The tasks that compare a checkout with its history, in real git repositories.
#![allow(missing_docs)]

mod checkout;
mod release;
mod review;
#[cfg(unix)]
mod scripts;
mod version_check;
