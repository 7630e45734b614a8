//! The images that were uploaded, so that each is uploaded once.

use crate::db::Database;
use crate::{Account, ContentHash, Error};

pub(crate) const READ: &str = "SELECT url FROM medium_images
    WHERE origin = $1 AND account = $2 AND hash = $3";
const WRITE: &str = "INSERT INTO medium_images (origin, account, hash, url, time)
    VALUES ($1, $2, $3, $4, {now})
    ON CONFLICT (origin, account, hash) DO UPDATE SET url = $4, time = {now}";

/// The URLs of an account's uploaded images.
#[derive(Debug, Clone)]
pub struct Images {
    database: Database,
    account: Account,
}

impl Images {
    pub(crate) fn new(database: Database, account: Account) -> Self {
        Self { database, account }
    }

    /// Returns the URL of these bytes, if they were uploaded before.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn get(&self, hash: &ContentHash) -> Result<Option<String>, Error> {
        let values = self.account.values([hash.bytes().into()]);
        let rows = self.database.rows("look up an image", READ, values).await?;
        rows.first()
            .map(|row| row.text(0).map(str::to_owned))
            .transpose()
    }

    /// Stores the URL of these bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn put(&self, hash: &ContentHash, url: &str) -> Result<(), Error> {
        let values = self.account.values([hash.bytes().into(), url.into()]);
        let rows = self.database.rows("store an image", WRITE, values);
        rows.await.map(drop)
    }
}
