//! Each error kind has a sample, with a message, an exit code and short advice.

mod samples;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::ValueEnum;
use medium_store::{Conflict, ContentParts, State};
use serde_json::Value;

use super::*;
use crate::credential_source::AccountOptions;
use samples::{entry, io, path, rate_limited, samples};

const NO_OPTIONS: AccountOptions<'static> = AccountOptions {
    store: None,
    api_url: None,
    profile: None,
};
const ENVIRONMENT: CredentialSource<'static> = CredentialSource::Environment(NO_OPTIONS);
const SOURCES: [CredentialSource<'static>; 4] = [
    ENVIRONMENT,
    CredentialSource::Stored(NO_OPTIONS),
    CredentialSource::Stored(AccountOptions {
        profile: Some("work"),
        ..NO_OPTIONS
    }),
    CredentialSource::Sandbox(NO_OPTIONS),
];

#[test]
fn each_kind_has_a_sample() {
    let samples = samples();
    let kinds: BTreeSet<_> = samples
        .iter()
        .map(|error| error.kind().to_string())
        .collect();
    let all = ErrorKind::value_variants().iter();
    let all: BTreeSet<_> = all.map(ToString::to_string).collect();
    assert_eq!(kinds, all);
}

#[test]
fn errors_have_at_most_three_lines() {
    for error in samples() {
        for diagnostic in error.diagnostics() {
            let message = &diagnostic.message;
            assert_eq!(message.lines().count(), 1, "{diagnostic:?}");
            assert!(message.matches(": ").count() <= 2, "{message}");
            assert!(!message.contains("(os error"), "{message}");
        }
        for source in SOURCES {
            let advice = error.advice(source);
            assert!(advice.lines().count() <= 2, "{error:?}: {advice}");
            assert_eq!(advice.trim(), advice, "{error:?}");
        }
    }
}

#[test]
fn errors_are_json_objects_with_kind_and_code() {
    for error in samples() {
        let kind = error.kind();
        let exit = error.exit_code() as u8;
        for diagnostic in error.diagnostics() {
            let advice = error.advice(ENVIRONMENT);
            let json: Value = serde_json::from_str(&diagnostic.to_json(&advice)).unwrap();
            let json = &json["error"];
            assert_eq!(json["kind"], kind.to_string(), "{error:?}");
            assert_eq!(json["code"], exit, "{error:?}");
            let message = json["message"].as_str().unwrap();
            assert!(
                !message.is_empty() && !message.starts_with("a.md:"),
                "{message}"
            );
            let advice = (!advice.is_empty()).then_some(advice);
            assert_eq!(json["advice"], Value::from(advice), "{error:?}");
        }
    }
}

#[test]
fn an_error_in_one_of_several_articles_names_it_once() {
    let stopped = |source| Error::Stopped {
        file: path(),
        not_tried: vec![PathBuf::from("b.md"), PathBuf::from("c.md")],
        source: Box::new(source),
    };
    let conflict = LedgerConflict {
        file: path(),
        parts: ContentParts::new(),
        conflict: Conflict::SameContent(entry(State::Published)),
    };
    for (error, kind) in [
        (stopped(rate_limited(None).into()), ErrorKind::RateLimited),
        (stopped(conflict.into()), ErrorKind::DuplicateContent),
    ] {
        assert_eq!(error.kind(), kind);
        let [diagnostic] = &error.diagnostics()[..] else {
            panic!("{error:?}")
        };
        assert_eq!(diagnostic.file, Some(path()));
        assert_eq!(diagnostic.message.matches("a.md: ").count(), 1, "{error:?}");
        let advice = error.advice(ENVIRONMENT);
        assert!(
            advice.ends_with("\nNot tried after that: b.md c.md"),
            "{advice}"
        );
    }
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    assert!(Error::Output(io(io::ErrorKind::BrokenPipe)).is_broken_pipe());
    assert!(!Error::Output(io(io::ErrorKind::StorageFull)).is_broken_pipe());
    assert!(!Error::Input(io(io::ErrorKind::BrokenPipe)).is_broken_pipe());
}
