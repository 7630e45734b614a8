//! Where parameters are sent, and which are ignored: those that the client sets
//! itself, and those without a location.

use serde_json::Value;

use super::super::names::{flag, text};
use super::super::paths::{Part, Template};
use super::super::schema_registry::Schemas;
use crate::error::{Result, bail, join};
use crate::model::Location;

pub(super) struct LocatedParameter<'a> {
    /// As in the document; null if undeclared.
    pub(super) parameter: &'a Value,
    pub(super) pointer: String,
    /// Its name in the request.
    pub(super) name: &'a str,
    pub(super) location: Location,
    pub(super) required: bool,
}

/// Returns the undeclared parameters of the path template, as strings.
pub(super) fn undeclared<'a>(
    schemas: &Schemas<'_>,
    template: &Template<'a>,
    declared: &[LocatedParameter<'_>],
    pointer: &str,
) -> Vec<LocatedParameter<'a>> {
    let is_declared = |name: &str| {
        declared
            .iter()
            .any(|located| text(located.parameter, "name") == name)
    };
    let missing = template.names().filter(|(name, _)| !is_declared(name));
    missing
        .map(|(name, part)| {
            let message =
                format!("the path parameter {name:?} is not declared: treated as a string");
            schemas.warn(pointer, message);
            let (name, location) = match part {
                Part::Path => (name, Location::Path),
                Part::Query(key) => (key, Location::Query),
            };
            LocatedParameter {
                parameter: &Value::Null,
                pointer: pointer.to_owned(),
                name,
                location,
                required: true,
            }
        })
        .collect()
}

/// Returns where `parameter` is sent; `None`, with a warning, if it is ignored.
pub(super) fn locate<'a>(
    schemas: &Schemas<'_>,
    template: &Template<'a>,
    parameter: &'a Value,
    pointer: String,
) -> Result<Option<LocatedParameter<'a>>> {
    let (name, location) = match find_location(template, parameter, &pointer)? {
        Ok(found) => found,
        Err(why) => {
            schemas.warnings.add_not_represented(&pointer, why);
            return Ok(None);
        }
    };
    let is_in_path = text(parameter, "in") == "path";
    if is_in_path && !flag(parameter, "required") {
        let message = "a path parameter must be required: treated as required";
        schemas.warn(&pointer, message);
    }
    Ok(Some(LocatedParameter {
        required: is_in_path || flag(parameter, "required"),
        parameter,
        pointer,
        name,
        location,
    }))
}

/// Returns the name and location of a parameter in the request, or why it is ignored.
fn find_location<'a>(
    template: &Template<'a>,
    parameter: &'a Value,
    pointer: &str,
) -> Result<std::result::Result<(&'a str, Location), String>> {
    let name = text(parameter, "name");
    Ok(match text(parameter, "in") {
        _ if name.is_empty() => Err("a parameter without a name: ignored".to_owned()),
        "query" => Ok((name, Location::Query)),
        "cookie" => Ok((name, Location::Cookie)),
        "path" => match template.part(name) {
            Some(Part::Path) => Ok((name, Location::Path)),
            Some(Part::Query(key)) => Ok((key, Location::Query)),
            None => Err(format!(
                "{name:?} is not in the path: the parameter is ignored"
            )),
        },
        "header" => match set_by_client(name) {
            None => Ok((check_header_name(name, pointer)?, Location::Header)),
            Some(by) => Err(format!("the client sets the header {name}: {by}")),
        },
        other => bail!(
            join(pointer, "in"),
            "{other:?} is not a parameter location: use path, query, header or cookie"
        ),
    })
}

/// Says what sets a header that is not a parameter. OpenAPI says to ignore the first three.
fn set_by_client(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "accept" => "use the media types of the responses",
        "content-type" => "use the media type of the body",
        "authorization" => {
            "use a security scheme (if the document has none, a hook can add the header)"
        }
        "content-length" | "transfer-encoding" => "taken from the body",
        "host" => "taken from the server's URL",
        "user-agent" => "use the builder's `user_agent`",
        _ => return None,
    })
}

fn check_header_name<'a>(name: &'a str, pointer: &str) -> Result<&'a str> {
    let is_valid = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.chars().all(is_valid) {
        bail!(
            join(pointer, "name"),
            "{name:?} is not a header name: use letters, digits and `-`"
        );
    }
    Ok(name)
}
