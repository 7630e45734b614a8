//! Properties that hold for any response and callback.

mod callbacks;
mod json;
mod response_types;
mod responses;
#[path = "../support/mod.rs"]
mod support;
mod text;

use proptest::test_runner::Config;

/// Runs ten thousand cases in CI, a thousand elsewhere.
fn cases() -> Config {
    let thorough = std::env::var_os("CI").is_some();
    Config {
        cases: if thorough { 10_000 } else { 1_000 },
        ..config()
    }
}

/// Runs fewer cases, because each is a request.
fn fewer_cases() -> Config {
    Config {
        cases: 200,
        ..config()
    }
}

/// Returns the configuration: failing cases are printed, not stored.
fn config() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}
