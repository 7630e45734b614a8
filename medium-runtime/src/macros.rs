//! What generated code would repeat for each operation, enum and id: it writes
//! what differs, and these macros the rest. rustdoc shows what they expand to.

mod browser_operation;
mod builder;
mod choices;
mod enums;
mod operation;
mod responses;
mod text;
mod value_enum;
mod values;

#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use serde_json;

pub use operation::Async;
#[doc(hidden)]
pub use text::text;
#[doc(hidden)]
pub use value_enum::{listed, same, same_kind, shown};
