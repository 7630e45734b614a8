//! Each image is uploaded once.

use medium_store::{Account, ContentHash};

use crate::support::TestStore;

crate::on_both_engines!(an_image_is_found_by_its_bytes);

async fn an_image_is_found_by_its_bytes(test: &TestStore) {
    let store = test.store().await;
    let images = store.images(&Account::sandbox("demo"));
    let hash = ContentHash::of(b"\x89PNG");
    assert_eq!(images.get(&hash).await.unwrap(), None);
    let url = |number| format!("https://images.example/{number}");
    for number in [1, 2] {
        images.put(&hash, &url(number)).await.unwrap();
    }
    assert_eq!(images.get(&hash).await.unwrap(), Some(url(2)));

    assert_eq!(images.get(&ContentHash::of(b"GIF")).await.unwrap(), None);
    // Another account might not have access to it, and a sandbox's image exists only there.
    for other in [
        Account::sandbox("writer"),
        Account::new("https://api.medium.com", "demo"),
    ] {
        assert_eq!(store.images(&other).get(&hash).await.unwrap(), None);
    }
}
