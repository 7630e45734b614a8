//! Frequent statements use an index.

use medium_store::Account;

use crate::support::{Engine, TestStore};

crate::on_both_engines!(frequent_statements_use_an_index);

async fn frequent_statements_use_an_index(test: &TestStore) {
    let store = test.store().await;
    test.execute(&fill(test.engine)).await;
    test.execute("ANALYZE").await;
    let (by_index, full_scan) = match test.engine {
        Engine::Sqlite => ("USING INDEX", "SCAN"),
        Engine::Postgres => ("Index Scan", "Seq Scan"),
    };
    let plans = store.query_plans(&Account::sandbox("user-7")).await;
    for plan in plans.unwrap() {
        assert!(plan.text.contains(by_index), "{plan:?}");
        assert!(!plan.text.contains(full_scan), "{plan:?}");
    }
}

/// 5,000 accounts: with fewer, PostgreSQL prefers a full scan.
fn fill(engine: Engine) -> String {
    let (numbers, text, bytes) = match engine {
        Engine::Sqlite => (
            "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5000)",
            "CAST(n AS TEXT)",
            "CAST('x' || n AS BLOB)",
        ),
        Engine::Postgres => (
            "WITH s AS (SELECT generate_series(1, 5000) AS n)",
            "n::text",
            "convert_to('x' || n, 'UTF8')",
        ),
    };
    format!(
        "INSERT INTO medium_tokens (origin, account, key_id, sealed, version)
            {numbers} SELECT 'sandbox', 'user-' || {text}, 'k', {bytes}, 1 FROM s;
        INSERT INTO medium_images (origin, account, hash, url, time)
            {numbers} SELECT 'sandbox', 'user-' || {text}, {bytes}, 'u', 1 FROM s;
        INSERT INTO medium_ledger (origin, account, article, target, number, content, state, time)
            {numbers} SELECT 'sandbox', 'user-' || {text}, 'id:1', 'profile', 1, {bytes}, 'done', 1 FROM s;"
    )
}
