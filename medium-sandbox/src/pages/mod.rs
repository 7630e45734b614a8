//! The pages in a browser. They load nothing from other hosts.

mod applications;
mod assets;
mod consent;
mod curl;
mod documents;
mod home;
mod images;
mod layout;
mod post;
mod profile;
mod reference;
mod requests;
mod session;
mod settings;
mod sign_in;

use axum::Router;
use axum::middleware;
use axum::routing::{self, MethodRouter, get};

pub(crate) use layout::{message, not_found, page, page_with_csp};
pub(crate) use session::{CsrfForm, SignedIn, Visitor};

use crate::state::AppState;

/// Returns the consent page, which is an operation of the document.
pub(crate) fn consent(state: AppState) -> MethodRouter<AppState> {
    let served = get(consent::show).post(consent::decide);
    served.layer(middleware::from_fn_with_state(state, session::with_session))
}

/// Returns the pages, together with `more`, which get a session as well.
pub(crate) fn router(state: AppState, more: Router<AppState>) -> Router<AppState> {
    Router::new()
        .route("/", get(home::show))
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", routing::post(sign_in::sign_out))
        .route("/me/settings", get(settings::show))
        .route("/me/tokens", routing::post(settings::issue_token))
        .route("/me/tokens/revoke", routing::post(settings::revoke_token))
        .route(
            "/me/connections/revoke",
            routing::post(settings::disconnect),
        )
        .route(
            "/me/applications",
            get(applications::list).post(applications::create),
        )
        .route("/me/applications/new", get(applications::new))
        .route("/me/applications/{client_id}", get(applications::show))
        .route("/me/approvals", routing::post(profile::approve))
        .route("/requests", get(requests::list))
        .route("/requests/{number}", get(requests::show))
        .route("/docs", get(reference::show))
        .route("/docs/sandbox", get(reference::show_control))
        .route("/openapi.yaml", get(documents::openapi_yaml))
        .route("/openapi.json", get(documents::openapi_json))
        .route("/_sandbox/openapi.yaml", get(documents::control_yaml))
        .route("/_sandbox/openapi.json", get(documents::control_json))
        .route("/images/{name}", get(images::uploaded))
        .route("/avatars/{name}", get(images::avatar))
        .route("/{owner}", get(profile::show))
        .route("/{owner}/{post}", get(post::show))
        .merge(assets::router())
        .merge(more)
        .route_layer(middleware::from_fn_with_state(state, session::with_session))
}
