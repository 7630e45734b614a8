//! The output is the same as serde_json's, for any value.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::buffer::CHUNK_BYTES;
use super::to_vec;

/// Every form of compound values.
#[derive(Debug, Clone, Serialize)]
enum Shape {
    Unit,
    Text(String),
    Pair(String, i64),
    Record {
        title: String,
        tags: Vec<String>,
        more: BTreeMap<String, Option<String>>,
    },
}

/// A struct with nested values, a tuple, and flattened fields.
#[derive(Debug, Clone, Serialize)]
struct Document {
    shapes: Vec<Shape>,
    pair: (f64, char),
    #[serde(flatten)]
    free: BTreeMap<String, Value>,
}

/// Generates text with many characters that need escaping.
fn text() -> impl Strategy<Value = String> {
    let chunk = prop_oneof![
        any::<String>(),
        "[ -~]{0,300}",
        "[\u{0}-\u{1f}\"\\\\/\u{7f}\u{2028}äß🔴]{0,300}",
    ];
    prop::collection::vec(chunk, 0..24).prop_map(|chunks| chunks.concat())
}

fn shape() -> impl Strategy<Value = Shape> {
    let more = prop::collection::btree_map(text(), prop::option::of(text()), 0..3);
    prop_oneof![
        Just(Shape::Unit),
        text().prop_map(Shape::Text),
        (text(), any::<i64>()).prop_map(|(text, number)| Shape::Pair(text, number)),
        (text(), prop::collection::vec(text(), 0..3), more)
            .prop_map(|(title, tags, more)| Shape::Record { title, tags, more }),
    ]
}

fn assert_same(value: &(impl Serialize + ?Sized)) {
    let ours = to_vec(value).unwrap();
    let theirs = serde_json::to_vec(value).unwrap();
    assert!(ours == theirs, "{}", String::from_utf8_lossy(&ours));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn writes_the_same_as_serde_json(
        shapes in prop::collection::vec(shape(), 0..4),
        pair in (any::<f64>(), any::<char>()),
        key in text(),
        value in text(),
    ) {
        let free = BTreeMap::from([(key, json!([value, null, { "a": value }]))]);
        assert_same(&Document { shapes, pair, free });
    }
}

#[test]
fn escapes_characters_at_the_end_of_a_chunk() {
    for special in [
        "\"", "\\", "\n", "\u{0}", "\u{1f}", "\u{7f}", "ß", "€", "🔴",
    ] {
        for before in CHUNK_BYTES - 40..=CHUNK_BYTES + 40 {
            assert_same(&format!("{}{special}{special} and on", "x".repeat(before)));
        }
    }
}

#[test]
fn the_buffer_fits_the_text() {
    let article = "\"You'll never walk alone\" is sung before the match.\n\n".repeat(40_000);
    let bytes = to_vec(&json!({ "content": article, "title": "Anfield" })).unwrap();
    assert!(bytes.capacity() * 10 <= bytes.len() * 12);
}

#[test]
fn keeps_raw_json() {
    // As `serde_json::value::RawValue` does.
    struct Raw(String);
    impl Serialize for Raw {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::SerializeStruct;
            let name = "$serde_json::private::RawValue";
            let mut raw = serializer.serialize_struct(name, 1)?;
            raw.serialize_field(name, &self.0)?;
            raw.end()
        }
    }
    assert_same(&Raw(format!("[{}]", "1,".repeat(500) + "1")));
}

#[test]
fn rejects_what_serde_json_rejects() {
    let pairs = BTreeMap::from([(vec![1_u8], "a key has to be text")]);
    assert!(to_vec(&pairs).is_err());
}
