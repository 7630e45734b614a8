//! Difficult names.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// Returns a name that is difficult in Rust, for typify, in a header or in a path.
pub(crate) fn word(random: &mut StdRng) -> String {
    #[rustfmt::skip]
    let words = [
        "a", "type", "self", "Self", "super", "crate", "gen", "fn", "async", "await", "", " ", "_",
        "__", "1", "1st", "-1", "+1", "'", "''", "a'b", "\"", "\\", "`", "/", "//", "/a/{b}", "{",
        "}", "{}", "/{}", "~0", "a.b", "a-b", "a_b", "aB", "AB", "été", "größe", "日本", "🦀",
        "a\u{301}", "\u{200d}", "\n", "\t", "\0", "extra", "body", "url", "request", "operation",
        "header_map", "value", "client", "types", "Client", "Error", "Vec", "Option", "String",
        "Result", "Ok", "Box", "default", "new", "with_new", "builder", "data", "$ref", "x-a",
        "200", "2XX", "default", "application/json", "multipart/form-data", "text/plain", "get",
        "post", "head", "string", "object", "array", "int64", "password", "date-time", "//!", "*/",
        "content-type", "api-version", "X-A", "a b", "union", "r#a", "async_", "u8", "str", "bool",
    ];
    words.choose(random).copied().unwrap_or("a").to_owned()
}
