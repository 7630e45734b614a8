//! Creating a post, on a profile or in a publication.

use axum::body::Bytes;
use axum::extract::State as Extract;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::caller::{Caller, PathId};
use super::post_request;
use crate::error::{ApiError, json_response};
use crate::state::publishing::NewPost;
use crate::state::{State, World};
use crate::{Post, Scope, Variant};

/// `POST /v1/users/{authorId}/posts`.
pub(super) async fn on_profile(
    state: Extract<State>,
    caller: Caller,
    PathId(author_id): PathId,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let variant = state.settings.variant;
    let check =
        |world: &World, _: &NewPost| world.check_author(caller.user_id(), &author_id, variant);
    create(&state, &caller, None, (headers, body), check).await
}

/// `POST /v1/publications/{publicationId}/posts`.
pub(super) async fn in_publication(
    state: Extract<State>,
    caller: Caller,
    PathId(publication_id): PathId,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let check = |world: &World, new: &NewPost| {
        world.check_contributor(caller.user_id(), &publication_id, new.publish_status)
    };
    let there = Some(publication_id.as_str());
    create(&state, &caller, there, (headers, body), check).await
}

/// Creates the post that a request describes, if `check` says that its caller may.
async fn create(
    state: &State,
    caller: &Caller,
    publication_id: Option<&str>,
    (headers, body): (HeaderMap, Result<Bytes, BytesRejection>),
    check: impl FnOnce(&World, &NewPost) -> Result<(), ApiError>,
) -> Result<Response, ApiError> {
    caller.needs(Scope::PublishPost)?;
    let new = read(state, &headers, body)?;
    let settings = &state.settings;
    let create = |world: &mut World| {
        check(world, &new)?;
        world.create_post(settings, caller.user_id(), publication_id, new)
    };
    Ok(created(&state.change(create).await??, settings.variant))
}

fn read(
    state: &State,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<NewPost, ApiError> {
    let body = body.map_err(|rejection| ApiError::unread_body(rejection.status()))?;
    let value = json_body(headers, &body)?;
    post_request::parse(&value, &body, state.now())
}

fn created(post: &Post, variant: Variant) -> Response {
    let body = json!({ "data": post_json(post, variant) });
    let mut response = json_response(StatusCode::CREATED, &body);
    if let Ok(location) = HeaderValue::from_str(&post.url) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The body, if it says that it is JSON; anything else counts as no fields at all.
fn json_body(headers: &HeaderMap, body: &[u8]) -> Result<Value, ApiError> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    if !essence.trim().eq_ignore_ascii_case("application/json") {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(body).map_err(|_| ApiError::bad_request("The body is not valid JSON."))
}

/// A post as the API returns it. What was not sent is `""` as observed, and absent or the default
/// as documented.
fn post_json(post: &Post, variant: Variant) -> Value {
    let mut fields = json!({
        "id": post.id,
        "title": post.title,
        "authorId": post.author_id,
        "tags": post.tags,
        "url": post.url,
        "publishStatus": post.publish_status.as_str(),
        "license": post.license.as_deref().unwrap_or(match variant {
            Variant::Observed => "",
            Variant::Documented => "all-rights-reserved",
        }),
        "licenseUrl": license_url(post.license.as_deref(), variant),
    });
    let canonical = post.canonical_url.as_deref();
    if canonical.is_some() || variant == Variant::Observed {
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

/// Where a licence can be read. The terms of service moved to another host after they were
/// documented.
pub(crate) fn license_url(license: Option<&str>, variant: Variant) -> &'static str {
    match license {
        Some("cc-40-by") => "https://creativecommons.org/licenses/by/4.0/",
        Some("cc-40-by-sa") => "https://creativecommons.org/licenses/by-sa/4.0/",
        Some("cc-40-by-nd") => "https://creativecommons.org/licenses/by-nd/4.0/",
        Some("cc-40-by-nc") => "https://creativecommons.org/licenses/by-nc/4.0/",
        Some("cc-40-by-nc-nd") => "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        Some("cc-40-by-nc-sa") => "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        Some("cc-40-zero") => "https://creativecommons.org/publicdomain/zero/1.0/",
        Some("public-domain") => "https://creativecommons.org/publicdomain/mark/1.0/",
        _ => match variant {
            Variant::Observed => "https://policy.medium.com/medium-terms-of-service-9db0094a1e0f",
            Variant::Documented => "https://medium.com/policy/9db0094a1e0f",
        },
    }
}
