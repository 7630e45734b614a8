//! Quotes for a POSIX shell.

/// Quotes a value where a shell would split or expand it, such as a callback with a `&`.
pub(crate) fn quote(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/@%+=,".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quotes_only_values_that_a_shell_would_change() {
        for (value, expected) in [
            ("http://[::1]:4000/cb", "'http://[::1]:4000/cb'"),
            ("http://127.0.0.1:8585/cb", "http://127.0.0.1:8585/cb"),
            ("https://a.test/?b&c", "'https://a.test/?b&c'"),
            ("it's; rm *", r"'it'\''s; rm *'"),
            ("", "''"),
        ] {
            assert_eq!(quote(value), expected);
        }
    }
}
