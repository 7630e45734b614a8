//! Where a call goes: the path with its parameters filled in, and the query.

use std::borrow::Cow;

use serde::Serialize;
use url::Url;

use super::Secret;
use super::parameter::{Style, Value};

/// The path and the query of a call.
pub(crate) struct Address {
    /// The path, with the parameters that were given filled in. It may hold a
    /// query that the document writes into the path.
    path: Cow<'static, str>,
    /// Each parameter with what is sent of it.
    query: Vec<(&'static str, String)>,
    /// What of the request may not be shown, beside its headers.
    secrets: Vec<Secret>,
    /// The address of a further page, in place of all that.
    page: Option<Box<Url>>,
}

impl Address {
    pub(crate) fn new(path: &'static str) -> Self {
        Self {
            path: Cow::Borrowed(path),
            query: Vec::new(),
            secrets: Vec::new(),
            page: None,
        }
    }

    /// Fills in a parameter of the path. The error is what is wrong with the
    /// value.
    pub(crate) fn path(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Result<(), String> {
        let value = style.value(value)?;
        let text = style.in_path(name, &value);
        let problem = match text.replace("%2E", ".").as_str() {
            "" => "is empty",
            "." | ".." => "is a step in a path",
            _ => {
                self.fill(name, &text);
                self.add_secrets(style, &value);
                return Ok(());
            }
        };
        Err(format!("{problem}: give the value as the service gave it"))
    }

    /// Puts `text` wherever `{name}` stands.
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

    /// Sets a parameter of the query, in place of one that was set before. The
    /// error is what is wrong with the value.
    pub(crate) fn query(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Result<(), String> {
        let value = style.value(value)?;
        let pairs = style.in_query(name, &value)?;
        self.query.retain(|(known, _)| *known != name);
        if !pairs.is_empty() {
            self.query.push((name, pairs));
        }
        self.add_secrets(style, &value);
        Ok(())
    }

    /// The address of a further page, in place of all that was given.
    pub(crate) fn set_page(&mut self, page: Url) {
        self.page = Some(Box::new(page));
    }

    /// Remembers what of a parameter may not be shown.
    pub(crate) fn add_secrets(&mut self, style: Style, value: &Value) {
        if style.secret {
            self.secrets
                .extend(value.texts().into_iter().map(Secret::from));
        }
    }

    /// What may not be shown.
    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// The path, where a parameter of it was not given. What was filled in has
    /// no braces: they are encoded.
    pub(crate) fn unfilled(&self) -> Option<&str> {
        self.path.contains('{').then_some(&*self.path)
    }

    /// Where the call goes, on this server.
    pub(crate) fn url(&self, server: &Url) -> Url {
        if let Some(page) = &self.page {
            return Url::clone(page);
        }
        let (path, written) = match self.path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (&*self.path, None),
        };
        let mut url = server.clone();
        match server.path().trim_end_matches('/') {
            "" => url.set_path(path),
            base => url.set_path(&format!("{base}{path}")),
        }
        let pairs = self.query.iter().map(|(_, pairs)| pairs.as_str());
        let query: Vec<&str> = written.into_iter().chain(pairs).collect();
        if !query.is_empty() {
            url.set_query(Some(&query.join("&")));
        }
        url
    }
}
