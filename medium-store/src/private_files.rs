//! Files and folders that only this user can access.
//!
//! On Unix by their mode. On Windows the user's data folder is private by inheritance.

use std::path::Path;

use crate::Error;

/// Creates the folder (0700) if it is missing, and rejects one that others can access.
#[cfg(feature = "sqlite")]
pub(crate) fn prepare_folder(path: &Path) -> Result<(), Error> {
    create_folder(path).map_err(Error::file(path))?;
    check_folder(path)
}

/// Rejects a folder that others can access.
#[cfg(feature = "sqlite")]
pub(crate) fn check_folder(path: &Path) -> Result<(), Error> {
    check(path, "chmod 700")
}

/// Creates the file (0600) and its folder (0700) if missing.
#[cfg(feature = "sqlite")]
pub(crate) fn create_missing_file(path: &Path) -> Result<(), Error> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_folder(parent).map_err(Error::file(parent))?;
    }
    match create_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Error::file(path)(error))
        }
        _ => Ok(()),
    }
}

/// Rejects a file that others can access.
pub(crate) fn check_file(path: &Path) -> Result<(), Error> {
    check(path, "chmod 600")
}

#[cfg(feature = "sqlite")]
fn create_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(feature = "sqlite")]
fn create_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(unix)]
fn check(path: &Path, command: &str) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let mode = std::fs::metadata(path)
        .map_err(Error::file(path))?
        .permissions()
        .mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::NotPrivate {
        path: path.to_owned(),
        problem: format!(
            "can be accessed by other users of this machine (mode {:o}): restrict it with {command}",
            mode & 0o777
        ),
    })
}

#[cfg(not(unix))]
fn check(_path: &Path, _command: &str) -> Result<(), Error> {
    Ok(())
}

#[cfg(all(test, unix, feature = "sqlite"))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn rejects_a_folder_that_others_can_access() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("share/medium");
        prepare_folder(&folder).unwrap();
        for open in [0o755, 0o750, 0o701, 0o720] {
            fs::set_permissions(&folder, Permissions::from_mode(open)).unwrap();
            for result in [check_folder(&folder), prepare_folder(&folder)] {
                let error = result.unwrap_err().to_string();
                assert!(error.contains("chmod 700"), "{error}");
            }
        }
    }
}
