// @generated from spec/sandbox.yaml by `cargo xtask regen`: edit the document, not this file.
//! The calls that the client's methods return. A call is sent when it is awaited.

use super::types;
use medium_runtime::{DateTime, operation};

operation! {
    /// A call to [`Client::posts`](super::Client::posts).
    pub struct Posts -> Vec<types::Post>;
}

operation! {
    /// A call to [`Client::delete_posts`](super::Client::delete_posts).
    pub struct DeletePosts -> ();
}

operation! {
    /// A call to [`Client::images`](super::Client::images).
    pub struct Images -> Vec<types::Image>;
}

operation! {
    /// A call to [`Client::delete_images`](super::Client::delete_images).
    pub struct DeleteImages -> ();
}

operation! {
    /// A call to [`Client::users`](super::Client::users).
    pub struct Users -> Vec<types::User>;
}

operation! {
    /// A call to [`Client::publications`](super::Client::publications).
    pub struct Publications -> Vec<types::Publication>;
}

operation! {
    /// A call to [`Client::applications`](super::Client::applications).
    pub struct Applications -> Vec<types::Application>;
}

operation! {
    /// A call to [`Client::tokens`](super::Client::tokens).
    pub struct Tokens -> Vec<types::Token>;
}

operation! {
    /// A call to [`Client::create_token`](super::Client::create_token).
    pub struct CreateToken -> types::Token;
}

operation! {
    /// A call to [`Client::delete_tokens`](super::Client::delete_tokens).
    pub struct DeleteTokens -> ();
}

operation! {
    /// A call to [`Client::requests`](super::Client::requests).
    pub struct Requests -> Vec<types::LoggedRequest>;
}

impl<M> Requests<M> {
    /// Only requests of this operation of Medium's API. For example `createPost`.
    pub fn operation(mut self, operation: &str) -> Self {
        self.call = self.call.query("operation", operation);
        self
    }

    /// Only requests that got this status. At least 100, at most 599.
    pub fn status(mut self, status: i32) -> Self {
        self.call = self.call.query("status", &status);
        self
    }

    /// Only requests since this time, by the sandbox's clock. For example `2026-03-01T12:00:00Z`.
    pub fn since(mut self, since: &DateTime) -> Self {
        self.call = self.call.query("since", since);
        self
    }

    /// Only requests with a higher number than this one. At least 0.
    pub fn after(mut self, after: i64) -> Self {
        self.call = self.call.query("after", &after);
        self
    }

    /// Wait until this many requests match. At least 1, at most 10000.
    pub fn count(mut self, count: i32) -> Self {
        self.call = self.call.query("count", &count);
        self
    }

    /// With `count`, the maximum time to wait, in seconds. Default: 10. At least 0, at most 60.
    pub fn with_timeout(mut self, timeout: i32) -> Self {
        self.call = self.call.query("timeout", &timeout);
        self
    }
}

operation! {
    /// A call to [`Client::delete_requests`](super::Client::delete_requests).
    pub struct DeleteRequests -> ();
}

operation! {
    /// A call to [`Client::faults`](super::Client::faults).
    pub struct Faults -> types::FaultList;
}

operation! {
    /// A call to [`Client::inject_fault`](super::Client::inject_fault).
    pub struct InjectFault -> Vec<types::ActiveFault>;
}

operation! {
    /// A call to [`Client::clear_faults`](super::Client::clear_faults).
    pub struct ClearFaults -> ();
}

operation! {
    /// A call to [`Client::clock`](super::Client::clock).
    pub struct Clock -> types::Clock;
}

operation! {
    /// A call to [`Client::advance_clock`](super::Client::advance_clock).
    pub struct AdvanceClock -> types::Clock;
}

operation! {
    /// A call to [`Client::reset`](super::Client::reset).
    pub struct Reset -> ();
}

operation! {
    /// A call to [`Client::snapshot`](super::Client::snapshot).
    pub struct Snapshot -> types::Seed;
}

operation! {
    /// A call to [`Client::restore`](super::Client::restore).
    pub struct Restore -> ();
}
