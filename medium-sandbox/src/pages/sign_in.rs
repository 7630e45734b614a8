//! Signs in as one of the users, without a password.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use url::{Position, Url};

use super::layout::{message, page};
use super::session::{CsrfForm, Visitor, set_cookie};
use crate::User;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    visitor: &'a Visitor,
    users: Vec<&'a User>,
    next: String,
}

/// The default for `next`.
const SETTINGS: &str = "/me/settings";

/// Returns `next` if it is a path of this site, and the settings otherwise. A link to
/// `/sign-in?next=…` must not redirect to another site.
///
/// A browser resolves the location again, and must get the same path: `/..//host` is
/// a path of this site at first, but resolves to `//host`, which is another site.
fn local_path(next: &str) -> String {
    let resolved = resolve(next);
    match resolved {
        Some(path) if next.starts_with('/') && resolve(&path).as_ref() == Some(&path) => path,
        _ => SETTINGS.to_owned(),
    }
}

/// Returns path, query and fragment of a reference, if it stays on this site.
fn resolve(reference: &str) -> Option<String> {
    let here = Url::parse("http://sandbox.invalid").ok()?;
    let resolved = here.join(reference).ok()?;
    let is_local = here.origin() == resolved.origin();
    is_local.then(|| resolved[Position::BeforePath..].to_owned())
}

pub(super) async fn show(
    state: State<AppState>,
    visitor: Visitor,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let next = local_path(query.get("next").map(String::as_str).unwrap_or_default());
    let db = state.db();
    let sign_in = SignIn {
        visitor: &visitor,
        users: db.users.values().collect(),
        next,
    };
    page(StatusCode::OK, &sign_in)
}

pub(super) async fn sign_in(state: State<AppState>, visitor: Visitor, form: CsrfForm) -> Response {
    let mut db = state.db();
    let Some(user) = db.user_named(form.field("username")).cloned() else {
        let text = "Choose one from the list.";
        return message(StatusCode::BAD_REQUEST, "User not found", text);
    };
    db.sessions.close(&visitor.session_id);
    let session = db.sessions.open(Some(user.id));
    let mut response = Redirect::to(&local_path(form.field("next"))).into_response();
    set_cookie(&mut response, &state, &session.id);
    response
}

pub(super) async fn sign_out(
    state: State<AppState>,
    visitor: Visitor,
    _form: CsrfForm,
) -> Response {
    state.db().sessions.close(&visitor.session_id);
    Redirect::to("/").into_response()
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, local_path};

    #[test]
    fn signing_in_redirects_to_paths_of_this_site_only() {
        for local in ["/me/applications", "/docs?x=1#top", "/@demo/qu%C3%A9-1"] {
            assert_eq!(local_path(local), local);
        }
        for other in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            // Browsers remove tabs and line breaks.
            "/\t/evil.example",
            "/\n/evil.example",
            // Paths that become `//` once a browser removes the dots.
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
            assert_eq!(local_path(other), SETTINGS, "{other:?}");
        }
    }
}
