//! Security schemes.

use super::kind::Kind::{Bool, Map, Text};
use super::kind::{Kind, Object};

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
        ("flows", Kind::Object(&FLOWS)),
        ("openIdConnectUrl", Text),
    ],
    newer: &[("oauth2MetadataUrl", Text), ("deprecated", Bool)],
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
    newer: &[("deviceAuthorization", Kind::Object(&FLOW))],
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
    newer: &[("deviceAuthorizationUrl", Text)],
};
