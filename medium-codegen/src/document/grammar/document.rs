//! The document object, and the objects that only describe it.

use super::kind::Kind::{List, Map, OrRef, Text, Unused};
use super::kind::{Kind, Object, TEXT_LIST};
use super::operation::{EXAMPLE, HEADER, LINKS, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE};
use super::security::SECURITY_SCHEME;

pub(crate) static DOCUMENT: Object = Object {
    name: "the document",
    section: None,
    required: &["openapi", "info"],
    keywords: &[
        ("openapi", Text),
        ("info", Kind::Object(&INFO)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("paths", Map(&OrRef(&PATH_ITEM))),
        ("components", Kind::Object(&COMPONENTS)),
        ("security", List(&Map(&TEXT_LIST))),
        ("tags", List(&Kind::Object(&TAG))),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    newer: &[
        (
            "webhooks",
            Unused("webhooks are requests from the service: a client can't receive them"),
        ),
        ("jsonSchemaDialect", Text),
        ("$self", Text),
    ],
};

static INFO: Object = Object {
    name: "info",
    section: None,
    required: &["title", "version"],
    keywords: &[
        ("title", Text),
        ("version", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Kind::Object(&CONTACT)),
        ("license", Kind::Object(&LICENSE)),
    ],
    newer: &[("summary", Text)],
};

static CONTACT: Object = Object {
    name: "a contact",
    section: None,
    required: &[],
    keywords: &[("name", Text), ("url", Text), ("email", Text)],
    newer: &[],
};

static LICENSE: Object = Object {
    name: "a licence",
    section: None,
    required: &["name"],
    keywords: &[("name", Text), ("url", Text)],
    newer: &[("identifier", Text)],
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    section: None,
    required: &["url"],
    keywords: &[
        ("url", Text),
        ("description", Text),
        ("variables", Map(&Kind::Object(&SERVER_VARIABLE))),
    ],
    newer: &[("name", Text)],
};

static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    section: None,
    required: &["default"],
    keywords: &[
        ("default", Text),
        ("description", Text),
        ("enum", TEXT_LIST),
    ],
    newer: &[],
};

static TAG: Object = Object {
    name: "a tag",
    section: None,
    required: &["name"],
    keywords: &[
        ("name", Text),
        ("description", Text),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    newer: &[("summary", Text), ("parent", Text), ("kind", Text)],
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "externalDocs",
    section: None,
    required: &["url"],
    keywords: &[("url", Text), ("description", Text)],
    newer: &[],
};

static COMPONENTS: Object = Object {
    name: "components",
    section: None,
    required: &[],
    keywords: &[
        ("schemas", Map(&Kind::Schema)),
        ("responses", Map(&OrRef(&RESPONSE))),
        ("parameters", Map(&OrRef(&PARAMETER))),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("requestBodies", Map(&OrRef(&REQUEST_BODY))),
        ("headers", Map(&OrRef(&HEADER))),
        ("securitySchemes", Map(&OrRef(&SECURITY_SCHEME))),
        ("links", LINKS),
        (
            "callbacks",
            Unused("callbacks are requests from the service: a client can't receive them"),
        ),
    ],
    newer: &[
        ("pathItems", Map(&OrRef(&PATH_ITEM))),
        (
            "mediaTypes",
            Unused("added in OpenAPI 3.2, which is not supported: ignored"),
        ),
    ],
};
