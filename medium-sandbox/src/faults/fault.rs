//! The faults, by name.

use std::fmt;
use std::str::FromStr;

/// Defines [`Fault`] from one table, so that names, descriptions and the list of all can't differ.
macro_rules! faults {
    ($($variant:ident $name:literal $description:literal)*) => {
        /// A failure of a server, or of a proxy in front of it.
        ///
        /// Names in JSON are the variants in kebab case, without `Status`:
        /// [`Fault::Status503RetryAfter`] is `503-retry-after`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Fault {
            $(#[doc = $description] $variant,)*
        }

        impl Fault {
            /// Every fault.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// Returns the name in JSON, on the command line and in tables.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Describes the fault, in Markdown.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$variant => $description,)*
                }
            }
        }
    };
}

faults! {
    ConnectionRefused "connection-refused" "no connection: the port is closed"
    CloseOnConnect "close-on-connect" "connection closed as soon as it is accepted"
    CloseAfterRequest "close-after-request" "request not executed; connection closed without a response"
    CloseAfterExecution "close-after-execution" "request executed; connection closed without a response"
    StallBeforeHeaders "stall-before-headers" "request not executed; no response, connection stays open"
    StallAfterExecution "stall-after-execution" "request executed; no response, connection stays open"
    StallMidBody "stall-mid-body" "request executed; response stops in the middle of its body"
    TruncatedBody "truncated-body" "request executed; connection closed in the middle of the response's body"
    TrickleBody "trickle-body" "request executed; response body arrives one byte a second"
    EndlessBody "endless-body" "request executed; response body does not end"
    EmptyBody "empty-body" "request executed; response body is empty"
    NullBody "null-body" "request executed; response body is `null`"
    NullData "null-data" "request executed; response body is `{\"data\":null}`"
    InvalidUtf8 "invalid-utf8" "request executed; response body is not UTF-8"
    PrefixBeforeJson "prefix-before-json" "request executed; `])}while(1);</x>` before the JSON"
    WrongContentType "wrong-content-type" "request executed; JSON with the type `text/html`"
    Status101 "101" "101 without an upgrade request"
    Status301 "301" "301 to another host"
    Status302 "302" "302 to another host"
    Status302CfMitigated "302-cf-mitigated" "302 with `cf-mitigated`"
    Status303 "303" "303 to another host"
    Status307 "307" "307 to another host"
    Status400Truncated "400-truncated" "400 with half of a JSON error"
    Status407 "407" "407 from a proxy that requires a login"
    Status408 "408" "408 with a proxy's HTML page"
    Status413 "413" "413 with nginx's HTML page"
    Status429 "429" "429 without `Retry-After`"
    Status429Seconds "429-seconds" "429 with `Retry-After: 1`"
    Status429Date "429-date" "429 with a date in `Retry-After`"
    Status499 "499" "499 (nginx: client closed request)"
    Status500 "500" "500 with a JSON error"
    Status500Code6002 "500-code-6002" "500 with a JSON error of code 6002 (missing scope)"
    Status502 "502" "502 with a proxy's HTML page"
    Status502RetryAfter "502-retry-after" "502 with `Retry-After: 1`"
    Status502CfMitigated "502-cf-mitigated" "502 with `cf-mitigated`"
    Status502Code6002 "502-code-6002" "502 with a JSON error of code 6002 (missing scope)"
    Status503 "503" "503 with a JSON error"
    Status503RetryAfter "503-retry-after" "503 with `Retry-After: 1`"
    Status503CfMitigated "503-cf-mitigated" "503 with a JSON error and `cf-mitigated`"
    Status504 "504" "504 with plain text"
    CloudflareBlock "cloudflare-block" "403 with Cloudflare's block page"
    CloudflareChallenge "cloudflare-challenge" "403 with Cloudflare's challenge page"
    Cloudflare429 "cloudflare-429" "429 with Cloudflare's rate limit page"
    Cloudflare503 "cloudflare-503" "503 with Cloudflare's challenge page"
}

impl Fault {
    /// Returns whether the backend executes the request.
    pub const fn executes(self) -> bool {
        matches!(
            self,
            Self::CloseAfterExecution
                | Self::TruncatedBody
                | Self::StallAfterExecution
                | Self::StallMidBody
                | Self::PrefixBeforeJson
                | Self::InvalidUtf8
                | Self::EmptyBody
                | Self::EndlessBody
                | Self::TrickleBody
                | Self::WrongContentType
                | Self::NullBody
                | Self::NullData
        )
    }

    /// Returns whether it applies before the request is read, and so to every operation.
    pub const fn affects_connection(self) -> bool {
        matches!(self, Self::ConnectionRefused | Self::CloseOnConnect)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No fault has this name. The message lists the names that exist.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown fault {0:?}; known faults: {known}", known = Fault::ALL.map(Fault::name).join(", "))]
pub struct UnknownFault(String);

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        let fault = Self::ALL.into_iter().find(|fault| fault.name() == name);
        fault.ok_or_else(|| UnknownFault(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_correspond_to_the_variants() {
        for fault in Fault::ALL {
            assert_eq!(fault.name().parse(), Ok(fault));
            let variant = format!("{fault:?}").replace("Status", "");
            let name: String = fault
                .name()
                .split('-')
                .flat_map(|word| {
                    let (first, rest) = word.split_at(1);
                    [first.to_uppercase(), rest.to_owned()]
                })
                .collect();
            assert_eq!(name, variant);
        }
    }

    #[test]
    fn an_unknown_name_is_reported_with_the_known_ones() {
        let error = "plague".parse::<Fault>().unwrap_err().to_string();
        assert!(
            error.starts_with("unknown fault \"plague\"; known faults: connection-refused,"),
            "{error}"
        );
    }
}
