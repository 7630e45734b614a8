//! Holds a document against the grammar of `grammar/`: what passes here has
//! only known keywords with values of the right kind, and every `$ref` leads to
//! an object of the right kind. So the steps behind may read it without doubt.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::grammar::{DOCUMENT, Kind, Object, SCHEMA};
use super::refs;
use crate::error::{Diagnostic, Result, bail, join};

/// The extensions that mean something to the generator.
const EXTENSIONS: [&str; 3] = ["x-envelope", "x-enum-descriptions", "x-idempotent"];

/// Checks the whole document; the first thing wrong is the answer.
pub(crate) fn check(document: &Value) -> Result<()> {
    version(document)?;
    Checker { document }.object(document, &DOCUMENT, "")?;
    path_names(document)?;
    refs::no_cycles(document)
}

/// Before everything else: under another version the other complaints would mislead.
fn version(document: &Value) -> Result<()> {
    match document.get("openapi") {
        Some(Value::String(version)) if version == "3.0" || version.starts_with("3.0.") => Ok(()),
        Some(Value::String(version)) => bail!(
            "/openapi",
            "OpenAPI {version} is not supported: convert the document to 3.0.3 (3.1 differs in nullable, examples and exclusive limits)"
        ),
        Some(_) => bail!(
            "/openapi",
            "the version must be a string: write openapi: \"3.0.3\""
        ),
        None if document.get("swagger").is_some() => bail!(
            "/swagger",
            "Swagger 2 is not supported: convert the document to OpenAPI 3.0.3"
        ),
        None => bail!(
            "",
            "`openapi` is missing in the document: add openapi: \"3.0.3\""
        ),
    }
}

fn path_names(document: &Value) -> Result<()> {
    let Some(Value::Object(paths)) = document.get("paths") else {
        return Ok(());
    };
    let mut seen = BTreeMap::new();
    for path in paths.keys() {
        if !path.starts_with('/') {
            bail!(join("/paths", path), "a path starts with a slash: add it");
        }
        if let Some(other) = seen.insert(without_names(path), path) {
            bail!(
                join("/paths", path),
                "only the names of its parameters tell this path from {other}: make one of the two"
            );
        }
    }
    Ok(())
}

/// `/users/{}/posts`: what of a path's template a server sees.
fn without_names(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |bare, piece| match piece.split_once('}') {
        Some((_, rest)) => bare + "{}" + rest,
        None => bare + "{" + piece,
    })
}

struct Checker<'a> {
    document: &'a Value,
}

impl Checker<'_> {
    fn value(&self, value: &Value, kind: &Kind, at: &str) -> Result<()> {
        match kind {
            Kind::Any => Ok(()),
            Kind::Text => want(value.is_string(), at, "a string", value),
            Kind::Bool => want(value.is_boolean(), at, "true or false", value),
            Kind::Number => want(value.is_number(), at, "a number", value),
            Kind::Count => want(
                value.is_u64(),
                at,
                "a whole number that is not negative",
                value,
            ),
            Kind::List(kind) => self.list(value, kind, at),
            Kind::Map(kind) => self.map(value, kind, at),
            Kind::Object(object) => self.object(value, object, at),
            Kind::OrRef(object) => self.object_or_ref(value, object, at),
            Kind::BoolOrSchema if value.is_boolean() => Ok(()),
            Kind::BoolOrSchema => self.object_or_ref(value, &SCHEMA, at),
            Kind::Refused(why) => bail!(at, "{}", why),
        }
    }

    fn list(&self, value: &Value, kind: &Kind, at: &str) -> Result<()> {
        let Value::Array(items) = value else {
            return want(false, at, "a list", value);
        };
        for (index, item) in items.iter().enumerate() {
            self.value(item, kind, &join(at, &index.to_string()))?;
        }
        Ok(())
    }

    fn map(&self, value: &Value, kind: &Kind, at: &str) -> Result<()> {
        for (key, item) in mapping(value, at)? {
            if !key.starts_with("x-") || !matches!(kind, Kind::Object(_)) {
                self.value(item, kind, &join(at, key))?;
            }
        }
        Ok(())
    }

    fn object(&self, value: &Value, object: &Object, at: &str) -> Result<()> {
        let members = mapping(value, at)?;
        for (key, item) in members {
            if key.starts_with("x-") {
                extension(key, at)?;
                continue;
            }
            match object.keywords.iter().find(|(name, _)| name == key) {
                Some((_, kind)) => self.value(item, kind, &join(at, key))?,
                None => return Err(unknown(key, object, at)),
            }
        }
        match object
            .required
            .iter()
            .find(|key| !members.contains_key(**key))
        {
            Some(missing) => bail!(at, "`{missing}` is missing in {}: add it", object.name),
            None => Ok(()),
        }
    }

    fn object_or_ref(&self, value: &Value, object: &Object, at: &str) -> Result<()> {
        match value.get("$ref") {
            Some(reference) => self.reference(value, reference, object, at),
            None => self.object(value, object, at),
        }
    }

    fn reference(&self, value: &Value, reference: &Value, object: &Object, at: &str) -> Result<()> {
        let Value::String(reference) = reference else {
            return want(false, &join(at, "$ref"), "a string", reference);
        };
        if let Some(other) = mapping(value, at)?.keys().find(|key| *key != "$ref") {
            bail!(
                at,
                "`{other}` beside $ref is ignored in OpenAPI 3.0: move it into what is referred to, or wrap the $ref in allOf"
            );
        }
        let section = object.section.unwrap_or_default();
        refs::target(self.document, reference, section)
            .map(|_| ())
            .map_err(|problem| Diagnostic::at(join(at, "$ref"), problem))
    }
}

fn mapping<'a>(value: &'a Value, at: &str) -> Result<&'a Map<String, Value>> {
    value
        .as_object()
        .ok_or_else(|| wanted(at, "a mapping", value))
}

fn want(fits: bool, at: &str, what: &str, value: &Value) -> Result<()> {
    if fits {
        Ok(())
    } else {
        Err(wanted(at, what, value))
    }
}

fn wanted(at: &str, what: &str, value: &Value) -> Diagnostic {
    let found = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    };
    Diagnostic::at(at, format!("{what} is needed here, not {found}"))
}

/// Extensions are anybody's, but one that is nearly ours is ours misspelt.
fn extension(key: &str, at: &str) -> Result<()> {
    match EXTENSIONS
        .iter()
        .find(|ours| **ours != key && strsim::damerau_levenshtein(key, ours) <= 2)
    {
        Some(ours) => bail!(
            join(at, key),
            "`{key}` is not a supported extension: did you mean `{ours}`?"
        ),
        None => Ok(()),
    }
}

fn unknown(key: &str, object: &Object, at: &str) -> Diagnostic {
    let nearest = object
        .keywords
        .iter()
        .map(|(name, _)| (strsim::damerau_levenshtein(key, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= 3 && *distance < name.len());
    let advice = match nearest {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None => "take it out, or name it x-… if it is an extension".to_owned(),
    };
    Diagnostic::at(
        join(at, key),
        format!("`{key}` is unknown in {}: {advice}", object.name),
    )
}
