//! Whatever it is given, it writes what serde_json writes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::sink::PIECE_BYTES;
use super::to_vec;

/// Each way that a value can have parts.
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

/// A struct with a value of its own, a tuple, and fields of another among its
/// own.
#[derive(Debug, Clone, Serialize)]
struct Document {
    shapes: Vec<Shape>,
    pair: (f64, char),
    #[serde(flatten)]
    free: BTreeMap<String, Value>,
}

/// Text of everything that is, and more of what has to be escaped.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ -~]{0,300}",
        "[\u{0}-\u{1f}\"\\\\/\u{7f}\u{2028}äß🔴]{0,300}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
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
    let ours = to_vec(value).expect("it has a form in JSON");
    let theirs = serde_json::to_vec(value).expect("it has a form in JSON");
    assert!(ours == theirs, "{}", String::from_utf8_lossy(&ours));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_document_is_written_as_serde_json_writes_it(
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
fn each_character_is_escaped_wherever_a_piece_ends() {
    for special in [
        "\"", "\\", "\n", "\u{0}", "\u{1f}", "\u{7f}", "ß", "€", "🔴",
    ] {
        for before in PIECE_BYTES - 40..=PIECE_BYTES + 40 {
            assert_same(&format!("{}{special}{special} and on", "x".repeat(before)));
        }
    }
}

#[test]
fn the_buffer_is_made_for_the_text() {
    let article = "\"You'll never walk alone\" is sung before the match.\n\n".repeat(40_000);
    let bytes = to_vec(&json!({ "content": article, "title": "Anfield" })).expect("JSON");
    assert!(bytes.capacity() * 10 <= bytes.len() * 12);
}

#[test]
fn ready_made_json_of_serde_json_is_left_alone() {
    // As its RawValue does, where a program asks for that feature.
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
fn what_has_no_form_in_json_is_refused_as_serde_json_refuses_it() {
    let pairs = BTreeMap::from([(vec![1_u8], "a key has to be text")]);
    assert!(to_vec(&pairs).is_err());
}
