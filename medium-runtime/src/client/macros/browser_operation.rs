//! Operations that are pages for a browser.

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
        #[must_use = "the page is opened by its URL"]
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
            /// [`Error::Input`]($crate::Error::Input) if an argument is invalid, or if
            /// the page belongs to another environment than the API: see
            /// [`Builder::environment`]($crate::Builder::environment).
            pub fn url(self) -> ::std::result::Result<$crate::Url, $crate::Error> {
                self.call.url()
            }
        }
    };
}
