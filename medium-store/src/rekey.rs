//! Replaces the key that seals tokens, in one transaction.

use std::sync::Arc;

use crate::db::{Row, Transaction};
use crate::keys::{self, KeySource, Keys};
use crate::seal::{Purpose, Sealer};
use crate::store::Store;
use crate::{Account, Error};

const OPERATION: &str = "change its key";
/// How many rows are read at a time.
const PAGE: i64 = 500;

impl Store {
    /// Seals everything again with another key: the one of `keys`, or a new one in the keyring or a
    /// file. Either all of it or nothing changes, whenever the program ends. Other processes with
    /// the old key get [`Error::Rekeyed`].
    ///
    /// # Errors
    ///
    /// [`Error::Leased`] while tokens are being renewed, [`Error::WrongKey`] and
    /// [`Error::Tampered`] if something can't be opened with the old key, [`Error::Key`] if the old
    /// key is in the keyring, the new one may be, and the keyring rejects it.
    pub async fn rekey(&self, keys: Keys) -> Result<(), Error> {
        let keys = if self.0.shared { keys.shared() } else { keys };
        // Hold this lock, so that this process stores nothing with the old key meanwhile.
        let mut sealing = self.0.sealing.lock().await;
        let mut transaction = self.0.database.begin(OPERATION).await?;
        let before = keys::recorded_locked(&mut transaction).await?;
        hold(&mut transaction).await?;
        let old = match &before {
            Some(before) => Some(keys::sealer(before, &sealing.keys).await?),
            None => None,
        };
        let (source, new) = keys::create(&keys, before.as_ref()).await?;
        if let Err(error) = change(&mut transaction, old.as_ref(), source, &new).await {
            keys::remove(source, &new.key_id, &keys).await;
            return Err(error);
        }
        // If the commit fails, the store may have either key: keep both.
        transaction.commit(OPERATION).await?;
        if let Some(before) = before {
            keys::remove(before.source, &before.id, &sealing.keys).await;
        }
        sealing.keys = keys;
        sealing.sealer = Some(Arc::new(new));
        Ok(())
    }
}

async fn change(
    transaction: &mut Transaction,
    old: Option<&Sealer>,
    source: KeySource,
    new: &Sealer,
) -> Result<(), Error> {
    if let Some(old) = old {
        reseal(transaction, old, new).await?;
    }
    keys::record(transaction, source, new).await
}

/// Blocks other changes of tokens until the end. Tokens that are being renewed could not be stored
/// afterwards, so there must be none.
async fn hold(transaction: &mut Transaction) -> Result<(), Error> {
    transaction.lock_tokens(OPERATION).await?;
    let leased = "SELECT account FROM medium_tokens WHERE lease_end > {now} LIMIT 1";
    let rows = transaction.rows(OPERATION, leased, Vec::new()).await?;
    if rows.is_empty() {
        return Ok(());
    }
    Err(Error::Leased)
}

async fn reseal(transaction: &mut Transaction, old: &Sealer, new: &Sealer) -> Result<(), Error> {
    let page = "SELECT origin, account, sealed, application FROM medium_tokens
        WHERE (origin, account) > ($1, $2) ORDER BY origin, account LIMIT $3";
    let update = "UPDATE medium_tokens SET key_id = $3, sealed = $4, application = $5
        WHERE origin = $1 AND account = $2";
    let mut last = Account::stored("", "");
    loop {
        let values = vec![last.origin().into(), last.name().into(), PAGE.into()];
        let rows = transaction.rows(OPERATION, page, values).await?;
        let Some(end) = rows.last() else {
            return Ok(());
        };
        last = account(end)?;
        for row in &rows {
            let account = account(row)?;
            let sealed = again(old, new, Purpose::Tokens, &account, row.bytes(2)?)?;
            let application = row
                .maybe_bytes(3)?
                .map(|sealed| again(old, new, Purpose::Application, &account, sealed));
            let values = vec![
                account.origin().into(),
                account.name().into(),
                new.key_id.as_str().into(),
                sealed.as_slice().into(),
                application.transpose()?.into(),
            ];
            transaction.rows(OPERATION, update, values).await?;
        }
    }
}

fn account(row: &Row) -> Result<Account, Error> {
    Ok(Account::stored(row.text(0)?, row.text(1)?))
}

fn again(
    old: &Sealer,
    new: &Sealer,
    purpose: Purpose,
    account: &Account,
    sealed: &[u8],
) -> Result<Vec<u8>, Error> {
    let opened = old.open(purpose, account, sealed);
    let opened = opened.map_err(|_| Error::Tampered {
        record: account.to_string(),
    })?;
    new.seal(purpose, account, &opened)
}
