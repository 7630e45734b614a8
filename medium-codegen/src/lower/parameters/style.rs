//! The styles of the specification: which one a parameter is written in.

use super::super::names::{flag, text};
use super::super::registry::Schemas;
use super::places::Place;
use super::value::Shape;
use crate::error::{Result, bail, join};
use crate::model::{Location, Style, StyleName};
use crate::warnings::WarningKind;

/// The style of a parameter; `None` where it is what its method of a call does
/// by itself.
pub(super) fn style(
    schemas: &Schemas<'_>,
    place: &Place<'_>,
    shape: Shape,
    is_json: bool,
    secret: bool,
) -> Result<Option<Style>> {
    let (default, allowed) = styles(place.location);
    let name = match text(place.parameter, "style") {
        _ if is_json => StyleName::Json,
        "" => default,
        written => match allowed.iter().find(|(known, _)| *known == written) {
            Some((_, name)) => *name,
            None => bail!(
                join(&place.at, "style"),
                "{written:?} is not a style for this parameter: use {}",
                list(allowed)
            ),
        },
    };
    // A single value has nothing to explode.
    let explode = place.parameter["explode"].as_bool();
    let explode = shape != Shape::Single && explode.unwrap_or(name == StyleName::Form);
    warn(schemas, place, (name, explode), shape);
    let reserved = flag(place.parameter, "allowReserved") && place.location == Location::Query;
    let by_itself = name == default
        && (shape == Shape::Single || explode == (name == StyleName::Form))
        && !reserved
        && !secret;
    Ok((!by_itself).then_some(Style {
        name,
        // Only these two can be written both ways and differ.
        explode: explode && !matches!(name, StyleName::DeepObject | StyleName::Json),
        reserved,
        secret,
    }))
}

type Styles = [(&'static str, StyleName)];

/// The style of a place where the document names none, and those that it may
/// name.
fn styles(location: Location) -> (StyleName, &'static Styles) {
    match location {
        Location::Path => (
            StyleName::Simple,
            &[
                ("simple", StyleName::Simple),
                ("label", StyleName::Label),
                ("matrix", StyleName::Matrix),
            ],
        ),
        Location::Query => (
            StyleName::Form,
            &[
                ("form", StyleName::Form),
                ("spaceDelimited", StyleName::SpaceDelimited),
                ("pipeDelimited", StyleName::PipeDelimited),
                ("deepObject", StyleName::DeepObject),
            ],
        ),
        Location::Header => (StyleName::Simple, &[("simple", StyleName::Simple)]),
        // `cookie` came with OpenAPI 3.2.
        Location::Cookie => (
            StyleName::Form,
            &[("form", StyleName::Form), ("cookie", StyleName::Form)],
        ),
    }
}

fn list(styles: &Styles) -> String {
    let names: Vec<&str> = styles.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

/// What the specification leaves open is said.
fn warn(
    schemas: &Schemas<'_>,
    place: &Place<'_>,
    (name, explode): (StyleName, bool),
    shape: Shape,
) {
    let said = |what: &str| schemas.warnings.add(WarningKind::Loose, &place.at, what);
    match (name, shape) {
        (StyleName::DeepObject, Shape::List) => said(
            "OpenAPI does not define lists in deepObject: sent as `name[]=value`, lists of objects as `name[0][key]=value`",
        ),
        (StyleName::DeepObject, Shape::Nested) => said(
            "OpenAPI does not define nested values in deepObject: sent as `name[key][key]=value`, lists as `name[key][]=value`",
        ),
        (StyleName::DeepObject | StyleName::Json, _) => {}
        (StyleName::Form, Shape::Nested) if explode => said(
            "OpenAPI does not define how nested values are serialized: lists are sent as `key=value` for each item, objects as JSON",
        ),
        (_, Shape::Nested) => {
            said("OpenAPI does not define how nested values are serialized: sent as JSON");
        }
        _ => {}
    }
    if flag(place.parameter, "allowReserved") && place.location != Location::Query {
        said("allowReserved applies to query parameters only: reserved characters are encoded");
    }
}
