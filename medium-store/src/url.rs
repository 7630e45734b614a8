//! The URL of a store, which selects the engine.

use std::fmt;
use std::path::Path;
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::str::FromStr;

use crate::Error;

/// The maximum number of connections of one process to PostgreSQL. They are opened on demand.
#[cfg(feature = "postgres")]
const MAX_CONNECTIONS: u32 = 8;

/// A store's URL: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`.
///
/// ```
/// # #[cfg(feature = "postgres")] {
/// use medium_store::StoreUrl;
///
/// let url: StoreUrl = "postgres://blog:secret@localhost/medium".parse()?;
/// assert_eq!(url.to_string(), "postgres://blog@localhost:5432/medium");
/// # }
/// # Ok::<(), medium_store::Error>(())
/// ```
///
/// Neither `Debug` nor `Display` shows the password.
#[derive(Clone)]
pub struct StoreUrl {
    pub(crate) location: Location,
    pub(crate) connections: u32,
}

#[derive(Clone)]
pub(crate) enum Location {
    #[cfg(feature = "sqlite")]
    Sqlite(PathBuf),
    #[cfg(feature = "postgres")]
    Postgres(Box<sqlx::postgres::PgConnectOptions>),
}

impl StoreUrl {
    /// Returns the user's store: `medium/store.db` in the platform's data folder. If it is missing,
    /// [`Store::open`](crate::Store::open) creates it, private to the user.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] if the user has no home folder, and [`Error::NotPrivate`] if others can access
    /// the folder.
    #[cfg(feature = "sqlite")]
    pub fn default_for_user() -> Result<Self, Error> {
        let folder = data_folder()?;
        if folder.exists() {
            crate::private_files::check_folder(&folder)?;
        }
        Ok(Self::sqlite(folder.join("store.db")))
    }

    /// Returns the store of the user's sandbox: `medium/sandbox/store.db` in the same data folder.
    /// Creates the folder, which also contains the sandbox's state: deleting it removes the sandbox
    /// completely.
    ///
    /// # Errors
    ///
    /// The same as [`StoreUrl::default_for_user`].
    #[cfg(feature = "sqlite")]
    pub fn default_for_sandbox() -> Result<Self, Error> {
        let folder = data_folder()?;
        crate::private_files::prepare_folder(&folder)?;
        let folder = folder.join("sandbox");
        crate::private_files::prepare_folder(&folder)?;
        Ok(Self::sqlite(folder.join("store.db")))
    }

    /// Returns the URL of a store in a file.
    #[cfg(feature = "sqlite")]
    #[must_use]
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self {
            location: Location::Sqlite(path.into()),
            // One connection makes the tasks of a process take turns. SQLite's own writers would
            // poll.
            connections: 1,
        }
    }

    /// Sets the maximum number of connections. Default: 8 for PostgreSQL, and 1 for SQLite, which
    /// has one writer at a time.
    #[must_use]
    pub fn connections(mut self, max: u32) -> Self {
        self.connections = max.max(1);
        self
    }

    /// Returns whether several machines can use it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.file().is_none()
    }

    /// Returns the file, for SQLite.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.location {
            #[cfg(feature = "sqlite")]
            Location::Sqlite(path) => Some(path),
            #[cfg(feature = "postgres")]
            Location::Postgres(_) => None,
        }
    }
}

#[cfg(feature = "sqlite")]
fn data_folder() -> Result<PathBuf, Error> {
    use etcetera::BaseStrategy;

    let platform = etcetera::base_strategy::choose_native_strategy();
    let platform = platform.map_err(|error| {
        Error::Url(format!(
            "has no default ({error}): specify one, such as sqlite:PATH"
        ))
    })?;
    Ok(platform.data_dir().join("medium"))
}

const FORMS: &str = "sqlite:PATH or postgres://HOST/DATABASE";

impl FromStr for StoreUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text.split_once(':') {
            Some(("sqlite", path)) => file(path.strip_prefix("//").unwrap_or(path)),
            Some(("postgres" | "postgresql", _)) => server(text),
            // A URL of another kind may contain a password.
            _ if text.contains('@') => Err(Error::Url(format!("is not {FORMS}"))),
            _ => Err(Error::Url(format!("is `{text}`, not {FORMS}"))),
        }
    }
}

