//! Forms, with and without files.

use std::collections::BTreeSet;

use medium_runtime::{File, Secret};
use serde_json::json;

use crate::other_service::types::{CodeGrant, Grant, KeyGrant, NewPhotos, Place, TreeId};
use crate::server::Part;
use crate::start;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

fn part(name: &str, file: Option<&str>, kind: Option<&str>, bytes: &'static [u8]) -> Part {
    Part {
        name: name.to_owned(),
        file: file.map(str::to_owned),
        kind: kind.map(str::to_owned),
        bytes: bytes.into(),
    }
}

#[tokio::test]
async fn a_form_sends_every_part_and_streams_files() {
    let (server, client) = start().await;
    server.respond(201, json!(["https://orchard.example/1.png"]));
    let chunks = ["some", " text"].map(|chunk| Ok(bytes::Bytes::from_static(chunk.as_bytes())));
    let streamed = File::from_stream("b.txt", None, futures_util::stream::iter(chunks));
    let photos = NewPhotos::new(File::from_bytes("cover.png", PNG), "Spring")
        .more([
            streamed.with_content_type("text/plain"),
            File::from_bytes("c", &b"?"[..]),
        ])
        .year(2026)
        .tags(["a", "b"])
        .place(Place::new(3, 4))
        .pin("1234");
    let kept = client
        .add_photos(&TreeId::from("a-7"), photos)
        .await
        .unwrap();

    assert_eq!(kept[0].as_str(), "https://orchard.example/1.png");
    let request = server.last();
    assert_eq!(request.target, "/v7/trees/a-7/photos");
    let mut parts = request.parts().await;
    parts.sort_by(|a, b| (&a.name, &a.file).cmp(&(&b.name, &b.file)));
    assert_eq!(
        parts,
        [
            part("cover", Some("cover.png"), Some("image/png"), PNG),
            part("more", Some("b.txt"), Some("text/plain"), b"some text"),
            part("more", Some("c"), Some("application/octet-stream"), b"?"),
            part("pin", None, None, b"1234"),
            part(
                "place",
                None,
                Some("application/json"),
                br#"{"row":3,"column":4}"#
            ),
            part("tags", None, None, b"a"),
            part("tags", None, None, b"b"),
            part("title", None, None, b"Spring"),
            part("year", None, None, b"2026"),
        ]
    );
}

#[tokio::test]
async fn rejects_a_file_of_a_disallowed_type() {
    let (server, client) = start().await;
    let photos = NewPhotos::new(File::from_bytes("cover.gif", &b"GIF89a"[..]), "Spring");
    let error = client
        .add_photos(&TreeId::from("a-7"), photos)
        .await
        .unwrap_err();

    assert!(
        error.to_string().contains("image/png, image/jpeg"),
        "{error}"
    );
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn a_form_is_one_of_two_grants_and_hides_its_secrets() {
    let (server, client) = start().await;
    let key = Secret::from("a key & more");
    server.respond(200, json!({ "token": "t-0000", "endsAt": 1 }));
    let grant = Grant::from(KeyGrant::new(key.clone(), "me & you").days(3));
    let token = client.token(&key, &grant).await.unwrap();

    let request = server.last();
    assert_eq!(request.target, "/v7/token");
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let sent: BTreeSet<&str> = request.text().split('&').collect();
    assert_eq!(
        sent,
        BTreeSet::from([
            "grant=key",
            "key=a+key+%26+more",
            "owner=me+%26+you",
            "days=3"
        ])
    );
    assert_eq!(request.header("x-client-key"), Some("a key & more"));
    assert_eq!(
        request.header("authorization"),
        None,
        "this call needs no token"
    );
    assert_eq!(token.token.expose(), "t-0000");
    for shown in [format!("{token:?}"), format!("{grant:?}")] {
        assert!(
            !shown.contains("t-0000") && !shown.contains("a key"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn the_other_grant_has_its_own_fields() {
    let (server, client) = start().await;
    server.respond(200, json!({ "token": "t-0000", "endsAt": 1 }));
    let grant = Grant::from(CodeGrant::new("c"));
    client.token(&Secret::from("key"), &grant).await.unwrap();
    let request = server.last();
    let sent: BTreeSet<&str> = request.text().split('&').collect();
    assert_eq!(sent, BTreeSet::from(["grant=code", "code=c"]));
}

#[tokio::test]
async fn form_fields_use_the_style_of_their_encoding() {
    use crate::form_nested::types::{Line, NewOrder, NewOrderAddress, NewOrderSealEmpty};

    let (server, client) = crate::server::start_server_and_client!(form_nested);
    let order = NewOrder::new("a & b")
        .copies(2)
        .tags(["x", "y,z"])
        .names(["u", "v w"])
        .sizes([3_i64, 4])
        .metadata(std::collections::HashMap::from([(
            "k".to_owned(),
            "é".to_owned(),
        )]))
        .lines([Line::new("s", 1), Line::new("t", 2)])
        .seal(NewOrderSealEmpty::Empty)
        .address(NewOrderAddress::new().city("Ulm"));
    client.order(&order).await.unwrap();

    let request = server.last();
    let kind = request.header("content-type");
    assert_eq!(kind, Some("application/x-www-form-urlencoded"));
    let sent: BTreeSet<&str> = request.text().split('&').collect();
    assert_eq!(
        sent,
        BTreeSet::from([
            "title=a+%26+b",
            "copies=2",
            "tags=x,y%2Cz",
            "names=u",
            "names=v+w",
            "sizes=3%7C4",
            "seal=",
            "metadata%5Bk%5D=%C3%A9",
            "lines%5B0%5D%5Bsheet%5D=s",
            "lines%5B0%5D%5Bcount%5D=1",
            "lines%5B1%5D%5Bsheet%5D=t",
            "lines%5B1%5D%5Bcount%5D=2",
            "address=%7B%22city%22%3A%22Ulm%22%7D",
        ])
    );
}
