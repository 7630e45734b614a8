//! The example of a method: the call as a user would write it, in a function
//! that rustdoc hides and that compiles whatever the arguments are.

use quote::quote;
use syn::Type;

use super::arguments::required;
use super::writer::{Context, Writer, path};
use crate::error::{Diagnostic, Result};
use crate::model::{ContentKind, Names, Operation, Success};
use crate::progenitor::argument;

pub(super) fn example(context: &Context<'_>, operation: &Operation) -> Result<String> {
    let taken = Names::from(["Client".to_owned(), "Error".to_owned()]);
    let mut writer = Writer::new(context, taken);
    let arguments = required(&mut writer, operation)?;
    let names: Vec<String> = arguments.iter().map(|a| a.name.to_string()).collect();
    let client = match names.iter().any(|name| name == "client") {
        true => quote!(api),
        false => quote!(client),
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
    let uses = writer.foreign();
    let around = quote! {
        use #client_path::{Client, Error #types};
        #uses
        #deprecated
        #asynchronous fn example(#client: &Client, #(#declared),*) -> Result<(), Error> {}
    };
    let call = format!("{client}.{}({})", operation.method_name, names.join(", "));
    framed(around, &of_success(context, operation, &call)?)
}

/// The call, and what is done with what it gives.
fn of_success(context: &Context<'_>, operation: &Operation, call: &str) -> Result<String> {
    Ok(match &operation.success {
        Success::Redirect => format!("let url = {call}.url()?;\nprintln!(\"{{url}}\");"),
        Success::Empty => format!("{call}.await?;"),
        Success::Location => {
            format!("let url = {call}.await?;\nprintln!(\"{{url}}\");")
        }
        Success::Body(content) => of_content(context, operation, content.kind, call)?,
        Success::Optional(_) => {
            format!("let found = {call}.await?;\nprintln!(\"{{found:?}}\");")
        }
        Success::ByStatus { .. } => {
            format!("let response = {call}.await?;\nprintln!(\"{{response:?}}\");")
        }
    })
}

/// What is done with the body of a response.
fn of_content(
    context: &Context<'_>,
    operation: &Operation,
    kind: ContentKind,
    call: &str,
) -> Result<String> {
    let decided = context.decided;
    Ok(match kind {
        ContentKind::Json => {
            let method = decided.method(&operation.method_name, &operation.pointer)?;
            let value = value_name(&method.output);
            format!("let {value} = {call}.await?;\nprintln!(\"{{{value}:?}}\");")
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

/// The visible `body`, in the hidden code `around` it, which ends in an empty
/// function.
fn framed(around: proc_macro2::TokenStream, body: &str) -> Result<String> {
    let around = syn::parse2(around)
        .map_err(|error| Diagnostic::generator("", format!("an example is no Rust: {error}")))?;
    let around = prettyplease::unparse(&around);
    let opened = around.trim_end().trim_end_matches('}');
    let hidden: Vec<String> = opened.lines().map(|line| format!("# {line}")).collect();
    Ok(format!(
        "```no_run\n{}\n{body}\n# Ok(())\n# }}\n```",
        hidden.join("\n")
    ))
}

/// What a reader calls a value of this type: `post` for `types::Post`.
fn value_name(ty: &Type) -> String {
    if argument(ty, "Vec").is_some() {
        return "all".to_owned();
    }
    let last = match argument(ty, "Option").unwrap_or(ty) {
        Type::Path(path) if path.path.segments.len() == 2 => path.path.segments.last(),
        _ => None,
    };
    match last {
        Some(last) if last.arguments.is_empty() => {
            let name = heck::ToSnakeCase::to_snake_case(last.ident.to_string().as_str());
            match syn::parse_str::<syn::Ident>(&name) {
                Ok(_) if name != "client" && name != "api" => name,
                _ => "value".to_owned(),
            }
        }
        _ => "value".to_owned(),
    }
}