#[cfg(feature = "sqlite")]
fn file(path: &str) -> Result<StoreUrl, Error> {
    // Reject databases in memory and SQLite's URIs with options.
    if path.is_empty() || path.starts_with(':') || path.starts_with("file:") {
        return Err(Error::Url("names no file: write sqlite:PATH".to_owned()));
    }
    if path.starts_with("~/") {
        let problem = "starts with ~, which the shell doesn't expand there: write sqlite:$HOME/…";
        return Err(Error::Url(problem.to_owned()));
    }
    Ok(StoreUrl::sqlite(path))
}

#[cfg(not(feature = "sqlite"))]
fn file(_path: &str) -> Result<StoreUrl, Error> {
    let problem = "is for SQLite, which this build doesn't support";
    Err(Error::Url(problem.to_owned()))
}

#[cfg(not(feature = "postgres"))]
fn server(_text: &str) -> Result<StoreUrl, Error> {
    let problem = "is for PostgreSQL, which this build doesn't support";
    Err(Error::Url(problem.to_owned()))
}

#[cfg(feature = "postgres")]
fn server(text: &str) -> Result<StoreUrl, Error> {
    use sqlx::postgres::{PgConnectOptions, PgSslMode};

    // The message doesn't repeat the URL: it may contain the password.
    let options = PgConnectOptions::from_str(text).map_err(|_| {
        Error::Url("is invalid: write postgres://USER:PASSWORD@HOST/DATABASE, and percent-encode characters of the password other than letters and digits".to_owned())
    })?;
    // `require` encrypts to any server that responds, and `verify-ca` to any server with a
    // certificate of that authority.
    let is_verified = matches!(options.get_ssl_mode(), PgSslMode::VerifyFull);
    if !is_verified && !is_this_machine(&options) {
        let problem = "names another machine, whose certificate must be verified: add ?sslmode=verify-full (and &sslrootcert=FILE for your own certificate authority)";
        return Err(Error::Url(problem.to_owned()));
    }
    Ok(StoreUrl {
        location: Location::Postgres(Box::new(options)),
        connections: MAX_CONNECTIONS,
    })
}

#[cfg(feature = "postgres")]
fn is_this_machine(options: &sqlx::postgres::PgConnectOptions) -> bool {
    let host = options.get_host();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Doesn't show the password.
impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            #[cfg(feature = "sqlite")]
            Location::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            #[cfg(feature = "postgres")]
            Location::Postgres(server) => write!(
                f,
                "postgres://{}@{}:{}/{}",
                server.get_username(),
                server.get_host(),
                server.get_port(),
                server.get_database().unwrap_or_default()
            ),
        }
    }
}

impl fmt::Debug for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreUrl({self})")
    }
}

#[cfg(all(test, feature = "postgres", feature = "sqlite"))]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<StoreUrl, Error> {
        text.parse()
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = parse("postgres://blog:hunter2@127.0.0.1:5433/medium").unwrap();
        assert_eq!(url.to_string(), "postgres://blog@127.0.0.1:5433/medium");
        assert!(!format!("{url:?}").contains("hunter2"));
        let wrong = parse("postgres://blog:hunter2@host:port/medium").unwrap_err();
        assert!(!format!("{wrong} {wrong:?}").contains("hunter2"));
    }

    #[test]
    fn requires_verified_tls_for_another_machine() {
        let of = |mode: &str| parse(&format!("postgres://blog@db.example/medium{mode}"));
        let unverified = ["", "prefer", "disable", "allow", "require", "verify-ca"];
        for mode in unverified.map(|mode| format!("?sslmode={mode}")) {
            let result = of(mode.trim_end_matches("?sslmode="));
            assert!(
                result.is_err_and(|error| error.to_string().contains("verify-full")),
                "{mode}"
            );
        }
        assert!(of("?sslmode=verify-full").is_ok());
    }

    #[test]
    fn requires_no_tls_on_this_machine() {
        for host in ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"] {
            assert!(
                parse(&format!("postgres://blog@{host}/medium")).is_ok(),
                "{host}"
            );
        }
        assert!(parse("postgres://blog@127.0.0.1.example/medium").is_err());
    }

    #[test]
    fn parses_the_path_of_a_file() {
        let url = parse("sqlite:blog/store.db").unwrap();
        assert_eq!(url.file(), Some(Path::new("blog/store.db")));
        assert_eq!(
            parse("sqlite:///var/store.db").unwrap().file(),
            Some(Path::new("/var/store.db"))
        );
        for wrong in [
            "sqlite:",
            "sqlite::memory:",
            "sqlite:file:store.db?mode=memory",
            "sqlite:~/store.db",
            "mysql://localhost/medium",
            "store.db",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
