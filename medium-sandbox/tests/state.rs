//! The state file.

mod support;

use std::path::{Path, PathBuf};

use medium_sandbox::{Sandbox, StartError, StateError};
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use support::calls::{self, titled, upload, with};
use support::oauth::{exchange, field, refresh_by};
use support::{CheckedSandbox, get, path_of, start};
use tempfile::TempDir;

/// Returns a new folder, and the path of a state file in it.
fn state_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.sqlite");
    (folder, file)
}

async fn publish(sandbox: &CheckedSandbox, title: &str) -> String {
    let created = calls::publish(sandbox, &titled(title)).await;
    created.json()["data"]["url"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn saves_posts_images_and_credentials() {
    let (_folder, file) = state_file();
    let first = start(Sandbox::builder().state_file(&file)).await;
    let url = publish(&first, "One").await;
    let image = upload(&first, "image/gif", b"GIF89a").await.json()["data"]["url"].clone();
    let (token, application) = (first.token().to_owned(), first.application().clone());
    let port = first.address().port();
    first.into_inner().stop().await;

    let again = start(Sandbox::builder().state_file(&file).port(port)).await;
    assert_eq!(
        (again.token(), again.application()),
        (token.as_str(), &application)
    );
    assert_eq!(again.posts()[0].url, url);
    assert_eq!(get(&path_of(&url)).send(&again).await.status, 200);
    let response = get(&path_of(image.as_str().unwrap())).send(&again).await;
    assert_eq!(response.body, b"GIF89a");
    assert_eq!(get("/v1/me").bearer(&token).send(&again).await.status, 200);
}

/// The content keeps its URLs, and the page resolves them.
#[tokio::test]
async fn urls_follow_the_sandbox_to_another_port() {
    let (_folder, file) = state_file();
    let first = start(Sandbox::builder().state_file(&file)).await;
    let image = upload(&first, "image/gif", b"GIF89a").await.json()["data"]["url"].clone();
    let image = image.as_str().unwrap().to_owned();
    let other = publish(&first, "Other").await;
    let content = format!("# One\n\n![]({image})\n\n[Other]({other})\n");
    let one = with(titled("One"), "content", json!(content));
    assert_eq!(calls::publish(&first, &one).await.status, 201);
    let mut origins = vec![first.url().to_owned()];
    first.into_inner().stop().await;

    for _ in 0..2 {
        let again = start(Sandbox::builder().state_file(&file)).await;
        assert!(!origins.contains(&again.url().to_owned()));
        origins.push(again.url().to_owned());
        let post = again.posts().remove(1);
        assert!(post.url.starts_with(again.url()));
        assert_eq!(post.content, content);
        let page = get(&path_of(&post.url)).send(&again).await.text();
        for (attribute, address) in [("src", &image), ("href", &other)] {
            let path = path_of(address);
            assert!(page.contains(&format!("{attribute}=\"{path}\"")), "{page}");
            assert_eq!(get(&path).send(&again).await.status, 200);
        }
        again.into_inner().stop().await;
    }
}

#[tokio::test]
async fn saves_revocations_and_resets() {
    let (_folder, file) = state_file();
    let first = start(Sandbox::builder().state_file(&file)).await;
    publish(&first, "One").await;
    first.revoke(first.token()).await.unwrap();
    first.into_inner().stop().await;

    let second = start(Sandbox::builder().state_file(&file)).await;
    let me = get("/v1/me").bearer(second.token()).send(&second).await;
    assert_eq!(me.status, 401);
    second.reset().await.unwrap();
    second.into_inner().stop().await;

    let third = start(Sandbox::builder().state_file(&file)).await;
    assert!(third.posts().is_empty());
    let me = get("/v1/me").bearer(third.token()).send(&third).await;
    assert_eq!(me.status, 200);
}

/// Starts a sandbox with this file, and returns its error.
async fn state_error(file: &Path) -> StateError {
    match Sandbox::builder().state_file(file).start().await {
        Err(StartError::State { path, source }) if path == file => source,
        other => panic!("{}: {other:?}", file.display()),
    }
}

#[tokio::test]
async fn rejects_other_files_without_changing_them() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    let text = "This text is not a database. ".repeat(100);
    std::fs::write(&notes, &text).unwrap();
    assert_eq!(state_error(&notes).await, StateError::NotAStateFile);
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), text);

    let other = folder.path().join("other.sqlite");
    let mut connection = database(&other).await;
    let sql = "CREATE TABLE moz_places (url TEXT)";
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let before = std::fs::read(&other).unwrap();
    assert_eq!(state_error(&other).await, StateError::NotAStateFile);
    assert!(
        before == std::fs::read(&other).unwrap(),
        "the file was changed"
    );
}

