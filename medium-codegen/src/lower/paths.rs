//! Path templates.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::error::{Result, bail};
use crate::warnings::Warnings;

/// Characters that must be encoded in a path.
const ILLEGAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|');

/// A path, and the query that some documents write into it.
pub(super) struct Template<'p> {
    path: &'p str,
    path_names: Vec<&'p str>,
    /// `key` and `value`, which may be a parameter in braces.
    query: Vec<(&'p str, &'p str)>,
}

/// The location of a parameter in a path template.
#[derive(Clone, Copy)]
pub(super) enum Part<'p> {
    Path,
    /// In the query after the path, with this key.
    Query(&'p str),
}

impl<'p> Template<'p> {
    /// Parses a path. The part after `#` is not sent: documents distinguish operations by it.
    pub(super) fn new(template: &'p str, pointer: &str, warnings: &Warnings) -> Result<Self> {
        let (sent, fragment) = match template.split_once('#') {
            Some((sent, fragment)) => (sent, Some(fragment)),
            None => (template, None),
        };
        if let Some(fragment) = fragment {
            let message = format!(
                "{:?} is not sent: it only distinguishes operations",
                format!("#{fragment}")
            );
            warnings.add_not_represented(pointer, message);
        }
        let (path, query) = match sent.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (sent, None),
        };
        if query.is_some() {
            let message = "a path must not contain a query: it is sent as written, with its parameters as query parameters";
            warnings.add_simplified(pointer, message);
        }
        let pairs = query.into_iter().flat_map(|query| query.split('&'));
        let pairs = pairs.filter(|pair| !pair.is_empty());
        Ok(Self {
            path,
            path_names: names(path, pointer)?,
            query: pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .collect(),
        })
    }

    /// Returns the names in braces, with their locations.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'p str, Part<'p>)> {
        let in_path = self.path_names.iter().map(|name| (*name, Part::Path));
        let in_query = self.query.iter();
        let in_query = in_query.filter_map(|(key, value)| Some((braced(value)?, Part::Query(key))));
        in_path.chain(in_query)
    }

    /// Returns the location of the path parameter `name`.
    pub(super) fn part(&self, name: &str) -> Option<Part<'p>> {
        let mut names = self.names();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, part)| part)
    }

    /// Returns the path as sent, with its constant query.
    pub(super) fn to_sent_path(&self) -> String {
        let mut path = utf8_percent_encode(self.path, ILLEGAL).to_string();
        let fixed = self
            .query
            .iter()
            .filter(|(_, value)| braced(value).is_none());
        for (index, (key, value)) in fixed.enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            let pair = format!("{separator}{key}={value}");
            path.extend(utf8_percent_encode(&pair, ILLEGAL));
        }
        path
    }
}

/// Returns the name, if `value` is one name in braces.
fn braced(value: &str) -> Option<&str> {
    value.strip_prefix('{')?.strip_suffix('}')
}

/// Returns the names in braces of a path, each once.
pub(super) fn names<'p>(path: &'p str, pointer: &str) -> Result<Vec<&'p str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let braced = rest[open..].strip_prefix('{');
        let Some((name, rest_of_path)) = braced.and_then(|braced| braced.split_once('}')) else {
            bail!(pointer, "unbalanced brace in the path: close it");
        };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = rest_of_path;
    }
    Ok(names)
}
