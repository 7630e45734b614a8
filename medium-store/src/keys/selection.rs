//! Selects a store's key: once, recorded in the store, checked with every use.

use super::{Key, KeySource, Keys, file, keyring};
use crate::db::{Database, Row, Transaction};
use crate::encryption::{Cipher, Purpose};
use crate::{Account, Error, random};

const READ_OPERATION: &str = "look up its key";
const RECORD_OPERATION: &str = "record its key";
const READ: &str = "SELECT source, id, proof FROM medium_key";
/// Text that is encrypted with the key, to recognize the key.
const PROOF: &[u8] = b"this is the key";

/// What a store records about its key.
pub(crate) struct KeyRecord {
    pub(crate) source: KeySource,
    pub(crate) id: String,
    proof: Vec<u8>,
}

/// Returns the record; `None` before anything was encrypted.
pub(crate) async fn read_record(database: &Database) -> Result<Option<KeyRecord>, Error> {
    parse_record(&database.rows(READ_OPERATION, READ, Vec::new()).await?)
}

/// Locks the record for this transaction, and returns it.
pub(crate) async fn lock_and_read_record(
    transaction: &mut Transaction,
) -> Result<Option<KeyRecord>, Error> {
    transaction.lock_key(READ_OPERATION, "key").await?;
    parse_record(&transaction.rows(READ_OPERATION, READ, Vec::new()).await?)
}

fn parse_record(rows: &[Row]) -> Result<Option<KeyRecord>, Error> {
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some(KeyRecord {
        source: KeySource::from_name(row.text(0)?)?,
        id: check_id(row.text(1)?)?,
        proof: row.bytes(2)?.to_owned(),
    }))
}

/// Checks that the key's name is one that [`create`] creates. It becomes part of a file's name, and a
/// tampered store must not refer to a file outside of its folder.
fn check_id(id: &str) -> Result<String, Error> {
    let is_valid = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_valid {
        return Ok(id.to_owned());
    }
    let start: String = id.chars().take(64).collect();
    Err(Error::Unreadable(format!("the key's name {start:?}")))
}

/// Reads the key from its source, and checks that it is the right one.
pub(crate) async fn cipher(record: &KeyRecord, keys: &Keys) -> Result<Cipher, Error> {
    let id = &record.id;
    let key = match record.source {
        KeySource::Provided => keys.provided.clone().ok_or_else(|| {
            Error::Key("was provided when this store was created: set MEDIUM_STORE_KEY".to_owned())
        })?,
        KeySource::Keyring => keyring::read(id).await?,
        KeySource::File => {
            let store = keys.store_file.as_deref().ok_or_else(|| {
                let problem =
                    "is in a file next to the store, which is not a permitted source here";
                Error::Key(problem.to_owned())
            })?;
            file::read(store, id)?
        }
    };
    let cipher = Cipher::new(&key, id.clone());
    match cipher.decrypt(Purpose::KeyCheck, &no_account(), &record.proof) {
        Ok(proof) if proof.as_slice() == PROOF => Ok(cipher),
        _ => Err(Error::WrongKey {
            hint: record.source.hint(),
        }),
    }
}

/// Creates the key of a store that has none, from the first source that is available, and records
/// it.
pub(crate) async fn create_and_record(database: &Database, keys: &Keys) -> Result<Cipher, Error> {
    let mut transaction = database.begin(RECORD_OPERATION).await?;
    // Another process may have created one.
    if let Some(key) = lock_and_read_record(&mut transaction).await? {
        drop(transaction);
        return cipher(&key, keys).await;
    }
    let (source, cipher) = create(keys, None).await?;
    record(&mut transaction, source, &cipher).await?;
    transaction.commit(RECORD_OPERATION).await?;
    Ok(cipher)
}

/// Returns a new key, or the provided one, and stores it at its source.
pub(crate) async fn create(
    keys: &Keys,
    previous: Option<&KeyRecord>,
) -> Result<(KeySource, Cipher), Error> {
    let id = hex::encode(random::bytes::<8>()?);
    if let Some(key) = &keys.provided {
        return Ok((KeySource::Provided, Cipher::new(key, id)));
    }
    let key = Key::random()?;
    let previous = previous.map(|record| record.source);
    if keys.keyring && is_stored_in_keyring(keyring::write(&id, &key).await, previous)? {
        return Ok((KeySource::Keyring, Cipher::new(&key, id)));
    }
    let Some(store) = &keys.store_file else {
        let problem = "has to be provided, as the store is shared: set MEDIUM_STORE_KEY to the output of openssl rand -hex 32, the same on every machine";
        return Err(Error::Key(problem.to_owned()));
    };
    file::write(store, &id, &key)?;
    Ok((KeySource::File, Cipher::new(&key, id)))
}

/// Returns whether the keyring has stored the key. Without a keyring, a new store uses the next
/// source. A store whose key was in the keyring fails instead: its keyring may work tomorrow.
fn is_stored_in_keyring(
    result: Result<(), Error>,
    previous: Option<KeySource>,
) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if previous == Some(KeySource::Keyring) => Err(error),
        Err(error) => {
            tracing::info!(target: "medium_store", %error, "no keyring: the key goes into a file");
            Ok(false)
        }
    }
}

/// Records the store's key.
pub(crate) async fn record(
    transaction: &mut Transaction,
    source: KeySource,
    cipher: &Cipher,
) -> Result<(), Error> {
    let proof = cipher.encrypt(Purpose::KeyCheck, &no_account(), PROOF)?;
    let values = vec![
        source.name().into(),
        cipher.key_id.as_str().into(),
        proof.as_slice().into(),
    ];
    let statement = "INSERT INTO medium_key (single, source, id, proof) VALUES (1, $1, $2, $3)
        ON CONFLICT (single) DO UPDATE SET source = $1, id = $2, proof = $3";
    let rows = transaction.rows(RECORD_OPERATION, statement, values);
    rows.await.map(drop)
}

/// Removes a key that the store no longer uses.
pub(crate) async fn remove(source: KeySource, id: &str, keys: &Keys) {
    match source {
        KeySource::Provided => {}
        KeySource::Keyring => keyring::remove(id).await,
        KeySource::File => {
            if let Some(store) = &keys.store_file {
                file::remove(store, id);
            }
        }
    }
}

/// Returns an account for the proof, which belongs to none.
fn no_account() -> Account {
    Account::new("", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_the_keyring_never_moves_to_a_file() {
        let fails = || Err(Error::Key("is not in the keyring".to_owned()));
        for previous in [None, Some(KeySource::File), Some(KeySource::Provided)] {
            assert!(is_stored_in_keyring(Ok(()), previous).is_ok_and(|stored| stored));
            assert!(is_stored_in_keyring(fails(), previous).is_ok_and(|stored| !stored));
        }
        assert!(is_stored_in_keyring(fails(), Some(KeySource::Keyring)).is_err());
    }
}
