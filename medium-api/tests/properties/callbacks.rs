//! Any callback: no panic, and access only with the state of the login.

use medium_api::Error;
use medium_api::auth::{Application, Callback, Login};
use medium_api::types::Scope;
use proptest::prelude::*;
use url::form_urlencoded;

use crate::cases;
use crate::text::any_text;

fn login() -> Login {
    let callback = "http://127.0.0.1:8585/callback".parse().unwrap();
    let application = Application::new("id", "secret", callback).with_origin("http://127.0.0.1:1");
    application.login(&[Scope::BasicProfile]).unwrap()
}

fn state(login: &Login) -> String {
    let mut pairs = login.url().query_pairs();
    let state = pairs.find(|(name, _)| name == "state").unwrap();
    state.1.into_owned()
}

/// A value of a parameter, before the login's state is known.
#[derive(Debug, Clone)]
enum Value {
    TheState,
    PartOfTheState,
    Text(String),
}

type Pairs = Vec<(String, Value)>;

fn any_pairs() -> impl Strategy<Value = Pairs> {
    let name = prop_oneof![
        4 => Just("state".to_owned()),
        4 => Just("code".to_owned()),
        2 => Just("error".to_owned()),
        1 => any_text(),
    ];
    let value = prop_oneof![
        4 => Just(Value::TheState),
        1 => Just(Value::PartOfTheState),
        2 => Just(Value::Text("access_denied".to_owned())),
        2 => any_text().prop_map(Value::Text),
    ];
    proptest::collection::vec((name, value), 0..6)
}

fn query(pairs: &Pairs, state: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        let value = match value {
            Value::TheState => state,
            Value::PartOfTheState => &state[..state.len() - 1],
            Value::Text(text) => text,
        };
        query.append_pair(name, value);
    }
    query.finish()
}

/// Returns the value of a parameter that occurs exactly once.
fn unique_value(pairs: &[(String, String)], name: &str) -> Option<String> {
    let mut values = pairs.iter().filter(|(known, _)| known == name);
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Some(value.clone()),
        _ => None,
    }
}

/// Checks the result of `text`, whose parameters are `pairs`.
fn check(
    outcome: Result<Callback, Error>,
    pairs: &[(String, String)],
    state: &str,
) -> Result<(), TestCaseError> {
    let has_state = unique_value(pairs, "state").as_deref() == Some(state);
    match outcome {
        Ok(Callback::Granted(code)) => {
            prop_assert!(has_state, "granted to another login");
            prop_assert_eq!(Some(code.expose().to_owned()), unique_value(pairs, "code"));
            prop_assert!(!code.expose().is_empty());
        }
        Ok(Callback::Failed(reason)) => {
            prop_assert!(has_state, "accepted without the state");
            prop_assert!(!reason.contains(char::is_control) && reason.chars().count() <= 100);
        }
        Ok(Callback::Denied) => {
            prop_assert!(has_state, "accepted without the state");
            let error = unique_value(pairs, "error");
            prop_assert_eq!(error.as_deref(), Some("access_denied"));
        }
        Ok(other) => prop_assert!(false, "{other:?} is new"),
        Err(error) => {
            prop_assert!(matches!(error, Error::Input { .. }), "{error:?}");
            prop_assert!(!error.to_string().contains(state));
        }
    }
    Ok(())
}

#[test]
fn accepts_callbacks_only_with_the_state() {
    let login = login();
    let state = state(&login);
    proptest!(cases(), |(pairs in any_pairs(), whole: bool)| {
        let query = query(&pairs, &state);
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let text = if whole { format!("http://127.0.0.1:8585/callback?{query}") } else { query };
        check(login.callback(&text), &pairs, &state)?;
    });
}

/// Only a pasted denial may lack the state.
#[test]
fn accepts_pasted_callbacks_only_with_the_state_or_as_denials() {
    let login = login();
    let state = state(&login);
    proptest!(cases(), |(pairs in any_pairs())| {
        let query = query(&pairs, &state);
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let is_denial = unique_value(&pairs, "error").as_deref() == Some("access_denied")
            && pairs.iter().all(|(name, _)| name != "state");
        match login.callback_from_user(&query) {
            Ok(Callback::Denied) if is_denial => {}
            outcome => check(outcome, &pairs, &state)?,
        }
    });
}

#[test]
fn text_without_the_state_grants_no_access() {
    let login = login();
    proptest!(cases(), |(text in any_text())| {
        let outcome = login.callback(&text);
        prop_assert!(!matches!(outcome, Ok(Callback::Granted(_))), "it can't be guessed");
    });
}

#[test]
fn the_right_state_and_a_code_are_granted() {
    let login = login();
    let state = state(&login);
    proptest!(cases(), |(code in any_text().prop_filter("a code", |code| !code.is_empty()))| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &state)
            .finish();
        let outcome = login.callback(&query);
        let granted = matches!(&outcome, Ok(Callback::Granted(got)) if got.expose() == code);
        prop_assert!(granted, "{outcome:?}");
    });
}
