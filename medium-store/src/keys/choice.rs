//! Which key a store is sealed with: chosen once, remembered in the store,
//! checked whenever it is read.

use std::path::Path;

#[cfg(feature = "keyring")]
use super::ring;
use super::{Key, KeySource, Keys, file};
use crate::db::{Database, Row, Transaction};
use crate::seal::{Kind, Sealer};
use crate::{Account, Error, random};

const DOING: &str = "look up its key";
const READ: &str = "SELECT source, id, proof FROM medium_key";
/// Sealed with the key, to tell it from another.
const PROOF: &[u8] = b"this is the key";

/// What a store remembers of its key.
pub(crate) struct Current {
    pub(crate) source: KeySource,
    pub(crate) id: String,
    proof: Vec<u8>,
}

/// What it remembers now; `None` before anything was sealed.
pub(crate) async fn current(database: &Database) -> Result<Option<Current>, Error> {
    first(&database.rows(DOING, READ, Vec::new()).await?)
}

/// The same in a transaction, which is from then on the only one that may
/// change it.
pub(crate) async fn locked(transaction: &mut Transaction) -> Result<Option<Current>, Error> {
    transaction.alone(DOING, "key").await?;
    first(&transaction.rows(DOING, READ, Vec::new()).await?)
}

fn first(rows: &[Row]) -> Result<Option<Current>, Error> {
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some(Current {
        source: KeySource::named(row.text(0)?)?,
        id: checked_id(row.text(1)?)?,
        proof: row.bytes(2)?.to_owned(),
    }))
}

/// The key's name as [`place`] makes it. It becomes part of a file's name, so a
/// store that somebody has changed must not lead out of its folder.
fn checked_id(id: &str) -> Result<String, Error> {
    let is_valid = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    if is_valid {
        return Ok(id.to_owned());
    }
    let shown: String = id.chars().take(64).collect();
    Err(Error::Unreadable(format!("the key's name {shown:?}")))
}

/// Takes the key from where it was chosen to be, and makes sure that it is the
/// one.
pub(crate) async fn open(current: &Current, keys: &Keys) -> Result<Sealer, Error> {
    let id = &current.id;
    let key = match current.source {
        KeySource::Provided => keys.given.clone().ok_or_else(|| {
            Error::Key("was given when this store was made: set MEDIUM_STORE_KEY".to_owned())
        })?,
        KeySource::Keyring => from_keyring(id).await?,
        KeySource::File => file::read(beside(keys)?, id)?,
    };
    let sealer = Sealer::new(&key, id.clone());
    match sealer.open(Kind::Proof, &nobody(), &current.proof) {
        Ok(proof) if proof.as_slice() == PROOF => Ok(sealer),
        _ => Err(Error::WrongKey {
            hint: current.source.hint(),
        }),
    }
}

/// The key of a store that has none yet: the first that there is, kept where it
/// is to be and remembered.
pub(crate) async fn adopt(database: &Database, keys: &Keys) -> Result<Sealer, Error> {
    let mut transaction = database.begin(DOING).await?;
    // Another process may have been faster.
    if let Some(current) = locked(&mut transaction).await? {
        drop(transaction);
        return open(&current, keys).await;
    }
    let (source, sealer) = place(keys, None).await?;
    remember(&mut transaction, source, &sealer).await?;
    transaction.commit(DOING).await?;
    Ok(sealer)
}

/// A new key (or the one that is given), kept where it is to be.
pub(crate) async fn place(
    keys: &Keys,
    before: Option<&Current>,
) -> Result<(KeySource, Sealer), Error> {
    let id = hex::encode(random::bytes::<8>()?);
    if let Some(key) = &keys.given {
        return Ok((KeySource::Provided, Sealer::new(key, id)));
    }
    let key = Key::random()?;
    let before = before.map(|current| current.source);
    if keys.keyring && taken(into_keyring(&id, &key).await, before)? {
        return Ok((KeySource::Keyring, Sealer::new(&key, id)));
    }
    if keys.beside.is_none() {
        let problem = "has to be given, as the store is shared: set MEDIUM_STORE_KEY to what openssl rand -hex 32 prints, the same on every machine";
        return Err(Error::Key(problem.to_owned()));
    }
    file::write(beside(keys)?, &id, &key)?;
    Ok((KeySource::File, Sealer::new(&key, id)))
}

/// Whether the keyring took the key. Where there is no keyring, a new store
/// takes the next place; one whose key was in the keyring does not leave it
/// because it fails today.
fn taken(result: Result<(), Error>, before: Option<KeySource>) -> Result<bool, Error> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if before == Some(KeySource::Keyring) => Err(error),
        Err(error) => {
            tracing::info!(target: "medium_store", %error, "no keyring: the key goes into a file");
            Ok(false)
        }
    }
}

/// Writes down which key the store has from now on.
pub(crate) async fn remember(
    transaction: &mut Transaction,
    source: KeySource,
    sealer: &Sealer,
) -> Result<(), Error> {
    let proof = sealer.seal(Kind::Proof, &nobody(), PROOF)?;
    let values = vec![
        source.name().into(),
        sealer.key_id.as_str().into(),
        proof.as_slice().into(),
    ];
    let statement = "INSERT INTO medium_key (single, source, id, proof) VALUES (1, $1, $2, $3)
        ON CONFLICT (single) DO UPDATE SET source = $1, id = $2, proof = $3";
    transaction.rows(DOING, statement, values).await.map(drop)
}

/// Takes away a key that the store does not use any more.
pub(crate) async fn discard(source: KeySource, id: &str, keys: &Keys) {
    match source {
        KeySource::Provided => {}
        KeySource::Keyring => {
            #[cfg(feature = "keyring")]
            ring::remove(id).await;
        }
        KeySource::File => {
            if let Ok(store) = beside(keys) {
                file::remove(store, id);
            }
        }
    }
}

/// The proof belongs to no account.
fn nobody() -> Account {
    Account::new("", "")
}

fn beside(keys: &Keys) -> Result<&Path, Error> {
    keys.beside.as_deref().ok_or_else(|| {
        Error::Key("is in a file beside the store, which this program may not read".to_owned())
    })
}

#[cfg(feature = "keyring")]
async fn from_keyring(id: &str) -> Result<Key, Error> {
    ring::read(id).await
}

#[cfg(feature = "keyring")]
async fn into_keyring(id: &str, key: &Key) -> Result<(), Error> {
    ring::write(id, key).await
}

#[cfg(not(feature = "keyring"))]
async fn from_keyring(_id: &str) -> Result<Key, Error> {
    Err(no_keyring())
}

#[cfg(not(feature = "keyring"))]
async fn into_keyring(_id: &str, _key: &Key) -> Result<(), Error> {
    Err(no_keyring())
}

#[cfg(not(feature = "keyring"))]
fn no_keyring() -> Error {
    let problem =
        "is in the operating system's keyring, and this program was built without a way to it";
    Error::Key(problem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leaves_the_keyring_on_request_alone() {
        let fails = || Err(Error::Key("can't be had from the keyring".to_owned()));
        for before in [None, Some(KeySource::File), Some(KeySource::Provided)] {
            assert!(taken(Ok(()), before).is_ok_and(|taken| taken));
            assert!(taken(fails(), before).is_ok_and(|taken| !taken));
        }
        assert!(taken(fails(), Some(KeySource::Keyring)).is_err());
    }
}
