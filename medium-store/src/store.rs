//! An open store.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::db::Database;
use crate::encryption::Cipher;
use crate::{Account, Error, Images, KeySource, Keys, Ledger, LoginRecord, StoreUrl, keys};

/// An open store. Clones share it.
#[derive(Debug, Clone)]
pub struct Store(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) shared: bool,
    pub(crate) encryption: Mutex<Encryption>,
}

/// The key, once it was read.
#[derive(Debug)]
pub(crate) struct Encryption {
    pub(crate) keys: Keys,
    pub(crate) cipher: Option<Arc<Cipher>>,
}

impl Store {
    /// Opens the store at `url`, or creates it, and migrates its schema. The key is read from
    /// `keys` when tokens are first stored or read.
    ///
    /// # Errors
    ///
    /// [`Error::NotPrivate`] if others can read its file, [`Error::Newer`] if a newer program has used
    /// it, [`Error::Database`] if the engine is not available.
    pub async fn open(url: &StoreUrl, keys: Keys) -> Result<Self, Error> {
        let database = Database::open(&url.location, url.connections).await?;
        let shared = url.is_shared();
        let keys = keys.for_store(shared);
        Ok(Self(Arc::new(Inner {
            database,
            shared,
            encryption: Mutex::new(Encryption { keys, cipher: None }),
        })))
    }

    /// Returns the record of `account`'s login.
    #[must_use]
    pub fn login(&self, account: &Account) -> LoginRecord {
        LoginRecord::new(Arc::clone(&self.0), account.clone())
    }

    /// Returns the uploaded images of `account`.
    #[must_use]
    pub fn images(&self, account: &Account) -> Images {
        Images::new(self.0.database.clone(), account.clone())
    }

    /// Returns the ledger of `account`.
    #[must_use]
    pub fn ledger(&self, account: &Account) -> Ledger {
        Ledger::new(self.0.database.clone(), account.clone())
    }

    /// Returns up to 1,000 accounts with a login, in order, starting after `after`.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn accounts(&self, after: Option<&Account>) -> Result<Vec<Account>, Error> {
        let statement = "SELECT origin, account FROM medium_tokens
            WHERE (origin, account) > ($1, $2) ORDER BY origin, account LIMIT 1000";
        let first = Account::from_stored("", "");
        let values = after.unwrap_or(&first).values([]);
        let rows = self.0.database.rows("list accounts", statement, values);
        rows.await?.iter().map(Account::read).collect()
    }

    /// Returns where the key is; `None` before tokens were stored.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn key_source(&self) -> Result<Option<KeySource>, Error> {
        let record = keys::read_record(&self.0.database).await?;
        Ok(record.map(|record| record.source))
    }

    /// Closes its connections. Otherwise they are closed when the last clone is dropped.
    pub async fn close(self) {
        self.0.database.close().await;
    }
}

impl Inner {
    /// Returns the cipher with the key `key_id`.
    pub(crate) async fn cipher_of(&self, key_id: &str) -> Result<Arc<Cipher>, Error> {
        let mut encryption = self.encryption.lock().await;
        if let Some(cipher) = &encryption.cipher
            && cipher.key_id == key_id
        {
            return Ok(Arc::clone(cipher));
        }
        let Some(record) = keys::read_record(&self.database).await? else {
            return Err(Error::Unreadable("tokens, but no key".to_owned()));
        };
        let had_key = encryption.cipher.is_some();
        let cipher = match keys::cipher(&record, &encryption.keys).await {
            // The same key was right before.
            Err(Error::WrongKey { .. }) if had_key => return Err(Error::Rekeyed),
            cipher => Arc::new(cipher?),
        };
        encryption.cipher = Some(Arc::clone(&cipher));
        if cipher.key_id == key_id {
            Ok(cipher)
        } else {
            Err(Error::Rekeyed)
        }
    }

    /// Returns the cipher for new records. Creates a key for a new store.
    pub(crate) async fn cipher(&self) -> Result<Arc<Cipher>, Error> {
        let mut encryption = self.encryption.lock().await;
        if let Some(cipher) = &encryption.cipher {
            return Ok(Arc::clone(cipher));
        }
        let cipher = match keys::read_record(&self.database).await? {
            Some(record) => keys::cipher(&record, &encryption.keys).await?,
            None => keys::create_and_record(&self.database, &encryption.keys).await?,
        };
        let cipher = Arc::new(cipher);
        encryption.cipher = Some(Arc::clone(&cipher));
        Ok(cipher)
    }
}
