//! What can go wrong with a store, each with what to do about it.

use std::path::PathBuf;

/// Why a store did not do what it was asked to. No variant shows a token, a key
/// or a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The store's address can't be used.
    #[error("the store's address {0}")]
    Url(String),
    /// Others on this machine can get at a file or folder that must be private.
    #[error("{path} {problem}")]
    Private {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// A file can't be made or read.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The engine failed.
    #[error("the store could not {doing}: {problem}")]
    Database {
        /// What it was to do.
        doing: &'static str,
        /// What it says.
        problem: String,
    },
    /// A text with a NUL character, which PostgreSQL can't keep. SQLite could,
    /// but a store means the same on both engines.
    #[error(
        "the store could not {doing}: there is a NUL character (U+0000) in {text:?}; remove it"
    )]
    Nul {
        /// What it was to do.
        doing: &'static str,
        /// The text.
        text: String,
    },
    /// The file has no contents, and the key of an earlier store lies beside it.
    #[error(
        "{path} is empty, but {key} beside it shows that there was a store: bring the file back from a copy; to begin a new store, which knows nothing of what was published, delete the empty file"
    )]
    Emptied {
        /// The store's file.
        path: PathBuf,
        /// The key file.
        key: PathBuf,
    },
    /// A later version of this program has used the store.
    #[error(
        "the store has schema {found}, and this program knows {known} at most: use the version that wrote it, or a later one"
    )]
    Newer {
        /// The store's schema.
        found: i64,
        /// The newest one that is known here.
        known: i64,
    },
    /// The key that tokens are sealed with can't be had.
    #[error("the store's key {0}")]
    Key(String),
    /// The key is not the one that the store was sealed with. Nothing is lost:
    /// with the right key all is readable.
    #[error(
        "the key is not the one that this store's tokens are sealed with; nothing is lost: give the right one ({hint})"
    )]
    WrongKey {
        /// Where the right one was taken from.
        hint: &'static str,
    },
    /// The store has got another key since this process read it.
    #[error("the store has got another key meanwhile: start again with the new one")]
    Rekeyed,
    /// A record was changed by something other than this program, or moved from
    /// another record's place. It is left as it is.
    #[error(
        "the tokens of {record} were tampered with: restore the store from a backup, or log in again to replace them"
    )]
    Tampered {
        /// Whose.
        record: String,
    },
    /// Tokens are being renewed right now.
    #[error("tokens are being renewed right now: do it again in a minute or two")]
    Leased,
    /// A record does not read as this program writes it.
    #[error("the store holds {0}: was it written by another program?")]
    Unreadable(String),
    /// The operating system gave no random bytes.
    #[error("the operating system has no randomness: {0}")]
    Random(String),
    /// An article that can't be named.
    #[error("the article {0}")]
    Article(String),
}

impl Error {
    /// The engine's own words, in one line. It never puts a password into them:
    /// those go to it in options, not in an address.
    pub(crate) fn database(doing: &'static str) -> impl Fn(sqlx::Error) -> Self + Copy {
        move |error| {
            let said = error.to_string();
            Self::Database {
                doing,
                problem: said.split_whitespace().collect::<Vec<_>>().join(" "),
            }
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
