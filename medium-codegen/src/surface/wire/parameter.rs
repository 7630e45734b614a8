//! A parameter on the wire.

use serde_json::Value;

use super::Reader;
use crate::model::Parameter;
use crate::surface::attributes::Attributes;

impl Reader<'_> {
    pub(super) fn parameter(&mut self, method: &str, parameter: &Parameter) {
        let value = self.value_at(&parameter.pointer);
        let mut attributes = Attributes::default();
        attributes.add("name", &parameter.name);
        let location = value["in"].as_str().unwrap_or_default();
        attributes.add("in", location);
        match value.get("schema") {
            Some(schema) => {
                let kind = self.schema_type(schema);
                attributes.add("type", &kind);
                // Primitive values have one form only.
                if !["string", "integer", "number", "boolean"]
                    .iter()
                    .any(|plain| kind.starts_with(plain))
                {
                    attributes.add_list("style", style(value, location));
                }
            }
            None => attributes.add_list("type", self.content(value)),
        }
        if let Some(constant) = &parameter.constant {
            attributes.add("value", constant);
        }
        attributes.add_flag("reserved", value["allowReserved"] == true);
        attributes.add_flag("required", parameter.required);
        attributes.add_flag("deprecated", parameter.docs.deprecated);
        let item = format!("{method}({})", parameter.rust_name);
        self.add(item, &parameter.pointer, attributes);
    }
}

/// Returns the style of lists and objects, if it is not the default.
fn style(parameter: &Value, location: &str) -> Vec<String> {
    let usual = match location {
        "query" | "cookie" => "form",
        _ => "simple",
    };
    let style = parameter["style"].as_str().unwrap_or(usual);
    let is_exploded = parameter["explode"].as_bool().unwrap_or(style == "form");
    let mut style_names = Vec::new();
    if style != usual || is_exploded != (style == "form") {
        style_names.push(style.to_owned());
        style_names.push(if is_exploded { "exploded" } else { "joined" }.to_owned());
    }
    style_names
}
