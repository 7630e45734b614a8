//! *Requests*: the request log.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::curl;
use super::layout::page;
use super::not_found;
use super::session::Visitor;
use crate::LoggedRequest;
use crate::log::MAX_DETAILED;
use crate::state::AppState;

#[derive(Template)]
#[template(path = "requests.html")]
struct Requests<'a> {
    visitor: &'a Visitor,
    /// Newest first.
    requests: &'a [LoggedRequest],
    /// Whether the page reloads itself.
    live: bool,
}

#[derive(Template)]
#[template(path = "request.html")]
struct RequestPage<'a> {
    visitor: &'a Visitor,
    request: &'a LoggedRequest,
    /// The request as a curl command, if its body was logged.
    curl: Option<String>,
}

pub(super) async fn list(
    state: State<AppState>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Response {
    let requests = Requests {
        visitor: &visitor,
        requests: &state.log.newest(MAX_DETAILED),
        live: query.as_deref() == Some("live"),
    };
    page(StatusCode::OK, &requests)
}

pub(super) async fn show(
    state: State<AppState>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Response {
    let number = number.parse().ok();
    let Some(request) = number.and_then(|number| state.log.entry(number)) else {
        return not_found();
    };
    let request_page = RequestPage {
        visitor: &visitor,
        curl: curl::command(&state.settings.origin, &request),
        request: &request,
    };
    page(StatusCode::OK, &request_page)
}

impl LoggedRequest {
    /// Returns the time of day, in UTC.
    fn time_of_day(&self) -> String {
        let time = Timestamp::from_millisecond(self.time).unwrap_or_default();
        time.strftime("%H:%M:%S").to_string()
    }

    fn user_or_dash(&self) -> &str {
        self.user.as_deref().unwrap_or("–")
    }

    fn milliseconds(&self) -> String {
        format!("{:.1} ms", self.duration.as_secs_f64() * 1000.0)
    }

    fn violates(&self) -> bool {
        self.request_violation.is_some() || self.response_violation.is_some()
    }
}
