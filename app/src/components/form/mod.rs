//! Parts of forms, one a file.

mod error_summary;
mod text_field;

pub use error_summary::ErrorSummary;
pub use text_field::{FieldKind, TextField};
