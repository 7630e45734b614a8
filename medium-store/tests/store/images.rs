//! Each image is uploaded once.

use medium_store::{Account, ContentHash};

use crate::support::TestStore;

crate::on_both_engines!(an_image_is_found_by_its_bytes);

async fn an_image_is_found_by_its_bytes(home: &TestStore) {
    let store = home.store().await;
    let images = store.images(&Account::sandbox("demo"));
    let hash = ContentHash::of(b"\x89PNG");
    assert_eq!(images.get(&hash).await.expect("no error"), None);
    let url = |number| format!("https://images.example/{number}");
    for number in [1, 2] {
        let stored = images.put(&hash, &url(number)).await;
        stored.expect("stored");
    }
    assert_eq!(images.get(&hash).await.expect("no error"), Some(url(2)));

    let unknown = images.get(&ContentHash::of(b"GIF")).await;
    assert_eq!(unknown.expect("no error"), None);
    // Another account might not have access to it, and a sandbox's image exists only there.
    for other in [
        Account::sandbox("writer"),
        Account::new("https://api.medium.com", "demo"),
    ] {
        let unknown = store.images(&other).get(&hash).await;
        assert_eq!(unknown.expect("no error"), None);
    }
}
