//! Renamed articles: finds and renames their entries.

use super::{Article, Ledger};
use crate::Error;

pub(crate) const FIND: &str = "SELECT state FROM medium_ledger
    WHERE origin = $1 AND account = $2 AND article = $3 LIMIT 1";
const RENAME: &str = "UPDATE medium_ledger SET article = $4
    WHERE origin = $1 AND account = $2 AND article = $3 RETURNING number";
const FIND_OPERATION: &str = "look up an article";
const RENAME_OPERATION: &str = "rename an article";

impl Ledger {
    /// Returns the first of `names` that has entries. Writes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn find_recorded_name(&self, names: &[Article]) -> Result<Option<Article>, Error> {
        for name in names {
            let values = self.account.values([name.as_str().into()]);
            let rows = self.database.rows(FIND_OPERATION, FIND, values).await?;
            if !rows.is_empty() {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    /// Finds the first of the `earlier` names that has entries, and renames them to `article`. Does
    /// nothing if `article` already has entries. Returns whether entries were renamed.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn rename_entries(
        &self,
        article: &Article,
        earlier: &[Article],
    ) -> Result<bool, Error> {
        let mut transaction = self.database.begin(RENAME_OPERATION).await?;
        self.lock(&mut transaction, RENAME_OPERATION).await?;
        let own = self.account.values([article.as_str().into()]);
        if !transaction
            .rows(RENAME_OPERATION, FIND, own)
            .await?
            .is_empty()
        {
            return Ok(false);
        }
        for name in earlier {
            let values = self
                .account
                .values([name.as_str().into(), article.as_str().into()]);
            let rows = transaction.rows(RENAME_OPERATION, RENAME, values).await?;
            if !rows.is_empty() {
                transaction.commit(RENAME_OPERATION).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
