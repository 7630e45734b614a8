//! What rustdoc shows of a method: what it does, the HTTP call, the scope, each
//! answer and error, and an example that compiles.

use quote::ToTokens;
use syn::{FnArg, ImplItemFn};

use super::Context;
use crate::plan::{Operation, Success};
use crate::words::{code, rustdoc, sentence};

pub(crate) fn method(context: &Context<'_>, operation: &Operation, method: &ImplItemFn) -> String {
    let mut blocks = vec![match operation.summary.as_str() {
        "" => format!("Calls {} of the document.", code(&operation.id)),
        summary => sentence(&rustdoc(summary)),
    }];
    if !operation.description.trim().is_empty() {
        blocks.push(rustdoc(&operation.description));
    }
    blocks.push(call(operation));
    blocks.extend(arguments(operation));
    blocks.extend(answers(operation));
    blocks.push(errors(operation));
    blocks.push(example(context, operation, method));
    blocks.join("\n\n")
}

fn call(operation: &Operation) -> String {
    let mut text = code(&format!(
        "{} {}{}",
        operation.http_method, operation.server, operation.path
    ));
    match &operation.scopes {
        None => text.push_str(", without a credential"),
        Some(scopes) if scopes.is_empty() => text.push_str(", with a credential of any scope"),
        Some(scopes) => {
            let names: Vec<_> = scopes.iter().map(|scope| code(scope)).collect();
            text.push_str(&format!(", scope {}", names.join(" and ")));
        }
    }
    if !operation.tags.is_empty() {
        text.push_str(&format!(" ({})", rustdoc(&operation.tags.join(", "))));
    }
    text.push('.');
    text
}

fn arguments(operation: &Operation) -> Option<String> {
    let mut lines = vec!["# Arguments".to_owned(), String::new()];
    for parameter in &operation.parameters {
        let docs = &parameter.docs;
        let said = match &docs.description {
            Some(description) => sentence(&one_line(&rustdoc(description))),
            None => format!("{} on the wire: {}.", code(&parameter.wire), docs.kind),
        };
        let mut line = format!("- `{}`: {said}", parameter.name);
        if !docs.notes.is_empty() {
            line.push_str(&format!(" The document says: {}.", docs.notes.join(", ")));
        }
        if let Some(example) = docs.example.as_ref().and_then(|value| value.as_str()) {
            line.push_str(&format!(" For example {}.", code(example)));
        }
        lines.push(line);
    }
    (lines.len() > 2).then(|| lines.join("\n"))
}

fn answers(operation: &Operation) -> Option<String> {
    let mut lines = vec!["# Answers".to_owned(), String::new()];
    for answer in operation.answers.iter().filter(|answer| answer.good) {
        lines.push(format!("- {}", status_line(answer)));
    }
    (lines.len() > 2).then(|| lines.join("\n"))
}

fn errors(operation: &Operation) -> String {
    if matches!(operation.success, Success::Redirect) {
        let mut lines = vec![
            "The URL is for a browser; nothing is sent. The browser meets:".to_owned(),
            String::new(),
        ];
        lines.extend(
            operation
                .answers
                .iter()
                .map(|answer| format!("- {}", status_line(answer))),
        );
        lines.push("\n# Errors\n\nOnly where an argument can't stand in a URL.".to_owned());
        return lines.join("\n");
    }
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    for answer in operation.answers.iter().filter(|answer| !answer.good) {
        lines.push(format!("- {}", status_line(answer)));
    }
    lines.push(
        "- Bad input, no connection, a timeout, or an answer that can't be read: see the error type."
            .to_owned(),
    );
    lines.join("\n")
}

fn status_line(answer: &crate::plan::Answer) -> String {
    let mut line = match sentence(&one_line(&rustdoc(&answer.description))) {
        said if said.is_empty() => format!("{}.", answer.status),
        said => format!("{}: {said}", answer.status),
    };
    for (name, description) in &answer.headers {
        line.push_str(&format!(" Header `{name}`"));
        match description.as_str() {
            "" => line.push('.'),
            text => line.push_str(&format!(": {}", sentence(&one_line(&rustdoc(text))))),
        }
    }
    line
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A function with the method's own arguments, so that it compiles whatever
/// they are.
fn example(context: &Context<'_>, operation: &Operation, method: &ImplItemFn) -> String {
    let krate = context.krate;
    let client = if operation.parameters.iter().any(|p| p.name == "client") {
        "api"
    } else {
        "client"
    };
    let mut inputs = vec![format!("{client}: &Client")];
    let mut names = Vec::new();
    for input in &method.sig.inputs {
        if let FnArg::Typed(input) = input {
            let ty = &input.ty;
            let name = input.pat.to_token_stream().to_string();
            inputs.push(format!(
                "{name}: {}",
                tidy(&ty.to_token_stream().to_string())
            ));
            names.push(name);
        }
    }
    let inputs = inputs.join(", ");
    let types = if inputs.contains("types::") {
        ", types"
    } else {
        ""
    };
    let (asynchronous, awaited, ok) = match operation.success {
        Success::Redirect => ("", "", ""),
        _ => ("async ", ".await", ""),
    };
    let call = format!(
        "{client}.{}({}){awaited}?",
        operation.method_name,
        names.join(", ")
    );
    let body = match operation.success {
        Success::Empty => format!("    {call};"),
        _ => format!("    let answer = {call};\n    println!(\"{{answer:?}}\");"),
    };
    let allow = if operation.deprecated {
        "#[allow(deprecated)]\n"
    } else {
        ""
    };
    format!(
        "# Example\n\n```no_run\nuse {krate}::{{Client, Error{types}}};\n\n{allow}{asynchronous}fn example({inputs}) -> Result<(), Error> {{\n{body}{ok}\n    Ok(())\n}}\n```"
    )
}

/// Types as a reader writes them.
fn tidy(tokens: &str) -> String {
    tokens
        .replace(" :: ", "::")
        .replace(":: ", "::")
        .replace(" < ", "<")
        .replace("< ", "<")
        .replace(" >", ">")
        .replace("& ", "&")
        .replace("::std::option::Option", "Option")
        .replace("::std::string::String", "String")
        .replace("::std::vec::Vec", "Vec")
}
