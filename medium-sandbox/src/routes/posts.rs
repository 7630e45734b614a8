//! Creates a post, on a profile or in a publication.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::caller::{Caller, PathId};
use super::post_request;
use crate::api_error::{ApiError, json_response};
use crate::headers::media_type;
use crate::license::license_url;
use crate::state::publishing::PostRequest;
use crate::state::{AppState, Database};
use crate::{Behavior, Post, Scope};

/// A request to create a post. Its caller has a valid token with the scope `publishPost`.
pub(super) struct CreatePost {
    user_id: String,
    /// The author or the publication in the path.
    path_id: String,
    post: PostRequest,
}

impl FromRequest<AppState> for CreatePost {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, state).await?;
        caller.require_scope(Scope::PublishPost)?;
        let Ok(PathId(path_id)) = PathId::from_request_parts(&mut parts, state).await;
        let headers = parts.headers.clone();
        let body = Bytes::from_request(Request::from_parts(parts, body), state).await;
        let body = body.map_err(|rejection| ApiError::unread_body(rejection.status()))?;
        let value = json_body(&headers, &body)?;
        Ok(Self {
            user_id: caller.user_id().to_owned(),
            path_id,
            post: post_request::parse(&value, &body, state.now())?,
        })
    }
}

/// `POST /v1/users/{authorId}/posts`.
pub(super) async fn on_profile(
    state: State<AppState>,
    request: CreatePost,
) -> Result<Response, ApiError> {
    let settings = &state.settings;
    let create = |db: &mut Database| {
        db.check_author(&request.user_id, &request.path_id, settings.behavior)?;
        db.create_post(settings, &request.user_id, None, request.post)
    };
    Ok(created_response(
        &state.change(create).await??,
        settings.behavior,
    ))
}

/// `POST /v1/publications/{publicationId}/posts`.
pub(super) async fn in_publication(
    state: State<AppState>,
    request: CreatePost,
) -> Result<Response, ApiError> {
    let settings = &state.settings;
    let create = |db: &mut Database| {
        let (user_id, path_id) = (&request.user_id, &request.path_id);
        db.check_contributor(user_id, path_id, request.post.publish_status)?;
        db.create_post(settings, user_id, Some(path_id), request.post)
    };
    Ok(created_response(
        &state.change(create).await??,
        settings.behavior,
    ))
}

fn created_response(post: &Post, behavior: Behavior) -> Response {
    let body = json!({ "data": post_json(post, behavior) });
    let mut response = json_response(StatusCode::CREATED, &body);
    if let Ok(location) = HeaderValue::from_str(&post.url) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Returns the body as JSON. A body of any other type is read as an empty object.
fn json_body(headers: &HeaderMap, body: &[u8]) -> Result<Value, ApiError> {
    if media_type(headers) != "application/json" {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::bad_request("The body is not valid JSON."))
}

/// Returns a post as the API returns it. Fields that were not sent are `""` as observed, and absent
/// or the default as documented.
fn post_json(post: &Post, behavior: Behavior) -> Value {
    let mut fields = json!({
        "id": post.id,
        "title": post.title,
        "authorId": post.author_id,
        "tags": post.tags,
        "url": post.url,
        "publishStatus": post.publish_status.as_str(),
        "license": post.license.as_deref().unwrap_or(match behavior {
            Behavior::Observed => "",
            Behavior::Documented => "all-rights-reserved",
        }),
        "licenseUrl": license_url(post.license.as_deref(), behavior),
    });
    let canonical = post.canonical_url.as_deref();
    if canonical.is_some() || behavior == Behavior::Observed {
        fields["canonicalUrl"] = canonical.unwrap_or_default().into();
    }
    if let Some(published_at) = post.published_at {
        fields["publishedAt"] = published_at.into();
    }
    if let Some(publication_id) = &post.publication_id {
        fields["publicationId"] = publication_id.as_str().into();
    }
    fields
}
