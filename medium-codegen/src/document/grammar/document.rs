//! The document object, and the objects that only describe it.

use super::keyword_type::KeywordType::{List, Map, OrRef, Text, Unused};
use super::keyword_type::{KeywordType, Object, TEXT_LIST};
use super::operation::{
    ADDED_IN_3_2, CALLBACKS, EXAMPLE, HEADER, LINKS, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE,
};
use super::security::SECURITY_SCHEME;

pub(crate) static DOCUMENT: Object = Object {
    name: "the document",
    required: &["openapi", "info"],
    keywords: &[
        ("openapi", Text),
        ("info", KeywordType::Object(&INFO)),
        ("servers", List(&KeywordType::Object(&SERVER))),
        ("paths", Map(&OrRef(&PATH_ITEM))),
        ("components", KeywordType::Object(&COMPONENTS)),
        ("security", List(&Map(&TEXT_LIST))),
        ("tags", List(&KeywordType::Object(&TAG))),
        ("externalDocs", KeywordType::Object(&EXTERNAL_DOCS)),
    ],
    newer: &[
        (
            "webhooks",
            Unused("webhooks are requests from the service: a client can't receive them"),
        ),
        ("jsonSchemaDialect", Text),
        ("$self", Text),
    ],
    ..Object::EMPTY
};

static INFO: Object = Object {
    name: "info",
    required: &["title", "version"],
    keywords: &[
        ("title", Text),
        ("version", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", KeywordType::Object(&CONTACT)),
        ("license", KeywordType::Object(&LICENSE)),
    ],
    newer: &[("summary", Text)],
    ..Object::EMPTY
};

static CONTACT: Object = Object {
    name: "a contact",
    keywords: &[("name", Text), ("url", Text), ("email", Text)],
    ..Object::EMPTY
};

static LICENSE: Object = Object {
    name: "a license",
    required: &["name"],
    keywords: &[("name", Text), ("url", Text)],
    newer: &[("identifier", Text)],
    ..Object::EMPTY
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    required: &["url"],
    keywords: &[
        ("url", Text),
        ("description", Text),
        ("variables", Map(&KeywordType::Object(&SERVER_VARIABLE))),
    ],
    newer: &[("name", Text)],
    ..Object::EMPTY
};

static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    required: &["default"],
    keywords: &[
        ("default", Text),
        ("description", Text),
        ("enum", TEXT_LIST),
    ],
    ..Object::EMPTY
};

static TAG: Object = Object {
    name: "a tag",
    required: &["name"],
    keywords: &[
        ("name", Text),
        ("description", Text),
        ("externalDocs", KeywordType::Object(&EXTERNAL_DOCS)),
    ],
    newer: &[("summary", Text), ("parent", Text), ("kind", Text)],
    ..Object::EMPTY
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "externalDocs",
    required: &["url"],
    keywords: &[("url", Text), ("description", Text)],
    ..Object::EMPTY
};

static COMPONENTS: Object = Object {
    name: "components",
    keywords: &[
        ("schemas", Map(&KeywordType::Schema)),
        ("responses", Map(&OrRef(&RESPONSE))),
        ("parameters", Map(&OrRef(&PARAMETER))),
        ("examples", Map(&OrRef(&EXAMPLE))),
        ("requestBodies", Map(&OrRef(&REQUEST_BODY))),
        ("headers", Map(&OrRef(&HEADER))),
        ("securitySchemes", Map(&OrRef(&SECURITY_SCHEME))),
        ("links", LINKS),
        ("callbacks", CALLBACKS),
    ],
    newer: &[
        ("pathItems", Map(&OrRef(&PATH_ITEM))),
        ("mediaTypes", ADDED_IN_3_2),
    ],
    ..Object::EMPTY
};
