//! Medium-specific handling of responses: the format of its errors, and Cloudflare in front of it.

use bytes::Bytes;
use medium_runtime::http::HeaderMap;
use medium_runtime::{FailedResponse, Meaning, Service, ServiceError};

use crate::{cloudflare, codes};

/// Some endpoints put this before JSON, so web pages can't load it as a script (observed).
const HIJACK_PREFIX: &[u8] = b"])}while(1);</x>";

/// The service Medium.
#[derive(Debug)]
pub(crate) struct Medium;

impl Service for Medium {
    fn body(&self, body: Bytes) -> Bytes {
        match body.strip_prefix(HIJACK_PREFIX) {
            Some(json) => body.slice_ref(json),
            None => body,
        }
    }

    /// `{"errors": [{"message", "code"}]}`, where every part is optional.
    fn errors(&self, body: &[u8]) -> Vec<ServiceError> {
        #[derive(serde::Deserialize)]
        struct Envelope {
            #[serde(default)]
            errors: Vec<Entry>,
        }
        #[derive(serde::Deserialize)]
        struct Entry {
            #[serde(default)]
            message: String,
            code: Option<i64>,
        }
        let envelope = serde_json::from_slice::<Envelope>(body);
        let errors = envelope.map(|envelope| envelope.errors).unwrap_or_default();
        errors
            .into_iter()
            .map(|entry| ServiceError::new(entry.code, entry.message))
            .collect()
    }

    /// Medium sends no request ids. Cloudflare adds one to every response (observed).
    fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        headers.get("cf-ray")?.to_str().ok().map(str::to_owned)
    }

    fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
        if cloudflare::is_block_page(response) {
            return Some(Meaning::Blocked { by: "Cloudflare" });
        }
        missing_scope(response.errors).map(Meaning::ScopeMissing)
    }

    fn rejects_token(&self, errors: &[ServiceError]) -> bool {
        let code = errors.iter().find_map(|error| error.code);
        matches!(
            code,
            None | Some(
                codes::NONE | codes::TOKEN_REQUIRED | codes::TOKEN_REJECTED | codes::TOKEN_INVALID
            )
        )
    }
}

/// The message is "Missing scope: X" (observed).
fn missing_scope(errors: &[ServiceError]) -> Option<String> {
    let error = errors
        .iter()
        .find(|error| error.code == Some(codes::SCOPE_MISSING))?;
    let scope = error.message.rsplit(':').next().unwrap_or_default().trim();
    Some(scope.to_owned())
}
