//! Bodies of `application/x-www-form-urlencoded`.

use serde::Serialize;
use url::form_urlencoded::Serializer;

use super::parameter::{Style, Value};

/// Encodes the properties of `body`, each in its style. By default, as in OpenAPI, a
/// list becomes a pair per item, and nested values become JSON. Null is omitted.
///
/// Errors say what is wrong with it.
pub(crate) fn encode(
    body: &(impl Serialize + ?Sized),
    styles: &[(&'static str, Style)],
) -> Result<String, String> {
    let Value::Object(members) = Value::new(body)? else {
        return Err("can't be a form: it is not an object".to_owned());
    };
    let mut pairs = Vec::new();
    for (name, value) in &members {
        let style = styles.iter().find(|(known, _)| known == name);
        pairs.push(match style {
            Some((_, style)) => style
                .in_query(name, value)
                .map_err(|problem| format!("can't be a form: {name} {problem}"))?,
            None => default_style(name, value),
        });
    }
    pairs.retain(|pair| !pair.is_empty());
    Ok(pairs.join("&"))
}

fn default_style(name: &str, value: &Value) -> String {
    let mut pairs = Serializer::new(String::new());
    match value {
        Value::Null => {}
        Value::List(_) => {
            for item in value.items() {
                pairs.append_pair(name, &item.text());
            }
        }
        single => {
            pairs.append_pair(name, &single.text());
        }
    }
    pairs.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn repeats_lists_and_encodes_objects_as_json_by_default() {
        let body = json!({
            "a": "x y&z", "b": [1, "é", null], "c": { "d": [2] }, "e": null, "f": [{ "g": 1 }],
            "h": [1, 2], "i": { "j": { "k": true } }, "l": [],
        });
        let styles = [("h", Style::FORM), ("i", Style::DEEP_OBJECT)];
        let form = encode(&body, &styles).unwrap();
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(form.as_bytes())
            .into_owned()
            .collect();
        let encoded = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect()
        };
        assert_eq!(
            pairs,
            encoded(&[
                ("a", "x y&z"),
                ("b", "1"),
                ("b", "é"),
                ("c", "{\"d\":[2]}"),
                ("f", "{\"g\":1}"),
                ("h", "1,2"),
                ("i[j][k]", "true"),
            ])
        );
    }

    #[test]
    fn rejects_values_without_names() {
        assert!(encode(&json!([1]), &[]).is_err());
        let error = encode(&json!({ "a": ["b|c"] }), &[("a", Style::PIPE_DELIMITED)]);
        assert!(error.unwrap_err().contains("a contains"));
    }
}
