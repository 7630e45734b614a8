//! A key in a private file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Key;
use crate::{Error, private_files};

/// Returns a file next to the store. Each key has its own file, so that the old key remains until
/// the store has switched.
fn path(store: &Path, id: &str) -> PathBuf {
    store.with_extension(format!("{id}.key"))
}

/// Returns the key file of a store that is, or was, at `store`: `store.ID.key`.
#[cfg(feature = "sqlite")]
pub(crate) fn find_key_file(store: &Path) -> Option<PathBuf> {
    let name = store.file_stem()?.to_string_lossy().into_owned() + ".";
    let folder = store.parent().filter(|path| !path.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(|file| {
        let file = file.file_name().map(|file| file.to_string_lossy());
        let id = file.as_deref().and_then(|file| {
            let id = file.strip_prefix(&name)?;
            id.strip_suffix(".key")
        });
        // An id with a dot belongs to a store with a longer name.
        id.is_some_and(|id| !id.is_empty() && !id.contains('.'))
    })
}

/// Reads the key `id`.
pub(super) fn read(store: &Path, id: &str) -> Result<Key, Error> {
    let path = path(store, id);
    match fs::read_to_string(&path).map(Zeroizing::new) {
        Ok(text) => {
            private_files::check_file(&path)?;
            Key::parse(&text)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::Key(format!(
            "is not in {}: restore the file, or log in again with a new store",
            path.display()
        ))),
        Err(error) => Err(Error::file(path)(error)),
    }
}

/// Writes `key`, which is on disk when this returns.
pub(super) fn write(store: &Path, id: &str, key: &Key) -> Result<(), Error> {
    let path = path(store, id);
    write_private(&path, key).map_err(Error::file(path))
}

fn write_private(path: &Path, key: &Key) -> io::Result<()> {
    let folder = path.parent().filter(|path| !path.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    // Temporary files are private.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", key.to_hex().expose())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Removes a key that the store no longer uses.
pub(super) fn remove(store: &Path, id: &str) {
    // A remaining file does no harm.
    let _ = fs::remove_file(path(store, id));
}
