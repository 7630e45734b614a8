//! What has to hold for any response, any id and any callback.

mod callbacks;
mod ids;
mod json;
mod response_types;
mod responses;
#[path = "../support/mod.rs"]
mod support;
mod text;

use proptest::test_runner::Config;

/// Ten thousand cases in CI, and what one waits for gladly elsewhere.
fn cases() -> Config {
    let thorough = std::env::var_os("CI").is_some();
    Config {
        cases: if thorough { 10_000 } else { 1_000 },
        ..quiet()
    }
}

/// As many as the wire is worth.
fn few() -> Config {
    Config {
        cases: 200,
        ..quiet()
    }
}

/// Failing cases are printed; they become tests of their own by hand.
fn quiet() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}
