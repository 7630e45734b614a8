//! A folder with a document, and the program that generates its client.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) const DOCUMENT: &str = r##"
openapi: "3.0.3"
info: { title: Bells, version: "1" }
servers: [{ url: "https://bells.example" }]
paths:
  /bells:
    get:
      operationId: bells
      parameters:
        - { name: tower, in: query, schema: { type: string } }
      responses:
        "200":
          description: The bell.
          content: { application/json: { schema: { $ref: "#/components/schemas/Bell" } } }
components:
  schemas:
    Bell:
      type: object
      required: [name]
      properties:
        name: { type: string, description: What it is called. }
        tone: { type: string, enum: [c, d] }
"##;

/// A folder with a document and its generated client.
pub(crate) struct TestProject {
    pub(crate) folder: TempDir,
}

impl TestProject {
    pub(crate) fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        project.document(DOCUMENT);
        project
    }

    pub(crate) fn document(&self, text: &str) {
        fs::write(self.path("bells.yaml"), text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn regen(&self, more: &[&str]) -> Output {
        let arguments = ["regen", "--document", "bells.yaml", "--out", "client"];
        xtask(self.folder.path(), &[&arguments, more].concat())
    }

    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        xtask::difference::read_folder(&self.path("client")).unwrap()
    }
}

pub(crate) fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
