//! The state file is for its user alone: tokens and client secrets are in it.
//!
//! On Unix by its mode. On Windows by what its folder hands down.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use super::StateError;

/// Makes an empty file (0600) where there is none. SQLite would make one that others can read, and
/// gives the files that it puts beside a database the database's own mode.
pub(super) fn create(path: &Path) -> Result<(), StateError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            io::ErrorKind::NotFound => Err(StateError::NoFolder),
            _ => Err(StateError::Unwritable),
        },
    }
}

/// Takes a file, and those that SQLite has put beside it, from everybody else: one of an earlier
/// sandbox, or one that was copied here.
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
            Err(_) => return Err(StateError::Exposed),
        };
        if mode & 0o077 != 0 {
            let own = Permissions::from_mode(mode & 0o700);
            set_permissions(&file, own).map_err(|_| StateError::Exposed)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path) -> Result<(), StateError> {
    Ok(())
}
