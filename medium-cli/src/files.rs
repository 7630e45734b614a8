//! Files that a command writes for its user.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// What stands at the beginning of each page that this command writes.
const OWN_MARK: &str = "<meta name=\"generator\" content=\"medium handoff\">";
/// How far into a page it is looked for, in bytes.
const HEAD: u64 = 1024;

/// Writes a file, and the folders that it stands in. What is there already is overwritten.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    make_folder(file)?;
    fs::write(file, bytes).map_err(unwritable(file))
}

/// Writes a new file, and the folders that it stands in.
///
/// # Errors
///
/// [`Error::Exists`] if there is anything of that name.
pub(crate) fn create(file: &Path, bytes: &[u8]) -> Result<()> {
    make_folder(file)?;
    let mut new = match File::create_new(file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Error::Exists(file.to_owned()));
        }
        new => new.map_err(unwritable(file))?,
    };
    new.write_all(bytes).map_err(unwritable(file))
}

/// Whether a page may be written here: an earlier page of this command is replaced, and anything else
/// is left as it is, such as the article itself.
///
/// # Errors
///
/// [`Error::Exists`] if there is something else.
pub(crate) fn check_place_of_page(file: &Path) -> Result<()> {
    let mut head = Vec::new();
    match File::open(file).and_then(|page| page.take(HEAD).read_to_end(&mut head)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Ok(_) if String::from_utf8_lossy(&head).contains(OWN_MARK) => Ok(()),
        _ => Err(Error::Exists(file.to_owned())),
    }
}

fn make_folder(file: &Path) -> Result<()> {
    match file.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(unwritable(file)),
        None => Ok(()),
    }
}

fn unwritable(file: &Path) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::Unwritable {
        path: file.to_owned(),
        source,
    }
}
