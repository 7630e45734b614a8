//! The calls of operations.

/// The mode of a call that is awaited. The other one is
/// `Runner` (feature `blocking`), of a call that blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Async;

/// The type of an operation's calls: a [`Call`](crate::Call) under a name of its
/// own, which the setters of optional parameters are added to.
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
            /// Those of the operation, and of every call: see
            /// [`Error`]($crate::Error).
            pub fn send(
                self,
            ) -> impl ::std::future::Future<Output = ::std::result::Result<$output, $crate::Error>>
            + ::std::marker::Send {
                self.call.send()
            }

            /// As `send`, with the status and the headers of the response.
            ///
            /// # Errors
            ///
            /// As `send`.
            pub fn response(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<$crate::Response<$output>, $crate::Error>,
            > + ::std::marker::Send {
                self.call.response()
            }
        }

        impl<M> $name<M> {
            /// How long this call may take, every attempt included.
            pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
                self.call = self.call.timeout(limit);
                self
            }

            /// A header of this call, in place of one of the same name. Mark a value
            /// that is a secret as sensitive: then it is shown nowhere.
            pub fn header(
                mut self,
                name: impl TryInto<$crate::http::HeaderName>,
                value: impl TryInto<$crate::http::HeaderValue>,
            ) -> Self {
                self.call = self.call.header(name, value);
                self
            }

            /// When this call is sent again, in place of the client's policy.
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
                    call: self.call.on(runner),
                    mode: ::std::clone::Clone::clone(runner),
                }
            }
        }

        impl $name<$crate::Runner> {
            /// Sends the call, and waits for its response.
            ///
            /// # Errors
            ///
            /// Those of the operation and of every call, see
            /// [`Error`]($crate::Error), and where this is called from
            /// asynchronous code, which it would stop.
            pub fn send(self) -> ::std::result::Result<$output, $crate::Error> {
                self.mode.run(self.call.send())?
            }

            /// As `send`, with the status and the headers of the response.
            ///
            /// # Errors
            ///
            /// As `send`.
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
