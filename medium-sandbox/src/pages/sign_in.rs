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
    users: Vec<&'a User>,
    next: String,
}

/// Where to go when nothing usable is asked for.
const SETTINGS: &str = "/me/settings";

/// `next` as a path of our own, or else the settings: whoever makes somebody click on a link to
/// `/sign-in?next=…` must not choose the site that they end at.
///
/// A browser resolves what it is sent to once more, so the result has to come out of that as it went
/// in: `/..//host` is a path of our own at first, and comes to `//host`, which is another site.
fn own_path(next: &str) -> String {
    let resolved = resolve(next);
    match resolved {
        Some(path) if next.starts_with('/') && resolve(&path).as_ref() == Some(&path) => path,
        _ => SETTINGS.to_owned(),
    }
}

/// Path, query and fragment that a reference leads to, if it stays on this site.
fn resolve(reference: &str) -> Option<String> {
    let here = Url::parse("http://sandbox.invalid").ok()?;
    let there = here.join(reference).ok()?;
    let is_own = here.origin() == there.origin();
    is_own.then(|| there[Position::BeforePath..].to_owned())
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
            users: world.users.values().collect(),
            next,
        },
    )
}

pub(super) async fn sign_in(state: Extract<State>, visitor: Visitor, form: OwnForm) -> Response {
    let mut world = state.world();
    let Some(user) = world.user_named(form.field("username")).cloned() else {
        return message(
            StatusCode::BAD_REQUEST,
            "No such user",
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
    use super::{SETTINGS, own_path};

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
            // What is left of them once a browser has taken out the dots.
            "/..//evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "/a/../..//evil.example",
            "/%2e%2e//evil.example",
            "/.%2E//evil.example",
            "/..\\\\evil.example",
            "/..\\/evil.example",
            "/..\t//evil.example",
            "/.\n.//evil.example",
            "/..///evil.example",
            "//sandbox.invalid//evil.example",
            "http://sandbox.invalid//evil.example",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(own_path(foreign), SETTINGS, "{foreign:?}");
        }
    }
}
