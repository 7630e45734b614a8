//! Fetches a feed, or reads it from the cache if it hasn't changed.

use std::time::Duration;

use medium_api::runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use medium_api::runtime::{PublicClient, PublicPage, PublicPageLimits};

use super::cache::{CachedFeed, Validators};
use super::parse;
use super::{FeedError, Item, Owner};
use crate::backend::Backend;
use crate::environment;
use crate::error::Result;

/// Far more than ten posts with their texts need.
const LIMITS: PublicPageLimits = PublicPageLimits {
    bytes: 8 << 20,
    time: Duration::from_secs(30),
};

/// Returns a client for public pages, with this program's user agent.
pub(crate) fn web_client(backend: &Backend) -> Result<PublicClient> {
    let user_agent = environment::user_agent();
    Ok(match backend.site()?.scheme() {
        "http" => PublicClient::for_loopback(&user_agent)?,
        _ => PublicClient::new(&user_agent)?,
    })
}

/// Returns the newest public posts of `owner`, in the order of the feed.
pub(crate) async fn newest_posts(backend: &Backend, owner: &Owner) -> Result<Vec<Item>> {
    let url = owner.feed(&backend.site()?)?;
    let store = backend.store_location()?.url.file().map(ToOwned::to_owned);
    let cached = store.and_then(|store| CachedFeed::next_to(&store, &url));
    let known = cached.as_ref().and_then(CachedFeed::read);
    let validators = known.as_ref().map(|(validators, _)| validators);
    let page = web_client(backend)?
        .get(&url, headers(validators), LIMITS)
        .await
        .map_err(|source| FeedError::Fetch {
            url: url.to_string(),
            source: Box::new(source),
        })?;
    let body = match (page.status, known) {
        (StatusCode::NOT_MODIFIED, Some((_, body))) => body,
        (StatusCode::OK, _) => page.body.to_vec(),
        (StatusCode::NOT_FOUND | StatusCode::GONE, _) => {
            return Err(FeedError::NoSuchOwner(owner.to_string()).into());
        }
        (status, _) => {
            let url = url.to_string();
            return Err(FeedError::Status { url, status }.into());
        }
    };
    let items = parse::items(&body).map_err(|problem| FeedError::NotAFeed {
        url: url.to_string(),
        problem,
    })?;
    // Caches only valid feeds. Otherwise the server would respond 304 to an invalid one.
    if let Some(cached) = cached.filter(|_| page.status == StatusCode::OK) {
        cached.write(&validators_of(&page), &body);
    }
    Ok(items
        .into_iter()
        .map(|item| with_safe_url(item, backend))
        .collect())
}

/// Removes a URL that isn't safe to open.
fn with_safe_url(mut item: Item, backend: &Backend) -> Item {
    item.url = item.url.filter(|url| backend.openable(url).is_some());
    item
}

fn headers(validators: Option<&Validators>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let Some(validators) = validators else {
        return headers;
    };
    for (name, value) in [
        ("if-none-match", &validators.etag),
        ("if-modified-since", &validators.last_modified),
    ] {
        let value = value
            .as_ref()
            .and_then(|value| HeaderValue::from_str(value).ok());
        if let Some(value) = value {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    headers
}

fn validators_of(page: &PublicPage) -> Validators {
    let header = |name: &str| {
        let value = page.headers.get(name)?.to_str().ok()?;
        Some(value.to_owned())
    };
    Validators {
        etag: header("etag"),
        last_modified: header("last-modified"),
    }
}
