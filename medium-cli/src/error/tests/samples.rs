//! An error of each kind, for the tests.

use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use medium_api::Client;
use medium_api::types::PublishStatus;
use medium_cli::article::{ImageProblem, ImageRefusal};
use medium_store::{
    Account, Article, Begun, Consent, ContentHash, Draft, Entry, Keys, Obstacle, Parts, State,
    Store, StoreUrl,
};

use super::super::*;

pub(super) fn path() -> PathBuf {
    PathBuf::from("a.md")
}

pub(super) fn io(kind: io::ErrorKind) -> io::Error {
    io::Error::from(kind)
}

fn text() -> String {
    "what went wrong".to_owned()
}

pub(super) fn articles() -> Vec<Error> {
    let unreadable = |kind| ArticleError::Unreadable {
        path: path(),
        source: io(kind),
    };
    let image = |line, refusal| ImageProblem {
        article: path(),
        line,
        url: "a.png".to_owned(),
        refusal,
    };
    let errors = vec![
        unreadable(io::ErrorKind::NotFound),
        unreadable(io::ErrorKind::PermissionDenied),
        ArticleError::EmptyFolder(path()),
        ArticleError::TooLarge(path()),
        ArticleError::NotText {
            path: path(),
            line: 2,
            what: "not UTF-8",
        },
        ArticleError::FrontMatter {
            path: path(),
            line: 3,
            column: 9,
            message: text(),
        },
        ArticleError::NoTitle(path()),
        ArticleError::NotPast(path()),
        ArticleError::Images(vec![
            image(4, ImageRefusal::Missing),
            image(5, ImageRefusal::Outside),
        ]),
        ArticleError::NotUploaded(path()),
        ArticleError::Rewrite,
    ];
    errors.into_iter().map(Error::from).collect()
}

fn images() -> Vec<Error> {
    let upload = |source| ImageError::Upload {
        path: path(),
        source,
    };
    let errors = vec![
        ImageError::Refused {
            path: path(),
            refusal: ImageRefusal::NotAFile,
        },
        ImageError::Unreadable {
            path: path(),
            source: io(io::ErrorKind::PermissionDenied),
        },
        ImageError::Changed(path()),
        upload(outcome_unknown()),
        upload(rate_limited(None)),
    ];
    errors.into_iter().map(Error::from).collect()
}

fn credentials_and_logins() -> Vec<Error> {
    let nothing = |by_environment| CredentialError::NothingStored {
        profile: "default".to_owned(),
        api: text(),
        by_environment,
    };
    let credentials = vec![
        CredentialError::NotLoggedIn,
        CredentialError::NoSuchProfile("work".to_owned()),
        CredentialError::OtherService {
            token_url: text(),
            url: text(),
        },
        nothing(true),
        nothing(false),
    ];
    let logins = vec![
        LoginError::Token(token_rejected()),
        LoginError::Denied,
        LoginError::NotAsked("invalid_scope".to_owned()),
        LoginError::NotAsked("server_error".to_owned()),
        LoginError::Callback {
            field: "state".to_owned(),
            problem: text(),
        },
        LoginError::NoAddress,
        LoginError::Listen(text()),
        LoginError::Late(300),
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
        TargetError::Unknown {
            wanted: wanted(),
            known: Vec::new(),
        },
        TargetError::Unknown {
            wanted: wanted(),
            known: vec![text()],
        },
        TargetError::Ambiguous {
            wanted: wanted(),
            ids: vec![text()],
        },
        TargetError::WriterMayNot {
            publication: wanted(),
            status: PublishStatus::Public,
        },
        TargetError::NotAContributor {
            publication: wanted(),
        },
        TargetError::Api(token_rejected()),
    ];
    errors.into_iter().map(Error::from).collect()
}

/// An entry of a ledger, in this state. Only a ledger can make one.
pub(super) fn entry(state: State) -> Entry {
    let folder = tempfile::tempdir().unwrap();
    let url: StoreUrl = format!("sqlite:{}", folder.path().join("store.db").display())
        .parse()
        .unwrap();
    let draft = Draft {
        article: article(),
        content: ContentHash::of("a"),
        target: medium_store::Target::Profile,
        parts: Parts::new(),
    };
    let begun = waited_for(async {
        let store = Store::open(&url, Keys::beside(&url)).await.unwrap();
        let ledger = store.ledger(&Account::sandbox("demo"));
        let consent = Consent::default();
        let _ticket = ledger.begin(&draft, consent).await.unwrap();
        let begun = ledger.begin(&draft, consent).await.unwrap();
        store.close().await;
        begun
    });
    let Begun::Obstacle(Obstacle::Unsettled(mut entry)) = begun else {
        panic!("it was begun before")
    };
    entry.state = state;
    entry.url = Some("https://medium.com/p/1".to_owned());
    entry
}

fn article() -> Article {
    Article::id("it's new")
}

