//! The passes over what progenitor wrote, in the order in which they run. Each
//! is one file, does one thing, and can be left out: a test requires that the
//! output differs then.

mod absent;
mod address;
mod blocking;
mod construct;
mod docs;
mod envelope;
mod headers;
mod imports;
mod join;
mod json;
mod method_docs;
mod multipart;
mod open_enum;
mod operations;
mod optional_body;
mod prune;
mod redirect;
mod send;

use std::collections::BTreeMap;

use syn::{Field, Fields, Ident, Type};

use crate::client::Code;
use crate::error::{Refusal, Result};
use crate::plan::{Plan, Property};

/// What a pass knows.
pub(crate) struct Context<'a> {
    pub(crate) plan: &'a Plan,
    /// The path of the runtime module.
    pub(crate) runtime: syn::Path,
    /// The name of the crate in examples.
    pub(crate) krate: &'a str,
    /// Whether a blocking client is wanted.
    pub(crate) blocking: bool,
}

/// One step over the generated code.
pub(crate) struct Pass {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&Context<'_>, &mut Code) -> Result<()>,
}

/// Later passes look for what earlier ones left: `send` before those that
/// change how a method ends, `docs` when everything is there, `blocking` on what is
/// done, `imports` last.
pub(crate) const PASSES: [Pass; 17] = [
    Pass {
        name: "prune",
        run: prune::run,
    },
    Pass {
        name: "send",
        run: send::run,
    },
    Pass {
        name: "address",
        run: address::run,
    },
    Pass {
        name: "headers",
        run: headers::run,
    },
    Pass {
        name: "join",
        run: join::run,
    },
    Pass {
        name: "multipart",
        run: multipart::run,
    },
    Pass {
        name: "optional_body",
        run: optional_body::run,
    },
    Pass {
        name: "json",
        run: json::run,
    },
    Pass {
        name: "envelope",
        run: envelope::run,
    },
    Pass {
        name: "redirect",
        run: redirect::run,
    },
    Pass {
        name: "open_enum",
        run: open_enum::run,
    },
    Pass {
        name: "absent",
        run: absent::run,
    },
    Pass {
        name: "construct",
        run: construct::run,
    },
    Pass {
        name: "operations",
        run: operations::run,
    },
    Pass {
        name: "docs",
        run: docs::run,
    },
    Pass {
        name: "blocking",
        run: blocking::run,
    },
    Pass {
        name: "imports",
        run: imports::run,
    },
];

/// An identifier; the lowering has made sure that it is one.
pub(crate) fn ident(name: &str) -> Result<Ident> {
    syn::parse_str(name)
        .map_err(|_| Refusal::generator("", format!("{name:?} is no identifier in Rust")))
}

/// The constant that describes an operation.
pub(crate) fn constant(method_name: &str) -> Result<Ident> {
    ident(&method_name.to_uppercase())
}

/// `&operations::ME`: by its path, because an argument may have any name that a
/// local could have.
pub(crate) fn described(method_name: &str) -> Result<syn::Expr> {
    let constant = constant(method_name)?;
    Ok(syn::parse_quote!(&operations::#constant))
}

/// A doc attribute for each line of `text`.
pub(crate) fn doc_lines(text: &str) -> Vec<syn::Attribute> {
    text.trim_end()
        .lines()
        .map(|line| {
            let line = line.trim_end();
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            syn::parse_quote!(#[doc = #line])
        })
        .collect()
}

/// The argument of `Outer<…>`, where `ty` is that.
pub(crate) fn argument<'a>(ty: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) if last.ident == outer => {
            arguments.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(inner) => Some(inner),
                _ => None,
            })
        }
        _ => None,
    }
}

/// The name of a field on the wire.
pub(crate) fn wire_name(field: &syn::Field) -> String {
    let mut wire = field
        .ident
        .as_ref()
        .map(Ident::to_string)
        .unwrap_or_default();
    for attribute in &field.attrs {
        if attribute.path().is_ident("serde") {
            // Other serde arguments are skipped: only the name matters here.
            let _ = attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    wire = meta.value()?.parse::<syn::LitStr>()?.value();
                } else if meta.input.peek(syn::Token![=]) {
                    meta.value()?.parse::<syn::Expr>()?;
                }
                Ok(())
            });
        }
    }
    wire
}

/// The fields of a struct by what a property knows of them: the name on the
/// wire and, as the fields of a form have no serde names, the name in Rust.
pub(crate) struct Members<'a>(BTreeMap<String, &'a Field>);

impl<'a> Members<'a> {
    pub(crate) fn of(fields: &'a Fields) -> Self {
        let mut members = BTreeMap::new();
        for field in fields {
            members.insert(wire_name(field), field);
        }
        for field in fields {
            if let Some(name) = &field.ident {
                members.entry(name.to_string()).or_insert(field);
            }
        }
        Self(members)
    }

    pub(crate) fn of_property(&self, property: &Property) -> Option<&'a Field> {
        let by_wire = self.0.get(&property.wire);
        by_wire.or_else(|| self.0.get(&property.field)).copied()
    }
}

/// The name of the struct or enum that an item defines or an `impl` is for.
pub(crate) fn subject(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Type(item) => Some(item.ident.to_string()),
        syn::Item::Impl(block) => match &*block.self_ty {
            Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
            _ => None,
        },
        _ => None,
    }
}
