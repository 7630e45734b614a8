//! The packages as their users get them: manifests, minimum Rust versions, and
//! dependencies.

mod published;
mod reasons;
mod rust_version;
mod trees;
mod workspace;
