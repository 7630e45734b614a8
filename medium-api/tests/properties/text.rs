//! Text of the kinds that break things.

use proptest::prelude::*;

/// Any text: often plain, often with the characters that paths, queries and
/// terminals are made of.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let odd = proptest::sample::select(vec![
        "", ".", "..", "/", "\\", "%", "%2e", "%2F", "?", "#", "&", "=", ";", ":", "@", "+", " ",
        "\t", "\r\n", "\0", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}", "\u{feff}", "\u{fffd}",
        "é", "e\u{301}", "漢", "🔔", "\"", "'", "<", "{", "null", "a",
    ]);
    let mixed = proptest::collection::vec(
        prop_oneof![
            odd.prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
            "[0-9a-f]{1,8}",
        ],
        0..12,
    );
    prop_oneof![
        mixed.prop_map(|parts| parts.concat()),
        any::<String>(),
        "[0-9a-f]{1,40}"
    ]
}
