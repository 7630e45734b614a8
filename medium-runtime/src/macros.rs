//! What generated code would repeat for each operation, enum and id: it writes
//! what differs, and these macros the rest. rustdoc shows what they expand to.

#[cfg(feature = "client")]
mod browser_operation;
#[cfg(feature = "client")]
mod builder;
mod choices;
mod enums;
#[cfg(feature = "client")]
mod operation;
#[cfg(feature = "client")]
mod responses;
mod text;
mod value_enum;
mod values;

#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;

#[cfg(feature = "client")]
pub use operation::Async;
#[doc(hidden)]
pub use text::text;
#[doc(hidden)]
pub use value_enum::{listed, same, same_kind, shown};
