//! Properties: absent, null or present; in one direction; declared or not.

use medium_runtime::Nullable;
use serde_json::{Value, json};

use crate::all_of_narrows::types as narrowed;
use crate::directions::types::{Application, Member};
use crate::extra_properties::types::{Labels, Named, Open};
use crate::loose_schemas::types::Box as Crate;
use crate::start_server_and_client;
use crate::three_states::types::{BedChange, Keeper};

#[tokio::test]
async fn a_property_is_absent_null_or_a_value() {
    let (server, client) = start_server_and_client!(three_states);
    let change = BedChange::new()
        .clear_name()
        .width(3)
        .keeper(Keeper::new("Ada").clear_phone());
    server.respond(200, json!({ "id": "b", "name": null, "keeper": null }));
    let bed = client.change("b", &change).await.unwrap();

    let sent = json!({ "name": null, "width": 3, "keeper": { "name": "Ada", "phone": null } });
    assert_eq!(server.last().json(), sent);
    assert_eq!((bed.name, bed.keeper), (None, None));

    server.respond(200, json!({ "id": "b", "name": "Roses" }));
    client.change("b", &BedChange::new()).await.unwrap();
    assert_eq!(server.last().json(), json!({}));
}

#[tokio::test]
async fn sends_empty_lists_and_maps() {
    let (server, client) = start_server_and_client!(three_states);
    server.respond(200, json!({ "id": "b", "name": "Roses" }));
    let change = BedChange::new()
        .plants(Vec::<String>::new())
        .notes(std::collections::HashMap::new())
        .anything(Value::Null);
    client.change("b", &change).await.unwrap();
    let sent = json!({ "plants": [], "notes": {}, "anything": null });
    assert_eq!(server.last().json(), sent);
}

#[tokio::test]
async fn a_type_of_both_directions_distinguishes_null_and_absent() {
    let (server, client) = start_server_and_client!(unions);
    for order in [
        json!({ "gift": null }),
        json!({}),
        json!({ "gift": { "name": "Ada" } }),
    ] {
        server.respond(200, order.clone());
        let read = client.order(&Default::default()).await.unwrap();
        server.respond(200, json!({}));
        client.order(&read).await.unwrap();
        assert_eq!(server.last().json(), order);
    }
}

#[tokio::test]
async fn read_only_and_write_only_properties_are_required_in_one_direction() {
    let (server, client) = start_server_and_client!(directions);
    server.respond(
        201,
        json!({ "id": "m-1", "since": "2026-02-03", "name": "Ada" }),
    );
    let member = client
        .join(&Member::new("Ada", "open sesame", Nullable::Null))
        .await
        .unwrap();

    let sent = json!({ "name": "Ada", "password": "open sesame", "hint": null });
    assert_eq!(server.last().json(), sent);
    assert_eq!(member.id.as_deref(), Some("m-1"));
    assert_eq!(member.password, None);

    client.apply(&Application::new("Ada", "0f")).await.unwrap();
    assert_eq!(server.last().json(), json!({ "name": "Ada", "code": "0f" }));
    server.respond(200, json!({ "number": 7 }));
    assert_eq!(client.card().await.unwrap().number, 7);
}

#[tokio::test]
async fn keeps_additional_properties() {
    let (server, client) = start_server_and_client!(extra_properties);
    let whole = json!({
        "open": { "id": "a", "more": [1, null] }, "empty": { "id": "b", "x": { "y": 1 } },
        "typed": { "id": "c", "n": 7 }, "named": { "extra": "own", "other": "kept" },
        "by_pattern": { "x-a": true }, "free": { "k": [] }, "map": { "k": null },
        "nulls": { "a": null, "b": "c" }, "rows": { "r": { "n": 1 } }, "lists": [[{ "n": 1 }], []],
    });
    server.respond(200, whole.clone());
    server.respond(200, json!({}));
    let labels: Labels = client.label(&Labels::new()).await.unwrap();
    let named: &Named = labels.named.as_ref().unwrap();
    assert_eq!(named.extra.as_deref(), Some("own"));
    assert_eq!(named.extra_properties["other"], "kept");
    let open: &Open = labels.open.as_ref().unwrap();
    assert_eq!(open.extra["more"], json!([1, null]));
    client.label(&labels).await.unwrap();
    assert_eq!(server.last().json(), whole);
}

#[tokio::test]
async fn all_of_narrows_what_it_extends() {
    let (server, client) = start_server_and_client!(all_of_narrows);
    let place = narrowed::DogPlace::new(3).row(1);
    let dog = narrowed::Dog::new("d-1", narrowed::DogKind::Poodle, 40, place, ["old"], "long")
        .note("barks")
        .chip("0815");
    server.respond(201, json!({
        "id": "d-1", "kind": "poodle", "size": 40, "place": { "box": 3 }, "tags": [], "coat": "woolly",
        "food": ["bones"], "mother": null, "owner": { "name": "Ada", "phone": "1" },
    }));
    let added = client.add(&dog).await.unwrap();
    let sent = json!({
        "id": "d-1", "kind": "poodle", "size": 40, "place": { "row": 1, "box": 3 }, "tags": ["old"],
        "coat": "long", "note": "barks", "chip": "0815",
    });
    assert_eq!(server.last().json(), sent);
    assert_eq!(added.coat, narrowed::Coat::Unknown("woolly".to_owned()));
    assert_eq!(added.mother, Nullable::Null);
    let owner = added.owner.unwrap();
    assert_eq!(
        (owner.name.as_deref(), owner.phone.as_deref()),
        (Some("Ada"), Some("1"))
    );
}

#[tokio::test]
async fn loose_schemas_accept_any_value() {
    let (server, client) = start_server_and_client!(loose_schemas);
    let whole = json!({
        "label": "a", "ghost": 7, "any": null, "described": [1], "object": { "a": { "b": 1 } },
        "list": [1, "a", null], "nested": [[1], []], "tuple": ["a", 1], "untyped_map": { "a": "b" },
        "untyped_list": ["a"], "untyped_enum": "c", "either": 7, "maybe": null, "limited": "x",
        "anything": false, "nothing": {},
    });
    server.respond(200, whole.clone());
    server.respond(
        200,
        json!({ "label": "without what is required and nowhere described" }),
    );
    let read = client.store(&Crate::new("a")).await.unwrap();
    client.store(&read).await.unwrap();
    assert_eq!(server.last().json(), whole);
}
