//! `multipart/form-data`, part by part.

use std::fmt::Display;

use reqwest::Body;
use reqwest::multipart;
use serde::Serialize;

use super::file::Content;
use super::{Error, File, Operation, Secret};

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
    pub fn text(&mut self, name: &'static str, value: &impl Display) {
        self.add(name, multipart::Part::text(value.to_string()));
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

    /// A file, whose type must be among `allowed`; none there means any.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where its type is another, or not known.
    pub fn file(&mut self, name: &'static str, file: File, allowed: &[&str]) -> Result<(), Error> {
        let kind = match file.content_type() {
            Some(kind) if allowed.is_empty() || allowed.contains(&kind) => kind.to_owned(),
            None if allowed.is_empty() => "application/octet-stream".to_owned(),
            Some(kind) => {
                return Err(self.refused(
                    name,
                    format!(
                        "is {kind}, and the service takes {} only: convert it",
                        allowed.join(", ")
                    ),
                ));
            }
            None => {
                return Err(self.refused(name, format!("is of no known type, and the service takes {} only: convert it, or say its type", allowed.join(", "))));
            }
        };
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
            .map_err(|_| self.refused(name, format!("has a type that is none: {kind:?}")))?;
        self.add(name, part);
        Ok(())
    }

    fn add(&mut self, name: &'static str, part: multipart::Part) {
        self.form = std::mem::take(&mut self.form).part(name, part);
    }

    fn refused(&self, field: &str, problem: String) -> Error {
        Error::input(self.operation.id, field, problem)
    }
}
