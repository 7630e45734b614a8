//! How operations are reached: servers, credentials, pages.

use std::collections::BTreeMap;

/// A server of the document.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Server {
    /// With its variables in braces, or relative, or empty where there is none.
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// Servers that stand beside it: their URLs and descriptions.
    pub(crate) others: Vec<(String, String)>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    /// The builder's method.
    pub(crate) rust_name: String,
    pub(crate) default: String,
    /// Empty for any value.
    pub(crate) allowed: Vec<String>,
    pub(crate) description: String,
}

/// What an operation can be called with.
#[derive(Default)]
pub(crate) struct Security {
    /// Names of schemes, those of an alternative all at once. Empty: none is
    /// needed.
    pub(crate) alternatives: Vec<Vec<String>>,
    pub(crate) scopes: Vec<String>,
}

/// How pages follow each other. Places are JSON pointers into a response.
pub(crate) struct Paging {
    pub(crate) items: String,
    pub(crate) next: String,
    /// The query parameter that takes what is there; `None` where that is an
    /// address.
    pub(crate) parameter: Option<String>,
}

/// A security scheme.
#[derive(Clone)]
pub(crate) struct Scheme {
    /// Its name in the document.
    pub(crate) name: String,
    /// The builder's method.
    pub(crate) rust_name: String,
    pub(crate) description: String,
    pub(crate) placement: Placement,
}

/// Where a credential travels.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Placement {
    Bearer,
    Basic,
    Http(String),
    Header(String),
    Query(String),
    Cookie(String),
}

impl Placement {
    pub(crate) fn is_authorization(&self) -> bool {
        match self {
            Self::Bearer | Self::Basic | Self::Http(_) => true,
            Self::Header(name) => name.eq_ignore_ascii_case("authorization"),
            Self::Query(_) | Self::Cookie(_) => false,
        }
    }
}

impl Security {
    /// Whether a credential can go with the operation.
    pub(crate) fn is_needed(&self) -> bool {
        self.alternatives.iter().any(|schemes| !schemes.is_empty())
    }

    /// Whether an alternative has the scheme of this name.
    pub(crate) fn names(&self, scheme: &str) -> bool {
        let mut names = self.alternatives.iter().flatten();
        names.any(|name| name == scheme)
    }

    /// Gives the schemes their names in Rust. Schemes and alternatives that are
    /// then the same are one.
    pub(crate) fn rename(&mut self, names: &BTreeMap<String, String>) {
        let mut renamed: Vec<Vec<String>> = Vec::new();
        for schemes in &self.alternatives {
            let mut known = schemes.iter().filter_map(|name| names.get(name).cloned());
            let mut schemes: Vec<String> = Vec::new();
            for name in known.by_ref() {
                if !schemes.contains(&name) {
                    schemes.push(name);
                }
            }
            if !renamed.contains(&schemes) {
                renamed.push(schemes);
            }
        }
        self.alternatives = renamed;
    }
}
