//! Parses the arguments of shortcodes and tags: `word`, `"quoted"`, `name="value"`, `name={"value"}`.

/// Positional and named arguments.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) positional: Vec<String>,
    named: Vec<(String, String)>,
}

impl Arguments {
    pub(super) fn read(source: &str) -> Self {
        let mut arguments = Self::default();
        let mut rest = source.trim();
        while let Some(first) = rest.chars().next() {
            let (value, after) = match first {
                '"' | '\'' | '`' => parse_quoted(rest, first),
                _ => word(rest),
            };
            rest = after.trim_start();
            match (value.strip_suffix('='), first) {
                // `name="value"`: the word ends where the quote begins.
                (Some(name), c) if !"\"'`".contains(c) => {
                    let (value, after) = value_of(rest);
                    arguments.named.push((name.to_lowercase(), value));
                    rest = after.trim_start();
                }
                _ => match value.split_once('=') {
                    Some((name, value)) if !"\"'`".contains(first) => {
                        arguments
                            .named
                            .push((name.to_lowercase(), value.to_owned()));
                    }
                    _ => arguments.positional.push(value),
                },
            }
        }
        arguments
    }

    /// Returns the value of the first of these names that is present.
    pub(super) fn by_name(&self, names: &[&str]) -> Option<&str> {
        let found = names.iter().find_map(|name| {
            let mut named = self.named.iter();
            named.find(|(known, _)| known == name)
        });
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the value of the first of these names, or the argument at this position.
    pub(super) fn get(&self, names: &[&str], position: usize) -> Option<&str> {
        self.by_name(names)
            .or_else(|| self.positional.get(position).map(String::as_str))
            .filter(|value| !value.is_empty())
    }
}

fn value_of(rest: &str) -> (String, &str) {
    match rest.chars().next() {
        Some(quote @ ('"' | '\'' | '`')) => parse_quoted(rest, quote),
        Some('{') => {
            let end = rest.find('}').unwrap_or(rest.len());
            let inner = rest[1..end].trim().trim_matches(['"', '\'', '`']);
            (inner.to_owned(), rest.get(end + 1..).unwrap_or_default())
        }
        _ => word(rest),
    }
}

/// Returns a quoted value with backslash escapes, and the rest.
fn parse_quoted(rest: &str, quote: char) -> (String, &str) {
    let (mut value, mut escaped) = (String::new(), false);
    for (offset, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => {
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            c if c == quote => return (value, &rest[offset + c.len_utf8()..]),
            _ => value.push(c),
        }
    }
    (value, "")
}

/// Returns a word, up to white space or the quoted value after `=`, and the rest.
fn word(rest: &str) -> (String, &str) {
    let mut previous = ' ';
    for (offset, c) in rest.char_indices() {
        if c.is_whitespace() || (previous == '=' && "\"'`{".contains(c)) {
            return (rest[..offset].to_owned(), &rest[offset..]);
        }
        previous = c;
    }
    (rest.to_owned(), "")
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn parses_words_quotes_and_names() {
        let read =
            Arguments::read(r#"one "two three" src="a b.png" width=300 alt='x "y"' id={"z"}"#);
        assert_eq!(read.positional, ["one", "two three"]);
        assert_eq!(read.by_name(&["src"]), Some("a b.png"));
        assert_eq!(read.by_name(&["width"]), Some("300"));
        assert_eq!(read.by_name(&["alt"]), Some("x \"y\""));
        assert_eq!(read.by_name(&["id"]), Some("z"));
        assert_eq!(read.get(&["none"], 1), Some("two three"));
    }
}
