//! The packages as those meet them who depend on them: what their manifests say, the oldest Rust that
//! builds them, and what comes with them.

mod published;
mod reasons;
mod rust_version;
mod trees;
mod workspace;
