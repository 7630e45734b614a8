//! The grammar of OpenAPI 3.0.3 as far as it can be expressed: one table an
//! object, one line a keyword. A keyword that stands here as `Refused` is known
//! and can't be expressed; one that doesn't stand here is unknown, most likely
//! misspelt. Extensions (`x-…`) are allowed in every object.

/// What may stand behind a keyword.
pub(crate) enum Kind {
    Text,
    Bool,
    Number,
    /// A whole number that is not negative.
    Count,
    Any,
    List(&'static Kind),
    /// Free keys, all values of one kind.
    Map(&'static Kind),
    Object(&'static Object),
    /// The object itself, or `{$ref: …}` to one under `components`.
    OrRef(&'static Object),
    /// `true`, `false`, or a schema.
    BoolOrSchema,
    /// Known, but it can't be expressed: what to do instead.
    Refused(&'static str),
}

/// One kind of object in a document.
pub(crate) struct Object {
    /// With its article, as an error says it.
    pub(crate) name: &'static str,
    /// Where under `components` it can be referred to.
    pub(crate) section: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) keywords: &'static [(&'static str, Kind)],
}

use Kind::{Any, Bool, BoolOrSchema, Count, List, Map, Number, OrRef, Refused, Text};

const TEXT_LIST: Kind = List(&Text);

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

static SERVER: Object = Object {
    name: "a server",
    section: None,
    required: &["url"],
    keywords: &[
        ("url", Text),
        ("description", Text),
        (
            "variables",
            Refused("server variables are not understood: write the url out"),
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

static EXTERNAL_DOCS: Object = Object {
    name: "externalDocs",
    section: None,
    required: &["url"],
    keywords: &[("url", Text), ("description", Text)],
};

const NO_METHOD: &str = "reqwest has no call for this method: leave the operation out";

static PATH_ITEM: Object = Object {
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

static PARAMETER: Object = Object {
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
            Refused("a parameter with content is not understood: give it a schema"),
        ),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
};

static HEADER: Object = Object {
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
            Refused("a header with content is not understood: give it a schema"),
        ),
        ("example", Any),
        ("examples", Map(&OrRef(&EXAMPLE))),
    ],
};

static EXAMPLE: Object = Object {
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

static REQUEST_BODY: Object = Object {
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
            Refused("headers of a part are not understood: leave them out"),
        ),
        (
            "style",
            Refused("the style of a part is not understood: leave it out"),
        ),
        (
            "explode",
            Refused("explode of a part is not understood: leave it out"),
        ),
        (
            "allowReserved",
            Refused("allowReserved of a part is not understood: leave it out"),
        ),
    ],
};

static RESPONSE: Object = Object {
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

/// Also where `allOf`, `oneOf` and the like stand: the lowering decides which of
/// their forms can be expressed.
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
        (
            "xml",
            Refused("XML bodies are not understood: leave it out"),
        ),
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

static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    section: Some("securitySchemes"),
    required: &["type"],
    keywords: &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Kind::Object(&FLOWS)),
        ("openIdConnectUrl", Text),
    ],
};

static FLOWS: Object = Object {
    name: "flows",
    section: None,
    required: &[],
    keywords: &[
        ("implicit", Kind::Object(&FLOW)),
        ("password", Kind::Object(&FLOW)),
        ("clientCredentials", Kind::Object(&FLOW)),
        ("authorizationCode", Kind::Object(&FLOW)),
    ],
};

static FLOW: Object = Object {
    name: "a flow",
    section: None,
    required: &["scopes"],
    keywords: &[
        ("authorizationUrl", Text),
        ("tokenUrl", Text),
        ("refreshUrl", Text),
        ("scopes", Map(&Text)),
    ],
};
