//! Arguments of calls, for generated code.

use serde::Serialize;

use super::Call;
use crate::client::body::Body;
use crate::client::parameter::Value;
use crate::client::prepared_call::PreparedCall;
use crate::client::urlencoded;
use crate::{File, IntoForm, Style};

/// Arguments, for generated code. Each is encoded immediately; setting it again replaces it.
impl<T> Call<T> {
    /// Sets an argument. If it is invalid, the call ends in an error that names `field`.
    fn with(
        mut self,
        field: &str,
        set: impl FnOnce(&mut PreparedCall) -> Result<(), String>,
    ) -> Self {
        if let Err(problem) = set(&mut self.prepared) {
            self.prepared.reject(field, problem);
        }
        self
    }

    /// Sets a parameter, serialized in `style`.
    fn parameter(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
        set: impl FnOnce(&mut PreparedCall, &Value) -> Result<(), String>,
    ) -> Self {
        self.with(name, |prepared| set(prepared, &style.value(value)?))
    }

    /// Sets the path parameter `name`, percent-encoded as one segment. Empty values,
    /// `.` and `..` are rejected: they would change which path is called.
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_as(name, value, Style::SIMPLE)
    }

    /// Sets the path parameter `name` in another style.
    pub fn path_as(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.parameter(name, value, style, |prepared, value| {
            prepared.request_url.path(name, value, style)
        })
    }

    /// Sets the query parameter `name`. Lists and objects become one pair per value.
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_as(name, value, Style::FORM.exploded())
    }

    /// Sets the query parameter `name` in another style. Empty lists and objects are not sent.
    pub fn query_as(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.parameter(name, value, style, |prepared, value| {
            prepared.request_url.query(name, value, style)
        })
    }

    /// Sets the header parameter `name`.
    pub fn header_parameter(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_as(name, value, Style::SIMPLE)
    }

    /// Sets the header parameter `name` in another style.
    pub fn header_as(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.parameter(name, value, style, |prepared, value| {
            prepared.header_parameter(name, value, style)
        })
    }

    /// Sets the cookie `name`.
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.cookie_as(name, value, Style::FORM.exploded())
    }

    /// Sets the cookie `name` in another style.
    pub fn cookie_as(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.parameter(name, value, style, |prepared, value| {
            prepared.cookie(name, value, style)
        })
    }

    /// Sets a JSON body.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets a JSON body with another media type, such as `application/merge-patch+json`.
    pub fn json_as(self, media_type: &'static str, body: &(impl Serialize + ?Sized)) -> Self {
        self.with("body", |prepared| {
            prepared.body = Body::json(media_type, body)?;
            Ok(())
        })
    }

    /// Sets a text body, such as `text/plain` or `application/xml`.
    pub fn text(mut self, media_type: &'static str, body: &str) -> Self {
        self.prepared.body = Body::text(media_type, body);
        self
    }

    /// Sets a file as the body. Its media type must be one of `allowed`, unless that is empty. A
    /// streamed file is sent once, so the call is not retried.
    pub fn file(self, allowed: &[&'static str], body: impl Into<File>) -> Self {
        self.with("body", |prepared| {
            prepared.body = Body::file(body.into(), allowed)?;
            Ok(())
        })
    }

    /// Sets a URL-encoded body. A list becomes a pair per item, an object becomes JSON.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_as(&[], body)
    }

    /// Sets a body of `application/x-www-form-urlencoded`, with styles for some properties.
    pub fn form_as(
        self,
        styles: &[(&'static str, Style)],
        body: &(impl Serialize + ?Sized),
    ) -> Self {
        self.with("body", |prepared| {
            let text = urlencoded::encode(body, styles)?;
            prepared.body = Body::bytes("application/x-www-form-urlencoded", text);
            Ok(())
        })
    }

    /// Sets a `multipart/form-data` body. Files are streamed, so the call is not retried.
    pub fn multipart(mut self, body: impl IntoForm) -> Self {
        self.prepared.multipart(body);
        self
    }
}
