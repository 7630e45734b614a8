//! Names that are difficult for Rust: requests have the names of the document.

use serde_json::json;

use crate::derived_names::types::{GetZonesByIdSort, ZoneOffset};
use crate::rust_names::types::SongsK;
use crate::server::start_server_and_client;

#[tokio::test]
async fn conflicting_names_are_sent_as_in_the_document() {
    let (server, client) = start_server_and_client!(derived_names);
    let zone = json!({
        "userId": "a", "user-id": "b", "user_id": "c", "+1": 1, "-1": 2, "1": "d", "名前": "e", "*": "f",
        "self": "g", "Self": "h", "type": "i", "extra": "j", "offset": "GMT-1", "further": "k",
    });
    server.respond(200, zone.clone());
    let call = client.get_zones_by_id("x").id_query("y");
    let read = call.sort(&GetZonesByIdSort::AscUpper).await;
    let read = read.unwrap();
    assert_eq!(server.last().target, "/zones/x?id=y&sort=ASC");
    assert_eq!(
        [read.plus_1.to_string(), read.minus_1.to_string()],
        ["1", "2"]
    );
    assert_eq!([&read.user_dash_id, &read.user_id], ["b", "c"]);
    assert_eq!(
        [&read.ming_qian, &read.field_1, &read.star],
        ["e", "d", "f"]
    );
    assert_eq!(read.offset, ZoneOffset::GmtMinus1);

    server.respond(200, zone.clone());
    client.make(&read).await.unwrap();
    assert_eq!(server.last().json(), zone);
}

#[tokio::test]
async fn x_rust_name_changes_the_client_only() {
    let (server, client) = start_server_and_client!(rust_names);
    server.respond(200, json!({ "n": 2, "k": "b" }));
    let songs = client.songs().title("a").await.unwrap();
    assert_eq!(server.last().target, "/list?q=a");
    assert_eq!(songs.count.to_string(), "2");
    assert_eq!(songs.k, SongsK::Minor);
}
