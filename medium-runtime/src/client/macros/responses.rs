//! What generated code would repeat for each enum of responses by status.

/// What a call gives where the document describes several successes with
/// different bodies: a variant for each, with how its body is read (`json`, `text`,
/// `download`, `events`, `text_events`, or nothing at all) and the status as the
/// document writes it.
///
/// ```
/// medium_runtime::responses! {
///     /// What `Client::report` gives, by its status.
///     pub enum ReportResponse {
///         /// `200`: The report.
///         Ok(medium_runtime::Download) = download "200",
///         /// `202`: It is being written: how much of it is there.
///         Accepted(f64) = json "202",
///         /// `204`: There is none.
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
            $($(#[$doc:meta])* $variant:ident $(($held:ty))? = $($kind:ident)? $status:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant $(($held))?,)*
        }

        impl $crate::decode::ByStatus for $name {
            const STATUSES: &'static [(&'static str, bool)] =
                &[$(($status, $crate::responses!(@opens $($kind)?)),)*];

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
    (@opens download) => { true };
    (@opens events) => { true };
    (@opens text_events) => { true };
    (@opens $($kind:ident)?) => { false };
    (@read $name:ident $variant:ident $context:ident) => {
        ::std::result::Result::Ok($name::$variant)
    };
    (@read $name:ident $variant:ident $context:ident $kind:ident) => {
        $context.$kind().map($name::$variant)
    };
}

/// The bodies of the errors that the document describes for an operation: a
/// variant for each status, which holds what its JSON holds. `of` reads one out
/// of an [`Error`](crate::Error).
///
/// ```
/// medium_runtime::error_responses! {
///     /// What the errors of `Client::report` hold, by their status.
///     pub enum ReportError {
///         /// `404`: There is no such report.
///         NotFound(String) = "404",
///         /// `5XX`: Something broke.
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
            $($(#[$doc:meta])* $variant:ident($held:ty) = $status:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$doc])* $variant($held),)*
        }

        impl $name {
            /// What the body of an error holds; `None` where it is not what the
            /// document says, and where there was no response.
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
