//! `multipart/form-data`, part by part.

use std::borrow::Cow;
use std::fmt::Display;

use reqwest::Body;
use reqwest::multipart;
use serde::Serialize;

use super::file::Content;
use super::{Error, File, Operation, Secret, media};

/// A form that is being filled in.
pub struct Form {
    operation: &'static Operation,
    form: multipart::Form,
}

/// What can be sent as a form: the generated types of multipart bodies.
pub trait IntoForm {
    /// Adds the parts.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where one can't be sent.
    fn into_form(self, form: &mut Form) -> Result<(), Error>;
}

impl Form {
    /// `body` as the form of a request.
    pub(crate) fn filled(
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

    /// A plain value.
    pub fn text(&mut self, name: impl Into<Cow<'static, str>>, value: &impl Display) {
        self.add(name, multipart::Part::text(value.to_string()));
    }

    /// A plain value that has a media type, such as `application/xml`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where the media type is none.
    pub fn text_as(
        &mut self,
        media_type: &str,
        name: &'static str,
        value: &impl Display,
    ) -> Result<(), Error> {
        let part = multipart::Part::text(value.to_string()).mime_str(media_type);
        let part = part
            .map_err(|_| self.refused(name, format!("has a type that is none: {media_type:?}")))?;
        self.add(name, part);
        Ok(())
    }

    /// A secret, as plain text.
    pub fn secret(&mut self, name: &'static str, value: &Secret) {
        self.add(name, multipart::Part::text(value.expose().to_owned()));
    }

    /// A value as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it has no form in JSON.
    pub fn json(&mut self, name: &'static str, value: &impl Serialize) -> Result<(), Error> {
        let text = serde_json::to_string(value)
            .map_err(|error| self.refused(name, format!("is no JSON: {error}")))?;
        let part = multipart::Part::text(text)
            .mime_str("application/json")
            .map_err(|_| self.refused(name, "can't be sent as JSON".to_owned()))?;
        self.add(name, part);
        Ok(())
    }

    /// A file, whose type must be among `allowed` (`image/png`, `image/*`); none
    /// there means any.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where its type is another, or not known.
    pub fn file(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        file: File,
        allowed: &[&'static str],
    ) -> Result<(), Error> {
        let name = name.into();
        let kind = media::chosen(file.content_type(), allowed)
            .map_err(|problem| self.refused(&name, problem))?;
        let file_name = file.name().to_owned();
        let length = file.length();
        let part = match (file.into_content(), length) {
            (Content::Bytes(bytes), _) => {
                let length = bytes.len() as u64;
                multipart::Part::stream_with_length(Body::from(bytes), length)
            }
            (Content::Chunks(chunks), Some(length)) => {
                multipart::Part::stream_with_length(Body::wrap_stream(chunks), length)
            }
            (Content::Chunks(chunks), None) => multipart::Part::stream(Body::wrap_stream(chunks)),
        };
        let part = part
            .file_name(file_name)
            .mime_str(&kind)
            .map_err(|_| self.refused(&name, format!("has a type that is none: {kind:?}")))?;
        self.add(name, part);
        Ok(())
    }

    fn add(&mut self, name: impl Into<Cow<'static, str>>, part: multipart::Part) {
        self.form = std::mem::take(&mut self.form).part(name, part);
    }

    fn refused(&self, field: &str, problem: String) -> Error {
        Error::input(self.operation.id, field, problem)
    }
}

/// A form of which the document does not say what is in it: part by part, as the
/// service wants it.
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
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With a plain value, which is not printed.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = Secret::from(value.into());
        self.0.push((name.into(), Part::Text(value)));
        self
    }

    /// With a file.
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
