//! Primitive values: all enums and formats.

use medium_runtime::{Base64, DateTime, Integer};
use serde_json::json;

use crate::formats::types::Values;
use crate::start_server_and_client;
use crate::value_enums::types::{Level, Setting, SettingOrder, SettingStereo, SettingZone};

#[tokio::test]
async fn sends_the_values_of_an_enum_as_listed() {
    let (server, client) = start_server_and_client!(value_enums);
    server.respond(200, json!({ "level": 1 }));
    let setting = Setting::new(Level::from(json!(2)))
        .zone(SettingZone::from("Etc/GMT-1"))
        .order("DESC")
        .all([Level::from(json!(0)), Level::from(json!(9))]);
    let level = Level::from(json!(-1));
    client.tune(&level, &setting).level(&level).await.unwrap();
    let request = server.last();
    assert_eq!(request.target, "/tune/-1?level=-1");
    let sent = json!({ "level": 2, "zone": "Etc/GMT-1", "order": "DESC", "all": [0, 9] });
    assert_eq!(request.json(), sent);
}

#[tokio::test]
async fn keeps_an_unknown_enum_value() {
    let (server, client) = start_server_and_client!(value_enums);
    let whole = json!({
        "level": 3, "pitch": 0.75, "stereo": false, "mode": "manual", "maybe": null, "zone": "Mars",
        "order": "asc", "quoted": 7, "unquoted": "2.5", "kind": "radio", "all": [1, 7],
    });
    server.respond(200, whole.clone());
    server.respond(200, json!({ "level": 1.0 }));
    let level = Level::from(json!(1));
    let read = client
        .tune(&level, &Setting::new(level.clone()))
        .await
        .unwrap();
    assert_eq!(read.level, Level::Unknown(json!(3)));
    assert_eq!(read.stereo, Some(SettingStereo::Unknown(json!(false))));
    assert_eq!(read.order, Some(SettingOrder::Asc));
    let tuned = client.tune(&level, &read).await.unwrap();
    assert_eq!(server.last().json(), whole);
    assert_eq!(tuned.level, Level::from(json!(1)));
}

#[tokio::test]
async fn decodes_formats_as_services_write_them() {
    let (server, client) = start_server_and_client!(formats);
    server.respond(200, json!({
        "plain": 18_446_744_073_709_551_615_u64, "count": 1e20, "many": [1.0, -1],
        "date_time": "2026-02-03 04:05:06", "date": "", "uri": "", "byte": "-_-_YQ",
        "float": 0.1, "decimal_text": "0.10", "duration": "P1D", "uuid": "not one", "days": { "a": "2026-02-03" },
    }));
    let read = client.send(&Values::new()).await.unwrap();
    assert_eq!(read.plain, Some(Integer::from(u64::MAX)));
    assert_eq!(
        read.count.map(|count| count.to_string()),
        Some("100000000000000000000".to_owned())
    );
    assert_eq!(read.many, Some(vec![1.into(), (-1).into()]));
    let time: DateTime = "2026-02-03T04:05:06Z".parse().unwrap();
    assert_eq!(
        (read.date_time, read.date, read.uri),
        (Some(time), None, None)
    );
    assert_eq!(
        read.byte.map(|byte| byte.decode()),
        Some(Ok(b"\xfb\xff\xbfa".to_vec()))
    );
    assert_eq!(read.float, Some(0.1));
}

#[tokio::test]
async fn encodes_formats_as_documented() {
    let (server, client) = start_server_and_client!(formats);
    server.respond(200, json!({}));
    let time: jiff::Timestamp = "2026-02-03T04:05:06Z".parse().unwrap();
    let values = Values::new()
        .plain(7)
        .u64(u64::MAX)
        .double(1.5)
        .date_time(time)
        .byte(Base64::encode(b"a"))
        .password("open sesame")
        .many([1, 2]);
    client.send(&values).await.unwrap();
    let sent = json!({
        "plain": 7, "u64": u64::MAX, "double": 1.5, "date_time": "2026-02-03T04:05:06Z", "byte": "YQ==",
        "password": "open sesame", "many": [1, 2],
    });
    assert_eq!(server.last().json(), sent);
}
