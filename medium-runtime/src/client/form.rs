//! Bodies of `multipart/form-data`.

use std::borrow::Cow;
use std::fmt::Display;

use reqwest::Body;
use reqwest::multipart;
use serde::Serialize;

use super::file::Content;
use super::{Error, File, Operation, Secret, media};

/// A form, filled in part by part.
pub struct Form {
    operation: &'static Operation,
    form: multipart::Form,
}

/// Types that can be sent as a form: generated types of multipart bodies.
pub trait IntoForm {
    /// Adds the parts.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if a part is invalid.
    fn into_form(self, form: &mut Form) -> Result<(), Error>;
}

impl Form {
    /// Creates the form of a body.
    pub(crate) fn build(
        operation: &'static Operation,
        body: impl IntoForm,
    ) -> Result<multipart::Form, Error> {
        let mut form = Self {
            operation,
            form: multipart::Form::new(),
        };
        body.into_form(&mut form)?;
        Ok(form.form)
    }

    /// Adds a plain value.
    pub fn text(&mut self, name: impl Into<Cow<'static, str>>, value: &impl Display) {
        self.add(name, multipart::Part::text(value.to_string()));
    }

    /// Adds a plain value with a media type, such as `application/xml`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if the media type is invalid.
    pub fn text_as(
        &mut self,
        media_type: &str,
        name: &'static str,
        value: &impl Display,
    ) -> Result<(), Error> {
        let part = multipart::Part::text(value.to_string()).mime_str(media_type);
        let part = part.map_err(|_| {
            self.invalid(name, format!("has an invalid media type: {media_type:?}"))
        })?;
        self.add(name, part);
        Ok(())
    }

    /// Adds a secret as plain text.
    pub fn secret(&mut self, name: &'static str, value: &Secret) {
        self.add(name, multipart::Part::text(value.expose().to_owned()));
    }

    /// Adds a value as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if it can't be serialized.
    pub fn json(&mut self, name: &'static str, value: &impl Serialize) -> Result<(), Error> {
        let text = serde_json::to_string(value)
            .map_err(|error| self.invalid(name, format!("can't be serialized as JSON: {error}")))?;
        let part = multipart::Part::text(text)
            .mime_str("application/json")
            .map_err(|_| self.invalid(name, "can't be sent as JSON".to_owned()))?;
        self.add(name, part);
        Ok(())
    }

    /// Adds a file. Its media type must be among `allowed` (`image/*`) unless that is empty.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] if its media type is not allowed, or unknown.
    pub fn file(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        file: File,
        allowed: &[&'static str],
    ) -> Result<(), Error> {
        let name = name.into();
        let media_type = media::choose(file.content_type(), allowed)
            .map_err(|problem| self.invalid(&name, problem))?;
        let file_name = file.name().to_owned();
        let length = file.length();
        let body = match file.into_content() {
            Content::Bytes(bytes) => Body::from(bytes),
            Content::Chunks(chunks) => Body::wrap_stream(chunks),
        };
        let part = match length {
            Some(length) => multipart::Part::stream_with_length(body, length),
            None => multipart::Part::stream(body),
        };
        let part = part
            .file_name(file_name)
            .mime_str(&media_type)
            .map_err(|_| {
                self.invalid(&name, format!("has an invalid media type: {media_type:?}"))
            })?;
        self.add(name, part);
        Ok(())
    }

    fn add(&mut self, name: impl Into<Cow<'static, str>>, part: multipart::Part) {
        self.form = std::mem::take(&mut self.form).part(name, part);
    }

    fn invalid(&self, field: &str, problem: String) -> Error {
        Error::input(self.operation.id, field, problem)
    }
}

/// A form without a schema in the document.
///
/// ```
/// use medium_runtime::{File, FormParts};
///
/// let form = FormParts::new()
///     .text("title", "Spring")
///     .file("cover", File::from_bytes("dot.gif", b"GIF89a".as_slice()));
/// ```
#[derive(Debug, Default)]
pub struct FormParts(Vec<(String, Part)>);

#[derive(Debug)]
enum Part {
    Text(Secret),
    File(File),
}

impl FormParts {
    /// Creates an empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a plain value, which `Debug` does not show.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = Secret::from(value.into());
        self.0.push((name.into(), Part::Text(value)));
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, file: impl Into<File>) -> Self {
        self.0.push((name.into(), Part::File(file.into())));
        self
    }
}

impl IntoForm for FormParts {
    fn into_form(self, form: &mut Form) -> Result<(), Error> {
        for (name, part) in self.0 {
            match part {
                Part::Text(text) => form.text(name, &text.expose()),
                Part::File(file) => form.file(name, file, &[])?,
            }
        }
        Ok(())
    }
}
