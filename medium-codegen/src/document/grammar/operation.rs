//! Paths, operations, parameters, bodies and responses.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::keyword_type::KeywordType::{Any, Bool, List, Map, OrRef, Text, Unused};
use super::keyword_type::{KeywordType, Object, TEXT_LIST};

pub(super) const LINKS: KeywordType =
    Unused("links are not supported: describe them in the operation's description");

pub(super) const CALLBACKS: KeywordType =
    Unused("callbacks are requests from the service: a client can't receive them");

pub(super) const ADDED_IN_3_2: KeywordType = Unused("added in OpenAPI 3.2: ignored");

pub(super) static PATH_ITEM: Object = Object {
    name: "a path",
    section: Some("pathItems"),
    keywords: &[
        ("summary", Text),
        ("description", Text),
        ("get", KeywordType::Object(&OPERATION)),
        ("put", KeywordType::Object(&OPERATION)),
        ("post", KeywordType::Object(&OPERATION)),
        ("delete", KeywordType::Object(&OPERATION)),
        ("patch", KeywordType::Object(&OPERATION)),
        ("head", KeywordType::Object(&OPERATION)),
        ("options", KeywordType::Object(&OPERATION)),
        ("trace", KeywordType::Object(&OPERATION)),
        ("servers", List(&KeywordType::Object(&SERVER))),
        ("parameters", List(&OrRef(&PARAMETER))),
    ],
    newer: &[
        (
            "query",
            Unused("the method QUERY is not supported: the operation is ignored"),
        ),
        (
            "additionalOperations",
            Unused("custom methods are not supported: their operations are ignored"),
        ),
    ],
    ..Object::EMPTY
};

static OPERATION: Object = Object {
    name: "an operation",
    required: &["responses"],
    keywords: &[
        ("tags", TEXT_LIST),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", KeywordType::Object(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&OrRef(&PARAMETER))),
        ("requestBody", OrRef(&REQUEST_BODY)),
        ("responses", Map(&OrRef(&RESPONSE))),
        ("callbacks", CALLBACKS),
        ("deprecated", Bool),
        ("security", List(&Map(&TEXT_LIST))),
        ("servers", List(&KeywordType::Object(&SERVER))),
    ],
    ..Object::EMPTY
};

/// The keywords of a parameter. A header has all but the first two.
static PARAMETER_KEYWORDS: &[(&str, KeywordType)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Bool),
    ("deprecated", Bool),
    ("allowEmptyValue", Bool),
    ("style", Text),
    ("explode", Bool),
    ("allowReserved", Bool),
    ("schema", KeywordType::Schema),
    ("content", Map(&KeywordType::Object(&MEDIA_TYPE))),
    ("example", Any),
    ("examples", Map(&OrRef(&EXAMPLE))),
];

pub(super) static PARAMETER: Object = Object {
    name: "a parameter",
    section: Some("parameters"),
    required: &["name", "in"],
    keywords: PARAMETER_KEYWORDS,
    ..Object::EMPTY
};

pub(super) static HEADER: Object = Object {
    name: "a header",
    section: Some("headers"),
    keywords: PARAMETER_KEYWORDS.split_at(2).1,
    ..Object::EMPTY
};

pub(super) static EXAMPLE: Object = Object {
    name: "an example",
    section: Some("examples"),
    keywords: &[
        ("summary", Text),
        ("description", Text),
        ("value", Any),
        ("externalValue", Text),
    ],
    newer: &[("dataValue", Any), ("serializedValue", Text)],
    ..Object::EMPTY
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "a request body",
    section: Some("requestBodies"),
    required: &["content"],
    keywords: &[
        ("description", Text),
        ("content", Map(&KeywordType::Object(&MEDIA_TYPE))),
        ("required", Bool),
    ],
    ..Object::EMPTY
};

static MEDIA_TYPE: Object = Object {
    name: "a media type",
    keywords: &[
        ("schema", KeywordType::Schema),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("encoding", Map(&KeywordType::Object(&ENCODING))),
    ],
    newer: &[
        ("itemSchema", KeywordType::Schema),
        ("prefixEncoding", ADDED_IN_3_2),
        ("itemEncoding", ADDED_IN_3_2),
    ],
    ..Object::EMPTY
};

static ENCODING: Object = Object {
    name: "an encoding",
    keywords: &[
        ("contentType", Text),
        (
            "headers",
            Unused("headers of a part are not supported: describe them in the part's description"),
        ),
        ("style", Text),
        ("explode", Bool),
        ("allowReserved", Bool),
    ],
    ..Object::EMPTY
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    section: Some("responses"),
    required: &["description"],
    keywords: &[
        ("description", Text),
        ("headers", Map(&OrRef(&HEADER))),
        ("content", Map(&KeywordType::Object(&MEDIA_TYPE))),
        ("links", LINKS),
    ],
    newer: &[("summary", Text)],
};
