//! What the tables are made of.

/// What may stand behind a keyword.
pub(crate) enum Kind {
    Text,
    Bool,
    Number,
    /// A whole number that is not negative.
    Count,
    Any,
    /// `type` of a schema: a string, or a list of strings.
    TextOrList,
    /// An exclusive limit: a flag beside the limit, or the limit itself.
    BoolOrNumber,
    List(&'static Kind),
    /// Free keys, all values of one kind.
    Map(&'static Kind),
    Object(&'static Object),
    /// The object itself, or `{$ref: …}` to one.
    OrRef(&'static Object),
    /// A schema, a reference to one, `true` or `false`.
    Schema,
    /// Valid, and of no use to a client: what a note says of it.
    Unused(&'static str),
}

/// One kind of object in a document.
pub(crate) struct Object {
    /// With its article, as an error says it.
    pub(crate) name: &'static str,
    /// Where under `components` such objects stand.
    pub(crate) section: Option<&'static str>,
    pub(crate) required: &'static [&'static str],
    pub(crate) keywords: &'static [(&'static str, Kind)],
    /// Keywords that came with OpenAPI 3.1.
    pub(crate) newer: &'static [(&'static str, Kind)],
}

impl Object {
    /// What stands behind `keyword`, and whether OpenAPI 3.0 does not have it.
    pub(crate) fn keyword(&self, keyword: &str) -> Option<(&'static Kind, bool)> {
        let find = |list: &'static [(&'static str, Kind)]| {
            list.iter()
                .find(|(name, _)| *name == keyword)
                .map(|(_, kind)| kind)
        };
        find(self.keywords)
            .map(|kind| (kind, false))
            .or_else(|| find(self.newer).map(|kind| (kind, true)))
    }

    /// Whether a keyword came with OpenAPI 3.1.
    pub(crate) fn is_newer(&self, keyword: &str) -> bool {
        self.newer.iter().any(|(name, _)| *name == keyword)
    }

    /// Every keyword that the object may have.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keywords
            .iter()
            .chain(self.newer)
            .map(|(name, _)| *name)
    }
}

pub(super) const TEXT_LIST: Kind = Kind::List(&Kind::Text);
