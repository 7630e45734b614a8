//! The kinds of fault, by name.

use std::fmt;
use std::str::FromStr;

/// One way in which a server, or what stands in front of it, goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fault {
    /// The port is closed. Lasts until cleared, for every call.
    Refuse,
    /// The connection is closed as soon as it is open. For every call, as none has been named yet.
    CloseAtAccept,
    /// The request arrives, nothing comes back. It is not executed.
    CloseAfterRequest,
    /// The request is executed, nothing comes back.
    CloseAfterExecution,
    /// The request is executed, its response ends in the middle of the body.
    CutMidBody,
    /// The request arrives, and nothing happens any more. It is not executed.
    StallBeforeHeaders,
    /// The request is executed, its response never comes.
    StallAfterExecution,
    /// The request is executed, its response halts in the middle of the body.
    StallMidBody,
    /// 500 with a JSON error.
    InternalError,
    /// 502 with a proxy's HTML page.
    BadGateway,
    /// 502 with `Retry-After` in seconds.
    BadGatewayRetryAfter,
    /// 503 with a JSON error.
    Unavailable,
    /// 503 with `Retry-After` in seconds.
    UnavailableRetryAfter,
    /// 429 that doesn't say how long to wait.
    RateLimited,
    /// 429 with `Retry-After` in seconds.
    RateLimitedSeconds,
    /// 429 with `Retry-After` as an HTTP date.
    RateLimitedDate,
    /// 302 to another host. A client that follows is seen again, at `/elsewhere`.
    Redirect,
    /// 101, which nobody asked for.
    SwitchingProtocols,
    /// 301 to another host. As [`Redirect`](Self::Redirect) otherwise.
    MovedPermanently,
    /// 303 to another host, with which services respond to a change.
    SeeOther,
    /// 307 to another host, which asks for the same there.
    TemporaryRedirect,
    /// 302 to another host that carries `cf-mitigated`, as no challenge does.
    RedirectMitigated,
    /// 502 with a proxy's page that carries `cf-mitigated`, as no challenge does.
    BadGatewayMitigated,
    /// 503 with a JSON error that carries `cf-mitigated`: a challenge is a page.
    UnavailableMitigated,
    /// 500 with the code of a missing scope (6002) in its JSON error.
    InternalErrorScope,
    /// 502 with the code of a missing scope (6002) in its JSON error.
    BadGatewayScope,
    /// 408 with a proxy's page: it lost track of the request.
    RequestTimeout,
    /// nginx's 499: it believes that the client has left.
    ClientClosed,
    /// 407 of a proxy that asks for a login.
    ProxyLogin,
    /// 400 with a JSON error that breaks off.
    RefusedCut,
    /// Cloudflare's 403 page for those that it blocks, without a header that says so.
    CloudflareBlock,
    /// Cloudflare's 429 page for those that ask too often.
    CloudflareRateLimit,
    /// Cloudflare's page for browsers with the status 503, as it was once sent.
    CloudflareUnavailable,
    /// Cloudflare's 403 page for browsers.
    CloudflareChallenge,
    /// nginx's 413 page.
    TooLarge,
    /// The real response's JSON behind the prefix `])}while(1);</x>`.
    HijackPrefix,
    /// The real response's status with JSON that is no UTF-8.
    InvalidUtf8,
    /// The real response without its body.
    EmptyBody,
    /// The real response's status with a body that does not end.
    EndlessBody,
    /// The request is executed, its response comes a byte a second and does not end.
    TrickleBody,
    /// The real response, called `text/html`.
    WrongContentType,
    /// The real response's status with `null` as its body.
    NullBody,
    /// The real response's status with `{"data":null}`.
    NullData,
    /// 504 with the plain text "downstream duration timeout".
    DownstreamTimeout,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 44] = [
        Self::Refuse,
        Self::CloseAtAccept,
        Self::CloseAfterRequest,
        Self::CloseAfterExecution,
        Self::CutMidBody,
        Self::StallBeforeHeaders,
        Self::StallAfterExecution,
        Self::StallMidBody,
        Self::InternalError,
        Self::BadGateway,
        Self::BadGatewayRetryAfter,
        Self::Unavailable,
        Self::UnavailableRetryAfter,
        Self::RateLimited,
        Self::RateLimitedSeconds,
        Self::RateLimitedDate,
        Self::Redirect,
        Self::SwitchingProtocols,
        Self::MovedPermanently,
        Self::SeeOther,
        Self::TemporaryRedirect,
        Self::RedirectMitigated,
        Self::BadGatewayMitigated,
        Self::UnavailableMitigated,
        Self::InternalErrorScope,
        Self::BadGatewayScope,
        Self::RequestTimeout,
        Self::ClientClosed,
        Self::ProxyLogin,
        Self::RefusedCut,
        Self::CloudflareBlock,
        Self::CloudflareRateLimit,
        Self::CloudflareUnavailable,
        Self::CloudflareChallenge,
        Self::TooLarge,
        Self::HijackPrefix,
        Self::InvalidUtf8,
        Self::EmptyBody,
        Self::EndlessBody,
        Self::TrickleBody,
        Self::WrongContentType,
        Self::NullBody,
        Self::NullData,
        Self::DownstreamTimeout,
    ];

    /// The name that tables and control calls use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::CloseAtAccept => "close-at-accept",
            Self::CloseAfterRequest => "close-after-request",
            Self::CloseAfterExecution => "close-after-execution",
            Self::CutMidBody => "cut-mid-body",
            Self::StallBeforeHeaders => "stall-before-headers",
            Self::StallAfterExecution => "stall-after-execution",
            Self::StallMidBody => "stall-mid-body",
            Self::InternalError => "500",
            Self::BadGateway => "502",
            Self::BadGatewayRetryAfter => "502-retry-after",
            Self::Unavailable => "503",
            Self::UnavailableRetryAfter => "503-retry-after",
            Self::RateLimited => "429",
            Self::RateLimitedSeconds => "429-seconds",
            Self::RateLimitedDate => "429-date",
            Self::Redirect => "302",
            Self::SwitchingProtocols => "101",
            Self::MovedPermanently => "301",
            Self::SeeOther => "303",
            Self::TemporaryRedirect => "307",
            Self::RedirectMitigated => "302-cf-mitigated",
            Self::BadGatewayMitigated => "502-cf-mitigated",
            Self::UnavailableMitigated => "503-cf-mitigated",
            Self::InternalErrorScope => "500-scope",
            Self::BadGatewayScope => "502-scope",
            Self::RequestTimeout => "408",
            Self::ClientClosed => "499",
            Self::ProxyLogin => "407",
            Self::RefusedCut => "400-cut",
            Self::CloudflareBlock => "cloudflare-block",
            Self::CloudflareRateLimit => "cloudflare-429",
            Self::CloudflareUnavailable => "cloudflare-503",
            Self::CloudflareChallenge => "cloudflare-challenge",
            Self::TooLarge => "413",
            Self::HijackPrefix => "hijack-prefix",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::EmptyBody => "empty-body",
            Self::EndlessBody => "endless-body",
            Self::TrickleBody => "trickle-body",
            Self::WrongContentType => "wrong-content-type",
            Self::NullBody => "null-body",
            Self::NullData => "null-data",
            Self::DownstreamTimeout => "downstream-timeout",
        }
    }

    /// Whether the server behind really executes the request.
    pub const fn executes(self) -> bool {
        matches!(
            self,
            Self::CloseAfterExecution
                | Self::CutMidBody
                | Self::StallAfterExecution
                | Self::StallMidBody
                | Self::HijackPrefix
                | Self::InvalidUtf8
                | Self::EmptyBody
                | Self::EndlessBody
                | Self::TrickleBody
                | Self::WrongContentType
                | Self::NullBody
                | Self::NullData
        )
    }

    /// Whether it applies before the request is read, so that it can't be aimed at an operation.
    pub const fn affects_connection(self) -> bool {
        matches!(self, Self::Refuse | Self::CloseAtAccept)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No fault has this name.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no fault is called {0:?}")]
pub struct UnknownFault(String);

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        let found = Self::ALL.into_iter().find(|fault| fault.name() == name);
        found.ok_or_else(|| UnknownFault(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_a_name_of_its_own() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
        }
        assert!("nothing".parse::<Fault>().is_err());
    }
}
