//! Enums of responses by status.

/// Defines the result of a call with several successes: a variant for each, with how
/// its body is read (`json`, `text`, `download`, `events`, `text_events`, or nothing)
/// and its status in the document.
///
/// ```
/// medium_runtime::responses! {
///     /// The result of `Client::report`, by status.
///     pub enum ReportResponse {
///         /// `200`: The report.
///         Ok(medium_runtime::Download) = download "200",
///         /// `202`: It is being written; the finished part.
///         Accepted(f64) = json "202",
///         /// `204`: No report exists.
///         NoContent = "204",
///     }
/// }
/// # let decode = medium_runtime::decode::by_status::<ReportResponse>();
/// ```
#[macro_export]
macro_rules! responses {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$doc:meta])* $variant:ident $(($body:ty))? = $($kind:ident)? $status:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant $(($body))?,)*
        }

        impl $crate::decode::ByStatus for $name {
            const STATUSES: &'static [(&'static str, bool)] =
                &[$(($status, $crate::responses!(@streams $($kind)?)),)*];

            fn read(
                status: &'static str,
                context: &mut $crate::decode::ResponseContext<'_>,
            ) -> ::std::result::Result<Self, $crate::Error> {
                match status {
                    $($status => $crate::responses!(@read $name $variant context $($kind)?),)*
                    _ => context.undocumented(),
                }
            }
        }
    };
    (@streams download) => { true };
    (@streams events) => { true };
    (@streams text_events) => { true };
    (@streams $($kind:ident)?) => { false };
    (@read $name:ident $variant:ident $context:ident) => {
        ::std::result::Result::Ok($name::$variant)
    };
    (@read $name:ident $variant:ident $context:ident $kind:ident) => {
        $context.$kind().map($name::$variant)
    };
}

/// Defines the error bodies of an operation: a variant for each status, with the value
/// of its JSON. `of` reads one from an [`Error`](crate::Error).
///
/// ```
/// medium_runtime::error_responses! {
///     /// The errors of `Client::report`, by status.
///     pub enum ReportError {
///         /// `404`: There is no such report.
///         NotFound(String) = "404",
///         /// `5XX`: The service failed.
///         ServerError(Vec<String>) = "5XX",
///     }
/// }
/// # fn example(error: &medium_runtime::Error) {
/// if let Some(ReportError::NotFound(name)) = ReportError::of(error) {
///     println!("there is no {name}");
/// }
/// # }
/// ```
#[macro_export]
macro_rules! error_responses {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $($(#[$doc:meta])* $variant:ident($body:ty) = $status:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant($body),)*
        }

        impl $name {
            /// Reads the body of an error; `None` if there is none, or it does not match.
            #[must_use]
            pub fn of(error: &$crate::Error) -> ::std::option::Option<Self> {
                match $crate::decode::documented_error(error, &[$($status),*])? {
                    $($status => error.decode().map(Self::$variant),)*
                    _ => ::std::option::Option::None,
                }
            }
        }
    };
}
