//! A key in a file that is for this user alone.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Key;
use crate::{Error, private};

/// Beside the store. Each key has a file of its own, so that the old one is
/// there until the store has the new one.
fn path(store: &Path, id: &str) -> PathBuf {
    store.with_extension(format!("{id}.key"))
}

/// The key file of a store that is, or was, at `store`.
#[cfg(feature = "sqlite")]
pub(crate) fn file_beside(store: &Path) -> Option<PathBuf> {
    let name = store.file_stem()?.to_string_lossy().into_owned() + ".";
    let folder = store.parent().filter(|path| !path.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|file| {
        let is_ours = file
            .file_name()
            .is_some_and(|file| file.to_string_lossy().starts_with(&name));
        is_ours && file.extension().is_some_and(|end| end == "key")
    })
}

/// The key that is called `id`.
pub(super) fn read(store: &Path, id: &str) -> Result<Key, Error> {
    let path = path(store, id);
    match fs::read_to_string(&path).map(Zeroizing::new) {
        Ok(text) => {
            private::check_file(&path)?;
            Key::parse(&text)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::Key(format!(
            "is not in {}: bring the file back, or log in again with a new store",
            path.display()
        ))),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// Keeps `key`, on disk when this returns.
pub(super) fn write(store: &Path, id: &str, key: &Key) -> Result<(), Error> {
    let path = path(store, id);
    written(&path, key).map_err(Error::file(path))
}

fn written(path: &Path, key: &Key) -> io::Result<()> {
    let folder = path.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // Temporary files are made for this user alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", key.to_hex().expose())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Takes away a key that the store does not use any more.
pub(super) fn remove(store: &Path, id: &str) {
    // One that stays harms nobody.
    let _ = fs::remove_file(path(store, id));
}
