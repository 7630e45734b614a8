//! The headers of successful responses: a struct whose fields are named after the
//! headers, in lower case.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::context::OperationContext;
use super::merge::Field;
use super::names::{flag, text};
use super::objects::lowered_object;
use super::responses::DocumentedResponse;
use super::schema_kind::is_primitive;
use super::schema_registry::Schemas;
use crate::document::refs;
use crate::error::{Result, join};
use crate::markdown::code;
use crate::model::{Object, Property, Shape};

struct Header<'a> {
    /// As in the document.
    name: &'a str,
    header: &'a Value,
    pointer: String,
    /// The number of responses that require it.
    required: usize,
}

/// Adds the type of an operation's success headers. Returns its Rust name.
pub(super) fn headers(
    schemas: &mut Schemas<'_>,
    context: &OperationContext<'_>,
    successes: &[DocumentedResponse<'_>],
) -> Result<Option<String>> {
    let headers = collect_headers(schemas, successes);
    if headers.is_empty() {
        return Ok(None);
    }
    let pointer = join(&context.pointer, "responses");
    let rust_name = schemas.new_name(&context.name_for("headers"), &pointer);
    let (properties, lowered) = properties(schemas, &rust_name, &headers, successes.len())?;
    let lowered = lowered_object(lowered, properties.iter());
    let method = context.method_name();
    let description = format!("The headers of the response of `Client::{method}`.");
    let shape = Shape::Object(Object {
        properties,
        extra: None,
    });
    schemas.add_unnamed(&rust_name, pointer, description, (shape, lowered));
    Ok(Some(rust_name))
}

/// Returns the property and the lowered schema of each header. A header is required if
/// all of the `successes` responses require it.
fn properties(
    schemas: &mut Schemas<'_>,
    rust_name: &str,
    headers: &BTreeMap<String, Header<'_>>,
    successes: usize,
) -> Result<(Vec<Property>, Map<String, Value>)> {
    let untyped = json!({ "type": "string" });
    let fields = headers.iter().map(|(name, header)| {
        let (schema, pointer) =
            header_schema(schemas, header).unwrap_or((&untyped, header.pointer.clone()));
        Field {
            json_name: name.clone(),
            schema: Cow::Borrowed(schema),
            pointer,
            required: header.required == successes,
        }
    });
    let fields: Vec<Field<'_>> = fields.collect();
    let names = schemas.field_names(&fields, &[])?;
    let (mut properties, mut lowered) = (Vec::new(), Map::new());
    for ((field, name), header) in fields.iter().zip(names).zip(headers.values()) {
        let (mut property, schema) = schemas.property(rust_name, field, name)?;
        let own = text(header.header, "description").trim();
        let own = (!own.is_empty()).then(|| own.to_owned());
        let description = own.or(property.docs.description.take());
        let default = || format!("The header {}.", code(header.name));
        property.docs.description = Some(description.unwrap_or_else(default));
        lowered.insert(property.field.clone(), schema);
        properties.push(property);
    }
    Ok((properties, lowered))
}

/// Returns all headers of all successes, each once.
fn collect_headers<'a>(
    schemas: &Schemas<'a>,
    successes: &[DocumentedResponse<'a>],
) -> BTreeMap<String, Header<'a>> {
    let document = schemas.document;
    let mut all: BTreeMap<String, Header<'a>> = BTreeMap::new();
    for success in successes {
        let base = join(&success.pointer, "headers");
        for (name, header) in success.response["headers"]
            .as_object()
            .into_iter()
            .flatten()
        {
            let (header, pointer) = refs::resolve(document, header, &join(&base, name));
            let lower_case = name.to_ascii_lowercase();
            // OpenAPI says to ignore this one.
            if lower_case == "content-type" {
                continue;
            }
            let known = all.get(&lower_case).map(|known| &known.header["schema"]);
            if known.is_some_and(|known| *known != header["schema"]) {
                let message =
                    "another response describes this header differently: that description is used";
                schemas.warn(&pointer, message);
                continue;
            }
            let entry = all.entry(lower_case).or_insert(Header {
                name,
                header,
                pointer,
                required: 0,
            });
            entry.required += usize::from(flag(header, "required"));
        }
    }
    all
}

/// Returns the schema of a header that can be parsed: a primitive value, or a list of them.
fn header_schema<'a>(schemas: &Schemas<'a>, header: &Header<'a>) -> Option<(&'a Value, String)> {
    let pointer = join(&header.pointer, "schema");
    let schema = header.header.get("schema");
    let target = schema.map(|schema| refs::follow(schemas.document, schema));
    let is_read = target.is_some_and(|target| {
        let items = refs::follow(schemas.document, &target["items"]);
        is_primitive(target) || (text(target, "type") == "array" && is_primitive(items))
    });
    if !is_read && (target.is_some() || header.header.get("content").is_some()) {
        let message =
            "only primitive values and lists of them are parsed from a header: treated as a string";
        schemas.warn(&header.pointer, message);
    }
    schema.filter(|_| is_read).map(|schema| (schema, pointer))
}
