//! Access to the state file, which contains tokens and client secrets: only its user can read it.
//!
//! On Unix its mode ensures that. On Windows the file inherits the permissions of its folder.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use super::error::StateError;

/// Creates an empty file with mode 0600 if it doesn't exist. SQLite would create a file that others can
/// read. SQLite's journal files get the mode of the database.
pub(super) fn create(path: &Path) -> Result<(), StateError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            io::ErrorKind::NotFound => Err(StateError::MissingFolder),
            _ => Err(StateError::Unwritable),
        },
    }
}

/// Removes the access of other users to the file and SQLite's journal files. A copied file, or one of an
/// earlier version, may be open to them.
#[cfg(unix)]
pub(super) fn restrict(path: &Path) -> Result<(), StateError> {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let mode = match metadata(&file) {
            Ok(metadata) => metadata.permissions().mode(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(_) => return Err(StateError::PermissionsTooOpen),
        };
        if mode & 0o077 != 0 {
            let own = Permissions::from_mode(mode & 0o700);
            set_permissions(&file, own).map_err(|_| StateError::PermissionsTooOpen)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path) -> Result<(), StateError> {
    Ok(())
}
