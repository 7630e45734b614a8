//! The query plans of the most frequent statements.

use crate::db::{Row, Value};
use crate::store::Store;
use crate::{Account, Error, images, ledger, login};

const OPERATION: &str = "explain its query plans";

/// The engine's plan for a statement, which names the index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryPlan {
    /// What the statement is for.
    pub purpose: &'static str,
    /// The output of `EXPLAIN`.
    pub text: String,
}

impl Store {
    /// Returns the plans of the most frequent statements, so that operators of a large store can
    /// check the use of indexes.
    ///
    /// # Errors
    ///
    /// [`Error::Database`].
    pub async fn query_plans(&self, account: &Account) -> Result<Vec<QueryPlan>, Error> {
        let mut plans = Vec::new();
        for (purpose, statement, more) in statements() {
            let mut values = account.values([]);
            values.extend(more);
            let statement = format!("{{explain}} {statement}");
            let rows = self.0.database.rows(OPERATION, &statement, values).await?;
            let text: Vec<String> = rows.iter().map(Row::to_text).collect();
            plans.push(QueryPlan {
                purpose,
                text: text.join("\n"),
            });
        }
        Ok(plans)
    }
}

fn statements() -> [(&'static str, String, Vec<Value>); 7] {
    let bytes = || Value::from([0; 32].as_slice());
    let text = || Value::from("profile");
    [
        ("load tokens", login::READ.to_owned(), Vec::new()),
        (
            "take the lease",
            login::TAKE_LEASE.to_owned(),
            vec![bytes(), 1.into()],
        ),
        (
            "save tokens",
            login::SAVE.to_owned(),
            vec![bytes(), 1.into(), bytes(), text()],
        ),
        ("look up an image", images::READ.to_owned(), vec![bytes()]),
        (
            "look up an article",
            format!("SELECT state FROM medium_ledger {}", ledger::WHERE_LATEST),
            vec![text(), text()],
        ),
        (
            "look up an article's name",
            ledger::FIND.to_owned(),
            vec![text()],
        ),
        (
            "look up by content",
            format!(
                "SELECT state FROM medium_ledger {}",
                ledger::WHERE_SAME_CONTENT
            ),
            vec![bytes(), text()],
        ),
    ]
}
