//! Recognizes responses from Cloudflare, which is in front of the service.

use medium_runtime::FailedResponse;
use reqwest::header::CONTENT_TYPE;

/// The part of a page that contains its title.
const SEARCHED_BYTES: usize = 2 << 10;
/// The titles of challenges (observed, also without the header) and of block pages (documented).
const TITLES: [&str; 3] = [
    "<title>Just a moment",
    "<title>Attention Required! | Cloudflare",
    "used Cloudflare to restrict access</title>",
];

/// Returns whether this is Cloudflare's challenge or block page. The service did not receive the
/// request then.
///
/// Cloudflare documents that a challenge is `text/html` with the header `cf-mitigated:
/// challenge`, and that its pages have the status 403, 429 or 503. With any other
/// status, the service may have received the request.
pub(crate) fn is_block_page(response: &FailedResponse<'_>) -> bool {
    let value = |name: &str| response.headers.get(name)?.to_str().ok();
    let is_page = value(CONTENT_TYPE.as_str()).is_some_and(|media_type| {
        media_type
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("text/html")
    });
    if !matches!(response.status.as_u16(), 403 | 429 | 503) || !is_page {
        return false;
    }
    value("cf-mitigated").is_some_and(|done| done.trim().eq_ignore_ascii_case("challenge"))
        || has_title(response.body)
}

fn has_title(body: &[u8]) -> bool {
    let start = &body[..body.len().min(SEARCHED_BYTES)];
    let start = String::from_utf8_lossy(start);
    TITLES.iter().any(|title| start.contains(title))
}
