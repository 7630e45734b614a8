//! Turns any text into a Rust identifier: in the case of its kind, in ASCII, and of
//! readable length.

use heck::{ToPascalCase, ToSnakeCase};

use super::words::{hash, words};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Type,
    Field,
    Variant,
    Argument,
    Method,
}

/// Longer names are cut.
const MAX_LENGTH: usize = 80;

/// Keywords and other letters-only names that are not identifiers.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "Self", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

impl NameKind {
    /// Returns the name for `text`. Idempotent, since typify and progenitor name their input again.
    pub(crate) fn name(self, text: &str) -> String {
        let mut name = self.case(&self.case(&words(text)));
        if name.len() > MAX_LENGTH {
            name = self.cut(&name, text);
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name = self.case(&format!("{} {name}", self.prefix()));
        }
        if KEYWORDS.contains(&name.as_str()) {
            name.push('_');
        }
        name
    }

    fn case(self, text: &str) -> String {
        match self {
            Self::Type | Self::Variant => text.to_pascal_case(),
            Self::Field | Self::Argument | Self::Method => text.to_snake_case(),
        }
    }

    /// Returns the prefix of a name that would start with a digit.
    fn prefix(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Field => "field",
            Self::Variant | Self::Argument => "value",
            Self::Method => "call",
        }
    }

    /// Returns the start of a name, and a hash of the rest.
    fn cut(self, name: &str, text: &str) -> String {
        const KEPT_LENGTH: usize = MAX_LENGTH - 16;
        let front = match name[..KEPT_LENGTH].rsplit_once('_') {
            Some((front, _)) if front.len() > KEPT_LENGTH / 2 => front,
            _ => &name[..KEPT_LENGTH],
        };
        self.case(&self.case(&format!("{front}_{}", hash(text))))
    }

    /// Names with the same key conflict: a method's name also becomes a type name,
    /// which drops underscores.
    pub(super) fn key(self, name: &str) -> String {
        match self {
            Self::Method => name.to_pascal_case(),
            _ => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, NameKind};

    #[test]
    fn naming_is_idempotent() {
        for (kind, text, name) in [
            (NameKind::Field, "userId", "user_id"),
            (NameKind::Field, "+1", "plus_1"),
            (NameKind::Field, "-1", "minus_1"),
            (NameKind::Field, "1", "field_1"),
            (NameKind::Field, "", "empty"),
            (NameKind::Field, "*", "star"),
            (NameKind::Field, "self", "self_"),
            (NameKind::Field, "名前", "ming_qian"),
            (NameKind::Type, "größe", "Grosse"),
            (NameKind::Type, "Self", "Self_"),
            (NameKind::Variant, "2.5", "Value25"),
            (NameKind::Variant, "-1", "Minus1"),
            (NameKind::Method, "401k", "call_401k"),
            (NameKind::Argument, "X-Request-ID", "x_request_id"),
        ] {
            assert_eq!(kind.name(text), name, "{text:?}");
            assert_eq!(kind.name(name), name, "{text:?}, named twice");
        }
    }

    #[test]
    fn every_keyword_is_avoided() {
        for keyword in KEYWORDS.iter().filter(|keyword| **keyword != "_") {
            assert!(
                syn::parse_str::<syn::Ident>(keyword).is_err() || *keyword == "gen",
                "{keyword}"
            );
        }
        for word in ["union", "auto", "default", "raw", "safe"] {
            assert_eq!(NameKind::Field.name(word), word);
        }
    }

    #[test]
    fn a_long_name_ends_with_a_hash() {
        let one = "very_long_name_".repeat(20);
        let two = format!("{one}2");
        let (one, two) = (NameKind::Field.name(&one), NameKind::Field.name(&two));
        assert!(one.len() <= 80 && two.len() <= 80);
        assert_ne!(one, two);
        assert_eq!(NameKind::Field.name(&one), one);
    }
}
