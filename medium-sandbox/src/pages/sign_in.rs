//! Signing in as one of the demo users: no password, as there is nothing to guard.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use url::{Position, Url};

use super::shell::{message, page};
use super::visitor::{OwnForm, Visitor, set_cookie};
use crate::User;
use crate::state::State;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    visitor: &'a Visitor,
    users: &'a [User],
    next: String,
}

/// A path of our own, as a browser reads it; anything else leads to the settings.
fn own_path(next: &str) -> String {
    let here = Url::parse("http://sandbox.invalid").ok();
    let there = here.as_ref().and_then(|here| here.join(next).ok());
    match (here, there) {
        (Some(here), Some(there)) if here.origin() == there.origin() && next.starts_with('/') => {
            there[Position::BeforePath..].to_owned()
        }
        _ => "/me/settings".to_owned(),
    }
}

pub(super) async fn show(
    state: Extract<State>,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let next = own_path(query.get("next").map(String::as_str).unwrap_or_default());
    let world = state.world();
    page(
        StatusCode::OK,
        &SignIn {
            visitor: &visitor,
            users: &world.users,
            next,
        },
    )
}

pub(super) async fn sign_in(state: Extract<State>, visitor: Visitor, form: OwnForm) -> Response {
    let mut world = state.world();
    let Some(user) = world.user_named(form.field("username")).cloned() else {
        return message(
            StatusCode::BAD_REQUEST,
            "Nobody of that name",
            "Choose one of the list.",
        );
    };
    world.sessions.close(&visitor.session_id);
    let session = world.sessions.open(Some(user.id));
    let mut response = Redirect::to(&own_path(form.field("next"))).into_response();
    set_cookie(&mut response, &state, &session.id);
    response
}

pub(super) async fn sign_out(state: Extract<State>, visitor: Visitor, _form: OwnForm) -> Response {
    state.world().sessions.close(&visitor.session_id);
    Redirect::to("/").into_response()
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn signing_in_leads_nowhere_else() {
        for own in ["/me/applications", "/docs?x=1#top", "/@demo/qu%C3%A9-1"] {
            assert_eq!(own_path(own), own);
        }
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            // Browsers leave out tabs and line breaks.
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(own_path(foreign), "/me/settings", "{foreign:?}");
        }
    }
}