fn ledger() -> Vec<Error> {
    let obstacles = [
        Obstacle::Published(entry(State::Done)),
        Obstacle::Edited(entry(State::Done)),
        Obstacle::Twin(entry(State::Done)),
        Obstacle::Unsettled(entry(State::Started)),
        Obstacle::Unsettled(entry(State::Unknown)),
    ];
    let conflicts = obstacles.map(|obstacle| {
        Error::from(LedgerConflict {
            file: path(),
            parts: Parts::from([("title".to_owned(), "A".to_owned())]),
            obstacle,
        })
    });
    let entries = [
        LedgerEntryError::NoFile("b.md".to_owned()),
        LedgerEntryError::NotFound(article()),
        LedgerEntryError::NothingToResolve(article()),
        LedgerEntryError::Ambiguous(article()),
        LedgerEntryError::ResolvedMeanwhile(article()),
    ];
    let runs = [
        PublishError::LedgerNotPersistent,
        left_out(Exit::Other),
        left_out(Exit::OutcomeUnknown),
        PublishError::LedgerNotSaved,
        PublishError::OutcomeUnknown {
            article: article(),
            problem: text(),
        },
        PublishError::SaveWithNotRun {
            program: path(),
            source: io(io::ErrorKind::NotFound),
        },
        PublishError::SaveWithFailed {
            program: path(),
            status: ExitStatus::default(),
        },
    ];
    let errors = conflicts.into_iter();
    let errors = errors.chain(entries.map(Error::from));
    errors.chain(runs.map(Error::from)).collect()
}

fn left_out(exit: Exit) -> PublishError {
    PublishError::LeftOut {
        left_out: 1,
        all: 2,
        exit,
    }
}

fn token_rejected() -> medium_api::Error {
    medium_api::Error::Token {
        operation: "me",
        status: reqwest_status(401),
        errors: Vec::new(),
    }
}

fn outcome_unknown() -> medium_api::Error {
    medium_api::Error::OutcomeUnknown {
        operation: "createPost",
        status: None,
        problem: text(),
    }
}

pub(super) fn rate_limited(retry_after: Option<Duration>) -> medium_api::Error {
    medium_api::Error::RateLimited {
        operation: "createPost",
        retry_after,
        errors: Vec::new(),
    }
}

fn input(field: &str) -> medium_api::Error {
    medium_api::Error::Input {
        operation: "client",
        field: field.to_owned(),
        problem: text(),
    }
}

fn calls() -> Vec<Error> {
    use medium_api::Error as Api;

    let operation = "createPost";
    let status = reqwest_status(503);
    let errors = vec![
        input("api_url"),
        input("token"),
        input("title"),
        token_rejected(),
        refused(),
        outcome_unknown(),
        rate_limited(None),
        rate_limited(Some(Duration::from_secs(5))),
        Api::LogIn {
            operation,
            problem: text(),
        },
        Api::Renewal {
            operation,
            problem: text(),
            unknown: false,
        },
        Api::Scope {
            operation,
            scope: "uploadImage".to_owned(),
        },
        Api::TooLarge {
            operation,
            what: "the request",
            advice: "",
        },
        Api::Connection {
            operation,
            problem: text(),
            sent: false,
        },
        Api::Timeout {
            operation,
            problem: text(),
            sent: false,
        },
        Api::Cloudflare { operation, status },
        Api::Unavailable {
            operation,
            status,
            retry_after: None,
            problem: text(),
        },
        Api::Redirected { operation, status },
        Api::NotJson {
            operation,
            status,
            content_type: "text/html".to_owned(),
            start: text(),
        },
        Api::Decode {
            operation,
            status,
            path: "data.url".to_owned(),
            problem: text(),
        },
    ];
    errors.into_iter().map(Error::from).collect()
}

fn reqwest_status(code: u16) -> axum::http::StatusCode {
    axum::http::StatusCode::from_u16(code).unwrap()
}

/// A refusal can't be made by hand: one comes from a server that refuses.
fn refused() -> medium_api::Error {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", server.local_addr().unwrap());
    let answers = std::thread::spawn(move || {
        let (mut asked, _) = server.accept().unwrap();
        let _ = asked.read(&mut [0; 4096]).unwrap();
        let body = r#"{"errors":[{"message":"No.","code":2002}]}"#;
        let length = body.len();
        write!(asked, "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    });
    let error = waited_for(async {
        let client = Client::builder().api_url(&url).token("t").build().unwrap();
        client.me().await.unwrap_err()
    });
    answers.join().unwrap();
    error
}

fn waited_for<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}

fn others() -> Vec<Error> {
    use medium_store::Error as StoreError;

    let jq = crate::jq::text(".a", &serde_json::json!([1])).unwrap_err();
    let in_use = StartError::State {
        path: path(),
        source: StateError::InUse,
    };
    let private = StoreError::Private {
        path: path(),
        problem: text(),
    };
    vec![
        Error::Usage("these do not go together"),
        StoreError::Url(text()).into(),
        private.into(),
        StoreError::Key(text()).into(),
        StoreError::Leased.into(),
        in_use.into(),
        StartError::RedirectUri(text()).into(),
        jq.into(),
        Error::Output(io(io::ErrorKind::StorageFull)),
        Error::Input(io(io::ErrorKind::UnexpectedEof)),
        Error::system("open a port")(io(io::ErrorKind::AddrInUse)),
        Error::Interrupted,
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
        ledger(),
        calls(),
        others(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
