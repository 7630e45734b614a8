//! Nothing of a document is dropped silently: removing any keyword changes the
//! client or a warning, or makes the document invalid.

use std::collections::BTreeMap;

use medium_codegen::{Options, Output, generate};
use serde_json::Value;
use tests::{documents, escape};

/// Keywords without effect: the keyword, its parent (empty for any), and the reason.
#[rustfmt::skip]
const WITHOUT_EFFECT: &[(&str, &str, &str)] = &[
    ("$ref", "headers/*", "of a header, which is read as text"),
    ("externalDocs", "", "a link for readers of the document"),
    ("contact", "", "the contact for the document"),
    ("license", "", "the document's own"),
    ("version", "", "the document's own"),
    ("tags", "", "sorts documentation of the API"),
    ("example", "", "the first example is used"),
    ("examples", "", "the first example is used"),
    ("title", "", "not needed if a name can be derived"),
    ("summary", "", "of a path; each operation has its own"),
    ("description", "info", "about the service"),
    ("description", "servers", "about a server"),
    ("description", "paths/*", "of a path; each operation has its own"),
    ("description", "additionalProperties", "of a value without a name"),
    ("description", "allOf", "of a part; the whole has its own"),
    ("description", "items", "of a value without a name"),
    ("minItems", "", "of a value without separate docs"),
    ("maxItems", "", "of a value without separate docs"),
    ("maxLength", "", "of a value without separate docs"),
    ("bearerFormat", "", "the client does not read tokens"),
    ("explode", "encoding/*", "may equal the default of the style"),
    ("nullable", "", "of a value that may also be absent"),
    ("additionalProperties", "", "a boolean: unknown properties are never an error"),
    ("format", "", "the default of the type, or an unknown format"),
    ("type", "", "may follow from other keywords or the media type"),
    ("schema", "content/*", "of text, which needs no schema"),
    ("schema", "headers/*", "of a header, which is read as text"),
    ("deprecated", "", "false"),
    ("authorizationUrl", "", "the client does not obtain credentials"),
    ("tokenUrl", "", "the client does not obtain credentials"),
    ("openIdConnectUrl", "", "the client does not obtain credentials"),
];

/// Keywords whose values are data.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "mapping"];

/// Keywords whose keys are names.
#[rustfmt::skip]
const NAMED: [&str; 16] = [
    "properties", "patternProperties", "$defs", "schemas", "responses", "parameters", "headers",
    "requestBodies", "securitySchemes", "paths", "content", "variables", "scopes", "encoding",
    "callbacks", "links",
];

/// Keywords with one warning for all of it, and alternatives that may cover each other.
const ONE_WARNING: [&str; 4] = ["callbacks", "links", "webhooks", "security"];

/// How often a keyword is tried with the same parent.
const ATTEMPTS: usize = 2;

#[test]
fn every_keyword_has_an_effect() {
    let mut tried: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut without_effect = Vec::new();
    for document in documents("corpus") {
        let value: Value = serde_yaml::from_str(&document.text).unwrap();
        let Ok(whole) = generate_client(&value) else {
            continue;
        };
        let mut all = Vec::new();
        keywords(&value, "", "", &mut all);
        for (pointer, above, keyword) in all {
            let times = tried.entry((above, keyword)).or_default();
            *times += 1;
            let has_warning = whole
                .warnings
                .iter()
                .any(|warning| pointer.starts_with(&warning.pointer));
            if !has_warning
                && *times <= ATTEMPTS
                && generate_client(&remove_at(&value, &pointer))
                    .is_ok_and(|reduced| are_equal(&reduced, &whole))
            {
                without_effect.push(format!("{}#{pointer}", document.path));
            }
        }
    }
    assert!(tried.len() > 100, "only {} keywords tried", tried.len());
    assert!(
        without_effect.is_empty(),
        "the client is the same without these: represent them, warn about them, or add the keyword \
         to WITHOUT_EFFECT with the reason\n{}",
        without_effect.join("\n")
    );
}

fn generate_client(document: &Value) -> Result<Output, String> {
    let text = serde_json::to_string(document).unwrap();
    generate(&text, &Options::new("document")).map_err(|errors| errors.to_string())
}

/// Returns whether two clients and their warnings are equal.
fn are_equal(one: &Output, other: &Output) -> bool {
    one.files == other.files
        && one.warnings == other.warnings
        && one.unused_schemas == other.unused_schemas
}

/// All keys: pointer, parent key (or `*` for a name), and key.
fn keywords(value: &Value, pointer: &str, above: &str, into: &mut Vec<(String, String, String)>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                keywords(item, &format!("{pointer}/{index}"), above, into);
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                let here = format!("{pointer}/{}", escape(key));
                let is_without_effect = WITHOUT_EFFECT.iter().any(|(without_effect, below, _)| {
                    without_effect == key && (below.is_empty() || *below == above)
                });
                if key.starts_with("x-") || is_without_effect || DATA.contains(&key.as_str()) {
                    continue;
                }
                let is_name = NAMED.contains(&above);
                let keyword = if is_name { "*" } else { key.as_str() };
                into.push((here.clone(), above.to_owned(), keyword.to_owned()));
                if !ONE_WARNING.contains(&key.as_str()) {
                    let named = format!("{above}/*");
                    let parent = if is_name { &named } else { key };
                    keywords(item, &here, parent, into);
                }
            }
        }
        _ => {}
    }
}

/// Returns a copy of the document without the value at `pointer`.
fn remove_at(document: &Value, pointer: &str) -> Value {
    let mut reduced = document.clone();
    let (above, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    if let Some(Value::Object(members)) = reduced.pointer_mut(above) {
        members.remove(&key);
    }
    reduced
}
