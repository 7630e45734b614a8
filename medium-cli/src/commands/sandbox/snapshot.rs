//! Exports and imports the contents of a sandbox.

use std::fs::OpenOptions;
use std::io::Write;
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
    let is_seed = |text: String| Seed::from_yaml(&text).is_ok();
    if path.is_file() && !std::fs::read_to_string(path).is_ok_and(is_seed) {
        return Err(Error::Exists(path.to_owned()));
    }
    write_private(path, text.as_bytes())?;
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

/// Writes a file that other users can't read. Overwrites an earlier one.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), SandboxError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(bytes));
    written.map_err(|source| SandboxError::Unwritable {
        path: path.to_owned(),
        source,
    })
}
