//! Sample errors of the ledger and `medium publish`.

use std::io;
use std::process::ExitStatus;

use medium_cli::diagnostic::Exit;
use medium_store::{
    Account, Article, BeginResult, Conflict, ContentHash, ContentParts, Draft, Entry, Keys,
    Overrides, PostTarget, State, Store, StoreUrl,
};

use super::{block_on, path, text};
use crate::commands::publish::PublishError;
use crate::error::Error;
use crate::ledger::{LedgerConflict, LedgerEntryError};

/// Returns a ledger entry in this state. Entries can't be constructed, so a ledger creates it.
pub(in crate::error::tests) fn entry(state: State) -> Entry {
    let folder = tempfile::tempdir().unwrap();
    let url: StoreUrl = format!("sqlite:{}", folder.path().join("store.db").display())
        .parse()
        .unwrap();
    let draft = Draft {
        article: article(),
        content: ContentHash::of("a"),
        target: PostTarget::Profile,
        parts: ContentParts::new(),
    };
    let begun = block_on(async {
        let store = Store::open(&url, Keys::next_to(&url)).await.unwrap();
        let ledger = store.ledger(&Account::sandbox("demo"));
        let overrides = Overrides::default();
        let _ticket = ledger.begin(&draft, overrides).await.unwrap();
        let begun = ledger.begin(&draft, overrides).await.unwrap();
        store.close().await;
        begun
    });
    let BeginResult::Conflict(Conflict::InProgress(mut entry)) = begun else {
        panic!("expected the entry in progress")
    };
    entry.state = state;
    entry.url = Some("https://medium.com/p/1".to_owned());
    entry
}

fn article() -> Article {
    Article::id("it's new")
}

pub(super) fn ledger() -> Vec<Error> {
    let conflicts = [
        Conflict::Published(entry(State::Published)),
        Conflict::InProgress(entry(State::Started)),
        Conflict::Edited(entry(State::Published)),
        Conflict::SameContent(entry(State::Published)),
        Conflict::OutcomeUnknown(entry(State::Started)),
        Conflict::OutcomeUnknown(entry(State::Unknown)),
    ];
    let conflicts = conflicts.map(|conflict| {
        Error::from(LedgerConflict {
            file: path(),
            parts: ContentParts::from([("title".to_owned(), "A".to_owned())]),
            conflict,
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
        PublishError::NotLoggedIn(vec![path()]),
        PublishError::LedgerNotPersistent,
        some_not_published(Exit::Other),
        some_not_published(Exit::OutcomeUnknown),
        PublishError::LedgerNotSaved,
        PublishError::OutcomeUnknown {
            file: path(),
            article: article(),
            status: "draft".to_owned(),
            problem: text(),
        },
        sample!(PublishError::SaveWithNotRun; program: path(), source: super::io(io::ErrorKind::NotFound)),
        sample!(PublishError::SaveWithFailed; program: path(), status: ExitStatus::default()),
    ];
    let errors = conflicts.into_iter();
    let errors = errors.chain(entries.map(Error::from));
    errors.chain(runs.map(Error::from)).collect()
}

fn some_not_published(exit: Exit) -> PublishError {
    PublishError::SomeNotPublished {
        failed: 1,
        all: 2,
        exit,
    }
}
