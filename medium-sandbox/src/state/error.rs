//! Errors of the state file.

/// The schema version that this sandbox reads and writes.
pub(super) const VERSION: i64 = 1;

/// Why a state file can't be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// A later version of the sandbox wrote the file.
    #[error(
        "it has version {found}, but this sandbox supports only version {VERSION}; update the sandbox"
    )]
    Version {
        /// The version in the file.
        found: i64,
    },
    /// The file is something else. It was not changed.
    #[error("it is not a state file of a sandbox; choose another file")]
    NotAStateFile,
    /// Another sandbox has opened it.
    #[error("another sandbox is using it; stop that one with Ctrl-C")]
    InUse,
    /// The file or its folder is read-only, or the disk is full.
    #[error("it can't be written; check its permissions and the free space")]
    Unwritable,
    /// Its folder does not exist.
    #[error("its folder doesn't exist; create it first")]
    MissingFolder,
    /// Other users can read the file, which contains tokens, and its permissions can't be changed.
    #[error("other users can read it, and its permissions can't be changed")]
    PermissionsTooOpen,
    /// Another SQLite error.
    #[error("{0}")]
    Sqlite(String),
    /// A row is invalid.
    #[error("it has an invalid row: {0}")]
    Row(String),
}

impl From<sqlx::Error> for StateError {
    fn from(error: sqlx::Error) -> Self {
        let Some(error) = error.as_database_error() else {
            return Self::Sqlite(error.to_string());
        };
        let code: Option<u32> = error.code().and_then(|code| code.parse().ok());
        // The lower byte is the primary result code.
        match code.map(|code| code & 0xff) {
            Some(5) => Self::InUse,
            Some(8 | 13) => Self::Unwritable,
            Some(26) => Self::NotAStateFile,
            _ => Self::Sqlite(error.message().to_owned()),
        }
    }
}

impl From<serde_json::Error> for StateError {
    fn from(error: serde_json::Error) -> Self {
        Self::Row(error.to_string())
    }
}
