//! The files of a crate around its modules: written once, then maintained by the crate's owner.

use anyhow::{Result, ensure};
use medium_codegen::File;

use super::first_call;
use super::job::Package;
use crate::rustfmt;

/// The workspace's manifest, with the versions that the code is tested with.
const WORKSPACE: &str = include_str!("../../../Cargo.toml");

/// The runtime's manifest, with the oldest Rust for clients.
const RUNTIME: &str = include_str!("../../../medium-runtime/Cargo.toml");

/// Returns `Cargo.toml`, `README.md` and `src/lib.rs` for these modules; `title` is the service's
/// name.
pub(super) fn files(package: &Package, title: &str, modules: &[File]) -> Result<Vec<File>> {
    ensure!(
        is_name(&package.name),
        "{:?} is not a valid crate name: set --name, with letters, digits, - and _, starting with a letter",
        package.name
    );
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lib = "#![doc = include_str!(\"../README.md\")]\n#![forbid(unsafe_code)]\n\nmod generated;\n\npub use generated::*;\n";
    Ok(vec![
        file("Cargo.toml", manifest(package, &title, modules)),
        file("README.md", readme(package, &title, modules)?),
        file("src/lib.rs", lib.to_owned()),
    ])
}

fn file(path: &str, text: String) -> File {
    File {
        path: path.to_owned(),
        text,
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn manifest(package: &Package, title: &str, modules: &[File]) -> String {
    let description = format!("A client for {title}, generated from its OpenAPI document.");
    format!(
        "\
[package]
name = {name}
version = \"0.1.0\"
edition = {edition}
rust-version = {rust}
description = {description}

[features]
default = [\"rustls\"]
# The same calls for blocking programs.
blocking = [\"medium-runtime/blocking\"]
# TLS by the system's library instead of rustls.
native-tls = [\"medium-runtime/native-tls\"]
# TLS by rustls on ring, with the system's certificates.
rustls = [\"medium-runtime/rustls\"]
# Recorded responses instead of a network, for unit tests of programs that use the client.
test-util = [\"medium-runtime/test-util\"]

[dependencies]
{dependencies}
[dev-dependencies]
tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}
",
        name = toml_string(&package.name),
        edition = value_of(WORKSPACE, "[workspace.package]", "edition"),
        rust = value_of(RUNTIME, "[package]", "rust-version"),
        description = toml_string(&description),
        dependencies = dependencies(package, modules),
    )
}

/// Returns the dependencies of the code, a line each.
fn dependencies(package: &Package, modules: &[File]) -> String {
    let source = match &package.runtime_path {
        Some(path) => format!("path = {}", toml_string(path)),
        None => format!(
            "version = {}",
            value_of(WORKSPACE, "[workspace.package]", "version")
        ),
    };
    let mut lines: Vec<String> = used_dependencies(modules)
        .map(|(name, version)| format!("{name} = {version}\n"))
        .collect();
    lines.push(format!(
        "medium-runtime = {{ {source}, default-features = false, features = [\"client\"] }}\n"
    ));
    lines.sort();
    lines.concat()
}

/// Formats a TOML string, which is the same as a JSON string.
fn toml_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Returns the dependencies that the code names, with versions and features.
fn used_dependencies(modules: &[File]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let dependencies = WORKSPACE.split("[workspace.dependencies]").nth(1);
    let dependencies = dependencies.and_then(|rest| rest.split("\n[").next());
    let lines = dependencies.unwrap_or_default().lines();
    let known = lines.filter_map(|line| line.split_once(" = "));
    known.filter(move |(name, _)| {
        let path = format!("{}::", name.replace('-', "_"));
        !name.starts_with("medium-") && modules.iter().any(|module| names(&module.text, &path))
    })
}

/// Returns whether the code contains a path that starts with `path`. `super::url::` doesn't count
/// as `url`.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(offset, _)| {
        let before = &code[..offset];
        let before = match before.strip_suffix("::") {
            Some(before) => before,
            None => return !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'),
        };
        !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>'))
    })
}

/// Returns a value from a table of a manifest.
fn value_of(manifest: &'static str, table: &str, key: &str) -> &'static str {
    let table = manifest.split(table).nth(1);
    let lines = table.into_iter().flat_map(str::lines);
    let entries = lines.filter_map(|line| line.split_once(" = "));
    let mut found = entries.filter(|(name, _)| *name == key);
    found.next().map_or("\"\"", |(_, value)| value)
}

fn readme(package: &Package, title: &str, modules: &[File]) -> Result<String> {
    let (name, krate) = (&package.name, package.krate());
    let client = modules.iter().find(|file| file.path.ends_with("client.rs"));
    let call = client.and_then(|client| first_call::from_client(&client.text));
    let code = match call {
        Some(call) => {
            let formatted = rustfmt::format(vec![file("first_call.rs", call)])?;
            let code = formatted.into_iter().map(|file| file.text);
            format!("\n```rust,no_run\n{}```\n", code.collect::<String>())
        }
        None => String::new(),
    };
    Ok(format!(
        "\
# {name}

A client for {title}, generated from its OpenAPI document.
{code}
`{krate}::Client::builder()` sets credentials, another server, timeouts and the retry policy. Each method
documents its request, arguments and errors; `calls` has the optional parameters, and `types` the types of
requests and responses.

`src/generated/` and `api.txt` are generated from the document. After changing it, run

```text
{command}
```

which also reports what changed for users of the client.
",
        title = escape(title),
        command = package.command,
    ))
}

/// Escapes a title for Markdown.
fn escape(title: &str) -> String {
    let mut text = String::new();
    for c in title.chars().filter(|c| !c.is_control()) {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | '\'' | '(' | ')' | '/' | ':')
        {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{WORKSPACE, names, used_dependencies, value_of};
    use medium_codegen::File;

    #[test]
    fn the_first_segment_of_a_path_names_the_crate() {
        assert!(names("use url::Url;", "url::"));
        assert!(names("::url::Url", "url::"));
        assert!(!names("super::url::Url", "url::"));
        assert!(!names("curl::Url", "url::"));
    }

    #[test]
    fn depends_only_on_crates_that_the_code_names() {
        let module = File {
            path: "types.rs".to_owned(),
            text: "use serde::{Deserialize, Serialize};\nuse url::Url;\n".to_owned(),
        };
        let modules = [module];
        let used = used_dependencies(&modules).map(|(name, _)| name);
        assert_eq!(used.collect::<Vec<_>>(), ["serde", "url"]);
        assert_eq!(
            value_of(WORKSPACE, "[workspace.package]", "edition"),
            "\"2024\""
        );
    }
}
