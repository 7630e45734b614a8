//! Messages about a sandbox that did not start.

use std::io;

use medium_cli::diagnostic::io_reason;
use medium_sandbox::{StartError, StateError};

use crate::commands::sandbox::seed_message;

pub(super) fn is_in_use(error: &StartError) -> bool {
    let source = match error {
        StartError::State { source, .. } => source,
        _ => return false,
    };
    matches!(source, StateError::InUse)
}

/// What happened.
pub(super) fn message(error: &StartError) -> String {
    match (port_in_use(error), error) {
        (Some(port), _) => format!("port {port} is in use"),
        (_, StartError::SeedFile { path, problem }) => seed_message(path, problem),
        _ => with_causes(error),
    }
}

/// Returns the port that another process listens on.
pub(super) fn port_in_use(error: &StartError) -> Option<&str> {
    match error {
        StartError::Listen { address, source } if source.kind() == io::ErrorKind::AddrInUse => {
            address.rsplit(':').next()
        }
        _ => None,
    }
}

/// Returns an error and its causes, on one line.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error
            .downcast_ref()
            .map_or_else(|| error.to_string(), io_reason);
        text.push_str(&format!(": {reason}"));
        cause = error.source();
    }
    text
}
