//! Access to operations: servers, credentials, pages.

use std::collections::BTreeMap;

#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Server {
    /// With variables in braces; relative, or empty if there is none.
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// The URLs and descriptions of the other servers.
    pub(crate) others: Vec<(String, String)>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    /// The name of its builder method.
    pub(crate) rust_name: String,
    pub(crate) default: String,
    /// Empty for any value.
    pub(crate) allowed: Vec<String>,
    pub(crate) description: String,
}

#[derive(Default)]
pub(crate) struct Security {
    /// Names of schemes; a requirement needs all of its schemes, and an empty one needs none.
    pub(crate) requirements: Vec<Vec<String>>,
    pub(crate) scopes: Vec<String>,
}

/// How to get the next page. Locations in the response are JSON pointers.
pub(crate) struct Paging {
    pub(crate) items: String,
    pub(crate) next: String,
    pub(crate) next_page: NextPage,
}

/// Where the value for the next page is sent.
pub(crate) enum NextPage {
    /// In the query parameter of this name.
    Parameter(String),
    /// At this JSON pointer in the request body.
    Property(String),
    /// It is the URL of the next page.
    Link,
}

#[derive(Clone)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    /// The name of its builder method.
    pub(crate) rust_name: String,
    pub(crate) description: String,
    pub(crate) placement: Placement,
}

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
    /// Returns the part of a request that contains the credential. Two credentials for
    /// the same part can't be sent together.
    pub(crate) fn request_part(&self) -> String {
        match self {
            Self::Bearer | Self::Basic | Self::Http(_) => "the header Authorization".to_owned(),
            Self::Header(name) if name.eq_ignore_ascii_case("authorization") => {
                "the header Authorization".to_owned()
            }
            // Header names are case-insensitive.
            Self::Header(name) => format!("the header {}", name.to_ascii_lowercase()),
            Self::Query(name) => format!("the query parameter {name}"),
            Self::Cookie(name) => format!("the cookie {name}"),
        }
    }
}

impl Security {
    /// Returns whether an operation accepts a credential; it may be optional.
    pub(crate) fn accepts_credentials(&self) -> bool {
        self.requirements.iter().any(|schemes| !schemes.is_empty())
    }

    /// Returns whether a requirement has the scheme of this name.
    pub(crate) fn names(&self, scheme: &str) -> bool {
        let mut names = self.requirements.iter().flatten();
        names.any(|name| name == scheme)
    }

    /// Sets the Rust names of schemes, and merges schemes and requirements that become equal.
    pub(crate) fn rename(&mut self, names: &BTreeMap<String, String>) {
        let mut renamed: Vec<Vec<String>> = Vec::new();
        for schemes in &self.requirements {
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
        self.requirements = renamed;
    }
}
