//! Where in the document something is said: from a place in a response to a JSON pointer.

use serde_json::Value;

/// Where the document describes `instance` (a JSON pointer into a response of `status`), as near as
/// it can be told.
pub(super) fn locate(
    document: &Value,
    (path, method): (&str, &str),
    status: u16,
    instance: &str,
) -> String {
    let operation = format!("#/paths/{}/{}", escaped(path), method.to_lowercase());
    let responses = format!("{operation}/responses");
    let class = format!("{}XX", status / 100);
    let known = [status.to_string(), class, "default".to_owned()]
        .into_iter()
        .map(|status| format!("{responses}/{status}"))
        .find(|pointer| at(document, pointer).is_some());
    let Some(response) = known else {
        return responses;
    };
    if instance.is_empty() {
        return response;
    }
    let response = resolved(document, response);
    let schema = format!("{response}/content/application~1json/schema");
    if at(document, &schema).is_none() {
        return response;
    }
    let mut place = resolved(document, schema);
    for segment in instance.split('/').skip(1) {
        match child(document, &place, segment) {
            Some(inner) => place = inner,
            None => return place,
        }
    }
    place
}

/// The schema of a property or an item of the schema at `place`.
fn child(document: &Value, place: &str, segment: &str) -> Option<String> {
    let schema = at(document, place)?;
    // A segment of a pointer is escaped already.
    let property = format!("{place}/properties/{segment}");
    if at(document, &property).is_some() {
        return Some(resolved(document, property));
    }
    if schema.get("items").is_some() && segment.parse::<usize>().is_ok() {
        return Some(resolved(document, format!("{place}/items")));
    }
    ["allOf", "anyOf", "oneOf"].into_iter().find_map(|keyword| {
        let branches = schema.get(keyword)?.as_array()?.len();
        (0..branches).find_map(|branch| {
            let branch = resolved(document, format!("{place}/{keyword}/{branch}"));
            child(document, &branch, segment)
        })
    })
}

/// Where a place leads that refers to another one.
fn resolved(document: &Value, place: String) -> String {
    let mut place = place;
    // A document has no circle of references and nothing else.
    for _ in 0..16 {
        let reference = at(document, &place).and_then(|value| value["$ref"].as_str());
        match reference {
            Some(reference) => place = reference.to_owned(),
            None => break,
        }
    }
    place
}

pub(super) fn at<'a>(document: &'a Value, place: &str) -> Option<&'a Value> {
    document.pointer(place.strip_prefix('#')?)
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::medium;

    #[test]
    fn a_place_in_a_response_is_found_in_the_document() {
        let create = ("/v1/users/{authorId}/posts", "POST");
        for (call, status, instance, pointer) in [
            (
                ("/v1/me", "GET"),
                200,
                "/data/username",
                "#/components/schemas/User/properties/username",
            ),
            (
                ("/v1/me", "GET"),
                200,
                "/data/age",
                "#/components/schemas/User",
            ),
            (("/v1/me", "GET"), 418, "", "#/paths/~1v1~1me/get/responses"),
            (
                create,
                201,
                "/data/tags/0",
                "#/components/schemas/Post/properties/tags/items",
            ),
        ] {
            assert_eq!(locate(medium().value(), call, status, instance), pointer);
        }
        let refused = locate(medium().value(), create, 400, "/errors/0/code");
        assert!(refused.ends_with("/properties/code"), "{refused}");
    }
}
