//! The packages as their users get them: manifests, minimum Rust versions, and dependencies.

mod dependency_reasons;
mod manifests;
mod rust_version;
mod trees;
mod workspace;
