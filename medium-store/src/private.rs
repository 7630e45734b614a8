//! Files and folders that are for this user alone.
//!
//! On Unix by their mode. On Windows the user's data folder is private by what
//! it inherits.

use std::path::Path;

use crate::Error;

/// Makes the folder (0700) where there is none, and refuses one that others can
/// get into.
#[cfg(feature = "sqlite")]
pub(crate) fn prepare_folder(path: &Path) -> Result<(), Error> {
    create_folder(path).map_err(Error::file(path))?;
    check_folder(path)
}

/// Refuses a folder that others can get into.
#[cfg(feature = "sqlite")]
pub(crate) fn check_folder(path: &Path) -> Result<(), Error> {
    check(path, "chmod 700")
}

/// Makes the file (0600) and its folder (0700) where there are none, and
/// refuses a file that others can get at.
#[cfg(feature = "sqlite")]
pub(crate) fn prepare_file(path: &Path) -> Result<(), Error> {
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
        _ => check_file(path),
    }
}

/// Refuses a file that others can get at.
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
fn check(path: &Path, mend: &str) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let mode = std::fs::metadata(path)
        .map_err(Error::file(path))?
        .permissions()
        .mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::Private {
        path: path.to_owned(),
        problem: format!(
            "can be used by others on this machine (mode {:o}): {mend} it, if nobody has",
            mode & 0o777
        ),
    })
}

#[cfg(not(unix))]
fn check(_path: &Path, _mend: &str) -> Result<(), Error> {
    Ok(())
}

#[cfg(all(test, unix, feature = "sqlite"))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_that_others_can_get_into_is_refused() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("share/medium");
        prepare_folder(&folder).expect("made for this user alone");
        for open in [0o755, 0o750, 0o701, 0o720] {
            fs::set_permissions(&folder, Permissions::from_mode(open)).expect("its owner may");
            for refused in [check_folder(&folder), prepare_folder(&folder)] {
                let error = refused.expect_err("others can get into it").to_string();
                assert!(error.contains("chmod 700"), "{error}");
            }
        }
    }
}
