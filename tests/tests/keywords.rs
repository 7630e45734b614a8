//! Nothing of a document is dropped silently: removing any keyword changes the
//! client or a warning, or makes the document invalid.

use std::collections::BTreeMap;

use medium_codegen::{Options, Output, generate};
use serde_json::Value;
use tests::documents;

/// Keywords without effect: the keyword, its parent (empty for any), and the
/// reason.
const SILENT: &[(&str, &str, &str)] = &[
    ("$ref", "headers/*", "to a header, which is read as text"),
    ("externalDocs", "", "a link for readers of the document"),
    ("contact", "", "whom to ask about the document"),
    ("license", "", "the document's own"),
    ("version", "", "the document's own"),
    ("tags", "", "how pages about the API are sorted"),
    ("example", "", "one represents all of them"),
    ("examples", "", "one represents all of them"),
    ("title", "", "a name that a derived one may not need"),
    ("summary", "", "of a path, of which each operation has one"),
    ("description", "info", "about the service"),
    ("description", "servers", "about a server"),
    (
        "description",
        "paths/*",
        "about operations that say more of themselves",
    ),
    (
        "description",
        "additionalProperties",
        "about a value without a name",
    ),
    (
        "description",
        "allOf",
        "about a part of what is described itself",
    ),
    ("description", "items", "about a value without a name"),
    ("minItems", "", "of a value without docs of its own"),
    ("maxItems", "", "of a value without docs of its own"),
    ("maxLength", "", "of a value without docs of its own"),
    (
        "bearerFormat",
        "",
        "how a token looks is not the client's affair",
    ),
    ("explode", "encoding/*", "what the style is without it, too"),
    ("nullable", "", "of a value that may be absent, too"),
    (
        "additionalProperties",
        "",
        "true or false: more is never an error",
    ),
    (
        "format",
        "",
        "what its type is without it, or one that nobody knows",
    ),
    ("type", "", "what its keywords or its media type say, too"),
    ("schema", "content/*", "of a text, which is one without it"),
    ("schema", "headers/*", "of a header, which is read as text"),
    ("deprecated", "", "false"),
    (
        "authorizationUrl",
        "",
        "how a credential is had is not the client's affair",
    ),
    (
        "tokenUrl",
        "",
        "how a credential is had is not the client's affair",
    ),
    (
        "openIdConnectUrl",
        "",
        "how a credential is had is not the client's affair",
    ),
];

/// Keywords whose values are data.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "mapping"];

/// Keywords whose keys are names.
const NAMED: [&str; 16] = [
    "properties",
    "patternProperties",
    "$defs",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "requestBodies",
    "securitySchemes",
    "paths",
    "content",
    "variables",
    "scopes",
    "encoding",
    "callbacks",
    "links",
];

/// Keywords with one warning for all of it, and alternatives that may cover each
/// other.
const WHOLE: [&str; 4] = ["callbacks", "links", "webhooks", "security"];

/// How often a keyword is tried with the same parent.
const TRIES: usize = 2;

#[test]
fn every_keyword_has_an_effect() {
    let mut tried: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut silent = Vec::new();
    for document in documents("corpus") {
        let value: Value = serde_yaml::from_str(&document.text).expect("a fixture is YAML");
        let Ok(whole) = made(&value) else { continue };
        let mut places = Vec::new();
        keywords(&value, "", "", &mut places);
        for (pointer, above, keyword) in places {
            let times = tried.entry((above, keyword)).or_default();
            *times += 1;
            let has_warning = whole
                .warnings
                .iter()
                .any(|warning| pointer.starts_with(&warning.pointer));
            if !has_warning
                && *times <= TRIES
                && made(&without(&value, &pointer)).is_ok_and(|less| same(&less, &whole))
            {
                silent.push(format!("{}#{pointer}", document.path));
            }
        }
    }
    assert!(tried.len() > 100, "only {} keywords tried", tried.len());
    assert!(
        silent.is_empty(),
        "the client is the same without these: represent them, warn about them, or add the keyword \
         to SILENT with the reason\n{}",
        silent.join("\n")
    );
}

fn made(document: &Value) -> Result<Output, String> {
    let text = serde_json::to_string(document).expect("a value is JSON");
    generate(&text, &Options::new("document")).map_err(|errors| errors.to_string())
}

fn same(one: &Output, other: &Output) -> bool {
    one.files == other.files && one.warnings == other.warnings && one.unused == other.unused
}

/// All keys: pointer, parent key (or `*` for a name), and key.
fn keywords(value: &Value, at: &str, above: &str, into: &mut Vec<(String, String, String)>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                keywords(item, &format!("{at}/{index}"), above, into);
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                let is_silent = SILENT.iter().any(|(silent, below, _)| {
                    silent == key && (below.is_empty() || *below == above)
                });
                if key.starts_with("x-") || is_silent || DATA.contains(&key.as_str()) {
                    continue;
                }
                let is_name = NAMED.contains(&above);
                let shown = if is_name { "*" } else { key.as_str() };
                into.push((here.clone(), above.to_owned(), shown.to_owned()));
                if !WHOLE.contains(&key.as_str()) {
                    let next = if is_name {
                        format!("{above}/*")
                    } else {
                        key.clone()
                    };
                    keywords(item, &here, &next, into);
                }
            }
        }
        _ => {}
    }
}

fn without(document: &Value, pointer: &str) -> Value {
    let mut less = document.clone();
    let (above, key) = pointer
        .rsplit_once('/')
        .expect("a member stands in something");
    let key = key.replace("~1", "/").replace("~0", "~");
    if let Some(Value::Object(members)) = less.pointer_mut(above) {
        members.remove(&key);
    }
    less
}
