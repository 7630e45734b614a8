//! Builds the URL of a call: the path with its parameters, and the query.

use std::borrow::Cow;

use url::Url;

use super::Secret;
use super::parameter::{Style, Value};

/// The path and the query of a call.
pub(crate) struct RequestUrl {
    /// The path, in which parameters are replaced with their values. It may contain a
    /// query that the document has in the path.
    path: Cow<'static, str>,
    /// Each query parameter, with its encoded pairs.
    query: Vec<(&'static str, String)>,
    /// Secrets in the path, the query and the cookies, which errors must not show.
    secrets: Vec<Secret>,
    /// The URL of a next page, which replaces all of the above.
    page: Option<Box<Url>>,
}

impl RequestUrl {
    pub(crate) fn new(path: &'static str) -> Self {
        Self {
            path: Cow::Borrowed(path),
            query: Vec::new(),
            secrets: Vec::new(),
            page: None,
        }
    }

    /// Fills in a path parameter. Errors say what is wrong with the value.
    pub(crate) fn path(
        &mut self,
        name: &'static str,
        value: &Value,
        style: Style,
    ) -> Result<(), String> {
        let text = style.in_path(name, value);
        let problem = match text.replace("%2E", ".").as_str() {
            "" => "is empty",
            "." | ".." => "would change the path",
            _ => {
                self.fill(name, &text);
                self.add_secrets(style, value);
                return Ok(());
            }
        };
        Err(format!(
            "{problem}: pass the value exactly as the service returned it"
        ))
    }

    /// Replaces each `{name}` in the path with `text`.
    fn fill(&mut self, name: &str, text: &str) {
        let mut filled = String::with_capacity(self.path.len() + text.len());
        let mut rest = &*self.path;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let after = behind.strip_prefix(name);
            match after.and_then(|after| after.strip_prefix('}')) {
                Some(after) => {
                    filled.push_str(text);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = behind;
                }
            }
        }
        filled.push_str(rest);
        self.path = Cow::Owned(filled);
    }

    /// Sets or replaces a query parameter. Errors say what is wrong with the value.
    pub(crate) fn query(
        &mut self,
        name: &'static str,
        value: &Value,
        style: Style,
    ) -> Result<(), String> {
        let pairs = style.in_query(name, value)?;
        self.query.retain(|(known, _)| *known != name);
        if !pairs.is_empty() {
            self.query.push((name, pairs));
        }
        self.add_secrets(style, value);
        Ok(())
    }

    /// Replaces path and query with the URL of a next page.
    pub(crate) fn set_page(&mut self, page: Url) {
        self.page = Some(Box::new(page));
    }

    /// Adds the texts of a secret parameter to the secrets.
    pub(crate) fn add_secrets(&mut self, style: Style, value: &Value) {
        if style.secret {
            self.secrets
                .extend(value.texts().into_iter().map(Secret::from));
        }
    }

    /// Returns the texts that errors must not show.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Returns the path, if a parameter of it is missing. Values have no braces: those are encoded.
    pub(crate) fn unfilled(&self) -> Option<&str> {
        self.path.contains('{').then_some(&*self.path)
    }

    /// Returns the URL of the call on `server`.
    pub(crate) fn url(&self, server: &Url) -> Url {
        if let Some(page) = &self.page {
            return Url::clone(page);
        }
        let (path, path_query) = match self.path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (&*self.path, None),
        };
        let mut url = server.clone();
        match server.path().trim_end_matches('/') {
            "" => url.set_path(path),
            base => url.set_path(&format!("{base}{path}")),
        }
        let pairs = self.query.iter().map(|(_, pairs)| pairs.as_str());
        let query: Vec<&str> = path_query.into_iter().chain(pairs).collect();
        if !query.is_empty() {
            url.set_query(Some(&query.join("&")));
        }
        url
    }
}
