//! Schemas: the part of JSON Schema in OpenAPI 3.0, and the rest, added in 3.1.

use super::document::EXTERNAL_DOCS;
use super::keyword_type::KeywordType::{
    Any, Bool, BoolOrNumber, Count, List, Map, Number, Schema, Text, TextOrList, Unused,
};
use super::keyword_type::{KeywordType, Object, TEXT_LIST};

pub(crate) static SCHEMA: Object = Object {
    name: "a schema",
    section: Some("schemas"),
    keywords: &[
        ("title", Text),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", BoolOrNumber),
        ("minimum", Number),
        ("exclusiveMinimum", BoolOrNumber),
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
        ("type", TextOrList),
        ("allOf", List(&Schema)),
        ("oneOf", List(&Schema)),
        ("anyOf", List(&Schema)),
        ("not", Schema),
        ("items", Schema),
        ("properties", Map(&Schema)),
        ("additionalProperties", Schema),
        ("description", Text),
        ("format", Text),
        ("default", Any),
        ("nullable", Bool),
        ("discriminator", KeywordType::Object(&DISCRIMINATOR)),
        ("readOnly", Bool),
        ("writeOnly", Bool),
        (
            "xml",
            Unused("`xml` is ignored: XML is sent and received as text"),
        ),
        ("externalDocs", KeywordType::Object(&EXTERNAL_DOCS)),
        ("example", Any),
        ("deprecated", Bool),
    ],
    newer: NEWER,
    ..Object::EMPTY
};

/// The keywords of JSON Schema 2020-12 that OpenAPI 3.0 lacks.
const NEWER: &[(&str, KeywordType)] = &[
    ("$schema", Text),
    ("$id", Text),
    ("$anchor", Text),
    ("$dynamicAnchor", Text),
    ("$dynamicRef", Text),
    ("$vocabulary", Any),
    ("$comment", Text),
    ("$defs", Map(&Schema)),
    ("const", Any),
    ("examples", Any),
    ("prefixItems", List(&Schema)),
    ("contains", Schema),
    ("minContains", Count),
    ("maxContains", Count),
    ("patternProperties", Map(&Schema)),
    ("propertyNames", Schema),
    ("dependentRequired", Any),
    ("dependentSchemas", Map(&Schema)),
    ("if", Schema),
    ("then", Schema),
    ("else", Schema),
    ("unevaluatedItems", Schema),
    ("unevaluatedProperties", Schema),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Schema),
];

static DISCRIMINATOR: Object = Object {
    name: "a discriminator",
    required: &["propertyName"],
    keywords: &[("propertyName", Text), ("mapping", Map(&Text))],
    newer: &[("defaultMapping", Text)],
    ..Object::EMPTY
};
