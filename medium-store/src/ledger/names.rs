//! Renamed articles: finds and renames their entries.

use super::{Article, Ledger};
use crate::Error;

pub(crate) const FIND: &str = "SELECT state FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 LIMIT 1";
const RENAME: &str = "UPDATE medium_ledger SET article = $4
    WHERE origin = $1 AND account = $2 AND article = $3 RETURNING number";
const OPERATION: &str = "find an article by its earlier names";

impl Ledger {
    /// Returns the first of `names` that has entries. Writes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn known_as(&self, names: &[Article]) -> Result<Option<Article>, Error> {
        for name in names {
            let values = self.values([name.as_str().into()]);
            if !self
                .database
                .rows(OPERATION, FIND, values)
                .await?
                .is_empty()
            {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    /// Renames the entries of the first of the `earlier` names that has any to `article`, unless it
    /// has entries of its own. Returns whether there were any.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn adopt(&self, article: &Article, earlier: &[Article]) -> Result<bool, Error> {
        let mut transaction = self.database.begin(OPERATION).await?;
        let lock = format!("ledger of {}", self.account);
        transaction.lock_key(OPERATION, &lock).await?;
        let own = self.values([article.as_str().into()]);
        if !transaction.rows(OPERATION, FIND, own).await?.is_empty() {
            return Ok(false);
        }
        for name in earlier {
            let values = self.values([name.as_str().into(), article.as_str().into()]);
            if !transaction
                .rows(OPERATION, RENAME, values)
                .await?
                .is_empty()
            {
                transaction.commit(OPERATION).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
