//! Security schemes.

use super::keyword_type::KeywordType::{Bool, Map, Text};
use super::keyword_type::{KeywordType, Object};

pub(super) static SECURITY_SCHEME: Object = Object {
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
        ("flows", KeywordType::Object(&FLOWS)),
        ("openIdConnectUrl", Text),
    ],
    newer: &[("oauth2MetadataUrl", Text), ("deprecated", Bool)],
};

static FLOWS: Object = Object {
    name: "flows",
    keywords: &[
        ("implicit", KeywordType::Object(&FLOW)),
        ("password", KeywordType::Object(&FLOW)),
        ("clientCredentials", KeywordType::Object(&FLOW)),
        ("authorizationCode", KeywordType::Object(&FLOW)),
    ],
    newer: &[("deviceAuthorization", KeywordType::Object(&FLOW))],
    ..Object::EMPTY
};

static FLOW: Object = Object {
    name: "a flow",
    required: &["scopes"],
    keywords: &[
        ("authorizationUrl", Text),
        ("tokenUrl", Text),
        ("refreshUrl", Text),
        ("scopes", Map(&Text)),
    ],
    newer: &[("deviceAuthorizationUrl", Text)],
    ..Object::EMPTY
};
