//! Paths, operations, and what goes in and out of them.

use super::Kind::{Any, Bool, List, Map, OrRef, Refused, Text};
use super::document::{EXTERNAL_DOCS, SERVER};
use super::schema::SCHEMA;
use super::{Kind, Object, TEXT_LIST};

const NO_METHOD: &str = "reqwest has no call for this method: leave the operation out";

pub(super) static PATH_ITEM: Object = Object {
    name: "a path",
    section: None,
    required: &[],
    keywords: &[
        (
            "$ref",
            Refused("a path can't be referred to: write it out here"),
        ),
        ("summary", Text),
        ("description", Text),
        ("get", Kind::Object(&OPERATION)),
        ("put", Kind::Object(&OPERATION)),
        ("post", Kind::Object(&OPERATION)),
        ("delete", Kind::Object(&OPERATION)),
        ("patch", Kind::Object(&OPERATION)),
        ("head", Kind::Object(&OPERATION)),
        ("options", Refused(NO_METHOD)),
        ("trace", Refused(NO_METHOD)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("parameters", List(&OrRef(&PARAMETER))),
    ],
};

static OPERATION: Object = Object {
    name: "an operation",
    section: None,
    required: &["operationId", "responses"],
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
            Refused("callbacks can't be expressed in a client: describe them in words"),
        ),
        ("deprecated", Bool),
        ("security", List(&Map(&TEXT_LIST))),
        ("servers", List(&Kind::Object(&SERVER))),
    ],
};

pub(super) static PARAMETER: Object = Object {
    name: "a parameter",
    section: Some("parameters"),
    required: &["name", "in", "schema"],
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
        ("schema", OrRef(&SCHEMA)),
        (
            "content",
            Refused("a parameter with content is not supported: give it a schema"),
        ),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
};

pub(super) static HEADER: Object = Object {
    name: "a header",
    section: Some("headers"),
    required: &["schema"],
    keywords: &[
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("style", Text),
        ("explode", Bool),
        ("schema", OrRef(&SCHEMA)),
        (
            "content",
            Refused("a header with content is not supported: give it a schema"),
        ),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
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
};

static MEDIA_TYPE: Object = Object {
    name: "a media type",
    section: None,
    required: &["schema"],
    keywords: &[
        ("schema", OrRef(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("encoding", Map(&Kind::Object(&ENCODING))),
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
            Refused("headers of a part are not supported: leave them out"),
        ),
        (
            "style",
            Refused("the style of a part is not supported: leave it out"),
        ),
        (
            "explode",
            Refused("explode of a part is not supported: leave it out"),
        ),
        (
            "allowReserved",
            Refused("allowReserved of a part is not supported: leave it out"),
        ),
    ],
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    section: Some("responses"),
    required: &["description"],
    keywords: &[
        ("description", Text),
        ("headers", Map(&OrRef(&HEADER))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        (
            "links",
            Refused("links can't be expressed in a client: describe them in words"),
        ),
    ],
};
