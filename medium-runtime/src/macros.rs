//! What generated code would repeat for each operation, enum and id: it writes
//! what differs, and these macros the rest. rustdoc shows what they expand to.

mod browser_operation;
mod builder;
mod enums;
mod operation;
mod text;
mod values;

#[doc(hidden)]
pub use serde;

pub use operation::Async;
#[doc(hidden)]
pub use text::text;
