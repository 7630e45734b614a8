//! Properties of any response, id and callback.

mod callbacks;
mod ids;
mod json;
mod response_types;
mod responses;
#[path = "../support/mod.rs"]
mod support;
mod text;

use proptest::test_runner::Config;

/// Ten thousand cases in CI, a thousand elsewhere.
fn cases() -> Config {
    let thorough = std::env::var_os("CI").is_some();
    Config {
        cases: if thorough { 10_000 } else { 1_000 },
        ..quiet()
    }
}

/// Fewer cases, because each is a request.
fn few() -> Config {
    Config {
        cases: 200,
        ..quiet()
    }
}

/// Failing cases are printed, not stored.
fn quiet() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}
