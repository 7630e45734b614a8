//! The name of the service in messages, and what sets its URL.
//!
//! It is global because messages are the `Display` of errors, and those of `medium-api` reach it through
//! several error types: each of them would need a field for the name.

use std::sync::OnceLock;

/// The service if it isn't Medium. The arguments and the environment select it once for the process.
static OTHER_SERVICE: OnceLock<OtherService> = OnceLock::new();

struct OtherService {
    name: String,
    url_setting: Option<&'static str>,
}

/// Sets the name of a service that isn't Medium, and the option or variable that sets its URL. The
/// sandbox of `--sandbox` has none.
pub(crate) fn set(name: &str, url_setting: Option<&'static str>) {
    let name = name.to_owned();
    // The first backend counts, and a command opens only one.
    let _ = OTHER_SERVICE.set(OtherService { name, url_setting });
}

/// Returns the name of the service.
pub(crate) fn get() -> &'static str {
    let other = OTHER_SERVICE.get();
    other.map_or("Medium", |other| other.name.as_str())
}

/// Returns whether the service is Medium.
pub(crate) fn is_medium() -> bool {
    OTHER_SERVICE.get().is_none()
}

/// Returns the option or variable that sets the service's URL.
pub(crate) fn url_setting() -> Option<&'static str> {
    OTHER_SERVICE.get()?.url_setting
}
