//! Renders pages with their security headers, and the message page.

use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::StateError;

/// Forbids scripts, content from other hosts, and framing.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    title: &'a str,
    text: &'a str,
}

/// Renders a page.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    page_with_csp(status, template, CSP)
}

/// Renders a page whose form redirects to another origin. Browsers apply `form-action` to the redirect
/// as well, so the policy of the consent page must name the application's origin.
pub(super) fn page_redirecting_to(origin: &str, template: &impl Template) -> Response {
    let csp = CSP.replace(
        "form-action 'self'",
        &format!("form-action 'self' {origin}"),
    );
    page_with_csp(StatusCode::OK, template, &csp)
}

pub(crate) fn page_with_csp(status: StatusCode, template: &impl Template, csp: &str) -> Response {
    match template.render() {
        Ok(html) => (status, security_headers(csp), Html(html)).into_response(),
        Err(_) => {
            let text = "The page could not be rendered.";
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}

fn security_headers(csp: &str) -> [(HeaderName, String); 4] {
    [
        (header::CONTENT_SECURITY_POLICY, csp.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // With `no-referrer`, a browser would send the sandbox's own forms with the origin `null`.
        (header::REFERRER_POLICY, "same-origin".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// Renders a page with a title and a sentence, without the account menu: it may have no session.
pub(crate) fn message(status: StatusCode, title: &str, text: &str) -> Response {
    page(status, &Message { title, text })
}

/// The page must not confirm a change that was not saved.
impl IntoResponse for StateError {
    fn into_response(self) -> Response {
        let text = format!("The sandbox could not save its state: {self}.");
        message(StatusCode::INTERNAL_SERVER_ERROR, "Not saved", &text)
    }
}

pub(crate) fn not_found() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "Not found",
        "The sandbox has no page at this URL.",
    )
}
