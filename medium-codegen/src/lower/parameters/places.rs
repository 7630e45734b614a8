//! Where a parameter travels, and which are left out: those that the client
//! sets itself, and those that have no place.

use serde_json::Value;

use super::super::names::{flag, text};
use super::super::paths::{Part, Template};
use super::super::registry::Schemas;
use crate::error::{Result, bail, join};
use crate::model::Location;
use crate::notes::NoteKind;

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
            schemas.notes.add(NoteKind::Loose, at, said);
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
    let name = text(parameter, "name");
    let left_out = |why: String| schemas.notes.add(NoteKind::NotRepresented, &at, why);
    if name.is_empty() {
        left_out("a parameter without a name can't be sent".to_owned());
        return Ok(None);
    }
    let (name, location) = match text(parameter, "in") {
        "query" => (name, Location::Query),
        "cookie" => (name, Location::Cookie),
        "path" => match template.part(name) {
            Some(Part::Path) => (name, Location::Path),
            Some(Part::Query(key)) => (key, Location::Query),
            None => {
                left_out(format!(
                    "{name:?} is not in the path: the parameter is not sent"
                ));
                return Ok(None);
            }
        },
        "header" => match set_by_client(name) {
            None => (checked_header(name, &at)?, Location::Header),
            Some(by) => {
                left_out(format!("the header {name} is set by the client: {by}"));
                return Ok(None);
            }
        },
        other => bail!(
            join(&at, "in"),
            "{other:?} is no place for a parameter: use path, query, header or cookie"
        ),
    };
    let of_path = text(parameter, "in") == "path";
    if of_path && !flag(parameter, "required") {
        let said = "a parameter of a path is always required: taken as if it said so";
        schemas.notes.add(NoteKind::Loose, &at, said);
    }
    Ok(Some(Place {
        required: of_path || flag(parameter, "required"),
        parameter,
        at,
        name,
        location,
    }))
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
