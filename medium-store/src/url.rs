//! Where a store is: one line that picks the engine.

use std::fmt;
use std::path::Path;
#[cfg(feature = "sqlite")]
use std::path::PathBuf;
use std::str::FromStr;

use crate::Error;

/// Connections of one process to PostgreSQL at most. They are made when they are
/// needed.
#[cfg(feature = "postgres")]
const CONNECTIONS: u32 = 8;

/// A store's address: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`.
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
    pub(crate) place: Place,
    pub(crate) connections: u32,
}

#[derive(Clone)]
pub(crate) enum Place {
    #[cfg(feature = "sqlite")]
    Sqlite(PathBuf),
    #[cfg(feature = "postgres")]
    Postgres(Box<sqlx::postgres::PgConnectOptions>),
}

impl StoreUrl {
    /// The user's own: `medium/store.db` in the platform's data folder. Where
    /// there is none yet, [`Store::open`](crate::Store::open) makes it, for this
    /// user alone.
    ///
    /// # Errors
    ///
    /// [`Error::Url`] where this user has no home, and [`Error::Private`] where
    /// others can get into the folder.
    #[cfg(feature = "sqlite")]
    pub fn of_this_user() -> Result<Self, Error> {
        let folder = data_folder()?;
        if folder.exists() {
            crate::private::check_folder(&folder)?;
        }
        Ok(Self::sqlite(folder.join("store.db")))
    }

    /// The one of this user's sandbox: `medium/sandbox/store.db` in the same
    /// place. Its folder is made, as the sandbox's own state is kept there, too:
    /// without it, nothing is left of the sandbox.
    ///
    /// # Errors
    ///
    /// As [`StoreUrl::of_this_user`].
    #[cfg(feature = "sqlite")]
    pub fn of_the_sandbox() -> Result<Self, Error> {
        let folder = data_folder()?;
        crate::private::prepare_folder(&folder)?;
        let folder = folder.join("sandbox");
        crate::private::prepare_folder(&folder)?;
        Ok(Self::sqlite(folder.join("store.db")))
    }

    /// A file.
    #[cfg(feature = "sqlite")]
    #[must_use]
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self {
            place: Place::Sqlite(path.into()),
            // Those of one process take turns without it: SQLite's own writers
            // wait for each other by asking again and again.
            connections: 1,
        }
    }

    /// With another number of connections at most. Default: 8 for PostgreSQL,
    /// and 1 for SQLite, where one writes at a time in any case.
    #[must_use]
    pub fn connections(mut self, most: u32) -> Self {
        self.connections = most.max(1);
        self
    }

    /// Whether several machines can use it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.file().is_none()
    }

    /// The file, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            #[cfg(feature = "sqlite")]
            Place::Sqlite(path) => Some(path),
            #[cfg(feature = "postgres")]
            Place::Postgres(_) => None,
        }
    }
}

#[cfg(feature = "sqlite")]
fn data_folder() -> Result<PathBuf, Error> {
    use etcetera::BaseStrategy;

    let platform = etcetera::base_strategy::choose_native_strategy();
    let platform = platform.map_err(|error| {
        Error::Url(format!(
            "can't be made up ({error}): give one, such as sqlite:PATH"
        ))
    })?;
    Ok(platform.data_dir().join("medium"))
}

impl FromStr for StoreUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = |problem: &str| Err(Error::Url(problem.to_owned()));
        match text.split_once(':') {
            Some(("sqlite", path)) => file(path.strip_prefix("//").unwrap_or(path)),
            Some(("postgres" | "postgresql", _)) => server(text),
            _ => refused("is neither sqlite:PATH nor postgres://HOST/DATABASE"),
        }
    }
}

#[cfg(feature = "sqlite")]
fn file(path: &str) -> Result<StoreUrl, Error> {
    // Nor a database in memory, nor SQLite's own addresses with options.
    if path.is_empty() || path.starts_with(':') || path.starts_with("file:") {
        return Err(Error::Url("names no file: write sqlite:PATH".to_owned()));
    }
    if path.starts_with("~/") {
        let problem = "begins with ~, which no shell replaces there: write sqlite:$HOME/…";
        return Err(Error::Url(problem.to_owned()));
    }
    Ok(StoreUrl::sqlite(path))
}

#[cfg(not(feature = "sqlite"))]
fn file(_path: &str) -> Result<StoreUrl, Error> {
    let problem = "is SQLite's, which this program was built without";
    Err(Error::Url(problem.to_owned()))
}

#[cfg(not(feature = "postgres"))]
fn server(_text: &str) -> Result<StoreUrl, Error> {
    let problem = "is PostgreSQL's, which this program was built without";
    Err(Error::Url(problem.to_owned()))
}

#[cfg(feature = "postgres")]
fn server(text: &str) -> Result<StoreUrl, Error> {
    use sqlx::postgres::{PgConnectOptions, PgSslMode};

    // What is wrong with it is not repeated: it may be the password.
    let options = PgConnectOptions::from_str(text).map_err(|_| {
        Error::Url("can't be read: write postgres://USER:PASSWORD@HOST/DATABASE, with other characters than letters and digits in the password as %XX".to_owned())
    })?;
    // `require` encrypts for anybody who answers, and `verify-ca` for any server
    // with a certificate of that authority.
    let is_verified = matches!(options.get_ssl_mode(), PgSslMode::VerifyFull);
    if !is_verified && !is_this_machine(&options) {
        let problem = "is another machine's, and its certificate and name must be verified: add ?sslmode=verify-full (and &sslrootcert=FILE where its certificate is signed by an authority of your own); other modes would talk to anybody who answers in its place";
        return Err(Error::Url(problem.to_owned()));
    }
    Ok(StoreUrl {
        place: Place::Postgres(Box::new(options)),
        connections: CONNECTIONS,
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

/// Without the password.
impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            #[cfg(feature = "sqlite")]
            Place::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            #[cfg(feature = "postgres")]
            Place::Postgres(server) => write!(
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

    fn parsed(text: &str) -> Result<StoreUrl, Error> {
        text.parse()
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = parsed("postgres://blog:hunter2@127.0.0.1:5433/medium").expect("an address");
        assert_eq!(url.to_string(), "postgres://blog@127.0.0.1:5433/medium");
        assert!(!format!("{url:?}").contains("hunter2"));
        let wrong = parsed("postgres://blog:hunter2@host:port/medium").expect_err("no port");
        assert!(!format!("{wrong} {wrong:?}").contains("hunter2"));
    }

    #[test]
    fn another_machine_has_to_prove_which_it_is() {
        let of = |mode: &str| parsed(&format!("postgres://blog@db.example/medium{mode}"));
        let unverified = ["", "prefer", "disable", "allow", "require", "verify-ca"];
        for mode in unverified.map(|mode| format!("?sslmode={mode}")) {
            let refused = of(mode.trim_end_matches("?sslmode="));
            assert!(
                refused.is_err_and(|error| error.to_string().contains("verify-full")),
                "{mode}"
            );
        }
        assert!(of("?sslmode=verify-full").is_ok());
    }

    #[test]
    fn this_machine_is_reached_without() {
        for host in ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"] {
            assert!(
                parsed(&format!("postgres://blog@{host}/medium")).is_ok(),
                "{host}"
            );
        }
        assert!(parsed("postgres://blog@127.0.0.1.example/medium").is_err());
    }

    #[test]
    fn a_file_is_named() {
        let url = parsed("sqlite:blog/store.db").expect("an address");
        assert_eq!(url.file(), Some(Path::new("blog/store.db")));
        assert_eq!(
            parsed("sqlite:///var/store.db").expect("an address").file(),
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
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
