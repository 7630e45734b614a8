//! What all pages share: headers that keep them harmless, the style sheet, the error page.

use askama::Template;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::visitor::Visitor;
use crate::{StateError, render};

/// Nothing runs, nothing is fetched from elsewhere, nobody frames the page.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    visitor: &'a Visitor,
    title: &'a str,
    text: &'a str,
}

/// A page as a response.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    page_with_csp(status, template, CSP)
}

/// A page whose form leads to another origin in the end: browsers apply `form-action` to the
/// redirect that follows, so the consent page has to name its application's origin.
pub(super) fn page_leading_to(origin: &str, template: &impl Template) -> Response {
    let csp = CSP.replace(
        "form-action 'self'",
        &format!("form-action 'self' {origin}"),
    );
    page_with_csp(StatusCode::OK, template, &csp)
}

pub(crate) fn page_with_csp(status: StatusCode, template: &impl Template, csp: &str) -> Response {
    match template.render() {
        Ok(html) => (status, guards(csp), Html(html)).into_response(),
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "The page could not be written.",
        )
            .into_response(),
    }
}

fn guards(csp: &str) -> [(HeaderName, String); 4] {
    [
        (header::CONTENT_SECURITY_POLICY, csp.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        // Under `no-referrer` a browser would send our own forms with the origin `null`.
        (header::REFERRER_POLICY, "same-origin".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ]
}

/// A page that says one thing.
pub(crate) fn message(status: StatusCode, title: &str, text: &str) -> Response {
    page(
        status,
        &Message {
            visitor: &Visitor::nobody(),
            title,
            text,
        },
    )
}

/// A change that may be lost: what the page was asked for is not confirmed.
impl IntoResponse for StateError {
    fn into_response(self) -> Response {
        let text = format!("The sandbox could not save its state: {self}.");
        message(StatusCode::INTERNAL_SERVER_ERROR, "Not saved", &text)
    }
}

pub(crate) fn not_found() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "Nothing here",
        "The sandbox has no page at this address.",
    )
}

pub(super) async fn article_style() -> Response {
    let content_type = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (content_type, render::STYLE).into_response()
}

pub(super) async fn style() -> Response {
    let content_type = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (content_type, include_str!("../../templates/style.css")).into_response()
}
