//! The document itself, and what only describes it.

use super::Kind::{List, Map, OrRef, Refused, Text};
use super::operation::{EXAMPLE, HEADER, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE};
use super::schema::SCHEMA;
use super::security::SECURITY_SCHEME;
use super::{Kind, Object, TEXT_LIST};

pub(crate) static DOCUMENT: Object = Object {
    name: "the document",
    section: None,
    required: &["openapi", "info", "paths"],
    keywords: &[
        ("openapi", Text),
        ("info", Kind::Object(&INFO)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("paths", Map(&Kind::Object(&PATH_ITEM))),
        ("components", Kind::Object(&COMPONENTS)),
        ("security", List(&Map(&TEXT_LIST))),
        ("tags", List(&Kind::Object(&TAG))),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
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
};

static CONTACT: Object = Object {
    name: "a contact",
    section: None,
    required: &[],
    keywords: &[("name", Text), ("url", Text), ("email", Text)],
};

static LICENSE: Object = Object {
    name: "a licence",
    section: None,
    required: &["name"],
    keywords: &[("name", Text), ("url", Text)],
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    section: None,
    required: &["url"],
    keywords: &[
        ("url", Text),
        ("description", Text),
        (
            "variables",
            Refused("server variables are not supported: write the url out"),
        ),
    ],
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
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "externalDocs",
    section: None,
    required: &["url"],
    keywords: &[("url", Text), ("description", Text)],
};

static COMPONENTS: Object = Object {
    name: "components",
    section: None,
    required: &[],
    keywords: &[
        ("schemas", Map(&OrRef(&SCHEMA))),
        ("responses", Map(&OrRef(&RESPONSE))),
        ("parameters", Map(&OrRef(&PARAMETER))),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("requestBodies", Map(&OrRef(&REQUEST_BODY))),
        ("headers", Map(&OrRef(&HEADER))),
        ("securitySchemes", Map(&OrRef(&SECURITY_SCHEME))),
        (
            "links",
            Refused("links can't be expressed in a client: describe them in words"),
        ),
        (
            "callbacks",
            Refused("callbacks can't be expressed in a client: describe them in words"),
        ),
    ],
};
