//! An open store.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::db::Database;
use crate::seal::Sealer;
use crate::{Account, Error, Images, KeySource, Keys, Ledger, StoreUrl, TokenRecord, keys};

/// An open store. Clones share it.
#[derive(Debug, Clone)]
pub struct Store(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) shared: bool,
    pub(crate) sealing: Mutex<Sealing>,
}

/// The key, once it was read.
#[derive(Debug)]
pub(crate) struct Sealing {
    pub(crate) keys: Keys,
    pub(crate) sealer: Option<Arc<Sealer>>,
}

impl Store {
    /// Opens the store at `url`, or creates it, and migrates its schema. The key is read from
    /// `keys` when tokens are first stored or read.
    ///
    /// # Errors
    ///
    /// [`Error::Private`] if others can read its file, [`Error::Newer`] if a newer program has used
    /// it, [`Error::Database`] if the engine is not available.
    pub async fn open(url: &StoreUrl, keys: Keys) -> Result<Self, Error> {
        let database = Database::open(&url.place, url.connections).await?;
        let shared = url.is_shared();
        let keys = if shared { keys.shared() } else { keys };
        Ok(Self(Arc::new(Inner {
            database,
            shared,
            sealing: Mutex::new(Sealing { keys, sealer: None }),
        })))
    }

    /// Returns the login of `account`.
    #[must_use]
    pub fn tokens(&self, account: &Account) -> TokenRecord {
        TokenRecord::new(Arc::clone(&self.0), account.clone())
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
        let (origin, name) = after.map_or(("", ""), |after| (after.origin(), after.name()));
        let values = vec![origin.into(), name.into()];
        let rows = self.0.database.rows("list accounts", statement, values);
        let accounts = rows.await?;
        accounts
            .iter()
            .map(|row| Ok(Account::stored(row.text(0)?, row.text(1)?)))
            .collect()
    }

    /// Returns where the key is; `None` before tokens were stored.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn key_source(&self) -> Result<Option<KeySource>, Error> {
        let current = keys::recorded(&self.0.database).await?;
        Ok(current.map(|current| current.source))
    }

    /// Closes its connections. Otherwise they are closed when the last clone is dropped.
    pub async fn close(self) {
        self.0.database.close().await;
    }
}

impl Inner {
    /// Returns the key with the name `key_id`; `None` if the store has no such key.
    pub(crate) async fn sealer_of(&self, key_id: &str) -> Result<Arc<Sealer>, Error> {
        let mut sealing = self.sealing.lock().await;
        if let Some(sealer) = &sealing.sealer
            && sealer.key_id == key_id
        {
            return Ok(Arc::clone(sealer));
        }
        let Some(current) = keys::recorded(&self.database).await? else {
            return Err(Error::Unreadable("tokens, but no key".to_owned()));
        };
        let known = sealing.sealer.is_some();
        let opened = match keys::sealer(&current, &sealing.keys).await {
            // The same key was right before.
            Err(Error::WrongKey { .. }) if known => return Err(Error::Rekeyed),
            opened => Arc::new(opened?),
        };
        sealing.sealer = Some(Arc::clone(&opened));
        if opened.key_id == key_id {
            return Ok(opened);
        }
        Err(Error::Rekeyed)
    }

    /// Returns the key for new records, and creates one for a new store.
    pub(crate) async fn sealer(&self) -> Result<Arc<Sealer>, Error> {
        let mut sealing = self.sealing.lock().await;
        if let Some(sealer) = &sealing.sealer {
            return Ok(Arc::clone(sealer));
        }
        let sealer = match keys::recorded(&self.database).await? {
            Some(current) => keys::sealer(&current, &sealing.keys).await?,
            None => keys::create_and_record(&self.database, &sealing.keys).await?,
        };
        let sealer = Arc::new(sealer);
        sealing.sealer = Some(Arc::clone(&sealer));
        Ok(sealer)
    }
}
