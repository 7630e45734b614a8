//! Code → files: a header that names the command, prettyplease's text, and the
//! blank lines that prettyplease leaves out.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item};

use crate::Options;
use crate::error::{Diagnostic, Result};
use crate::surface::FileSurface;

/// One file of the client, its path relative to the folder of generated code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative, with `/` between its parts.
    pub path: String,
    /// UTF-8, with `\n` at the end of each line.
    pub text: String,
}

/// A piece of a file.
pub(crate) enum Piece {
    Code(TokenStream),
    /// A call of one of the runtime's macros, which prettyplease can't format.
    Macro(String),
}

impl Piece {
    /// The piece with an attribute at each of its items.
    pub(crate) fn behind(self, attribute: &Attribute) -> Result<Self> {
        Ok(match self {
            Self::Code(tokens) => {
                let mut file: syn::File = syn::parse2(tokens).map_err(fault)?;
                for item in &mut file.items {
                    mark(item, attribute);
                }
                Self::Code(file.into_token_stream())
            }
            Self::Macro(text) => Self::Macro(format!("{}\n{text}", attribute.to_token_stream())),
        })
    }
}

/// Adds an attribute to a type or an `impl`, behind its docs.
fn mark(item: &mut Item, attribute: &Attribute) {
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        _ => return,
    };
    let docs = attributes
        .iter()
        .take_while(|one| one.path().is_ident("doc"));
    attributes.insert(docs.count(), attribute.clone());
}

/// A file that is being written. Each piece becomes text at once, and its tokens
/// and items go: all of them took more memory than any other step (Microsoft
/// Graph: 1,360 MiB, now 950 MiB).
pub(crate) struct Page {
    /// What stands between blank lines.
    blocks: Vec<String>,
    surface: FileSurface,
    path: &'static str,
}

/// A file as text, and what of it users see.
pub(crate) struct Printed {
    pub(crate) file: File,
    pub(crate) surface: Vec<String>,
}

impl Page {
    /// An empty file, and what it is about.
    pub(crate) fn new(options: &Options, path: &'static str, docs: &str) -> Self {
        let Options { name, command, .. } = options;
        let header = format!(
            "// @generated from {name} by `{command}`: edit the document, not this file.\n//! {docs}\n"
        );
        Self {
            blocks: vec![header],
            surface: FileSurface::new(path),
            path,
        }
    }

    /// Allows items without docs: the document does not describe all of them.
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

    /// Adds the items that `tokens` are.
    pub(crate) fn code(&mut self, tokens: TokenStream) -> Result<()> {
        for item in items(tokens)? {
            self.surface.add(&item);
            self.blocks.push(text(item));
        }
        Ok(())
    }

    /// Adds a call of one of the runtime's macros, as it is.
    pub(crate) fn macro_call(&mut self, text: String) -> Result<()> {
        let item = syn::parse_str(&text).map_err(fault)?;
        self.surface.add(&item);
        self.blocks.push(text);
        Ok(())
    }

    /// Adds the imports or modules that the file starts with, as one block: only
    /// when all else is written are they known.
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
    Ok(syn::parse2::<syn::File>(tokens).map_err(fault)?.items)
}

fn fault(error: syn::Error) -> Diagnostic {
    Diagnostic::generator("", format!("wrote no Rust: {error}"))
}

fn text(item: Item) -> String {
    let file = syn::File {
        shebang: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    spaced(&prettyplease::unparse(&file))
}

/// A blank line between the functions of an `impl`.
fn spaced(text: &str) -> String {
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
