//! Tokens: one login per account, sealed, with a lease.

mod application;
mod source;

use std::fmt;
use std::sync::Arc;

use medium_api::auth::{self, Application, TokenSource};
use serde::Serialize;
use zeroize::Zeroizing;

use application::SealedApplication;
pub(crate) use source::{SAVE, TAKE_LEASE};

use crate::db::{Row, Value};
use crate::seal::{Purpose, Sealer};
use crate::store::Inner;
use crate::{Account, Error, keys};

const LOAD: &str = "load tokens";
const STORE: &str = "store tokens";

pub(crate) const READ: &str = "SELECT key_id, sealed, version, refused, application
    FROM medium_tokens WHERE origin = $1 AND account = $2";
/// A version is never used twice, not even after a login was deleted, so that a process with old
/// tokens notices newer ones. A new record therefore starts at the clock's time.
const UPSERT: &str = "INSERT INTO medium_tokens AS old
        (origin, account, key_id, sealed, application, version)
    VALUES ($1, $2, $3, $4, $5, {now})
    ON CONFLICT (origin, account) DO UPDATE
    SET key_id = $3, sealed = $4, application = $5, version = old.version + 1,
        refused = NULL, lease_owner = NULL, lease_end = NULL
    RETURNING version";
const FORGET: &str = "DELETE FROM medium_tokens WHERE origin = $1 AND account = $2
    RETURNING version";

/// The login of one account. It is a [`TokenSource`]: passed to
/// [`auth::oauth`](medium_api::auth::oauth), its tokens are renewed once for all processes that
/// share the store.
#[derive(Clone)]
pub struct TokenRecord {
    store: Arc<Inner>,
    account: Account,
}

/// A stored login.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Login {
    /// The tokens; an integration token has no refresh token.
    pub tokens: auth::Tokens,
    /// The application that issued them, if it was stored with them.
    pub application: Option<Application>,
    /// Increases with each change.
    pub version: u64,
    /// Whether the service has rejected the refresh token. If so, log in again.
    pub refused: bool,
}

impl TokenRecord {
    pub(crate) fn new(store: Arc<Inner>, account: Account) -> Self {
        Self { store, account }
    }

    /// Replaces the login. An application that is configured elsewhere, as for an integration with
    /// many users, need not be stored with each login.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] and [`Error::WrongKey`] if there is no key to seal it with,
    /// [`Error::Database`].
    pub async fn put(
        &self,
        tokens: &auth::Tokens,
        application: Option<&Application>,
    ) -> Result<(), Error> {
        let sealer = self.store.sealer().await?;
        let mut transaction = self.store.database.begin(STORE).await?;
        let current = keys::recorded_locked(&mut transaction).await?;
        if current.is_none_or(|current| current.id != sealer.key_id) {
            return Err(Error::Rekeyed);
        }
        let sealed = self.seal(&sealer, Purpose::Tokens, tokens)?;
        let application = application
            .map(|known| {
                self.seal(
                    &sealer,
                    Purpose::Application,
                    &SealedApplication::from(known),
                )
            })
            .transpose()?;
        let values = self.values([
            sealer.key_id.as_str().into(),
            sealed.as_slice().into(),
            application.into(),
        ]);
        transaction.rows(STORE, UPSERT, values).await?;
        transaction.commit(STORE).await
    }

    /// Returns the stored login.
    ///
    /// # Errors
    ///
    /// [`Error::WrongKey`], [`Error::Tampered`], [`Error::Database`].
    pub async fn get(&self) -> Result<Option<Login>, Error> {
        let rows = self.store.database.rows(LOAD, READ, self.values([]));
        let rows = rows.await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        self.login(row).await.map(Some)
    }

    /// Deletes the login, and returns whether there was one.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn forget(&self) -> Result<bool, Error> {
        let rows = self.store.database.rows(STORE, FORGET, self.values([]));
        Ok(!rows.await?.is_empty())
    }

    /// Returns the token source for [`auth::oauth`](medium_api::auth::oauth).
    #[must_use]
    pub fn source(&self) -> Arc<dyn TokenSource> {
        Arc::new(self.clone())
    }

    async fn login(&self, row: &Row) -> Result<Login, Error> {
        let sealer = self.store.sealer_of(row.text(0)?).await?;
        let version = row.int(2)?;
        let application = row
            .maybe_bytes(4)?
            .map(|sealed| self.open::<SealedApplication>(&sealer, Purpose::Application, sealed))
            .transpose()?;
        Ok(Login {
            tokens: self.open(&sealer, Purpose::Tokens, row.bytes(1)?)?,
            application: application.map(Application::try_from).transpose()?,
            version: unsigned(version)?,
            refused: row.maybe_int(3)? == Some(version),
        })
    }

    fn values<const N: usize>(&self, more: [Value; N]) -> Vec<Value> {
        let account = [self.account.origin().into(), self.account.name().into()];
        account.into_iter().chain(more).collect()
    }

    fn seal(
        &self,
        sealer: &Sealer,
        purpose: Purpose,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, Error> {
        let text = serde_json::to_vec(value).map(Zeroizing::new);
        let text =
            text.map_err(|_| Error::Unreadable("tokens that can't be written".to_owned()))?;
        sealer.seal(purpose, &self.account, &text)
    }

    fn open<T: serde::de::DeserializeOwned>(
        &self,
        sealer: &Sealer,
        purpose: Purpose,
        sealed: &[u8],
    ) -> Result<T, Error> {
        let opened = sealer.open(purpose, &self.account, sealed);
        let text = opened.map_err(|_| Error::Tampered {
            record: self.account.to_string(),
        })?;
        // The parser's message could quote a token.
        serde_json::from_slice(&text).map_err(|_| {
            Error::Unreadable(format!("other tokens for {} than expected", self.account))
        })
    }
}

/// Shows the account alone.
impl fmt::Debug for TokenRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenRecord({})", self.account)
    }
}

fn unsigned(version: i64) -> Result<u64, Error> {
    u64::try_from(version).map_err(|_| Error::Unreadable(format!("the version {version}")))
}
