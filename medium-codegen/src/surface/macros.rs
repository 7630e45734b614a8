//! The runtime's macros in generated files, read by their structure.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Token, Type, Visibility, braced};

use super::shown::shown;

/// `operation! { pub struct Me -> types::User; }`, and the like without what
/// comes of it.
struct Named {
    visibility: Visibility,
    name: Ident,
    output: Option<Type>,
}

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let output = match input.parse::<Option<Token![->]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        input.parse::<Token![;]>()?;
        Ok(Self {
            visibility,
            name,
            output,
        })
    }
}

/// `open_enum! { pub enum Role or Unknown { Editor = "editor", } }`, and a
/// constant, which is closed.
struct Texts {
    visibility: Visibility,
    name: Ident,
    rest: Option<Ident>,
    values: Punctuated<Text, Token![,]>,
}

struct Text {
    variant: Ident,
    json: LitStr,
}

impl Parse for Text {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let variant = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self {
            variant,
            json: input.parse()?,
        })
    }
}

impl Parse for Texts {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        let rest = match input.parse::<Option<Ident>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        let values;
        braced!(values in input);
        Ok(Self {
            visibility,
            name,
            rest,
            values: values.parse_terminated(Text::parse, Token![,])?,
        })
    }
}

/// Adds the lines of one call of a macro.
pub(super) fn add(module: &str, call: &syn::Macro, lines: &mut Vec<String>) {
    let Some(name) = call.path.segments.last() else {
        return;
    };
    let tokens = call.tokens.clone();
    if let Ok(named) = syn::parse2::<Named>(tokens.clone())
        && matches!(named.visibility, Visibility::Public(_))
    {
        let kind = match name.ident == "string_type" {
            true => "text",
            false => "call",
        };
        let output = named.output.map(|ty| format!(" -> {}", shown(&ty)));
        let output = output.unwrap_or_default();
        lines.push(format!("{kind} {module}{}{output}", named.name));
    } else if let Ok(texts) = syn::parse2::<Texts>(tokens)
        && matches!(texts.visibility, Visibility::Public(_))
    {
        let name = texts.name;
        let open = texts.rest.map(|rest| format!(" or {rest}(String)"));
        lines.push(format!("enum {module}{name}{}", open.unwrap_or_default()));
        for text in texts.values {
            let json = shown(&text.json);
            lines.push(format!("variant {module}{name}::{} = {json}", text.variant));
        }
    }
}

/// The name that a call of a macro defines.
pub(super) fn defined(call: &syn::Macro) -> Option<Ident> {
    let tokens = call.tokens.clone();
    match syn::parse2::<Named>(tokens.clone()) {
        Ok(named) => Some(named.name),
        Err(_) => syn::parse2::<Texts>(tokens).ok().map(|texts| texts.name),
    }
}
