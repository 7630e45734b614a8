//! Stores with many accounts, each with the rows of a login, a post and an image. A sample of the
//! accounts has real tokens.

use medium_store::{Account, Store};

use crate::operation::{self, Service};
use crate::support::{Engine, TestStore};

/// The number of accounts in the sample, which is spread over all accounts.
pub(crate) const SAMPLE: usize = 1_000;

/// A store with many accounts.
pub(crate) struct FilledStore {
    test: TestStore,
    pub(crate) store: Store,
    pub(crate) engine: Engine,
    pub(crate) accounts: usize,
    pub(crate) sample: Vec<Account>,
    /// The size on disk before measuring.
    pub(crate) size: Size,
}

/// Sizes on disk, in bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) logins: u64,
    pub(crate) posts: u64,
    pub(crate) images: u64,
}

impl FilledStore {
    /// Returns `None` if the engine is not available.
    pub(crate) async fn fill(engine: Engine, accounts: usize, service: &Service) -> Option<Self> {
        let test = TestStore::new(engine).await?;
        let sample: Vec<Account> = (0..SAMPLE)
            .map(|number| account(number * accounts / SAMPLE))
            .collect();
        let store = test.store().await;
        let put = async |account| {
            let record = store.login(account);
            record.put(&service.tokens, None).await.unwrap();
        };
        // The first login creates the store's key.
        put(&sample[0]).await;
        test.execute(&rows(engine, accounts)).await;
        for account in &sample {
            put(account).await;
        }
        test.execute(match engine {
            Engine::Sqlite => "ANALYZE",
            Engine::Postgres => "VACUUM ANALYZE",
        })
        .await;
        let mut filled = Self {
            test,
            store,
            engine,
            accounts,
            sample,
            size: Size::default(),
        };
        filled.checkpoint().await;
        filled.size = size(&filled.test).await;
        Some(filled)
    }

    /// Writes all changes to the tables. After a checkpoint, PostgreSQL logs the whole page at its
    /// first change, as a large store does all the time.
    pub(crate) async fn checkpoint(&self) {
        let checkpoint = match self.engine {
            Engine::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)",
            Engine::Postgres => "CHECKPOINT",
        };
        self.test.execute(checkpoint).await;
    }

    /// Returns how many bytes PostgreSQL has written to its log.
    pub(crate) async fn wal_bytes(&self) -> u64 {
        if self.engine == Engine::Sqlite {
            return 0;
        }
        let position =
            "SELECT convert_to(pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text, 'UTF8')";
        number(&self.test.bytes(position).await)
    }

    pub(crate) async fn end(self) {
        self.store.close().await;
        self.test.end().await;
    }
}

fn account(number: usize) -> Account {
    Account::new("https://api.medium.com", format!("user-{number:07}"))
}

/// Returns accounts in order, each with a login, a post and an image.
fn rows(engine: Engine, accounts: usize) -> String {
    let (numbers, name, [encrypted, hash]) = match engine {
        Engine::Sqlite => (
            format!(
                "WITH RECURSIVE s(n) AS
                (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {accounts})"
            ),
            "printf('user-%07d', n)",
            ["randomblob(length(k.sealed))", "randomblob(32)"],
        ),
        Engine::Postgres => (
            format!("WITH s AS (SELECT generate_series(0, {accounts} - 1) AS n)"),
            "'user-' || lpad(n::text, 7, '0')",
            [
                "substring(decode(repeat(md5(random()::text), 40), 'hex') FOR length(k.sealed))",
                "sha256(convert_to(n::text, 'UTF8'))",
            ],
        ),
    };
    let parts = serde_json::to_string(&operation::parts()).unwrap();
    format!(
        "INSERT INTO medium_tokens (origin, account, key_id, sealed, version)
            {numbers} SELECT 'https://api.medium.com', {name}, k.key_id, {encrypted}, 1
            FROM s, (SELECT key_id, sealed FROM medium_tokens LIMIT 1) AS k
            WHERE true ON CONFLICT DO NOTHING;
        INSERT INTO medium_ledger
            (origin, account, article, target, number, content, state, post, url, time, parts)
            {numbers} SELECT 'https://api.medium.com', {name}, 'path:posts/0.md', 'profile', 1,
            {hash}, 'done', 'e6f36a000000', 'https://medium.com/@user/e6f36a000000', 1, '{parts}'
            FROM s;
        INSERT INTO medium_images (origin, account, hash, url, time)
            {numbers} SELECT 'https://api.medium.com', {name}, {hash},
            'https://cdn-images-1.medium.com/proxy/1*fkfQiTzT7TlUGGyI-TlUGG.png', 1 FROM s;"
    )
}

/// Returns sizes in bytes, including indexes.
async fn size(test: &TestStore) -> Size {
    let mut size = Size::default();
    let tables = [
        ("tokens", &mut size.logins),
        ("ledger", &mut size.posts),
        ("images", &mut size.images),
    ];
    for (table, bytes) in tables {
        // Read as text, because SQLite returns its numbers with varying types.
        let sql = match test.engine {
            Engine::Sqlite => format!(
                "SELECT CAST(sum(pgsize) AS BLOB) FROM dbstat
                WHERE name LIKE 'medium_{table}%' OR name LIKE '%_medium_{table}_%'"
            ),
            Engine::Postgres => {
                format!("SELECT convert_to(pg_total_relation_size('medium_{table}')::text, 'UTF8')")
            }
        };
        *bytes = number(&test.bytes(&sql).await);
    }
    size
}

fn number(rows: &[Vec<u8>]) -> u64 {
    let text = std::str::from_utf8(&rows[0]).unwrap();
    text.parse().unwrap()
}
