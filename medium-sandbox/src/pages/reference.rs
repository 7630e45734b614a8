//! `/docs` and `/docs/sandbox`: the documents of Medium's API and of the control calls, as references
//! that can be tried out.

use askama::Template;
use axum::Router;
use axum::extract::State as Extract;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use swagger_ui_dist::{ApiDefinition, OpenApiSource, generate_routes};

use super::shell::page_with_csp;
use super::visitor::Visitor;
use crate::state::State;

/// The one page with scripts: its own, and calls to its own origin. The reference sets styles in
/// attributes, and draws its icons from data.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "reference.html")]
struct Reference<'a> {
    visitor: &'a Visitor,
    /// An integration token of who is signed in.
    token: Option<&'a String>,
    /// Whether it is about the control calls.
    control: bool,
}

pub(super) async fn show(state: Extract<State>, visitor: Visitor) -> Response {
    let world = state.world();
    let user_id = visitor
        .user
        .as_ref()
        .map(|user| user.id.as_str())
        .unwrap_or_default();
    let token = world
        .integration_tokens(user_id)
        .first()
        .map(|(token, _)| *token);
    let reference = Reference {
        visitor: &visitor,
        token,
        control: false,
    };
    page_with_csp(StatusCode::OK, &reference, CSP)
}

pub(super) async fn show_control(visitor: Visitor) -> Response {
    let reference = Reference {
        visitor: &visitor,
        token: None,
        control: true,
    };
    page_with_csp(StatusCode::OK, &reference, CSP)
}

pub(super) async fn script() -> Response {
    let content_type = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (content_type, include_str!("../../templates/reference.js")).into_response()
}

pub(super) async fn style() -> Response {
    let content_type = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (content_type, include_str!("../../templates/reference.css")).into_response()
}

/// Swagger UI's files, which a crate carries. A page that is among them is not ours, and inert.
pub(super) fn files() -> Router {
    let definition = ApiDefinition {
        uri_prefix: "/ui",
        api_definition: OpenApiSource::Uri("/openapi.json"),
        title: None,
    };
    generate_routes(definition).layer(axum::middleware::map_response(
        async |mut response: Response| {
            let inert = HeaderValue::from_static("default-src 'none'");
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, inert);
            response
        },
    ))
}
