//! Attributes of a surface item as one line, for people and for parsing: `name=tags
//! type=array<string> required=yes`.

use serde_json::Value;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(crate) fn add(&mut self, key: &str, value: &str) {
        self.0.push((key.to_owned(), value.to_owned()));
    }

    /// Adds several values, sorted; an empty list adds nothing.
    pub(crate) fn add_list(&mut self, key: &str, mut values: Vec<String>) {
        if !values.is_empty() {
            values.sort();
            self.add(key, &values.join(","));
        }
    }

    pub(crate) fn add_flag(&mut self, key: &str, is_set: bool) {
        if is_set {
            self.add(key, "yes");
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// Creates the attributes with renamed values for the keys in `keys`. Values in square
    /// brackets are sent as they are, and are not names.
    pub(super) fn rename(
        &self,
        keys: &[&str],
        mut rename: impl FnMut(&str) -> Option<String>,
    ) -> Self {
        let attributes = self.0.iter().map(|(key, value)| {
            let value = if keys.contains(&key.as_str()) {
                rename_parts(value, &mut rename)
            } else {
                value.clone()
            };
            (key.clone(), value)
        });
        Self(attributes.collect())
    }

    pub(crate) fn line(&self) -> String {
        let attributes = self.0.iter();
        let attributes: Vec<String> = attributes
            .map(|(key, value)| format!("{key}={}", quote_value(value)))
            .collect();
        attributes.join(" ")
    }

    /// Parses a [`line`](Self::line), up to the first other text.
    pub(super) fn read(mut line: &str) -> Self {
        let mut attributes = Self::default();
        while let Some((key, rest)) = line.trim_start().split_once('=') {
            let (value, after) = value(rest);
            attributes.add(key, &value);
            line = after;
        }
        attributes
    }
}

/// Returns a value with renamed parts; lists are sorted again.
fn rename_parts(value: &str, rename: &mut impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut is_literal = false;
    for part in value.split_inclusive(SEPARATORS) {
        let name = part.trim_end_matches(SEPARATORS);
        let new = (!is_literal).then(|| rename(name)).flatten();
        text.push_str(new.as_deref().unwrap_or(name));
        text.push_str(&part[name.len()..]);
        is_literal = part.ends_with('[') || (is_literal && !part.ends_with(']'));
    }
    let mut values: Vec<&str> = text.split(',').collect();
    values.sort_unstable();
    values.join(",")
}

/// Characters around names: `201:application/json:{data:array<Post>}`.
const SEPARATORS: [char; 13] = [
    '<', '>', '|', ',', ':', '{', '}', '[', ']', '(', ')', '+', '?',
];

/// Returns a value, or a JSON string if it would not parse otherwise.
fn quote_value(value: &str) -> String {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !reorders_text(c) && c != '"';
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    let mut text = String::new();
    for c in Value::from(value).to_string().chars() {
        if reorders_text(c) {
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

/// Returns whether a character changes the direction of text, which could deceive a reviewer.
fn reorders_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns the value at the start of `text`, and the rest.
fn value(text: &str) -> (String, &str) {
    if text.starts_with('"') {
        let mut strings = serde_json::Deserializer::from_str(text).into_iter::<String>();
        if let Some(Ok(value)) = strings.next() {
            return (value, &text[strings.byte_offset()..]);
        }
    }
    let end = text.find(' ').unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn parses_the_lines_it_writes() {
        let mut attributes = Attributes::default();
        attributes.add("name", "tags");
        attributes.add("value", "a \"quoted\" = b");
        attributes.add("empty", "");
        attributes.add("turned", "a\u{202e}b");
        attributes.add_list(
            "media",
            vec!["image/png".to_owned(), "image/gif".to_owned()],
        );
        attributes.add_flag("required", true);
        attributes.add_flag("deprecated", false);
        let line = attributes.line();
        assert_eq!(
            line,
            r#"name=tags value="a \"quoted\" = b" empty="" turned="a\u202eb" media=image/gif,image/png required=yes"#
        );
        assert_eq!(Attributes::read(&line), attributes);
    }
}
