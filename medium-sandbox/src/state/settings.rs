//! The settings of a sandbox.

use std::time::Duration;

use super::credentials::TokenPolicy;
use crate::Behavior;
use crate::clock::{Clock, millis};

/// Medium's access tokens last 60 days.
const TOKEN_LIFETIME: Duration = Duration::from_secs(60 * 24 * 60 * 60);
const MAX_IMAGE_BYTES: usize = 25 * 1024 * 1024;

/// How a sandbox was set up. Does not change while it runs.
#[derive(Clone)]
pub(crate) struct Settings {
    /// `http://127.0.0.1:PORT`, without a trailing slash.
    pub(crate) origin: String,
    pub(crate) behavior: Behavior,
    /// Whether the eleventh post in 24 hours is rejected.
    pub(crate) rate_limit: bool,
    pub(crate) tokens: TokenPolicy,
    pub(crate) max_image_bytes: usize,
    pub(crate) clock: Clock,
}

/// The defaults are Medium's.
impl Default for Settings {
    fn default() -> Self {
        Self {
            origin: "http://127.0.0.1:4000".to_owned(),
            behavior: Behavior::Observed,
            rate_limit: true,
            tokens: TokenPolicy {
                lifetime_ms: millis(TOKEN_LIFETIME),
                rotate: false,
            },
            max_image_bytes: MAX_IMAGE_BYTES,
            clock: Clock::default(),
        }
    }
}
