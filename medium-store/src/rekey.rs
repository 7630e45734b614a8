//! Replaces the key that encrypts tokens, in one transaction.

use std::sync::Arc;

use crate::db::Transaction;
use crate::encryption::{Cipher, Purpose};
use crate::keys::{self, KeySource, Keys};
use crate::store::Store;
use crate::{Account, Error};

const OPERATION: &str = "change its key";
/// How many rows are read at a time.
const PAGE_ROWS: i64 = 500;

impl Store {
    /// Encrypts everything with another key: the one of `keys`, or a new one in the keyring or a
    /// file. Either everything changes or nothing, even if the program is killed. Other processes with
    /// the old key get [`Error::Rekeyed`].
    ///
    /// # Errors
    ///
    /// [`Error::Leased`] while tokens are being refreshed. [`Error::WrongKey`] and
    /// [`Error::Tampered`] if something can't be decrypted with the old key. [`Error::Key`] if the
    /// old key is in the keyring, `keys` permits the keyring, and the keyring rejects the new key.
    pub async fn rekey(&self, keys: Keys) -> Result<(), Error> {
        let keys = keys.for_store(self.0.shared);
        // Hold this lock, so that this process stores nothing with the old key meanwhile.
        let mut encryption = self.0.encryption.lock().await;
        let mut transaction = self.0.database.begin(OPERATION).await?;
        let previous = keys::lock_and_read_record(&mut transaction).await?;
        block_token_changes(&mut transaction).await?;
        let old = match &previous {
            Some(previous) => Some(keys::cipher(previous, &encryption.keys).await?),
            None => None,
        };
        let (source, new) = keys::create(&keys, previous.as_ref()).await?;
        if let Err(error) = change(&mut transaction, old.as_ref(), source, &new).await {
            keys::remove(source, &new.key_id, &keys).await;
            return Err(error);
        }
        // If the commit fails, the store may have either key: keep both.
        transaction.commit(OPERATION).await?;
        if let Some(previous) = previous {
            keys::remove(previous.source, &previous.id, &encryption.keys).await;
        }
        encryption.keys = keys;
        encryption.cipher = Some(Arc::new(new));
        Ok(())
    }
}

async fn change(
    transaction: &mut Transaction,
    old: Option<&Cipher>,
    source: KeySource,
    new: &Cipher,
) -> Result<(), Error> {
    if let Some(old) = old {
        encrypt_again(transaction, old, new).await?;
    }
    keys::record(transaction, source, new).await
}

/// Blocks other changes of tokens until the end. Tokens that are being refreshed could not be stored
/// afterwards, so there must be none.
async fn block_token_changes(transaction: &mut Transaction) -> Result<(), Error> {
    transaction.lock_tokens(OPERATION).await?;
    let leased = "SELECT account FROM medium_tokens WHERE lease_end > {now} LIMIT 1";
    let rows = transaction.rows(OPERATION, leased, Vec::new()).await?;
    if rows.is_empty() {
        return Ok(());
    }
    Err(Error::Leased)
}

async fn encrypt_again(
    transaction: &mut Transaction,
    old: &Cipher,
    new: &Cipher,
) -> Result<(), Error> {
    let page = "SELECT origin, account, sealed, application FROM medium_tokens
        WHERE (origin, account) > ($1, $2) ORDER BY origin, account LIMIT $3";
    let update = "UPDATE medium_tokens SET key_id = $3, sealed = $4, application = $5
        WHERE origin = $1 AND account = $2";
    let mut last = Account::from_stored("", "");
    loop {
        let values = last.values([PAGE_ROWS.into()]);
        let rows = transaction.rows(OPERATION, page, values).await?;
        let Some(end) = rows.last() else {
            return Ok(());
        };
        last = Account::read(end)?;
        for row in &rows {
            let account = Account::read(row)?;
            let tokens = convert(old, new, Purpose::Tokens, &account, row.bytes(2)?)?;
            let application = row
                .maybe_bytes(3)?
                .map(|data| convert(old, new, Purpose::Application, &account, data));
            let values = account.values([
                new.key_id.as_str().into(),
                tokens.as_slice().into(),
                application.transpose()?.into(),
            ]);
            transaction.rows(OPERATION, update, values).await?;
        }
    }
}

fn convert(
    old: &Cipher,
    new: &Cipher,
    purpose: Purpose,
    account: &Account,
    data: &[u8],
) -> Result<Vec<u8>, Error> {
    let decrypted = old.decrypt(purpose, account, data);
    let decrypted = decrypted.map_err(|_| Error::Tampered {
        record: account.to_string(),
    })?;
    new.encrypt(purpose, account, &decrypted)
}
