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

/// How pages follow each other. Positions in the response are JSON pointers.
pub(crate) struct Paging {
    pub(crate) items: String,
    pub(crate) next: String,
    pub(crate) by: NextPage,
}

/// What takes the value that leads to the next page.
pub(crate) enum NextPage {
    /// The query parameter of this name.
    Parameter(String),
    /// A place in the JSON that is sent, as a JSON pointer.
    Property(String),
    /// It is an address.
    Link,
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
    /// The part of a request that a credential is put into. Two that have the same
    /// one can't be sent together.
    pub(crate) fn carrier(&self) -> String {
        match self {
            Self::Bearer | Self::Basic | Self::Http(_) => "the header Authorization".to_owned(),
            Self::Header(name) if name.eq_ignore_ascii_case("authorization") => {
                "the header Authorization".to_owned()
            }
            // The names of headers are the same in any case.
            Self::Header(name) => format!("the header {}", name.to_ascii_lowercase()),
            Self::Query(name) => format!("the query parameter {name}"),
            Self::Cookie(name) => format!("the cookie {name}"),
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
