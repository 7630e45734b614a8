//! Where a parameter travels, and which are left out: those that the client
//! sets itself, and those that have no place.

use serde_json::Value;

use super::super::names::{flag, text};
use super::super::paths::{Part, Template};
use super::super::registry::Schemas;
use crate::error::{Result, bail, join};
use crate::model::Location;
use crate::warnings::WarningKind;

/// A parameter, and where it travels.
pub(super) struct Place<'a> {
    /// As the document has it; null where it does not.
    pub(super) parameter: &'a Value,
    pub(super) at: String,
    /// Its name in the request.
    pub(super) name: &'a str,
    pub(super) location: Location,
    pub(super) required: bool,
}

/// The parameters that stand in the path and that nobody declares: texts.
pub(super) fn undeclared<'a>(
    schemas: &Schemas<'_>,
    template: &Template<'a>,
    declared: &[Place<'_>],
    at: &str,
) -> Vec<Place<'a>> {
    let is_declared = |name: &str| {
        declared
            .iter()
            .any(|place| text(place.parameter, "name") == name)
    };
    let missing = template.names().filter(|(name, _)| !is_declared(name));
    missing
        .map(|(name, part)| {
            let said = format!("{name:?} of the path is not among the parameters: taken as a text");
            schemas.warnings.add(WarningKind::Loose, at, said);
            let (name, location) = match part {
                Part::Path => (name, Location::Path),
                Part::Query(key) => (key, Location::Query),
            };
            Place {
                parameter: &Value::Null,
                at: at.to_owned(),
                name,
                location,
                required: true,
            }
        })
        .collect()
}

/// Where `parameter` travels; `None` where it is left out, which is noted.
pub(super) fn place<'a>(
    schemas: &Schemas<'_>,
    template: &Template<'a>,
    parameter: &'a Value,
    at: String,
) -> Result<Option<Place<'a>>> {
    let (name, location) = match found(template, parameter, &at)? {
        Ok(found) => found,
        Err(why) => {
            schemas.warnings.add(WarningKind::NotRepresented, &at, why);
            return Ok(None);
        }
    };
    let of_path = text(parameter, "in") == "path";
    if of_path && !flag(parameter, "required") {
        let said = "a parameter of a path is always required: taken as if it said so";
        schemas.warnings.add(WarningKind::Loose, &at, said);
    }
    Ok(Some(Place {
        required: of_path || flag(parameter, "required"),
        parameter,
        at,
        name,
        location,
    }))
}

/// The name of a parameter in the request, and where that is; or why it is left
/// out.
fn found<'a>(
    template: &Template<'a>,
    parameter: &'a Value,
    at: &str,
) -> Result<std::result::Result<(&'a str, Location), String>> {
    let name = text(parameter, "name");
    Ok(match text(parameter, "in") {
        _ if name.is_empty() => Err("a parameter without a name can't be sent".to_owned()),
        "query" => Ok((name, Location::Query)),
        "cookie" => Ok((name, Location::Cookie)),
        "path" => match template.part(name) {
            Some(Part::Path) => Ok((name, Location::Path)),
            Some(Part::Query(key)) => Ok((key, Location::Query)),
            None => Err(format!(
                "{name:?} is not in the path: the parameter is not sent"
            )),
        },
        "header" => match set_by_client(name) {
            None => Ok((checked_header(name, at)?, Location::Header)),
            Some(by) => Err(format!("the header {name} is set by the client: {by}")),
        },
        other => bail!(
            join(at, "in"),
            "{other:?} is no place for a parameter: use path, query, header or cookie"
        ),
    })
}

/// What sets a header, where it is none of a call's parameters. The first three
/// are those that the specification says to ignore.
fn set_by_client(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "accept" => "the media types of the responses say it",
        "content-type" => "the media type of the body says it",
        "authorization" => {
            "security schemes say it (where the document has none, a hook can add it)"
        }
        "content-length" | "transfer-encoding" => "the body says it",
        "host" => "the server's URL says it",
        "user-agent" => "the builder's `user_agent` says it",
        _ => return None,
    })
}

fn checked_header<'a>(name: &'a str, at: &str) -> Result<&'a str> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if !name.chars().all(legal) {
        bail!(
            join(at, "name"),
            "{name:?} can't name a header: use letters, digits and `-`"
        );
    }
    Ok(name)
}
