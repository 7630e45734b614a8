//! A store with many accounts: most are rows as a login and a post leave them, and a sample of
//! them are real.

use medium_api::auth::Tokens;
use medium_store::{Account, Article, Begun, Consent, ContentHash, Draft, Published, Target};

use crate::support::{Engine, Home};

/// Accounts that are used, spread over all.
const SAMPLE: usize = 1_000;

fn account(number: usize) -> Account {
    Account::new("https://api.medium.com", format!("user-{number:07}"))
}

/// What the account publishes, the `round`th time.
pub(crate) fn draft(account: &Account, round: usize) -> Draft {
    let path = format!("posts/{round}.md");
    Draft {
        article: Article::path(path.as_ref(), "".as_ref()).expect("a path"),
        content: ContentHash::of(format!("{account} {round}")),
        target: Target::Profile,
        parts: Default::default(),
    }
}

/// As many accounts, each with a login, a post and an image. Returns the sample.
pub(crate) async fn fill(home: &Home, accounts: usize) -> Vec<Account> {
    let store = home.store().await;
    let sample: Vec<Account> = (0..SAMPLE)
        .map(|number| account(number * accounts / SAMPLE))
        .collect();
    // As long as Medium's own.
    let tokens = Tokens::new("1".repeat(33), Some("2".repeat(64).into())).expires_at(1);
    for account in &sample {
        store
            .tokens(account)
            .put(&tokens, None)
            .await
            .expect("stored");
        let ledger = store.ledger(account);
        let begun = ledger.begin(&draft(account, 0), Consent::default()).await;
        let Begun::Ticket(ticket) = begun.expect("asked") else {
            panic!("it is new");
        };
        let post = Published::new("e6f36a000000", "https://medium.com/@user/e6f36a000000");
        ledger.finish(ticket, &post).await.expect("written");
    }
    store.close().await;
    home.execute(&others(home.engine, accounts)).await;
    home.execute(match home.engine {
        Engine::Sqlite => "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)",
        Engine::Postgres => "ANALYZE; CHECKPOINT",
    })
    .await;
    sample
}

/// All accounts that are not of the sample.
fn others(engine: Engine, accounts: usize) -> String {
    let (numbers, name, [sealed, hash]) = match engine {
        Engine::Sqlite => (
            format!(
                "WITH RECURSIVE s(n) AS
                (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {accounts})"
            ),
            "printf('user-%07d', n)",
            ["randomblob(250)", "randomblob(32)"],
        ),
        Engine::Postgres => (
            format!("WITH s AS (SELECT generate_series(0, {accounts} - 1) AS n)"),
            "'user-' || lpad(n::text, 7, '0')",
            [
                "decode(repeat(md5(random()::text), 15) || repeat('00', 10), 'hex')",
                "sha256(convert_to(n::text, 'UTF8'))",
            ],
        ),
    };
    format!(
        "INSERT INTO medium_tokens (origin, account, key_id, sealed, version)
            {numbers} SELECT 'https://api.medium.com', {name}, (SELECT id FROM medium_key),
            {sealed}, 1 FROM s WHERE true ON CONFLICT DO NOTHING;
        INSERT INTO medium_ledger
            (origin, account, article, target, number, content, state, post, url, time)
            {numbers} SELECT 'https://api.medium.com', {name}, 'path:posts/0.md', 'profile', 1,
            {hash}, 'done', 'e6f36a000000', 'https://medium.com/@user/e6f36a000000', 1
            FROM s WHERE true ON CONFLICT DO NOTHING;
        INSERT INTO medium_images (origin, account, hash, url, time)
            {numbers} SELECT 'https://api.medium.com', {name}, {hash},
            'https://cdn-images-1.medium.com/proxy/1*fkfQiTzT7TlUGGyI-TlUGG.png', 1 FROM s;"
    )
}

/// Bytes on disk.
pub(crate) async fn size(home: &Home) -> u64 {
    if home.engine == Engine::Sqlite {
        let file = std::fs::metadata(home.folder.path().join("store.db"));
        return file.expect("the store").len();
    }
    let sizes = home.bytes(
        "SELECT int8send(sum(pg_total_relation_size(oid))::bigint) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
    );
    let sizes = sizes.await;
    u64::from_be_bytes(sizes[0].as_slice().try_into().expect("a number"))
}
