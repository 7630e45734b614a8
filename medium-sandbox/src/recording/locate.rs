//! Finds the schema of a field of a response in the document.

use serde_json::Value;

/// Returns the pointer to the schema of `instance` (a JSON pointer into a response of `status`), or
/// to its nearest ancestor.
pub(super) fn locate(
    document: &Value,
    (path, method): (&str, &str),
    status: u16,
    instance: &str,
) -> String {
    let operation = format!("#/paths/{}/{}", escape(path), method.to_lowercase());
    let responses = format!("{operation}/responses");
    let class = format!("{}XX", status / 100);
    let response = [status.to_string(), class, "default".to_owned()]
        .into_iter()
        .map(|status| format!("{responses}/{status}"))
        .find(|pointer| schema_at(document, pointer).is_some());
    let Some(response) = response else {
        return responses;
    };
    if instance.is_empty() {
        return response;
    }
    let response = resolve(document, response);
    let schema = format!("{response}/content/application~1json/schema");
    if schema_at(document, &schema).is_none() {
        return response;
    }
    let mut pointer = resolve(document, schema);
    for segment in instance.split('/').skip(1) {
        match child(document, &pointer, segment) {
            Some(inner) => pointer = inner,
            None => return pointer,
        }
    }
    pointer
}

/// Returns the schema of a property or an item of the schema at `pointer`.
fn child(document: &Value, pointer: &str, segment: &str) -> Option<String> {
    let schema = schema_at(document, pointer)?;
    // Segments of a pointer are escaped already.
    let property = format!("{pointer}/properties/{segment}");
    if schema_at(document, &property).is_some() {
        return Some(resolve(document, property));
    }
    if schema.get("items").is_some() && segment.parse::<usize>().is_ok() {
        return Some(resolve(document, format!("{pointer}/items")));
    }
    ["allOf", "anyOf", "oneOf"].into_iter().find_map(|keyword| {
        let subschemas = schema.get(keyword)?.as_array()?.len();
        (0..subschemas).find_map(|index| {
            let subschema = resolve(document, format!("{pointer}/{keyword}/{index}"));
            child(document, &subschema, segment)
        })
    })
}

/// Follows `$ref`s.
fn resolve(document: &Value, mut pointer: String) -> String {
    // Limited, in case of a cycle.
    for _ in 0..16 {
        let reference = schema_at(document, &pointer).and_then(|value| value["$ref"].as_str());
        match reference {
            Some(reference) => pointer = reference.to_owned(),
            None => break,
        }
    }
    pointer
}

fn schema_at<'a>(document: &'a Value, pointer: &str) -> Option<&'a Value> {
    document.pointer(pointer.strip_prefix('#')?)
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::medium;

    #[test]
    fn finds_the_schema_of_a_field_in_a_response() {
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
        let code = locate(medium().value(), create, 400, "/errors/0/code");
        assert!(code.ends_with("/properties/code"), "{code}");
    }
}
