//! Routes from the operations of a document. An operation without a handler gets 501, and fails a
//! test.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::api_error::{ApiError, UNSPECIFIC};
use crate::document::operations::Operation;
use crate::state::AppState;

/// Returns the routes of `operations`; `handler` returns the function for an operation id.
pub(super) fn routes(
    operations: &[Operation],
    handler: impl Fn(&str) -> Option<MethodRouter<AppState>>,
) -> Router<AppState> {
    operations.iter().fold(Router::new(), |router, operation| {
        let served = handler(&operation.id).or_else(|| not_implemented(operation));
        match served {
            Some(served) => router.route(&template(&operation.path), served),
            None => router,
        }
    })
}

/// Returns 501 with the id of the operation. `None` for a method that the router does not support.
fn not_implemented(operation: &Operation) -> Option<MethodRouter<AppState>> {
    let method = operation.method.parse::<axum::http::Method>().ok()?;
    let filter = MethodFilter::try_from(method).ok()?;
    let message = format!("The sandbox does not implement {}.", operation.id);
    let respond = move || {
        let message = message.clone();
        async move { ApiError::new(StatusCode::NOT_IMPLEMENTED, UNSPECIFIC, message) }
    };
    Some(on(filter, respond))
}

/// Converts a path for the router, which requires the same parameter name at the same position. The
/// document uses different ones (`{userId}`, `{authorId}`).
fn template(path: &str) -> String {
    let segment = |(index, segment): (usize, &str)| {
        if segment.starts_with('{') {
            format!("{{p{index}}}")
        } else {
            segment.to_owned()
        }
    };
    let segments: Vec<String> = path.split('/').enumerate().map(segment).collect();
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_named_by_position() {
        assert_eq!(
            template("/v1/users/{authorId}/posts"),
            "/v1/users/{p3}/posts"
        );
        assert_eq!(template("/v1/me"), "/v1/me");
    }
}
