//! Logins: one per account, encrypted, with a lease.

mod application;
mod source;

use std::fmt;
use std::sync::Arc;

use medium_api::auth::{self, Application, TokenSource};
use serde::Serialize;
use zeroize::Zeroizing;

use application::StoredApplication;
pub(crate) use source::{SAVE, TAKE_LEASE};

use crate::db::Row;
use crate::encryption::{Cipher, Purpose};
use crate::store::Inner;
use crate::{Account, Error, keys};

const LOAD: &str = "load a login";
const STORE: &str = "store a login";
const DELETE: &str = "delete a login";

/// `sealed` contains the encrypted tokens, and `refused` the version whose refresh token the service
/// rejected.
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

/// The record of one account's login. Its [`TokenSource`] refreshes an expired token once for all
/// processes that share the store: pass it to [`auth::oauth`].
#[derive(Clone)]
pub struct LoginRecord {
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
    pub rejected: bool,
}

impl LoginRecord {
    pub(crate) fn new(store: Arc<Inner>, account: Account) -> Self {
        Self { store, account }
    }

    /// Replaces the login. An application that is configured elsewhere, as for an integration with
    /// many users, need not be stored with each login.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] and [`Error::WrongKey`] if there is no key to encrypt it with,
    /// [`Error::Database`].
    pub async fn put(
        &self,
        tokens: &auth::Tokens,
        application: Option<&Application>,
    ) -> Result<(), Error> {
        let cipher = self.store.cipher().await?;
        let mut transaction = self.store.database.begin(STORE).await?;
        let current = keys::lock_and_read_record(&mut transaction).await?;
        if current.is_none_or(|current| current.id != cipher.key_id) {
            return Err(Error::Rekeyed);
        }
        let encrypted = self.encrypt(&cipher, Purpose::Tokens, tokens)?;
        let application = application.map(StoredApplication::from);
        let application = application
            .map(|stored| self.encrypt(&cipher, Purpose::Application, &stored))
            .transpose()?;
        let values = self.account.values([
            cipher.key_id.as_str().into(),
            encrypted.as_slice().into(),
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
        let rows = self
            .store
            .database
            .rows(LOAD, READ, self.account.values([]));
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
        let rows = self
            .store
            .database
            .rows(DELETE, FORGET, self.account.values([]));
        Ok(!rows.await?.is_empty())
    }

    /// Returns the token source for [`auth::oauth`].
    #[must_use]
    pub fn source(&self) -> Arc<dyn TokenSource> {
        Arc::new(self.clone())
    }

    async fn login(&self, row: &Row) -> Result<Login, Error> {
        let cipher = self.store.cipher_of(row.text(0)?).await?;
        let version = row.int(2)?;
        let application = row
            .maybe_bytes(4)?
            .map(|data| self.decrypt::<StoredApplication>(&cipher, Purpose::Application, data))
            .transpose()?;
        Ok(Login {
            tokens: self.decrypt(&cipher, Purpose::Tokens, row.bytes(1)?)?,
            application: application.map(Application::try_from).transpose()?,
            version: version_to_u64(version)?,
            rejected: row.maybe_int(3)? == Some(version),
        })
    }

    fn encrypt(
        &self,
        cipher: &Cipher,
        purpose: Purpose,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, Error> {
        let text = serde_json::to_vec(value).map(Zeroizing::new);
        let text =
            text.map_err(|_| Error::Unreadable("tokens that can't be serialized".to_owned()))?;
        cipher.encrypt(purpose, &self.account, &text)
    }

    fn decrypt<T: serde::de::DeserializeOwned>(
        &self,
        cipher: &Cipher,
        purpose: Purpose,
        data: &[u8],
    ) -> Result<T, Error> {
        let decrypted = cipher.decrypt(purpose, &self.account, data);
        let text = decrypted.map_err(|_| Error::Tampered {
            record: self.account.to_string(),
        })?;
        // The parser's message could quote a token.
        serde_json::from_slice(&text).map_err(|_| {
            Error::Unreadable(format!("other tokens for {} than expected", self.account))
        })
    }
}

/// Shows only the account.
impl fmt::Debug for LoginRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoginRecord({})", self.account)
    }
}

fn version_to_u64(version: i64) -> Result<u64, Error> {
    u64::try_from(version).map_err(|_| Error::Unreadable(format!("the version {version}")))
}
