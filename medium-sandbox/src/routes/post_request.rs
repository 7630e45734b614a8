//! Parses the JSON of a request to create a post. Error messages are
//! Medium's where they are known.

use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use url::Url;

use crate::api_error::ApiError;
use crate::state::publishing::PostRequest;
use crate::{ContentFormat, PostSource, PublishStatus, license};

/// The accepted fields. Other fields and wrong types are errors.
pub(super) const FIELDS: [&str; 9] = [
    "title",
    "contentFormat",
    "content",
    "tags",
    "canonicalUrl",
    "publishStatus",
    "license",
    "notifyFollowers",
    "publishedAt",
];

/// Parses a request. `publishedAt` must not be after `now`.
pub(super) fn parse(body: &Value, raw: &[u8], now: i64) -> Result<PostRequest, ApiError> {
    let fields = body.as_object().ok_or_else(unexpected)?;
    if fields.keys().any(|name| !FIELDS.contains(&name.as_str())) {
        return Err(unexpected());
    }
    let content = text(fields, "content")?.unwrap_or_default();
    if content.trim().is_empty() {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            2002,
            "No content specified.",
        ));
    }
    let title = text(fields, "title")?.unwrap_or_default();
    if title.trim().is_empty() {
        return Err(ApiError::bad_request("No title specified."));
    }
    Ok(PostRequest {
        title: title.to_owned(),
        content: content.to_owned(),
        content_format: content_format(text(fields, "contentFormat")?)?,
        tags: tags(fields)?,
        canonical_url: canonical_url(text(fields, "canonicalUrl")?)?,
        publish_status: publish_status(text(fields, "publishStatus")?)?,
        license: license(text(fields, "license")?)?,
        published_at: published_at(text(fields, "publishedAt")?, now)?,
        notify_followers: flag(fields, "notifyFollowers")?,
        request_body: String::from_utf8_lossy(raw).into_owned(),
        source: PostSource::Api,
    })
}

fn unexpected() -> ApiError {
    ApiError::bad_request("Unexpected fields specified.")
}

/// Returns a field's value; `null` is treated as absent.
fn value<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<Option<&'a str>, ApiError> {
    value(fields, name)
        .map(|value| value.as_str().ok_or_else(unexpected))
        .transpose()
}

fn flag(fields: &Map<String, Value>, name: &str) -> Result<Option<bool>, ApiError> {
    value(fields, name)
        .map(|value| value.as_bool().ok_or_else(unexpected))
        .transpose()
}

fn tags(fields: &Map<String, Value>) -> Result<Vec<String>, ApiError> {
    let Some(value) = value(fields, "tags") else {
        return Ok(Vec::new());
    };
    let tags = value.as_array().ok_or_else(unexpected)?;
    tags.iter()
        .map(|tag| tag.as_str().map(ToOwned::to_owned).ok_or_else(unexpected))
        .collect()
}

fn content_format(name: Option<&str>) -> Result<ContentFormat, ApiError> {
    match name {
        Some("html") => Ok(ContentFormat::Html),
        Some("markdown") => Ok(ContentFormat::Markdown),
        _ => Err(ApiError::bad_request(
            "contentFormat must be html or markdown.",
        )),
    }
}

fn publish_status(name: Option<&str>) -> Result<PublishStatus, ApiError> {
    match name {
        None | Some("public") => Ok(PublishStatus::Public),
        Some("draft") => Ok(PublishStatus::Draft),
        Some("unlisted") => Ok(PublishStatus::Unlisted),
        Some(_) => Err(ApiError::bad_request(
            "publishStatus must be public, draft or unlisted.",
        )),
    }
}

fn license(name: Option<&str>) -> Result<Option<String>, ApiError> {
    match name {
        None | Some("") => Ok(None),
        Some(name) if license::names().contains(&name) => Ok(Some(name.to_owned())),
        Some(_) => Err(ApiError::bad_request("license was invalid.")),
    }
}

fn canonical_url(url: Option<&str>) -> Result<Option<String>, ApiError> {
    match url {
        None | Some("") => Ok(None),
        Some(url) => match Url::parse(url) {
            Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => Ok(Some(url.to_owned())),
            _ => Err(ApiError::bad_request("canonicalUrl was invalid.")),
        },
    }
}

/// Parses ISO 8601 with or without a time of day. A date alone means midnight in UTC.
fn published_at(text: Option<&str>, now: i64) -> Result<Option<i64>, ApiError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let millis = text
        .parse::<Timestamp>()
        .or_else(|_| {
            let date = text.parse::<civil::DateTime>()?;
            date.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp())
        })
        .map_err(|_| ApiError::bad_request("publishedAt was invalid."))?
        .as_millisecond();
    if millis > now {
        let message = "If specified, publishedAt must be in the past.";
        return Err(ApiError::new(StatusCode::BAD_REQUEST, 2014, message));
    }
    Ok(Some(millis))
}
