//! The calls of operations.

/// The mode of an asynchronous call. The other mode is `Runner` (feature `blocking`).
#[derive(Debug, Clone, Copy, Default)]
pub struct Async;

/// Defines the type of an operation's [`Call`](crate::Call), with the options of every call. Generated
/// code adds setters for optional parameters.
///
/// ```
/// medium_runtime::operation! {
///     /// A call of `Client::count`.
///     pub struct Count -> u64;
/// }
/// ```
#[macro_export]
macro_rules! operation {
    ($(#[$meta:meta])* $vis:vis struct $name:ident -> $output:ty;) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is sent"]
        $vis struct $name<M = $crate::Async> {
            call: $crate::Call<$output>,
            mode: M,
        }

        impl $name {
            pub(crate) fn new(call: $crate::Call<$output>) -> Self {
                Self { call, mode: $crate::Async }
            }

            /// Sends the call and reads its response, as `.await` does.
            ///
            /// # Errors
            ///
            /// The errors of the operation and of every call: see [`Error`]($crate::Error).
            pub fn send(
                self,
            ) -> impl ::std::future::Future<Output = ::std::result::Result<$output, $crate::Error>>
            + ::std::marker::Send {
                self.call.send()
            }

            /// Sends the call. Returns the response's status and headers as well as its value.
            ///
            /// # Errors
            ///
            /// Like `send`.
            pub fn response(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<$crate::Response<$output>, $crate::Error>,
            > + ::std::marker::Send {
                self.call.response()
            }
        }

        impl<M> $name<M> {
            /// Limits the time of this call, including all attempts.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.call = self.call.timeout(limit);
                self
            }

            /// Sets a header of this call, replacing one of the same name. Mark secret
            /// values as sensitive: then nothing shows them.
            pub fn header(
                mut self,
                name: impl TryInto<$crate::http::HeaderName>,
                value: impl TryInto<$crate::http::HeaderValue>,
            ) -> Self {
                self.call = self.call.header(name, value);
                self
            }

            /// Sets when this call is retried, instead of the client's policy.
            pub fn retry(mut self, retry: $crate::Retry) -> Self {
                self.call = self.call.retry(retry);
                self
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = ::std::result::Result<$output, $crate::Error>;
            type IntoFuture = $crate::CallFuture<$output>;

            fn into_future(self) -> Self::IntoFuture {
                ::std::future::IntoFuture::into_future(self.call)
            }
        }

        $crate::blocking_operation!($name, $output);
    };
}

#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_operation {
    ($name:ident, $output:ty) => {
        impl $name {
            #[allow(dead_code)]
            pub(crate) fn blocking(self, runner: &$crate::Runner) -> $name<$crate::Runner> {
                $name {
                    call: self.call.with_runner(runner),
                    mode: ::std::clone::Clone::clone(runner),
                }
            }
        }

        impl $name<$crate::Runner> {
            /// Sends the call and blocks until its response.
            ///
            /// # Errors
            ///
            /// The errors of the operation and of every call, see [`Error`]($crate::Error), and
            /// [`Error::Input`]($crate::Error::Input) in asynchronous code, which this would block.
            pub fn send(self) -> ::std::result::Result<$output, $crate::Error> {
                self.mode.run(self.call.send())?
            }

            /// Sends the call. Returns the response's status and headers as well as its value.
            ///
            /// # Errors
            ///
            /// Like `send`.
            pub fn response(
                self,
            ) -> ::std::result::Result<$crate::Response<$output>, $crate::Error> {
                self.mode.run(self.call.response())?
            }
        }
    };
}

#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_operation {
    ($name:ident, $output:ty) => {};
}

/// Defines the type of an operation that is a page for a browser. It sends nothing.
///
/// ```
/// medium_runtime::browser_operation! {
///     /// The page of `Client::consent`.
///     pub struct Consent;
/// }
/// ```
#[macro_export]
macro_rules! browser_operation {
    ($(#[$meta:meta])* $vis:vis struct $name:ident;) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[must_use = "nothing is opened: pass the result of `url` to a browser"]
        $vis struct $name {
            call: $crate::Call<()>,
        }

        impl $name {
            pub(crate) fn new(call: $crate::Call<()>) -> Self {
                Self { call }
            }

            /// Returns the URL of the page. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`Error::Input`]($crate::Error::Input) if an argument is invalid, or if only
            /// one of the API and the page was replaced: see
            /// [`Builder::origin`]($crate::Builder::origin).
            pub fn url(self) -> ::std::result::Result<$crate::Url, $crate::Error> {
                self.call.url()
            }
        }
    };
}
