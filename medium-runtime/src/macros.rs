//! Macros for the types of generated code: generated code lists what differs between two enums or
//! ids, and these macros write the rest. rustdoc shows the expanded items.

mod enums;
mod text;
mod unions;
mod value_enum;
mod values;

#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;

#[doc(hidden)]
pub use text::text;
#[doc(hidden)]
pub use value_enum::{has_listed_type, is_listed, parse_listed, to_text};
