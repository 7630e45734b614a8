//! Answers that leave something out in another way than by leaving it out:
//! `""` where the document allows that beside a value, and null where a list
//! or a map is optional.

use quote::ToTokens;
use syn::{Field, Item, parse_quote};

use super::{Context, argument, wire_name};
use crate::client::Code;
use crate::error::Result;
use crate::plan::{Property, Shape};

pub(crate) fn run(context: &Context<'_>, code: &mut Code) -> Result<()> {
    let runtime = context
        .runtime
        .to_token_stream()
        .to_string()
        .replace(' ', "");
    for item in &mut code.types {
        let Item::Struct(item) = item else { continue };
        let schema = context.plan.schemas.get(&item.ident.to_string());
        let Some(Shape::Object(properties)) = schema.map(|schema| &schema.shape) else {
            continue;
        };
        for field in &mut item.fields {
            let wire = wire_name(field);
            if let Some(property) = properties.iter().find(|property| property.wire == wire) {
                survive(field, property, &runtime);
            }
        }
    }
    Ok(())
}

fn survive(field: &mut Field, property: &Property, runtime: &str) {
    let optional = argument(&field.ty, "Option").is_some();
    if property.empty_is_absent && optional {
        let function = format!("{runtime}::empty_as_none");
        field
            .attrs
            .push(parse_quote!(#[serde(default, deserialize_with = #function)]));
    } else if !property.required && !optional {
        let function = format!("{runtime}::null_as_default");
        field
            .attrs
            .push(parse_quote!(#[serde(deserialize_with = #function)]));
    }
}
