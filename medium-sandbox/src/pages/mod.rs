//! What people see in a browser. Everything a page needs comes from the sandbox itself.

mod applications;
mod avatar;
mod consent;
mod curl;
mod home;
mod image;
mod owner;
mod post;
mod reference;
mod requests;
mod settings;
mod shell;
mod sign_in;
mod visitor;

use axum::Router;
use axum::middleware;
use axum::routing::{MethodRouter, get, post as posting};

pub(crate) use shell::{message, not_found, page, page_with_csp};
pub(crate) use visitor::{OwnForm, SignedIn, Visitor};

use crate::medium_site;
use crate::state::State;

/// The consent page, which is also an operation of the document.
pub(crate) fn consent(state: State) -> MethodRouter<State> {
    let served = get(consent::show).post(consent::decide);
    served.layer(middleware::from_fn_with_state(state, visitor::greet))
}

pub(crate) fn router(state: State) -> Router<State> {
    Router::new()
        .route("/", get(home::show))
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", posting(sign_in::sign_out))
        .route("/me/settings", get(settings::show))
        .route("/me/tokens", posting(settings::issue_token))
        .route("/me/tokens/revoke", posting(settings::revoke_token))
        .route("/me/connections/revoke", posting(settings::disconnect))
        .route(
            "/me/applications",
            get(applications::list).post(applications::create),
        )
        .route("/me/applications/new", get(applications::new))
        .route("/me/applications/{client_id}", get(applications::show))
        .route("/me/approvals", posting(owner::approve))
        .route("/requests", get(requests::list))
        .route("/requests/{number}", get(requests::show))
        .route("/docs", get(reference::show))
        .route("/docs/sandbox", get(reference::show_control))
        .route("/_sandbox/reference.js", get(reference::script))
        .route("/_sandbox/reference.css", get(reference::style))
        .route(
            "/_sandbox/swagger-ui-bundle.js",
            get(reference::swagger_ui_script),
        )
        .route("/_sandbox/swagger-ui.css", get(reference::swagger_ui_style))
        .route("/openapi.yaml", get(home::openapi_yaml))
        .route("/openapi.json", get(home::openapi_json))
        .route("/_sandbox/openapi.yaml", get(home::control_yaml))
        .route("/_sandbox/openapi.json", get(home::control_json))
        .route("/images/{name}", get(image::show))
        .route("/avatars/{name}", get(avatar::show))
        .route("/{owner}", get(owner::show))
        .route("/{owner}/{post}", get(post::show))
        .route("/_sandbox/style.css", get(shell::style))
        .route("/_sandbox/article.css", get(shell::article_style))
        .merge(medium_site::router())
        .route_layer(middleware::from_fn_with_state(state, visitor::greet))
}
