//! An error of each kind, for the tests. The functions are long, as they are tables.

/// A struct variant on one line: `sample!(Error::Variant; field: value)`.
macro_rules! sample {
    ($type:ident::$variant:ident; $($fields:tt)*) => {
        $type::$variant { $($fields)* }
    };
}

mod api;
mod feeds;
mod ledger;

use std::io;
use std::path::PathBuf;

use medium_api::types::PublishStatus;
use medium_cli::article::{Finding, ImageProblem, InvalidImage, Status};
use medium_sandbox::recording::RecordingError;

use super::super::*;
pub(super) use api::rate_limited;
use api::{calls, outcome_unknown, token_rejected};
use feeds::feeds_and_urls;
pub(super) use ledger::entry;
use ledger::ledger;

pub(super) fn path() -> PathBuf {
    PathBuf::from("a.md")
}

pub(super) fn io(kind: io::ErrorKind) -> io::Error {
    io::Error::from(kind)
}

fn text() -> String {
    "what went wrong".to_owned()
}

fn articles() -> Vec<Error> {
    let unreadable = |kind| ArticleError::Unreadable {
        path: path(),
        source: io(kind),
    };
    let image = |line, reason| ImageProblem {
        article: path(),
        line,
        column: 1,
        url: "a.png".to_owned(),
        is_cover: false,
        reason,
    };
    let errors = vec![
        unreadable(io::ErrorKind::NotFound),
        unreadable(io::ErrorKind::PermissionDenied),
        ArticleError::EmptyFolder(path()),
        ArticleError::TooLarge(path()),
        sample!(ArticleError::NotText; path: path(), line: Some(2), message: "not UTF-8"),
        sample!(ArticleError::FrontMatter; path: path(), line: 3, column: 9, message: text()),
        ArticleError::NoTitle(path()),
        ArticleError::NoContent(path()),
        sample!(ArticleError::ControlCharacter; path: path(), field: "its title", character: '\0'),
        sample!(ArticleError::DateInFuture; path: path(), position: None),
        ArticleError::all(vec![
            ArticleError::Image(image(4, InvalidImage::Missing)),
            ArticleError::Image(image(5, InvalidImage::Outside)),
        ]),
        ArticleError::NotUploaded(path()),
        ArticleError::LinksNotPublished {
            path: path(),
            links: vec![Finding {
                line: 4,
                column: 2,
                source: "b.md".to_owned(),
                message: text(),
            }],
        },
        ArticleError::NoCover(path()),
        ArticleError::Untranslatable {
            lossy_suffices: true,
            path: path(),
            finding: Finding {
                line: 4,
                column: 2,
                source: "{{< x >}}".to_owned(),
                message: text(),
            },
        },
        sample!(ArticleError::TooDeep; path: path(), line: 4, max: 100),
        sample!(ArticleError::TooManyInlineFootnotes; path: path(), max: 2_000),
    ];
    errors.into_iter().map(Error::from).collect()
}

fn images() -> Vec<Error> {
    let upload = |source| ImageError::Upload {
        path: path(),
        source,
    };
    let errors = vec![
        sample!(ImageError::Rejected; path: path(), reason: InvalidImage::NotAFile),
        sample!(ImageError::Unreadable; path: path(), source: io(io::ErrorKind::PermissionDenied)),
        ImageError::Changed(path()),
        ImageError::InvalidUrl(path()),
        upload(outcome_unknown()),
        upload(rate_limited(None)),
    ];
    errors.into_iter().map(Error::from).collect()
}

fn credentials_and_logins() -> Vec<Error> {
    let nothing = |by_environment| CredentialError::NothingStored {
        profile: None,
        api: text(),
        by_environment,
    };
    let credentials = vec![
        CredentialError::NotLoggedIn,
        CredentialError::NoOwner,
        CredentialError::NoSuchProfile("work".to_owned()),
        sample!(CredentialError::OtherService; token_url: text(), url: text()),
        nothing(true),
        nothing(false),
    ];
    let logins = vec![
        LoginError::Token(token_rejected()),
        LoginError::Denied,
        LoginError::NotAsked("invalid_scope".to_owned()),
        LoginError::NotAsked("server_error".to_owned()),
        sample!(LoginError::Callback; field: "state".to_owned(), problem: text()),
        LoginError::NoUrl,
        LoginError::Listen(text()),
        LoginError::Timeout(300),
        LoginError::Exchange(token_rejected()),
        LoginError::Exchange(outcome_unknown()),
    ];
    let credentials = credentials.into_iter().map(Error::from);
    credentials
        .chain(logins.into_iter().map(Error::from))
        .collect()
}

fn targets() -> Vec<Error> {
    let wanted = || "weekly".to_owned();
    let errors = vec![
        sample!(DestinationError::Unknown; wanted: wanted(), known: Vec::new()),
        sample!(DestinationError::Unknown; wanted: wanted(), known: vec![text()]),
        sample!(DestinationError::Ambiguous; wanted: wanted(), ids: vec![text()]),
        sample!(DestinationError::WriterMayNot; publication: wanted(), status: PublishStatus::Public),
        sample!(DestinationError::NotAContributor; publication: wanted()),
        DestinationError::Api(token_rejected()),
    ];
    errors.into_iter().map(Error::from).collect()
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}

fn other_errors() -> Vec<Error> {
    use medium_store::Error as StoreError;

    let jq = crate::jq::text(".a", &serde_json::json!([1])).unwrap_err();
    let in_use = StartError::State {
        path: path(),
        source: medium_sandbox::StateError::InUse,
    };
    let private = StoreError::NotPrivate {
        path: path(),
        problem: text(),
    };
    vec![
        Error::Usage("these do not go together"),
        PublishError::NoStatus(vec![path()]).into(),
        PublishError::DefaultStatus(text()).into(),
        PublishError::Declined.into(),
        PublishError::Interrupted(Signal::Interrupt).into(),
        PublishError::LessPublic {
            file: path(),
            sent: Status::Draft,
            wanted: Status::Public,
            day: text(),
            url: Some(text()),
        }
        .into(),
        StoreError::Url(text()).into(),
        private.into(),
        StoreError::Key(text()).into(),
        StoreError::Leased.into(),
        in_use.into(),
        StartError::InvalidRedirectUri(text()).into(),
        jq.into(),
        SandboxError::TooFew {
            found: 1,
            wanted: 2,
        }
        .into(),
        SandboxError::NotHere(text()).into(),
        SandboxError::Recording {
            path: path(),
            source: RecordingError::NotARecording,
        }
        .into(),
        SandboxError::Differs(2).into(),
        Error::Output(io(io::ErrorKind::StorageFull)),
        Error::Input(io(io::ErrorKind::UnexpectedEof)),
        Error::system("open a port")(io(io::ErrorKind::AddrInUse)),
        Error::Interrupted(Signal::Interrupt),
        Error::Interrupted(Signal::Terminate),
        Error::Internal(text()),
    ]
}

/// At least one of each kind.
pub(super) fn samples() -> Vec<Error> {
    [
        articles(),
        images(),
        credentials_and_logins(),
        targets(),
        feeds_and_urls(),
        ledger(),
        calls(),
        other_errors(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
