//! What generated code hands to a call.

use serde::Serialize;

use super::Call;
use crate::{File, IntoForm, Style};

/// Arguments, for generated code. Each encodes its value at once; one that is
/// given again replaces the earlier one.
impl<T> Call<T> {
    /// The path parameter `name`, percent-encoded as one segment. An empty
    /// value, `.` and `..` are refused: they would change which path is called.
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_as(name, value, Style::SIMPLE)
    }

    /// The path parameter `name`, in another style.
    pub fn path_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.template.path(name, value, style);
        self
    }

    /// The query parameter `name`: one value, or a list or an object whose
    /// values stand in it by themselves.
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_as(name, value, Style::FORM.exploded())
    }

    /// The query parameter `name`, in another style. An empty list or object is
    /// not sent.
    pub fn query_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.template.query(name, value, style);
        self
    }

    /// The header parameter `name`.
    pub fn header_parameter(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_as(name, value, Style::SIMPLE)
    }

    /// The header parameter `name`, in another style.
    pub fn header_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.template.header_parameter(name, value, style);
        self
    }

    /// The cookie `name`.
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.cookie_as(name, value, Style::FORM.exploded())
    }

    /// The cookie `name`, in another style.
    pub fn cookie_as(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: Style,
    ) -> Self {
        self.template.cookie(name, value, style);
        self
    }

    /// A body of JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json_as("application/json", body)
    }

    /// A body of JSON that has a media type of its own, such as
    /// `application/merge-patch+json`.
    pub fn json_as(mut self, media_type: &'static str, body: &(impl Serialize + ?Sized)) -> Self {
        self.template.json(media_type, body);
        self
    }

    /// A body of text, such as `text/plain` or `application/xml`.
    pub fn text(mut self, media_type: &'static str, body: &str) -> Self {
        self.template.text(media_type, body);
        self
    }

    /// A body of bytes, which goes out with its own media type where that is
    /// among `allowed` (`image/png`, `image/*`), and none of them means any. A
    /// file is read while it is sent: then the call is sent once.
    pub fn file(mut self, allowed: &[&'static str], body: impl Into<File>) -> Self {
        self.template.file(allowed, body.into());
        self
    }

    /// A body of `application/x-www-form-urlencoded`: a list is a pair for each
    /// item, and an object is JSON.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_as(&[], body)
    }

    /// A body of `application/x-www-form-urlencoded`, with the styles of those
    /// properties that are written otherwise.
    pub fn form_as(
        mut self,
        styles: &[(&'static str, Style)],
        body: &(impl Serialize + ?Sized),
    ) -> Self {
        self.template.form(styles, body);
        self
    }

    /// A body of `multipart/form-data`. Its files are read while they are sent,
    /// so the call is sent once.
    pub fn multipart(mut self, body: impl IntoForm) -> Self {
        self.template.multipart(body);
        self
    }
}
