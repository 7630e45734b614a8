//! Calls that many tests use.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use serde_json::{Value, json};

use super::{CheckedSandbox, Response, post};

pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot a real image";

pub(crate) fn article() -> Value {
    json!({ "title": "Liverpool FC", "contentFormat": "markdown", "content": "# Liverpool FC\n" })
}

pub(crate) fn titled(title: &str) -> Value {
    with(article(), "title", title.into())
}

pub(crate) fn with(mut article: Value, field: &str, value: Value) -> Value {
    article[field] = value;
    article
}

pub(crate) async fn publish(sandbox: &CheckedSandbox, article: &Value) -> Response {
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    post(&path)
        .bearer(sandbox.token())
        .json(article)
        .send(&sandbox)
        .await
}

pub(crate) async fn upload(sandbox: &CheckedSandbox, content_type: &str, bytes: &[u8]) -> Response {
    let disposition = "name=\"image\"; filename=\"a.png\"";
    let request = post("/v1/images").bearer(sandbox.token());
    request
        .part(disposition, content_type, bytes)
        .send(&sandbox)
        .await
}
