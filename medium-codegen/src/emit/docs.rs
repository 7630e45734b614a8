//! Documentation for types and fields, from the document's words, and where it
//! has none from its facts: the name in JSON, the kind of value, whether it can
//! be absent.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown::{code, rustdoc, sentence};
use crate::model::{Docs, EnumValue, Example, Property, Schema, Schemas, Shape};
use crate::wrap::wrap;

/// How wide a line of a generated file is.
const WIDTH: usize = 100;

/// The lines of a doc comment that is indented by `indent` spaces.
pub(crate) fn doc_lines(text: &str, indent: usize) -> Vec<String> {
    let prefix = indent + "/// ".len();
    let wrapped = wrap(text.trim_end(), WIDTH - prefix);
    wrapped
        .lines()
        .map(|line| line.trim_end().replace(is_refused, "\u{fffd}"))
        .collect()
}

/// Characters that no comment should hold: rustc compiles none with those that
/// change the direction of text or with a carriage return by itself, and with
/// other control characters a file is no text for git, or upsets a terminal.
fn is_refused(c: char) -> bool {
    let is_control = c.is_control() && c != '\t';
    is_control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A doc comment as attributes.
pub(crate) fn doc(text: &str, indent: usize) -> TokenStream {
    let lines = doc_lines(text, indent).into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A doc comment as text.
pub(crate) fn doc_text(text: &str, indent: usize) -> String {
    let spaces = " ".repeat(indent);
    doc_lines(text, indent)
        .iter()
        .map(|line| format!("{spaces}{}\n", format!("/// {line}").trim_end()))
        .collect()
}

pub(crate) fn type_docs(schema: &Schema) -> String {
    let mut docs = match &schema.docs.description {
        Some(description) => sentence(&rustdoc(description)),
        None => sentence(&schema.docs.kind),
    };
    docs.push_str(&limits(&schema.docs));
    match (&schema.shape, &schema.docs.example) {
        // Their values stand below.
        (Shape::Enum(_) | Shape::ValueEnum(_) | Shape::Constant(_), _) | (_, None) => {}
        (_, Some(Example::Text(text))) => {
            docs.push_str(&format!("\n\nFor example {}.", code(text)));
        }
        (_, Some(Example::Json(json))) => {
            docs.push_str(&format!("\n\nIn JSON:\n\n```json\n{json}\n```"));
        }
    }
    docs
}

pub(crate) fn field_docs(schema: &Schema, property: &Property) -> String {
    let docs = match &property.docs.description {
        Some(description) => sentence(&rustdoc(description)),
        None => undescribed(schema, property),
    };
    docs + &limits(&property.docs)
}

/// What the type does not show of a property that has no description.
fn undescribed(schema: &Schema, property: &Property) -> String {
    let mut docs = property.docs.kind.clone();
    if property.json_name != property.field {
        docs.push_str(&format!(", {} in JSON", code(&property.json_name)));
    }
    if property.required && !schema.always_has(property) {
        docs.push_str(match property.read_only {
            true => ", required in responses",
            false => ", required in requests",
        });
    }
    sentence(&docs)
}

/// Limits and defaults, which the service enforces and the client does not.
pub(crate) fn limits(docs: &Docs) -> String {
    let mut text = String::new();
    if !docs.limits.is_empty() {
        text.push_str("\n\n");
        text.push_str(&sentence(&docs.limits.join(", ")));
    }
    if docs.deprecated {
        text.push_str("\n\nDeprecated.");
    }
    text
}

pub(crate) fn value_docs(value: &EnumValue) -> String {
    match &value.description {
        Some(description) => {
            let said = sentence(&rustdoc(description));
            format!("{}: {said}", code(&value.json))
        }
        None => format!("{} in JSON.", code(&value.json)),
    }
}

/// What one of several choices is.
pub(crate) fn choice_docs(schemas: &Schemas, type_name: Option<&str>) -> String {
    let named = type_name.and_then(|name| Some((name, schemas.get(name)?)));
    match named {
        Some((rust_name, schema)) => match &schema.docs.description {
            Some(description) => format!("[`{rust_name}`]: {}", sentence(&rustdoc(description))),
            None => format!("A value of [`{rust_name}`]."),
        },
        None => "A value described in place.".to_owned(),
    }
}
