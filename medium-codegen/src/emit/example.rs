//! The example of a method: the call as a user would write it, in a hidden function
//! that compiles with any arguments.

use heck::ToSnakeCase as _;
use quote::quote;
use syn::{Ident, Type};

use super::arguments::required_arguments;
use super::example_fields;
use super::writer::{Context, Writer, path};
use crate::error::{Error, Result};
use crate::model::{ContentKind, Names, Operation, Success};
use crate::progenitor::type_argument;

pub(super) fn example(context: &Context<'_>, operation: &Operation) -> Result<String> {
    let reserved_names = Names::from(["Client".to_owned(), "Error".to_owned()]);
    let mut writer = Writer::new(context, reserved_names);
    let arguments = required_arguments(&mut writer, operation)?;
    let names: Vec<String> = arguments.iter().map(|a| a.name.to_string()).collect();
    let client = if names.iter().any(|name| name == "client") {
        quote!(api)
    } else {
        quote!(client)
    };
    let declared: Vec<_> = arguments
        .iter()
        .map(|argument| argument.declared())
        .collect();
    let is_page = matches!(operation.success, Success::Redirect);
    let asynchronous = (!is_page).then(|| quote!(async));
    let deprecated = operation.deprecated.then(|| quote!(#[allow(deprecated)]));
    let client_path = path(&context.options.client_path)?;
    let types = writer.uses_types().then(|| quote!(, types));
    let uses = writer.crate_uses();
    let around = quote! {
        use #client_path::{Client, Error #types};
        #uses
        #deprecated
        #asynchronous fn example(#client: &Client, #(#declared),*) -> Result<(), Error> {}
    };
    let call = format!("{client}.{}({})", operation.method_name, names.join(", "));
    with_hidden_code(around, &use_success(context, operation, &call)?)
}

/// Returns the call, and a use of its result.
fn use_success(context: &Context<'_>, operation: &Operation, call: &str) -> Result<String> {
    Ok(match &operation.success {
        Success::Redirect => format!("let url = {call}.url()?;\nprintln!(\"{{url}}\");"),
        Success::Empty => format!("{call}.await?;"),
        Success::Location => {
            format!("let url = {call}.await?;\nprintln!(\"{{url}}\");")
        }
        Success::Body(content) => use_content(context, operation, content.kind, call)?,
        Success::Optional(content) if content.kind == ContentKind::Json => {
            let method = context
                .chosen_types
                .method(&operation.method_name, &operation.pointer)?;
            let ty = &method.output;
            use_option(
                context,
                operation,
                type_argument(ty, "Option").unwrap_or(ty),
                call,
            )?
        }
        Success::Optional(_) => {
            format!("if let Some(found) = {call}.await? {{\n    println!(\"{{found:?}}\");\n}}")
        }
        Success::ByStatus { .. } => {
            format!("let response = {call}.await?;\nprintln!(\"{{response:?}}\");")
        }
    })
}

/// Returns the call, and a use of the body of its response.
fn use_content(
    context: &Context<'_>,
    operation: &Operation,
    kind: ContentKind,
    call: &str,
) -> Result<String> {
    let chosen_types = context.chosen_types;
    Ok(match kind {
        ContentKind::Json => {
            let method = chosen_types.method(&operation.method_name, &operation.pointer)?;
            use_json(context, operation, &method.output, call)?
        }
        ContentKind::Text => format!("let text = {call}.await?;\nprintln!(\"{{text}}\");"),
        ContentKind::Download => {
            format!("let download = {call}.await?;\ndownload.save(\"downloaded\").await?;")
        }
        ContentKind::Events | ContentKind::TextEvents => format!(
            "let mut events = {call}.await?;\nwhile let Some(event) = events.next().await {{\n    \
             println!(\"{{:?}}\", event?.data);\n}}"
        ),
    })
}

/// Returns the call, and a use of a value of type `ty`.
fn use_json(context: &Context<'_>, operation: &Operation, ty: &Type, call: &str) -> Result<String> {
    if let Some(item) = type_argument(ty, "Vec") {
        let (name, print) = print_statement(context, operation, item)?;
        return Ok(format!("for {name} in {call}.await? {{\n    {print}\n}}"));
    }
    if let Some(value) = type_argument(ty, "Option") {
        return use_option(context, operation, value, call);
    }
    let (name, print) = print_statement(context, operation, ty)?;
    Ok(format!("let {name} = {call}.await?;\n{print}"))
}

/// Returns the call, and a use of a value that may be absent.
fn use_option(
    context: &Context<'_>,
    operation: &Operation,
    ty: &Type,
    call: &str,
) -> Result<String> {
    let (name, print) = print_statement(context, operation, ty)?;
    Ok(format!(
        "if let Some({name}) = {call}.await? {{\n    {print}\n}}"
    ))
}

/// Returns a name for a value, and the statement that prints it: a field of it, if one
/// can be printed.
fn print_statement(
    context: &Context<'_>,
    operation: &Operation,
    ty: &Type,
) -> Result<(String, String)> {
    let name = value_name(ty);
    let field = match document_type(ty) {
        Some(ty) => example_fields::field(context, operation, &ty.to_string())?,
        None => None,
    };
    let print = match field {
        Some(field) => format!("println!(\"{{}}\", {name}.{field});"),
        None => format!("println!(\"{{{name}:?}}\");"),
    };
    Ok((name, print))
}

/// Returns the visible `body` within the hidden code `around`, which ends in an empty function.
fn with_hidden_code(around: proc_macro2::TokenStream, body: &str) -> Result<String> {
    let around = syn::parse2(around)
        .map_err(|error| Error::generator("", format!("an example is invalid Rust: {error}")))?;
    let around = prettyplease::unparse(&around);
    let opened = around.trim_end().trim_end_matches('}');
    let hidden: Vec<String> = opened.lines().map(|line| format!("# {line}")).collect();
    Ok(format!(
        "```no_run\n{}\n{body}\n# Ok(())\n# }}\n```",
        hidden.join("\n")
    ))
}

/// Returns a variable name for a value of this type: `post` for `types::Post`.
fn value_name(ty: &Type) -> String {
    let name = document_type(ty).map(|name| name.to_string().to_snake_case());
    let is_free = |name: &String| syn::parse_str::<Ident>(name).is_ok();
    name.filter(is_free)
        .filter(|name| !["client", "api"].contains(&name.as_str()))
        .unwrap_or_else(|| "value".to_owned())
}

/// Returns `Post` of `types::Post`.
fn document_type(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) if path.path.segments.len() == 2 => {
            let last = path.path.segments.last()?;
            last.arguments.is_empty().then_some(&last.ident)
        }
        _ => None,
    }
}
