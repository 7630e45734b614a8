//! What is peculiar to Medium, beyond its document: how it words its errors,
//! and what stands in front of it.

use bytes::Bytes;
use medium_runtime::http::HeaderMap;
use medium_runtime::{FailedResponse, Meaning, Service, ServiceError};

use crate::{cloudflare, codes};

/// Some of Medium's endpoints put this before their JSON, so that other web
/// pages can't read it as a script (seen).
const HIJACK_PREFIX: &[u8] = b"])}while(1);</x>";

/// Medium, as its clients know it.
#[derive(Debug)]
pub(crate) struct Medium;

impl Service for Medium {
    fn body(&self, body: Bytes) -> Bytes {
        match body.strip_prefix(HIJACK_PREFIX) {
            Some(json) => body.slice_ref(json),
            None => body,
        }
    }

    /// `{"errors": [{"message", "code"}]}`, as far as it is there.
    fn errors(&self, body: &[u8]) -> Vec<ServiceError> {
        #[derive(serde::Deserialize)]
        struct Envelope {
            #[serde(default)]
            errors: Vec<One>,
        }
        #[derive(serde::Deserialize)]
        struct One {
            #[serde(default)]
            message: String,
            code: Option<i64>,
        }
        let envelope = serde_json::from_slice::<Envelope>(body);
        let errors = envelope.map(|envelope| envelope.errors).unwrap_or_default();
        errors
            .into_iter()
            .map(|one| ServiceError::new(one.code, one.message))
            .collect()
    }

    /// Medium gives its responses no name of their own; Cloudflare, in front of it,
    /// names every one (seen).
    fn request_id(&self, headers: &HeaderMap) -> Option<String> {
        headers.get("cf-ray")?.to_str().ok().map(str::to_owned)
    }

    fn meaning(&self, response: &FailedResponse<'_>) -> Option<Meaning> {
        if cloudflare::stopped_it(response) {
            return Some(Meaning::Blocked { by: "Cloudflare" });
        }
        missing_scope(response.errors).map(Meaning::ScopeMissing)
    }

    fn refuses_token(&self, errors: &[ServiceError]) -> bool {
        let code = errors.iter().find_map(|error| error.code);
        matches!(
            code,
            None | Some(
                codes::NONE | codes::TOKEN_REQUIRED | codes::TOKEN_BAD | codes::TOKEN_INVALID
            )
        )
    }
}

/// Medium's message is "Missing scope: X" (seen).
fn missing_scope(errors: &[ServiceError]) -> Option<String> {
    let error = errors
        .iter()
        .find(|error| error.code == Some(codes::SCOPE_MISSING))?;
    let scope = error.message.rsplit(':').next().unwrap_or_default().trim();
    Some(scope.to_owned())
}
