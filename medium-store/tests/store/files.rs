//! Private files.

use std::path::PathBuf;

use crate::support::TestStore;

/// Returns the only key file next to the store.
pub(crate) fn key_file(test: &TestStore) -> PathBuf {
    let entries = std::fs::read_dir(test.folder.path()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let keys: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "key"))
        .collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    keys[0].clone()
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use medium_api::auth::Tokens;
    use medium_store::{Account, Error, Keys, Store, StoreUrl};

    use super::key_file;
    use crate::support::TestStore;

    fn mode(path: &Path) -> u32 {
        let metadata = fs::metadata(path).unwrap();
        metadata.permissions().mode() & 0o777
    }

    async fn login(url: &StoreUrl) -> Result<(), Error> {
        let store = Store::open(url, Keys::next_to(url)).await?;
        let record = store.login(&Account::sandbox("demo"));
        record.put(&Tokens::new("access", None), None).await
    }

    #[tokio::test]
    async fn all_created_files_are_private() {
        let test = TestStore::sqlite().await;
        let folder = test.folder.path().join("deeper/medium");
        let url = StoreUrl::sqlite(folder.join("store.db"));
        login(&url).await.unwrap();
        assert_eq!(mode(&folder), 0o700);
        let files: Vec<_> = fs::read_dir(&folder).unwrap().collect();
        // The database and the key.
        assert_eq!(files.len(), 2, "{files:?}");
        for file in files {
            let path = file.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }

    /// Advice to restrict access to them would be wrong.
    #[tokio::test]
    async fn a_folder_or_another_file_is_not_a_store() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("article.md");
        fs::write(&article, "# An article\n".repeat(100)).unwrap();
        for path in [folder.path(), &article] {
            fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
            let error = login(&StoreUrl::sqlite(path)).await.unwrap_err();
            assert!(matches!(error, Error::NotAStore { .. }), "{error}");
        }
    }

    #[tokio::test]
    async fn rejects_a_file_that_others_can_read() {
        let test = TestStore::sqlite().await;
        login(&test.url()).await.unwrap();
        for path in [test.folder.path().join("store.db"), key_file(&test)] {
            for open in [0o644, 0o640, 0o602] {
                fs::set_permissions(&path, Permissions::from_mode(open)).unwrap();
                let error = login(&test.url()).await.unwrap_err();
                assert!(matches!(error, Error::NotPrivate { .. }), "{error}");
                assert!(error.to_string().contains("chmod 600"), "{error}");
            }
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
            login(&test.url()).await.unwrap();
        }
    }
}
