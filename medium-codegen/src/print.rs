//! Prints code as files: a header that names the command, prettyplease's text, and
//! blank lines that prettyplease lacks.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item};

use crate::Options;
use crate::error::{Error, Result};
use crate::surface::FileSurface;

/// A file of the client, with its path relative to the folder of generated code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative, with `/` as the separator.
    pub path: String,
    /// UTF-8, with `\n` line endings.
    pub text: String,
}

pub(crate) enum Piece {
    Code(TokenStream),
    /// A call of a macro of the runtime, which prettyplease can't format.
    Macro(String),
}

impl Piece {
    /// Adds an attribute to each item.
    pub(crate) fn with_attribute(self, attribute: &Attribute) -> Result<Self> {
        Ok(match self {
            Self::Code(tokens) => {
                let mut file: syn::File = syn::parse2(tokens).map_err(internal_error)?;
                for item in &mut file.items {
                    add_attribute(item, attribute);
                }
                Self::Code(file.into_token_stream())
            }
            Self::Macro(text) => Self::Macro(format!("{}\n{text}", attribute.to_token_stream())),
        })
    }
}

/// Adds an attribute to a type or an `impl`, after its docs.
fn add_attribute(item: &mut Item, attribute: &Attribute) {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return,
    };
    let docs = attributes
        .iter()
        .take_while(|attribute| attribute.path().is_ident("doc"));
    attributes.insert(docs.count(), attribute.clone());
}

/// Writes a file. Each part is printed at once, and its tokens dropped: keeping them used
/// more memory than any other step (Microsoft Graph: 1,360 MiB instead of 950 MiB).
pub(crate) struct FileWriter {
    /// The parts between blank lines.
    blocks: Vec<String>,
    surface: FileSurface,
    path: &'static str,
}

pub(crate) struct Printed {
    pub(crate) file: File,
    pub(crate) surface: Vec<String>,
}

impl FileWriter {
    /// Creates an empty file with its module docs.
    pub(crate) fn new(options: &Options, path: &'static str, docs: &str) -> Self {
        let Options {
            document_name,
            command,
            ..
        } = options;
        let header = format!(
            "// @generated from {document_name} by `{command}`: edit the document, not this file.\n//! {docs}\n"
        );
        Self {
            blocks: vec![header],
            surface: FileSurface::new(path),
            path,
        }
    }

    /// Allows items without docs, for a document that does not describe everything.
    pub(crate) fn allow_missing_docs(&mut self) {
        self.blocks[0].push_str(
            "#![allow(missing_docs, reason = \"the document does not describe everything\")]\n",
        );
    }

    pub(crate) fn add(&mut self, piece: Piece) -> Result<()> {
        match piece {
            Piece::Code(tokens) => self.code(tokens),
            Piece::Macro(text) => self.macro_call(text),
        }
    }

    pub(crate) fn code(&mut self, tokens: TokenStream) -> Result<()> {
        for item in items(tokens)? {
            self.surface.add(&item);
            self.blocks.push(text(item));
        }
        Ok(())
    }

    /// Adds a call of a macro of the runtime, unchanged.
    pub(crate) fn macro_call(&mut self, text: String) -> Result<()> {
        let item = syn::parse_str(&text).map_err(internal_error)?;
        self.surface.add(&item);
        self.blocks.push(text);
        Ok(())
    }

    /// Adds the imports or modules at the start of the file, as one block. They are
    /// only known once everything else is written.
    pub(crate) fn finish(mut self, head: TokenStream) -> Result<Printed> {
        let head: String = items(head)?.into_iter().map(text).collect();
        if !head.is_empty() {
            self.blocks.insert(1, head);
        }
        let file = File {
            path: self.path.to_owned(),
            text: self.blocks.join("\n"),
        };
        Ok(Printed {
            file,
            surface: self.surface.lines,
        })
    }
}

fn items(tokens: TokenStream) -> Result<Vec<Item>> {
    Ok(syn::parse2::<syn::File>(tokens)
        .map_err(internal_error)?
        .items)
}

fn internal_error(error: syn::Error) -> Error {
    Error::generator("", format!("wrote invalid Rust: {error}"))
}

fn text(item: Item) -> String {
    let file = syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    add_blank_lines(&prettyplease::unparse(&file))
}

/// Adds blank lines between the functions of an `impl`.
fn add_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut closed = false;
    for line in text.lines() {
        let opens = line.starts_with("    ") && !line.starts_with("     ") && line != "    }";
        if closed && opens {
            out.push('\n');
        }
        closed = line == "    }" || line.starts_with("    pub const ");
        out.push_str(line);
        out.push('\n');
    }
    out
}
