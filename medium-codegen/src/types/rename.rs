//! `rename_all`: serde's rule for a struct's JSON names.

use crate::model::Property;

/// A serde rule, and the JSON name that it derives from a field.
type Rule = (&'static str, fn(&str) -> String);

const RULES: [Rule; 4] = [
    ("camelCase", camel),
    ("PascalCase", pascal),
    ("kebab-case", |field| field.replace('_', "-")),
    ("SCREAMING_SNAKE_CASE", |field| field.to_ascii_uppercase()),
];

/// Returns the rule that names all properties, if some differ from their fields.
pub(super) fn rule(properties: &[Property]) -> Option<&'static str> {
    let keeps_name = |property: &Property| property.json_name == property.field;
    if properties.iter().all(keeps_name) {
        return None;
    }
    let fits = |(_, name): &&Rule| properties.iter().all(|p| name(&p.field) == p.json_name);
    RULES.iter().find(fits).map(|(rule, _)| *rule)
}

fn pascal(field: &str) -> String {
    let words = field.split('_');
    words.map(capitalize).collect()
}

fn camel(field: &str) -> String {
    let pascal = pascal(field);
    let mut chars = pascal.chars();
    match chars.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + chars.as_str(),
        None => pascal,
    }
}

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + chars.as_str(),
        None => String::new(),
    }
}
