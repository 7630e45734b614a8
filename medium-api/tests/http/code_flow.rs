//! The code flow, from the login URL to the first call, with a minimal browser.

use medium_api::auth::{Callback, Login, Memory};
use medium_api::types::Scope;
use medium_api::{Error, Secret, codes};
use medium_sandbox::Sandbox;
use url::Url;

use crate::support::http::get;
use crate::support::{application, consent, request_count, sandbox, user_client};

fn login(sandbox: &Sandbox, scopes: &[Scope]) -> Login {
    application(sandbox).login(scopes).unwrap()
}

fn granted(login: &Login, callback: &str) -> Secret {
    match login.callback(callback).unwrap() {
        Callback::Granted(code) => code,
        other => panic!("not granted: {other:?}"),
    }
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    let mut pairs = url.query_pairs();
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn logs_in_and_calls() {
    let sandbox = sandbox().await;
    let login = login(&sandbox, &[Scope::BasicProfile, Scope::PublishPost]);
    let callback = consent::decide(login.url(), "allow").await;
    let code = granted(&login, callback.as_str());
    let application = application(&sandbox);
    let tokens = application.exchange(code).await.unwrap();
    assert_eq!(
        tokens.scopes,
        Some(vec![Scope::BasicProfile, Scope::PublishPost])
    );
    let user = user_client(sandbox.url(), application, Memory::new(tokens));
    assert_eq!(user.me().await.unwrap().username, "demo");
    assert_eq!(request_count(&sandbox, "POST", "/v1/tokens"), 1);
    for call in sandbox.requests() {
        assert_eq!(call.request_violation, None, "{call:?}");
    }
}

#[tokio::test]
async fn accepts_a_pasted_query() {
    let sandbox = sandbox().await;
    let login = login(&sandbox, &[Scope::BasicProfile]);
    let callback = consent::decide(login.url(), "allow").await;
    let query = callback.query().unwrap();
    let whole = granted(&login, callback.as_str());
    assert_eq!(granted(&login, query).expose(), whole.expose());
    let spaced = format!("  {callback}#_=_\n");
    assert_eq!(granted(&login, &spaced).expose(), whole.expose());
}

#[tokio::test]
async fn a_denial_is_not_an_error() {
    let sandbox = sandbox().await;
    let login = login(&sandbox, &[Scope::BasicProfile]);
    let callback = consent::decide(login.url(), "deny").await;
    let outcome = login.callback_from_user(callback.as_str());
    assert!(matches!(outcome, Ok(Callback::Denied)), "{outcome:?}");
    // Without a state, the denial could come from any page.
    assert!(callback.query_pairs().all(|(name, _)| name != "state"));
    assert!(login.callback(callback.as_str()).is_err());
}

#[tokio::test]
async fn reports_why_the_service_rejected_the_login() {
    let builder = Sandbox::builder().extended_scope(false);
    let sandbox = builder.start().await.unwrap();
    let login = login(&sandbox, &[Scope::UploadImage]);
    let response = get(login.url()).await;
    let back = response.header("location").unwrap();
    let outcome = login.callback(back);
    assert!(
        matches!(&outcome, Ok(Callback::Failed(reason)) if reason == "invalid_scope"),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn rejects_callbacks_with_a_wrong_or_missing_state() {
    let sandbox = sandbox().await;
    let [ours, theirs] = [(), ()].map(|()| login(&sandbox, &[Scope::BasicProfile]));
    assert_ne!(
        parameter(ours.url(), "state"),
        parameter(theirs.url(), "state")
    );
    let callback = consent::decide(theirs.url(), "allow").await;
    let code = parameter(&callback, "code").unwrap();
    for forged in [
        callback.to_string(),
        format!("code={code}"),
        format!("code={code}&state="),
    ] {
        let error = ours.callback(&forged).unwrap_err();
        assert!(
            matches!(&error, Error::Input { field, .. } if field == "state"),
            "{error}"
        );
        assert!(!error.to_string().contains(&code), "{error}");
    }
}

#[tokio::test]
async fn the_state_cannot_be_guessed() {
    let sandbox = sandbox().await;
    let mut states = std::collections::BTreeSet::new();
    for _ in 0..100 {
        let login = login(&sandbox, &[Scope::BasicProfile]);
        let state = parameter(login.url(), "state").unwrap();
        // Hexadecimal: four bits each.
        assert!(state.len() * 4 >= 128, "{state}");
        assert!(states.insert(state), "a state came twice");
    }
}

#[tokio::test]
async fn a_code_is_valid_once() {
    let sandbox = sandbox().await;
    let login = login(&sandbox, &[Scope::BasicProfile]);
    let callback = consent::decide(login.url(), "allow").await;
    let code = granted(&login, callback.as_str());
    let application = application(&sandbox);
    let first = application.exchange(code.clone()).await;
    first.unwrap();
    let error = application.exchange(code).await.unwrap_err();
    assert!(matches!(error, Error::Token { .. }), "{error}");
    assert_eq!(error.code(), Some(codes::CODE_NOT_FOUND));
    assert!(error.to_string().contains("log in again"), "{error}");
    assert_eq!(
        request_count(&sandbox, "POST", "/v1/tokens"),
        2,
        "each was sent once"
    );
}
