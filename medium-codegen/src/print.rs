//! Code → files: a header that names the command, prettyplease's text, and the
//! blank lines that prettyplease leaves out.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item};

use crate::error::{Diagnostic, Result};

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

/// A file before it is text.
pub(crate) struct Source {
    pub(crate) path: &'static str,
    /// What the file is about.
    pub(crate) docs: &'static str,
    pub(crate) uses: TokenStream,
    pub(crate) pieces: Vec<Piece>,
}

/// A file as text, and its items.
pub(crate) struct Printed {
    pub(crate) file: File,
    pub(crate) items: Vec<Item>,
}

/// The files of the client, sorted by path.
pub(crate) fn print(sources: Vec<Source>, name: &str, command: &str) -> Result<Vec<Printed>> {
    let header =
        format!("// @generated from {name} by `{command}`: edit the document, not this file.\n");
    let mut files = Vec::new();
    for source in sources {
        let mut blocks = vec![format!("{header}//! {}\n", source.docs)];
        let mut items = Vec::new();
        add(source.uses, &mut blocks, &mut items)?;
        for piece in source.pieces {
            match piece {
                Piece::Code(tokens) => add(tokens, &mut blocks, &mut items)?,
                Piece::Macro(text) => {
                    items.push(syn::parse_str(&text).map_err(fault)?);
                    blocks.push(text);
                }
            }
        }
        let file = File {
            path: source.path.to_owned(),
            text: blocks.join("\n"),
        };
        files.push(Printed { file, items });
    }
    files.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    Ok(files)
}

fn fault(error: syn::Error) -> Diagnostic {
    Diagnostic::generator("", format!("wrote no Rust: {error}"))
}

/// Adds each item, as it is and as text; imports and modules that follow each
/// other are one text.
fn add(tokens: TokenStream, blocks: &mut Vec<String>, items: &mut Vec<Item>) -> Result<()> {
    let mut before = false;
    for item in syn::parse2::<syn::File>(tokens).map_err(fault)?.items {
        let compact = matches!(item, Item::Mod(_) | Item::Use(_));
        let file = syn::File {
            shebang: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let text = spaced(&prettyplease::unparse(&file));
        match blocks.last_mut() {
            Some(last) if before && compact => last.push_str(&text),
            _ => blocks.push(text),
        }
        before = compact;
        items.extend(file.items);
    }
    Ok(())
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
