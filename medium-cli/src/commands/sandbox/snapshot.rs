//! All that a sandbox holds, into a file and from one.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use medium_sandbox::Seed;
use medium_sandbox::client::types;

use super::SandboxError;
use super::control::RunningSandbox;
use crate::error::Result;
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
    write_new(path, text.as_bytes(), true)?;
    output.info(&format!(
        "{} holds its tokens, too: medium sandbox --seed {0} starts with it.",
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
    // What both sides have in common is the document.
    let seed: types::Seed = serde_json::from_value(seed.to_json())?;
    let done = sandbox.client.restore(&seed).await;
    done.map_err(sandbox.failed())?;
    output.info("It holds what the file says.");
    Ok(())
}

/// Writes a file that others can't read; an earlier one is replaced if `replace` says so.
pub(crate) fn write_new(path: &Path, bytes: &[u8], replace: bool) -> Result<(), SandboxError> {
    let mut options = OpenOptions::new();
    options.write(true);
    if replace {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
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
