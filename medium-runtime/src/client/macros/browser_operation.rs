//! Operations that are pages for a browser.

/// The type of an operation that is a page for a browser: nothing is sent, and
/// its URL is what comes of it.
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
        #[must_use = "the page is reached by its URL"]
        $vis struct $name {
            call: $crate::Call<()>,
        }

        impl $name {
            pub(crate) fn new(call: $crate::Call<()>) -> Self {
                Self { call }
            }

            /// The page's URL, for a browser. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`Error::Input`]($crate::Error::Input) where an argument can't
            /// stand in a URL, and where the page is not where the client's API
            /// is: see [`Builder::environment`]($crate::Builder::environment).
            pub fn url(self) -> ::std::result::Result<$crate::Url, $crate::Error> {
                self.call.url()
            }
        }
    };
}
