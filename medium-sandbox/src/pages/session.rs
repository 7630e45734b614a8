//! The session of a browser, and the forms that it sends.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use url::form_urlencoded;

use super::layout::message;
use crate::origin_check;
use crate::state::{AppState, Database};
use crate::{Post, PublishStatus, User};

/// Returns the cookie's name. It contains the port, since browsers share cookies between ports.
fn cookie_name(state: &AppState) -> String {
    let port = state.settings.origin.rsplit(':').next();
    format!("sandbox_session_{}", port.unwrap_or_default())
}

/// The visitor of a page, signed in or not.
#[derive(Clone, Default)]
pub(crate) struct Visitor {
    pub(crate) session_id: String,
    pub(crate) csrf: String,
    pub(crate) user: Option<User>,
}

impl Visitor {
    /// Returns the ID of the user, empty if they are not signed in.
    pub(super) fn user_id(&self) -> &str {
        self.user.as_ref().map_or("", |user| user.id.as_str())
    }

    /// Returns whether they may open a post. Drafts are visible to their author, and to editors who
    /// can approve them.
    pub(super) fn may_see(&self, db: &Database, post: &Post) -> bool {
        post.publish_status != PublishStatus::Draft || self.can_edit(db, post)
    }

    /// Returns whether lists contain a post for them. Unlisted ones are listed for the same users
    /// as drafts.
    pub(super) fn may_list(&self, db: &Database, post: &Post) -> bool {
        post.publish_status == PublishStatus::Public || self.can_edit(db, post)
    }

    /// Returns whether they are the author, or an editor of the publication.
    fn can_edit(&self, db: &Database, post: &Post) -> bool {
        let Some(viewer) = &self.user else {
            return false;
        };
        let publication = post.publication_id.as_deref();
        let publication = publication.and_then(|id| db.publication(id));
        let editors = publication.map(|publication| publication.editors.as_slice());
        viewer.id == post.author_id || editors.unwrap_or_default().contains(&viewer.id)
    }
}

/// Rejects requests from other sites, and opens a session for each new browser.
pub(super) async fn with_session(
    state: State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    if !origin_check::is_allowed(&state, request.headers()) {
        let text = "Open this page by an IP address or localhost.";
        return message(StatusCode::FORBIDDEN, "Forbidden", text);
    }
    let session_id = cookie(request.headers(), &cookie_name(&state));
    let (visitor, is_new) = visitor(&state, session_id);
    let session_id = visitor.session_id.clone();
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if is_new && !response.headers().contains_key(SET_COOKIE) {
        set_cookie(&mut response, &state, &session_id);
    }
    response
}

/// Returns the visitor of a session, and whether the session is new.
fn visitor(state: &AppState, session_id: Option<&str>) -> (Visitor, bool) {
    let mut db = state.db();
    let session = session_id.and_then(|id| db.sessions.get(id)).cloned();
    let is_new = session.is_none();
    let session = session.unwrap_or_else(|| db.sessions.open(None));
    let user_id = session.user_id.as_deref();
    let user = user_id.and_then(|id| db.user(id)).cloned();
    let visitor = Visitor {
        session_id: session.id,
        csrf: session.csrf,
        user,
    };
    (visitor, is_new)
}

fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let pairs = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, id)| id)
}

/// Sets the cookie. It is `Lax`: the consent page needs it when an application links to that page.
pub(super) fn set_cookie(response: &mut Response, state: &AppState, session_id: &str) {
    let name = cookie_name(state);
    let cookie = format!("{name}={session_id}; Path=/; HttpOnly; SameSite=Lax");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(SET_COOKIE, value);
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Response> {
        let visitor = parts.extensions.get::<Self>();
        Ok(visitor.cloned().unwrap_or_default())
    }
}

/// A visitor who is signed in. Others are redirected to the sign-in page.
pub(crate) struct SignedIn {
    pub(crate) visitor: Visitor,
    pub(crate) user: User,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        match visitor.user.clone() {
            Some(user) => Ok(Self { visitor, user }),
            None => {
                let next: String =
                    form_urlencoded::byte_serialize(parts.uri.path().as_bytes()).collect();
                Err(Redirect::to(&format!("/sign-in?next={next}")).into_response())
            }
        }
    }
}

/// A form that the same session loaded from the sandbox, as its CSRF token proves.
pub(crate) struct CsrfForm {
    fields: HashMap<String, String>,
}

impl CsrfForm {
    /// Returns a field's value, trimmed; empty if it is missing.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .map(|value| value.trim())
            .unwrap_or_default()
    }
}

impl FromRequest<AppState> for CsrfForm {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        let body = Bytes::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let fields: HashMap<_, _> = form_urlencoded::parse(&body).into_owned().collect();
        let sent = fields.get("csrf").map(String::as_str).unwrap_or_default();
        if visitor.csrf.is_empty() || sent != visitor.csrf {
            let text = "This form has expired. Go back, reload the page and submit it again.";
            return Err(message(StatusCode::FORBIDDEN, "Form expired", text));
        }
        Ok(Self { fields })
    }
}
