//! Schemas.

use super::Kind::{Any, Bool, BoolOrSchema, Count, List, Map, Number, OrRef, Refused, Text};
use super::document::EXTERNAL_DOCS;
use super::{Kind, Object, TEXT_LIST};

pub(crate) static SCHEMA: Object = Object {
    name: "a schema",
    section: Some("schemas"),
    required: &[],
    keywords: &[
        ("title", Text),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Bool),
        ("minimum", Number),
        ("exclusiveMinimum", Bool),
        ("maxLength", Count),
        ("minLength", Count),
        ("pattern", Text),
        ("maxItems", Count),
        ("minItems", Count),
        ("uniqueItems", Bool),
        ("maxProperties", Count),
        ("minProperties", Count),
        ("required", TEXT_LIST),
        ("enum", List(&Any)),
        ("type", Text),
        ("allOf", List(&OrRef(&SCHEMA))),
        ("oneOf", List(&OrRef(&SCHEMA))),
        ("anyOf", List(&OrRef(&SCHEMA))),
        (
            "not",
            Refused("`not` has no type in Rust: say what the value is"),
        ),
        ("items", OrRef(&SCHEMA)),
        ("properties", Map(&OrRef(&SCHEMA))),
        ("additionalProperties", BoolOrSchema),
        ("description", Text),
        ("format", Text),
        ("default", Any),
        ("nullable", Bool),
        ("discriminator", Kind::Object(&DISCRIMINATOR)),
        ("readOnly", Bool),
        ("writeOnly", Bool),
        ("xml", Refused("XML bodies are not supported: leave it out")),
        ("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        ("example", Any),
        ("deprecated", Bool),
    ],
};

static DISCRIMINATOR: Object = Object {
    name: "a discriminator",
    section: None,
    required: &["propertyName"],
    keywords: &[("propertyName", Text), ("mapping", Map(&Text))],
};
