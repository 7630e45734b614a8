//! Writing files for the user.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// The marker in the head of each page that this command writes.
const OWN_MARK: &str = "<meta name=\"generator\" content=\"medium handoff\">";
/// How many bytes of a page are searched for it.
const HEAD: u64 = 1024;

/// Writes a file and creates its folders. Overwrites an existing file.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    make_folder(file)?;
    fs::write(file, bytes).map_err(unwritable(file))
}

/// Writes a new file and creates its folders.
///
/// # Errors
///
/// [`Error::Exists`] if the file exists.
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

/// Checks that a page can be written to `file`: it may replace an earlier page, but no other file, such
/// as the article itself.
///
/// # Errors
///
/// [`Error::Exists`] if there is another file.
pub(crate) fn check_page_path(file: &Path) -> Result<()> {
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
