//! Paths, queries, headers, JSON, and the responses.

use std::collections::HashMap;

use medium_runtime::UnixMillis;
use serde_json::{Value, json};

use crate::other_service::types::{Kind, NewTree, Place, TreeId};
use crate::start;

fn tree() -> Value {
    json!({
        "shape": "tree", "kind": "apple", "id": "a-7", "height": 3.5,
        "page": "https://orchard.example/a-7", "seenAt": 1_442_286_338_435_i64,
    })
}

#[tokio::test]
async fn an_option_set_twice_is_sent_once() {
    let (server, client) = start().await;
    server.respond(200, json!({ "trees": [] }));
    let after = "2026-02-03".parse().unwrap();
    let call = client.trees(&after).limit(7).kinds(&[Kind::Pear]);
    call.limit(8).kinds(&[Kind::Apple]).await.unwrap();

    let target = "/v7/trees?after=2026-02-03&limit=8&kinds=apple";
    assert_eq!(server.last().target, target);
}

#[tokio::test]
async fn requests_a_list_with_a_query_and_keeps_its_siblings() {
    let (server, client) = start().await;
    let odd = json!({
        "shape": "tree", "kind": "quince", "id": "q-1", "height": null, "page": "", "seenAt": 0,
        "nick": null, "nests": null, "something": "new",
    });
    server.respond(200, json!({ "trees": [tree(), odd], "next": "2" }));

    let after = "2026-02-03".parse().unwrap();
    let kinds = [Kind::Apple, Kind::WildCherry];
    let tags = ["old".to_owned(), "a&b".to_owned()];
    let trees = client
        .trees(&after)
        .kinds(&kinds)
        .limit(7)
        .tag(&tags)
        .x_trace("t-1")
        .response()
        .await
        .unwrap();

    let request = server.last();
    assert_eq!(request.method, "GET");
    assert_eq!(
        request.target,
        "/v7/trees?after=2026-02-03&kinds=apple,wild%20cherry&limit=7&tag=old&tag=a%26b"
    );
    assert_eq!(request.header("x-trace"), Some("t-1"));
    assert_eq!(
        request.header("authorization"),
        Some("Bearer gardeners-token")
    );

    assert_eq!(trees.status, 200);
    assert_eq!(trees.body.next.as_deref(), Some("2"));
    let trees = trees.body.trees;
    assert_eq!(trees[0].kind, Kind::Apple);
    assert_eq!(trees[0].height, Some(3.5));
    assert_eq!(trees[0].seen_at, UnixMillis(1_442_286_338_435));
    assert_eq!(trees[0].page.as_ref().map(|page| page.path()), Some("/a-7"));
    assert_eq!(trees[1].kind, Kind::Unknown("quince".to_owned()));
    assert_eq!(
        (trees[1].height, &trees[1].page, &trees[1].nick),
        (None, &None, &None)
    );
    assert_eq!(trees[1].nests, None);
}

#[tokio::test]
async fn a_json_body_includes_its_constant() {
    let (server, client) = start().await;
    server.respond(201, json!({ "data": tree() }));

    let new = NewTree::new(Kind::Pear)
        .planted_at("2026-02-03T04:05:06Z".parse::<jiff::Timestamp>().unwrap())
        .labels(HashMap::from([("row".to_owned(), "é".to_owned())]))
        .place(Place::new(1, 2))
        .type_("dwarf");
    let planted = client.plant(&new).response().await.unwrap();

    let request = server.last();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v7/trees")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    let sent = json!({
        "shape": "tree", "kind": "pear", "plantedAt": "2026-02-03T04:05:06Z", "type": "dwarf",
        "labels": { "row": "é" }, "place": { "row": 1, "column": 2 },
    });
    assert_eq!(request.json(), sent);
    assert_eq!(planted.status, 201);
    assert_eq!(planted.body.id, TreeId::from("a-7"));
}

#[tokio::test]
async fn encodes_a_path_and_decodes_a_tree() {
    let (server, client) = start().await;
    let tree = json!({
        "name": "a", "above": null, "notes": [1, { "x": null }],
        "branches": [{ "name": "b", "branches": [{ "name": "c" }], "above": { "name": "a" } }],
    });
    server.respond(200, tree);
    let branch = client
        .branch(&TreeId::from("é 7?#"), "north&west")
        .await
        .unwrap();

    assert_eq!(
        server.last().target,
        "/v7/trees/%C3%A9%207%3F%23/branches/north&west"
    );
    let below = &branch.branches.as_ref().unwrap()[0];
    let lowest = &below.branches.as_ref().unwrap()[0];
    assert_eq!(lowest.name, "c");
    assert_eq!(
        below.above.as_ref().map(|above| above.name.as_str()),
        Some("a")
    );
    assert_eq!(branch.notes, Some(json!([1, { "x": null }])));
}

#[tokio::test]
async fn an_id_is_one_path_segment() {
    let (server, client) = start().await;
    for (id, segment) in [
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("%2e", "%252e"),
        ("../x", "..%2Fx"),
    ] {
        server.respond(200, json!({ "name": "b" }));
        client.branch(&TreeId::from(id), "b").await.unwrap();
        let target = format!("/v7/trees/{segment}/branches/b");
        assert_eq!(server.last().target, target);
    }
}

#[tokio::test]
async fn a_body_may_be_left_out() {
    let (server, client) = start().await;
    client.note().await.unwrap();
    assert!(server.last().body.is_empty());
    assert_eq!(server.last().header("content-type"), None);

    let notes = HashMap::from([("a".to_owned(), "b".to_owned())]);
    client.note().body(&notes).await.unwrap();
    assert_eq!(server.last().json(), json!({ "a": "b" }));
}
