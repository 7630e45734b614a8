//! The runtime's macros in generated files, as surface lines.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Token, Visibility, braced, token};

use super::format_tokens::format_tokens;

/// Adds the lines of a macro call: the item and, for an enum, its values.
pub(super) fn add(module: &str, call: &syn::Macro, lines: &mut Vec<String>) {
    let kind = format_tokens(&call.path);
    let Ok(defined) = call.parse_body::<Defined>() else {
        // An unknown form is printed unchanged.
        lines.push(format!("{kind} {module}{}", format_tokens(&call.tokens)));
        return;
    };
    if matches!(defined.visibility, Visibility::Public(_)) {
        let Defined { name, rest, .. } = defined;
        lines.push(format!(
            "{kind} {module}{}",
            format_tokens(&quote!(#name #rest))
        ));
        for value in defined.values {
            lines.push(format!(
                "variant {module}{name}::{}",
                format_tokens(&value.0)
            ));
        }
    }
}

/// The body of a macro call, such as `pub struct Me -> types::User;` or
/// `pub enum Role or Unknown { Editor = "editor", }`.
struct Defined {
    visibility: Visibility,
    name: Ident,
    /// The tokens after the name.
    rest: TokenStream,
    values: Punctuated<Value, Token![,]>,
}

impl Parse for Defined {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let _struct_or_enum = input.call(Ident::parse_any)?;
        let name = input.parse()?;
        let rest = until(input, |input| {
            input.peek(token::Brace) || input.peek(Token![;])
        })?;
        let mut values = Punctuated::new();
        if input.peek(token::Brace) {
            let inside;
            braced!(inside in input);
            values = inside.parse_terminated(Value::parse, Token![,])?;
        }
        input.parse::<Option<Token![;]>>()?;
        Ok(Self {
            visibility,
            name,
            rest,
            values,
        })
    }
}

/// `Editor = "editor"`: code only sees the name.
struct Value(TokenStream);

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let name = until(input, |input| {
            input.peek(Token![,]) || input.peek(Token![=])
        })?;
        until(input, |input| input.peek(Token![,]))?;
        Ok(Self(name))
    }
}

fn until(input: ParseStream<'_>, is_end: fn(ParseStream<'_>) -> bool) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !is_end(input) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}
