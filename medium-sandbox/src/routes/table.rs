//! The routes of a document, by its operations: one that the sandbox does not serve responds with 501, and
//! fails a test by its name.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::document::operations::Operation;
use crate::error::ApiError;
use crate::state::State;

/// The routes of `operations`, each as `handler` serves it.
pub(super) fn routes(
    operations: &[Operation],
    handler: impl Fn(&str) -> Option<MethodRouter<State>>,
) -> Router<State> {
    operations.iter().fold(Router::new(), |router, operation| {
        let served = handler(&operation.id).or_else(|| not_implemented(operation));
        match served {
            Some(served) => router.route(&template(&operation.path), served),
            None => router,
        }
    })
}

/// Says which operation it is that nobody has taught the sandbox. `None` for a method that no
/// router knows.
fn not_implemented(operation: &Operation) -> Option<MethodRouter<State>> {
    let method = operation.method.parse::<axum::http::Method>().ok()?;
    let filter = MethodFilter::try_from(method).ok()?;
    let message = format!("The sandbox does not implement {}.", operation.id);
    let refuse = move || {
        let message = message.clone();
        async move { ApiError::new(StatusCode::NOT_IMPLEMENTED, -1, message) }
    };
    Some(on(filter, refuse))
}

/// A path as the router reads it. It wants one name for what stands in one place, and the document
/// may give it another one in each operation (`{userId}`, `{authorId}`).
fn template(path: &str) -> String {
    let segment = |(at, segment): (usize, &str)| match segment.starts_with('{') {
        true => format!("{{p{at}}}"),
        false => segment.to_owned(),
    };
    let segments: Vec<String> = path.split('/').enumerate().map(segment).collect();
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_one_place_has_one_name() {
        assert_eq!(
            template("/v1/users/{authorId}/posts"),
            "/v1/users/{p3}/posts"
        );
        assert_eq!(template("/v1/me"), "/v1/me");
    }
}
