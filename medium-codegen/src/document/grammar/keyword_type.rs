//! The types of the grammar's tables.

pub(crate) enum KeywordType {
    Text,
    Bool,
    Number,
    /// A non-negative integer.
    Count,
    Any,
    /// `type` of a schema: a string, or a list of strings.
    TextOrList,
    /// An exclusive limit: a boolean next to the limit, or the limit itself.
    BoolOrNumber,
    List(&'static KeywordType),
    /// An object with arbitrary keys and values of one type.
    Map(&'static KeywordType),
    Object(&'static Object),
    /// The object itself, or `{$ref: …}` to one.
    OrRef(&'static Object),
    /// A schema, a reference to one, or a boolean.
    Schema,
    /// Valid, but not used by a client: the warning about it.
    Unused(&'static str),
}

/// An OpenAPI object type.
pub(crate) struct Object {
    /// With its article, for messages.
    pub(crate) name: &'static str,
    /// The section of `components` for such objects.
    pub(crate) section: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) keywords: &'static [(&'static str, KeywordType)],
    /// Keywords added in OpenAPI 3.1.
    pub(crate) newer: &'static [(&'static str, KeywordType)],
}

impl Object {
    /// No section, no required keywords, none added in OpenAPI 3.1.
    pub(super) const EMPTY: Self = Self {
        name: "",
        section: None,
        required: &[],
        keywords: &[],
        newer: &[],
    };

    /// Returns the type of a keyword's value, and whether OpenAPI 3.1 added the keyword.
    pub(crate) fn keyword(&self, keyword: &str) -> Option<(&'static KeywordType, bool)> {
        let find = |list: &'static [(&'static str, KeywordType)]| {
            list.iter()
                .find(|(name, _)| *name == keyword)
                .map(|(_, keyword_type)| keyword_type)
        };
        find(self.keywords)
            .map(|keyword_type| (keyword_type, false))
            .or_else(|| find(self.newer).map(|keyword_type| (keyword_type, true)))
    }

    /// Returns whether OpenAPI 3.1 added a keyword.
    pub(crate) fn is_newer(&self, keyword: &str) -> bool {
        self.newer.iter().any(|(name, _)| *name == keyword)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keywords
            .iter()
            .chain(self.newer)
            .map(|(name, _)| *name)
    }
}

pub(super) const TEXT_LIST: KeywordType = KeywordType::List(&KeywordType::Text);
