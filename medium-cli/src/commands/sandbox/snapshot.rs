//! Exports and imports the contents of a sandbox.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use medium_sandbox::Seed;
use medium_sandbox::client::types;

use super::SandboxError;
use super::control::RunningSandbox;
use crate::error::{Error, Result};
use crate::output::Output;

pub(super) async fn export(
    file: Option<&Path>,
    sandbox: &RunningSandbox,
    output: &Output,
) -> Result<()> {
    let seed = sandbox.client.snapshot().await.map_err(sandbox.failed())?;
    let mut text = serde_json::to_string_pretty(&seed)?;
    text.push('\n');
    let Some(path) = file else {
        return output.file(text.as_bytes());
    };
    create_private(path, text.as_bytes())?;
    output.info(&format!(
        "Wrote {}, including tokens. To start a sandbox with it: medium sandbox --seed {0}",
        path.display()
    ));
    Ok(())
}

pub(super) async fn import(path: &Path, sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let unreadable = |source| SandboxError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let seed = Seed::from_yaml(&text).map_err(|source| SandboxError::Seed {
        path: path.to_owned(),
        source,
    })?;
    seed.check().map_err(|source| SandboxError::Seed {
        path: path.to_owned(),
        source,
    })?;
    // Converts to the client's generated type, which has the same JSON.
    let seed: types::Seed = serde_json::from_value(seed.to_json())?;
    let done = sandbox.client.restore(&seed).await;
    done.map_err(sandbox.failed())?;
    output.info("Replaced the contents of the sandbox.");
    Ok(())
}

/// Writes a new file that other users can't read.
fn create_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(bytes));
    written.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => SandboxError::Unwritable {
            path: path.to_owned(),
            source,
        }
        .into(),
    })
}
