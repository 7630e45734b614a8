//! The serialization style of a parameter.

use super::super::names::{flag, text};
use super::super::schema_registry::Schemas;
use super::locations::LocatedParameter;
use super::value::Shape;
use crate::error::{Result, bail, join};
use crate::model::{Location, Style, StyleName};

/// Returns the style of a parameter; `None` if it is the default of its method of `Call`.
pub(super) fn style(
    schemas: &Schemas<'_>,
    located: &LocatedParameter<'_>,
    shape: Shape,
    is_json: bool,
    secret: bool,
) -> Result<Option<Style>> {
    let (default, allowed) = styles(located.location);
    let name = match text(located.parameter, "style") {
        _ if is_json => StyleName::Json,
        "" => default,
        style => match allowed.iter().find(|(known, _)| *known == style) {
            Some((_, name)) => *name,
            None => bail!(
                join(&located.pointer, "style"),
                "{style:?} is not a style for this parameter: use {}",
                list(allowed)
            ),
        },
    };
    // A single value can't be exploded.
    let explode = located.parameter["explode"].as_bool();
    let explode = shape != Shape::Single && explode.unwrap_or(name == StyleName::Form);
    warn(schemas, located, (name, explode), shape);
    let allow_reserved =
        flag(located.parameter, "allowReserved") && located.location == Location::Query;
    let by_itself = name == default
        && (shape == Shape::Single || explode == (name == StyleName::Form))
        && !allow_reserved
        && !secret;
    Ok((!by_itself).then_some(Style {
        name,
        // All other styles have one form only.
        explode: explode && !matches!(name, StyleName::DeepObject | StyleName::Json),
        allow_reserved,
        secret,
    }))
}

type Styles = [(&'static str, StyleName)];

/// Returns the default style of a location, and the allowed ones.
#[rustfmt::skip]
fn styles(location: Location) -> (StyleName, &'static Styles) {
    use StyleName::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    match location {
        Location::Path => (Simple, &[("simple", Simple), ("label", Label), ("matrix", Matrix)]),
        Location::Query => (Form, &[
            ("form", Form),
            ("spaceDelimited", SpaceDelimited),
            ("pipeDelimited", PipeDelimited),
            ("deepObject", DeepObject),
        ]),
        Location::Header => (Simple, &[("simple", Simple)]),
        // `cookie` was added in OpenAPI 3.2.
        Location::Cookie => (Form, &[("form", Form), ("cookie", Form)]),
    }
}

fn list(styles: &Styles) -> String {
    let names: Vec<&str> = styles.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

/// Warns about serializations that OpenAPI does not define.
fn warn(
    schemas: &Schemas<'_>,
    located: &LocatedParameter<'_>,
    (name, explode): (StyleName, bool),
    shape: Shape,
) {
    let message = |what: &str| schemas.warn(&located.pointer, what);
    match (name, shape) {
        (StyleName::DeepObject, Shape::List) => message(
            "OpenAPI does not define lists in deepObject: sent as `name[]=value`, lists of objects as `name[0][key]=value`",
        ),
        (StyleName::DeepObject, Shape::Nested) => message(
            "OpenAPI does not define nested values in deepObject: sent as `name[key][key]=value`, lists as `name[key][]=value`",
        ),
        (StyleName::DeepObject | StyleName::Json, _) => {}
        (StyleName::Form, Shape::Nested) if explode => message(
            "OpenAPI does not define how nested values are serialized: lists are sent as `key=value` for each item, objects as JSON",
        ),
        (_, Shape::Nested) => {
            message("OpenAPI does not define how nested values are serialized: sent as JSON");
        }
        _ => {}
    }
    if flag(located.parameter, "allowReserved") && located.location != Location::Query {
        message("allowReserved applies to query parameters only: reserved characters are encoded");
    }
}
