//! Each image is uploaded once.

use medium_store::{Account, ContentHash};

use crate::support::Home;

crate::on_both_engines!(an_image_is_found_by_its_bytes);

async fn an_image_is_found_by_its_bytes(home: &Home) {
    let store = home.store().await;
    let images = store.images(&Account::sandbox("demo"));
    let hash = ContentHash::of(b"\x89PNG");
    assert_eq!(images.get(&hash).await.expect("a result"), None);
    images
        .put(&hash, "https://images.example/1")
        .await
        .expect("kept");
    images
        .put(&hash, "https://images.example/2")
        .await
        .expect("kept");
    let found = images.get(&hash).await.expect("a result");
    assert_eq!(found.as_deref(), Some("https://images.example/2"));

    assert_eq!(
        images
            .get(&ContentHash::of(b"GIF"))
            .await
            .expect("a result"),
        None
    );
    // Another account might not have access to it, and a sandbox's image exists only there.
    for other in [
        Account::sandbox("writer"),
        Account::new("https://api.medium.com", "demo"),
    ] {
        assert_eq!(
            store.images(&other).get(&hash).await.expect("a result"),
            None
        );
    }
}
