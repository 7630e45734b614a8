//! Sample errors of feeds, URLs and files.

use std::io;

use medium_api::runtime::http::StatusCode;

use super::{io as io_error, path, text};
use crate::commands::handoff::ImportPageError;
use crate::error::Error;
use crate::feed::FeedError;
use crate::post_url::PostUrlError;

pub(super) fn feeds_and_urls() -> Vec<Error> {
    let url = || "https://medium.com/feed/@demo".to_owned();
    let status = |status| FeedError::Status { url: url(), status };
    let feeds = [
        FeedError::NotAnOwner("a b".to_owned()),
        FeedError::NoOwner(url()),
        FeedError::NotAPost("a.html".to_owned()),
        FeedError::NoSuchOwner("@demo".to_owned()),
        status(StatusCode::FORBIDDEN),
        status(StatusCode::SERVICE_UNAVAILABLE),
        sample!(FeedError::NotAFeed; url: url(), problem: text()),
        sample!(FeedError::NoSuchPost; feed: url(), post: "e6f36a".to_owned()),
    ];
    let urls = [
        PostUrlError::NotHttps(text()),
        PostUrlError::HasLogin,
        PostUrlError::Editor(text()),
        PostUrlError::NoId(text()),
        sample!(PostUrlError::OtherHost; host: "blog.example.com".to_owned()),
    ];
    let pages = [
        ImportPageError::Draft(path()),
        sample!(ImportPageError::SameName; one: path(), other: path(), name: "a".to_owned()),
    ];
    let unwritable = Error::Unwritable {
        path: path(),
        source: io_error(io::ErrorKind::PermissionDenied),
    };
    let feeds = feeds.into_iter().map(Error::from);
    feeds
        .chain([unwritable, Error::Exists(path())])
        .chain(urls.into_iter().map(Error::from))
        .chain(pages.into_iter().map(Error::from))
        .collect()
}
