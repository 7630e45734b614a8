//! `/docs` and `/docs/sandbox`: interactive references of Medium's API and of the control calls.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::layout::page_with_csp;
use super::session::Visitor;
use crate::state::AppState;

/// Allows the sandbox's own scripts, and requests to its origin. Swagger UI uses inline styles and
/// `data:` icons.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "reference.html")]
struct Reference<'a> {
    visitor: &'a Visitor,
    /// The visitor's first integration token.
    token: Option<&'a String>,
    /// Whether it describes the control calls.
    control: bool,
}

pub(super) async fn show(state: State<AppState>, visitor: Visitor) -> Response {
    let db = state.db();
    let tokens = db.integration_tokens(visitor.user_id());
    let token = tokens.first().map(|(token, _)| *token);
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
