//! The intermediate results of each step, for debugging a new construct.

use proc_macro2::TokenStream;
use serde::Serialize;

use crate::print::File;

/// Collects the stages, if requested.
pub(crate) struct Stages {
    is_enabled: bool,
    pub(crate) files: Vec<File>,
}

impl Stages {
    pub(crate) fn new(is_enabled: bool) -> Self {
        Self {
            is_enabled,
            files: Vec::new(),
        }
    }

    pub(crate) fn json(&mut self, name: &str, value: &impl Serialize) {
        if self.is_enabled {
            // A stage that can't be shown contains the error instead.
            let text =
                serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string());
            self.add(name, text + "\n");
        }
    }

    pub(crate) fn code(&mut self, name: &str, code: &TokenStream) {
        if self.is_enabled {
            let parsed = syn::parse2(code.clone());
            let text =
                parsed.map_or_else(|_| code.to_string(), |file| prettyplease::unparse(&file));
            self.add(name, text);
        }
    }

    pub(crate) fn files(&mut self, folder: &str, files: &[File]) {
        for file in files.iter().filter(|_| self.is_enabled) {
            let path = format!("{folder}/{}", file.path);
            self.files.push(File {
                path,
                text: file.text.clone(),
            });
        }
    }

    fn add(&mut self, path: &str, text: String) {
        let path = path.to_owned();
        self.files.push(File { path, text });
    }
}
