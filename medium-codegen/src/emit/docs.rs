//! The docs of types and fields: only what the document says about them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown::{code, rustdoc, sentence};
use crate::model::{Docs, EnumValue, Example, Property, Schema, Schemas, Shape, Subschema};
use crate::wrap::wrap;

/// The width of a line in generated files.
const WIDTH: usize = 100;

/// Returns the lines of a doc comment that is indented by `indent` spaces.
pub(crate) fn doc_lines(text: &str, indent: usize) -> Vec<String> {
    let prefix = indent + "/// ".len();
    let wrapped = wrap(text.trim_end(), WIDTH - prefix);
    wrapped
        .lines()
        .map(|line| line.trim_end().replace(is_forbidden, "\u{fffd}"))
        .collect()
}

/// Characters that are not allowed in a comment: rustc rejects text direction
/// marks and lone carriage returns; other control characters make git treat the
/// file as binary, or disturb a terminal.
fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && c != '\t';
    is_control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns a doc comment as attributes.
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

/// Returns a doc comment as text.
pub(crate) fn doc_text(text: &str, indent: usize) -> String {
    let spaces = " ".repeat(indent);
    doc_lines(text, indent)
        .iter()
        .map(|line| format!("{spaces}{}\n", format!("/// {line}").trim_end()))
        .collect()
}

/// Returns the docs of a type; empty if the document says nothing about it.
pub(crate) fn type_docs(schema: &Schema) -> String {
    let mut blocks = description_and_limits(&schema.docs);
    match (&schema.shape, &schema.docs.example) {
        // An enum lists its values anyway.
        (Shape::Enum(_) | Shape::ValueEnum(_) | Shape::Constant(_), _) | (_, None) => {}
        (_, Some(Example::Text(text))) => blocks.push(format!("For example {}.", code(text))),
        (_, Some(Example::Json(json))) => {
            blocks.push(format!("In JSON:\n\n```json\n{json}\n```"));
        }
    }
    blocks.join("\n\n")
}

/// Returns the docs of a field; empty if its name and type say everything.
pub(crate) fn field_docs(schema: &Schema, property: &Property) -> String {
    let mut blocks = description_and_limits(&property.docs);
    let is_sometimes_required = property.required && !schema.always_has(property);
    if property.docs.description.is_none() && is_sometimes_required {
        blocks.push(if property.read_only {
            "Required in responses.".to_owned()
        } else {
            "Required in requests.".to_owned()
        });
    }
    blocks.join("\n\n")
}

/// Returns the description, if there is one, and the limits.
fn description_and_limits(docs: &Docs) -> Vec<String> {
    let description = docs.description.iter();
    let mut blocks: Vec<String> = description.map(|text| sentence(&rustdoc(text))).collect();
    blocks.extend(limits(docs));
    blocks
}

/// Returns the limits, the default and the deprecation as paragraphs. The client does
/// not check limits: the service does.
pub(crate) fn limits(docs: &Docs) -> Vec<String> {
    let mut blocks = Vec::new();
    if !docs.limits.is_empty() {
        blocks.push(sentence(&docs.limits.join(", ")));
    }
    if docs.deprecated {
        blocks.push("Deprecated.".to_owned());
    }
    blocks
}

/// Returns the docs of an enum's value; empty if the document does not describe it.
pub(crate) fn value_docs(value: &EnumValue) -> String {
    let description = value.description.as_ref();
    description.map_or_else(String::new, |description| {
        format!("{}: {}", code(&value.json), sentence(&rustdoc(description)))
    })
}

/// Returns the docs of a subschema in a union: the first paragraph about its type.
pub(crate) fn subschema_docs(schemas: &Schemas, type_name: Option<&str>) -> String {
    let schema = type_name.and_then(|name| schemas.get(name));
    let description = schema.and_then(|schema| schema.docs.description.as_deref());
    let first = description.and_then(|text| text.trim().split("\n\n").next());
    first.map_or_else(String::new, |text| sentence(&rustdoc(text)))
}

/// Returns whether something public in `types.rs` has no docs.
pub(crate) fn some_lack_docs(schemas: &Schemas) -> bool {
    schemas.all.iter().any(|schema| {
        let subschemas = match &schema.shape {
            Shape::OneOf(one_of) => one_of.subschemas.as_slice(),
            Shape::AnyOf(subschemas) => subschemas.as_slice(),
            _ => &[],
        };
        let values = match &schema.shape {
            Shape::Enum(values) | Shape::ValueEnum(values) => values.as_slice(),
            Shape::Constant(value) => std::slice::from_ref(value),
            _ => &[],
        };
        let docs_of =
            |subschema: &Subschema| subschema_docs(schemas, subschema.type_name.as_deref());
        let fields = schema.properties().into_iter();
        type_docs(schema).is_empty()
            || subschemas
                .iter()
                .any(|subschema| docs_of(subschema).is_empty())
            || values.iter().any(|value| value_docs(value).is_empty())
            || fields
                .into_iter()
                .any(|property| field_docs(schema, property).is_empty())
    })
}
