//! Text with difficult characters.

use proptest::prelude::*;

/// Generates text: often plain, often with characters that paths, queries and terminals treat
/// specially.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(vec![
        "", ".", "..", "/", "\\", "%", "%2e", "%2F", "?", "#", "&", "=", ";", ":", "@", "+", " ",
        "\t", "\r\n", "\0", "\u{7f}", "\u{85}", "\u{2028}", "\u{202e}", "\u{feff}", "\u{fffd}",
        "é", "e\u{301}", "漢", "🔔", "\"", "'", "<", "{", "null", "a",
    ]);
    let mixed = proptest::collection::vec(
        prop_oneof![
            special.prop_map(str::to_owned),
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
