//! The errors of a store, each with what to do.

use std::path::PathBuf;

/// An error of a store. No variant shows a token, a key or a password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The store's URL is invalid.
    #[error("the store's URL {0}")]
    Url(String),
    /// Other users of this machine can access a file or folder that must be private.
    #[error("{path} {problem}")]
    NotPrivate {
        /// The file or folder.
        path: PathBuf,
        /// The problem, and what to do.
        problem: String,
    },
    /// A file can't be created or read.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The file exists, but is not a store.
    #[error("{path} {problem}")]
    NotAStore {
        /// The file or folder.
        path: PathBuf,
        /// What it is, and what to do.
        problem: &'static str,
    },
    /// The database server can't be reached, or rejects the connection.
    #[error("can't reach the store at {server}: {problem}")]
    Unreachable {
        /// Host and port, or the socket.
        server: String,
        /// The cause.
        problem: String,
    },
    /// The database engine failed.
    #[error("the store could not {operation}: {problem}")]
    Database {
        /// The operation.
        operation: &'static str,
        /// The engine's message.
        problem: String,
    },
    /// A text contains a NUL character, which PostgreSQL can't store. SQLite could, but both
    /// engines behave the same.
    #[error(
        "the store could not {operation}: there is a NUL character (U+0000) in {text:?}; remove it"
    )]
    Nul {
        /// The operation.
        operation: &'static str,
        /// The text.
        text: String,
    },
    /// The store's file is missing or empty, but its key is still in the folder.
    #[error(
        "{path} is missing or empty, but {key} next to it shows that there was a store: restore the file from a copy, or, for a new store that knows of no published posts, use another name or move the key file away"
    )]
    Lost {
        /// The store's file.
        path: PathBuf,
        /// The key file.
        key: PathBuf,
    },
    /// A newer version of this program has used the store.
    #[error(
        "the store has schema {found}, but this program supports up to {known}: use the version that wrote it, or a later one"
    )]
    Newer {
        /// The store's schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// The key that encrypts tokens is not available.
    #[error("the store's key {0}")]
    Key(String),
    /// The key is not the one that encrypted the store's tokens. Nothing is lost: the right key
    /// decrypts them.
    #[error(
        "the key is not the one that encrypted this store's tokens; nothing is lost: provide the right one ({hint})"
    )]
    WrongKey {
        /// Where the right key came from.
        hint: &'static str,
    },
    /// Another process has changed the store's key.
    #[error("the store's key was changed: start the program again with the new key")]
    Rekeyed,
    /// A record was changed by another program, or moved from another record. It is left unchanged.
    #[error(
        "the tokens of {record} were tampered with: restore the store from a backup, or log in again to replace them"
    )]
    Tampered {
        /// The record's account.
        record: String,
    },
    /// Another process is refreshing the tokens.
    #[error("the tokens are being refreshed: try again in a minute or two")]
    Leased,
    /// A record has an unexpected format.
    #[error("the store contains {0}: was it written by another program?")]
    Unreadable(String),
    /// The operating system has no random bytes.
    #[error("the operating system has no random bytes: {0}")]
    Random(String),
    /// An article has no valid name.
    #[error("the article {0}")]
    Article(String),
}

impl Error {
    /// Converts an engine's error, with its message on one line. The message never contains a
    /// password: passwords are passed in options, not in a URL.
    pub(crate) fn database(operation: &'static str) -> impl Fn(sqlx::Error) -> Self + Copy {
        move |error| Self::Database {
            operation,
            problem: one_line(&error),
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

/// Returns the engine's message without sqlx's introduction.
pub(crate) fn one_line(error: &sqlx::Error) -> String {
    let message = match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
