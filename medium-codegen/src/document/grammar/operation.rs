//! Paths, operations, parameters, bodies and responses.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::kind::Kind::{Any, Bool, List, Map, OrRef, Text, Unused};
use super::kind::{Kind, Object, TEXT_LIST};

pub(super) const LINKS: Kind =
    Unused("links are not supported: describe them in the operation's description");

const NOT_3_2: &str = "added in OpenAPI 3.2, which is not supported: ignored";

pub(super) static PATH_ITEM: Object = Object {
    name: "a path",
    section: Some("pathItems"),
    required: &[],
    keywords: &[
        ("summary", Text),
        ("description", Text),
        ("get", Kind::Object(&OPERATION)),
        ("put", Kind::Object(&OPERATION)),
        ("post", Kind::Object(&OPERATION)),
        ("delete", Kind::Object(&OPERATION)),
        ("patch", Kind::Object(&OPERATION)),
        ("head", Kind::Object(&OPERATION)),
        ("options", Kind::Object(&OPERATION)),
        ("trace", Kind::Object(&OPERATION)),
        ("servers", List(&Kind::Object(&SERVER))),
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
};

static OPERATION: Object = Object {
    name: "an operation",
    section: None,
    required: &["responses"],
    keywords: &[
        ("tags", TEXT_LIST),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&OrRef(&PARAMETER))),
        ("requestBody", OrRef(&REQUEST_BODY)),
        ("responses", Map(&OrRef(&RESPONSE))),
        (
            "callbacks",
            Unused("callbacks are requests from the service: a client can't receive them"),
        ),
        ("deprecated", Bool),
        ("security", List(&Map(&TEXT_LIST))),
        ("servers", List(&Kind::Object(&SERVER))),
    ],
    newer: &[],
};

pub(super) static PARAMETER: Object = Object {
    name: "a parameter",
    section: Some("parameters"),
    required: &["name", "in"],
    keywords: &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", Text),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", Kind::Schema),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
    newer: &[],
};

pub(super) static HEADER: Object = Object {
    name: "a header",
    section: Some("headers"),
    required: &[],
    keywords: &[
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", Text),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", Kind::Schema),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
    newer: &[],
};

pub(super) static EXAMPLE: Object = Object {
    name: "an example",
    section: Some("examples"),
    required: &[],
    keywords: &[
        ("summary", Text),
        ("description", Text),
        ("value", Any),
        ("externalValue", Text),
    ],
    newer: &[("dataValue", Any), ("serializedValue", Text)],
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "a request body",
    section: Some("requestBodies"),
    required: &["content"],
    keywords: &[
        ("description", Text),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("required", Bool),
    ],
    newer: &[],
};

static MEDIA_TYPE: Object = Object {
    name: "a media type",
    section: None,
    required: &[],
    keywords: &[
        ("schema", Kind::Schema),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("encoding", Map(&Kind::Object(&ENCODING))),
    ],
    newer: &[
        ("itemSchema", Kind::Schema),
        ("prefixEncoding", Unused(NOT_3_2)),
        ("itemEncoding", Unused(NOT_3_2)),
    ],
};

static ENCODING: Object = Object {
    name: "an encoding",
    section: None,
    required: &[],
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
    newer: &[],
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    section: Some("responses"),
    required: &["description"],
    keywords: &[
        ("description", Text),
        ("headers", Map(&OrRef(&HEADER))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("links", LINKS),
    ],
    newer: &[("summary", Text)],
};