async fn database(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    options.connect().await.unwrap()
}

#[tokio::test]
async fn rejects_a_state_file_in_use() {
    let (_folder, file) = state_file();
    let running = start(Sandbox::builder().state_file(&file)).await;
    assert_eq!(state_error(&file).await, StateError::InUse);
    assert!(!publish(&running, "One").await.is_empty());
}

#[tokio::test]
async fn a_failed_write_is_reported_until_it_succeeds() {
    let (_folder, file) = state_file();
    let sandbox = start(Sandbox::builder().state_file(&file)).await;
    sandbox.into_inner().stop().await;
    let mut connection = database(&file).await;
    let full = "CREATE TRIGGER full BEFORE INSERT ON record WHEN NEW.body LIKE '%Refused%'
        BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
    sqlx::query(full).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();

    let sandbox = start(Sandbox::builder().state_file(&file)).await;
    for (title, status) in [("Kept", 201), ("Refused", 500), ("Late", 500)] {
        let response = calls::publish(&sandbox, &titled(title)).await;
        assert_eq!(response.status, status, "{title}: {}", response.text());
    }
    sandbox.into_inner().stop().await;
    let again = start(Sandbox::builder().state_file(&file)).await;
    let titles: Vec<_> = again.posts().into_iter().map(|post| post.title).collect();
    assert_eq!(titles, ["Kept"]);
}

/// Returns a file of the first version with a row of each type. It must always open.
fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/state-v1.sqlite")
}

#[tokio::test]
async fn opens_a_state_file_of_version_1() {
    let (_folder, file) = state_file();
    std::fs::copy(fixture(), &file).unwrap();
    let sandbox = start(Sandbox::builder().state_file(&file)).await;
    assert_eq!(sandbox.token(), "0123456789abcdef");
    assert_eq!(sandbox.application().client_id, "fedcba987654");
    assert_eq!(sandbox.posts()[0].title, "Kept");
    assert_eq!(sandbox.images()[0].bytes.as_ref(), b"GIF89a");
    let refreshed = refresh_by(sandbox.application(), "fedcba9876543210");
    assert_eq!(refreshed.send(&sandbox).await.status, 201);
    let exchanged = exchange(&sandbox, "abcdef012345").await;
    assert_eq!(field(&exchanged, "token_type"), "Bearer");
    let me = get("/v1/me").bearer(sandbox.token()).send(&sandbox).await;
    assert_eq!(me.status, 200);
}

#[tokio::test]
async fn rejects_a_state_file_of_a_later_version() {
    let (_folder, file) = state_file();
    let mut bytes = std::fs::read(fixture()).unwrap();
    // The offset of the user version in SQLite's file format, big-endian.
    bytes[60..64].copy_from_slice(&9_u32.to_be_bytes());
    std::fs::write(&file, bytes).unwrap();
    let error = state_error(&file).await;
    assert_eq!(error, StateError::Version { found: 9 });
    assert_eq!(
        error.to_string(),
        "it has version 9, but this sandbox supports only version 1; update the sandbox"
    );
}

/// Its tokens give access to the users' accounts.
#[cfg(unix)]
#[tokio::test]
async fn only_its_user_can_read_the_state_file() {
    use std::fs::{Permissions, read_dir, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let (folder, file) = state_file();
    let check = |when: &str| {
        for entry in read_dir(folder.path()).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{when}: {:?}", entry.file_name());
        }
    };
    let sandbox = start(Sandbox::builder().state_file(&file)).await;
    publish(&sandbox, "First").await;
    check("while it runs");
    sandbox.into_inner().stop().await;
    check("after it");

    // A file of an earlier version, or a copy.
    set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    let sandbox = start(Sandbox::builder().state_file(&file)).await;
    publish(&sandbox, "Second").await;
    check("of another mode");
    sandbox.into_inner().stop().await;
    check("after that");
}

#[cfg(unix)]
#[tokio::test]
async fn keeps_the_mode_of_other_files() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "This text is not a database.").unwrap();
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(&file, open).unwrap();
    let error = Sandbox::builder().state_file(&file).start().await;
    assert!(error.is_err());
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
}
