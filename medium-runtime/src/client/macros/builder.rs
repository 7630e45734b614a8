//! The builder of a generated client.

/// Defines the builder of a generated client: a [`Builder`](crate::Builder) with methods for its
/// security schemes and server variables. `with token` adds methods for tokens.
///
/// ```
/// use medium_runtime::{Placement, Secret, SecurityScheme, Transport};
///
/// static KEY: SecurityScheme = SecurityScheme::new("key", Placement::Header("X-API-Key"));
///
/// medium_runtime::builder! {
///     /// Sets up a client of the bells.
///     pub struct Bells for Transport;
/// }
///
/// impl Bells {
///     /// The key, in the header `X-API-Key`.
///     pub fn key(self, key: impl Into<Secret>) -> Self {
///         self.map(|builder| builder.scheme(&KEY, key))
///     }
/// }
///
/// let client = Bells::new("https://bells.example").key("0f").build()?;
/// # Ok::<(), medium_runtime::Error>(())
/// ```
#[macro_export]
macro_rules! builder {
    ($(#[$meta:meta])* $vis:vis struct $name:ident for $client:ty;) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use]
        $vis struct $name {
            builder: $crate::Builder<$client>,
        }

        impl $name {
            #[allow(dead_code)]
            pub(crate) fn new(server: &'static str) -> Self {
                Self { builder: $crate::Builder::new(server) }
            }

            #[allow(dead_code)]
            pub(crate) fn servers(self, servers: &'static [$crate::Server]) -> Self {
                self.map(|builder| builder.servers(servers))
            }

            #[allow(dead_code)]
            fn map(
                self,
                set: impl FnOnce($crate::Builder<$client>) -> $crate::Builder<$client>,
            ) -> Self {
                Self { builder: set(self.builder) }
            }

            $crate::builder_settings! {
                /// Replaces the origin of each of the document's servers, for a sandbox for
                /// example: see [`Builder::origin`]($crate::Builder::origin).
                origin(url: impl Into<String>);
                /// Replaces the URL of the document's first server.
                api_url(url: impl Into<String>);
                /// Sets the URL of the document, which relative servers are relative to.
                document_url(url: impl Into<String>);
                /// Replaces `server`, spelled as in the document, with `url`.
                server(server: &str, url: impl Into<String>);
                /// Uses your own HTTP client: see
                /// [`Builder::http_client`]($crate::Builder::http_client) for your
                /// responsibilities.
                http_client(client: $crate::reqwest::Client);
                /// Sets the HTTPS proxy, instead of the environment's.
                proxy(url: impl Into<$crate::Secret>);
                /// Uses no proxy, whatever the environment says.
                no_proxy();
                /// Adds root certificates to the system's, as PEM.
                root_certificate(pem: impl Into<Vec<u8>>);
                /// Sets the `User-Agent` of every request.
                user_agent(user_agent: impl Into<String>);
                /// Adds a header to every request.
                default_header(
                    name: impl TryInto<$crate::http::HeaderName>,
                    value: impl TryInto<$crate::http::HeaderValue>
                );
                /// Sets how responses of the service differ from the document.
                service(service: impl $crate::Service);
                /// Adds code that runs before and after each call and each attempt.
                hook(hook: impl $crate::Hook);
                /// Sets when calls are retried.
                retry(retry: $crate::Retry);
                /// Limits the time of a call, including all attempts. Default: none.
                timeout(limit: ::std::time::Duration);
                /// Limits the time to connect. Default: 5 s.
                connect_timeout(limit: ::std::time::Duration);
                /// Limits the time without progress in either direction. Default: 20 s.
                stall_timeout(limit: ::std::time::Duration);
                /// Limits the time to read a response. Default: 120 s.
                response_timeout(limit: ::std::time::Duration);
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// [`Error::Input`]($crate::Error::Input) if a setting is invalid or
            /// missing: a URL, a credential, the environment's proxy.
            pub fn build(self) -> ::std::result::Result<$client, $crate::Error> {
                self.builder.build()
            }

            /// Builds the HTTP client: see [`Builder::build_http`]($crate::Builder::build_http).
            ///
            /// # Errors
            ///
            /// Like `build`, except for credentials and headers.
            pub fn build_http(
                self,
            ) -> ::std::result::Result<$crate::reqwest::Client, $crate::Error> {
                self.builder.build_http()
            }
        }

        $crate::replayed_builder!($name);
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident for $client:ty, with token;) => {
        $crate::builder! {
            $(#[$meta])*
            $vis struct $name for $client;
        }

        impl $name {
            /// Sets the token of every call that requires one and has no other.
            pub fn token(self, token: impl Into<$crate::Secret>) -> Self {
                self.map(|builder| builder.token(token))
            }

            /// Sets a credential that refreshes itself, instead of a token.
            pub fn credential(
                self,
                make: impl FnOnce($client) -> ::std::result::Result<
                    ::std::sync::Arc<dyn $crate::Credential>,
                    $crate::Error,
                > + Send
                + 'static,
            ) -> Self {
                self.map(|builder| builder.credential(make))
            }
        }
    };
}

/// Settings that a [`Builder`](crate::Builder) also has.
#[doc(hidden)]
#[macro_export]
macro_rules! builder_settings {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*);)*) => {
        $($(#[$doc])*
        pub fn $name(self, $($argument: $type),*) -> Self {
            self.map(|builder| builder.$name($($argument),*))
        })*
    };
}

#[cfg(feature = "test-util")]
#[doc(hidden)]
#[macro_export]
macro_rules! replayed_builder {
    ($name:ident) => {
        impl $name {
            /// Uses recorded responses instead of a network: see [`testing`]($crate::testing).
            pub fn replay(self, replay: &$crate::testing::Replay) -> Self {
                self.map(|builder| builder.replay(replay))
            }
        }
    };
}

#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! replayed_builder {
    ($name:ident) => {};
}

#[cfg(test)]
mod tests {
    /// Methods that the builder of a client has in another form: one per scheme and variable.
    const IN_ANOTHER_FORM: [&str; 3] = ["scheme", "basic", "variable"];

    #[test]
    fn every_setting_of_the_builder_is_forwarded() {
        let forwarded = include_str!("builder.rs");
        let settings = [
            include_str!("../builder.rs"),
            include_str!("../builder/http.rs"),
            include_str!("../builder/credentials.rs"),
            include_str!("../builder/servers.rs"),
        ];
        let settings: Vec<&str> = settings.into_iter().flat_map(methods).collect();
        assert!(settings.len() > 20, "{settings:?}");
        for setting in settings {
            let is_there =
                forwarded.contains(&format!(" {setting}(")) || IN_ANOTHER_FORM.contains(&setting);
            assert!(is_there, "add {setting} to the macro in macros/builder.rs");
        }
    }

    /// Returns the names of public methods.
    fn methods(code: &str) -> Vec<&str> {
        let starts = code.split("pub fn ").chain(code.split("pub(crate) fn "));
        let names = starts.filter_map(|rest| rest.split('(').next());
        let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        names.filter(is_name).collect()
    }
}
