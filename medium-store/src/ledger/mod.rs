//! The ledger: records what was published, so that each article is published at most once.
//!
//! It records on disk that a post is about to be sent before it is sent. If the program ends in
//! between, the outcome is unknown, and the post is not published again until a person has checked.

mod article;
mod begin;
mod entry;
mod lease;
mod renames;
mod settle;

pub use article::{Article, PostTarget};
pub use begin::{BeginResult, Conflict, Draft, Overrides};
pub use entry::{ContentParts, Entry, State};
pub use settle::{Published, Resolution, StartedPost};

pub(crate) use begin::{WHERE_LATEST, WHERE_SAME_CONTENT};
pub(crate) use renames::FIND;

use crate::db::{Database, Transaction, Value};
use crate::{Account, Error};

const LIST: &str = "list the ledger";

/// The posts that one account has published.
///
/// ```
/// # #[cfg(feature = "sqlite")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use medium_store::{Account, Keys, Store, StoreUrl};
/// use medium_store::{Article, BeginResult, Overrides, ContentHash, Draft, Published, PostTarget};
///
/// # let folder = tempfile::tempdir()?;
/// # let url = StoreUrl::sqlite(folder.path().join("store.db"));
/// # let store = Store::open(&url, Keys::default()).await?;
/// let ledger = store.ledger(&Account::sandbox("demo"));
/// let draft = Draft {
///     article: Article::id("liverpool-fc"),
///     content: ContentHash::of("You'll never walk alone."),
///     target: PostTarget::Profile,
///     parts: [("title".to_owned(), "The Kop".to_owned())].into(),
/// };
/// match ledger.begin(&draft, Overrides::default()).await? {
///     BeginResult::Started(started) => {
///         // Send the post here. The service returns:
///         let post = Published::new("e6f36a", "https://medium.com/@demo/e6f36a");
///         ledger.finish(started, &post).await?;
///     }
///     BeginResult::Conflict(conflict) => println!("{conflict:?}"),
/// }
/// assert!(matches!(
///     ledger.begin(&draft, Overrides::default()).await?,
///     BeginResult::Conflict(_)
/// ));
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "sqlite"))]
/// # fn main() {}
/// ```
#[derive(Debug, Clone)]
pub struct Ledger {
    database: Database,
    account: Account,
}

impl Ledger {
    pub(crate) fn new(database: Database, account: Account) -> Self {
        Self { database, account }
    }

    /// Returns the latest entries, newest first.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn list(&self, max: u32) -> Result<Vec<Entry>, Error> {
        let condition = "ORDER BY time DESC, article, target, number DESC LIMIT $3";
        self.select(condition, i64::from(max).into()).await
    }

    /// Returns the entries of one article to any target, newest first.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn entries(&self, article: &Article) -> Result<Vec<Entry>, Error> {
        let condition = "AND article = $3 ORDER BY time DESC, target, number DESC";
        self.select(condition, article.as_str().into()).await
    }

    /// Returns the account's entries that match a condition with the value `$3`.
    async fn select(&self, condition: &str, value: Value) -> Result<Vec<Entry>, Error> {
        let statement = entry::select(&format!("WHERE origin = $1 AND account = $2 {condition}"));
        let values = self.account.values([value]);
        let rows = self.database.rows(LIST, &statement, values).await?;
        rows.iter().map(Entry::read).collect()
    }

    /// Deletes the entries of an article, and returns how many there were. It can then be published
    /// again, even if it is on Medium.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn forget(&self, article: &Article) -> Result<usize, Error> {
        let statement = "DELETE FROM medium_ledger
            WHERE origin = $1 AND account = $2 AND article = $3 RETURNING number";
        let values = self.account.values([article.as_str().into()]);
        let rows = self.database.rows("forget an article", statement, values);
        Ok(rows.await?.len())
    }

    /// Blocks other runs that publish for this account until the transaction ends.
    async fn lock(
        &self,
        transaction: &mut Transaction,
        operation: &'static str,
    ) -> Result<(), Error> {
        let key = format!("ledger of {}", self.account);
        transaction.lock_key(operation, &key).await
    }
}
