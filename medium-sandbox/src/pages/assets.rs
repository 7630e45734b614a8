//! Scripts and style sheets, as files of the program.

use axum::Router;
use axum::http::header;
use axum::routing::get;

use crate::render;
use crate::state::AppState;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("../../templates/", $name))
    };
}

/// Name, media type and content.
const FILES: [(&str, &str, &str); 5] = [
    ("style.css", STYLE, template!("style.css")),
    ("article.css", STYLE, render::STYLE),
    ("editor.js", SCRIPT, template!("editor.js")),
    ("reference.js", SCRIPT, template!("reference.js")),
    ("reference.css", STYLE, template!("reference.css")),
];

/// Swagger UI; see `swagger-ui/README.md`.
const SWAGGER_UI: &[u8] = include_bytes!("../../swagger-ui/swagger-ui-bundle.js.gz");
const SWAGGER_STYLE: &[u8] = include_bytes!("../../swagger-ui/swagger-ui.css.gz");

/// Always compressed: every browser accepts it, and the program is a megabyte smaller.
const GZIPPED: [(&str, &str, &[u8]); 2] = [
    ("swagger-ui-bundle.js", SCRIPT, SWAGGER_UI),
    ("swagger-ui.css", STYLE, SWAGGER_STYLE),
];

/// Returns the routes of the files, below `/_sandbox/`.
pub(super) fn router() -> Router<AppState> {
    let mut router = Router::new();
    for (name, media_type, text) in FILES {
        let headers = [(header::CONTENT_TYPE, media_type)];
        let path = format!("/_sandbox/{name}");
        router = router.route(&path, get(async move || (headers, text)));
    }
    for (name, media_type, bytes) in GZIPPED {
        let headers = [
            (header::CONTENT_TYPE, media_type),
            (header::CONTENT_ENCODING, "gzip"),
        ];
        let path = format!("/_sandbox/{name}");
        router = router.route(&path, get(async move || (headers, bytes)));
    }
    router
}
