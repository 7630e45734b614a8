//! The contents of a sandbox as tables.

use std::str::FromStr;

use medium_sandbox::client::types::ActiveFault;
use medium_sandbox::faults::Fault;
use serde::Serialize;
use serde_json::{Value, to_value};

use super::control::{RunningSandbox, list};
use crate::args::SandboxCommand;
use crate::error::Result;
use crate::output::{Output, columns, table};

/// Prints the objects that a command lists.
pub(super) async fn objects(
    command: &SandboxCommand,
    sandbox: &RunningSandbox,
    output: &Output,
) -> Result<()> {
    let (client, failed) = (&sandbox.client, sandbox.failed());
    match command {
        SandboxCommand::Images => {
            let images = client.images().await.map_err(failed)?;
            let columns = [("type", "contentType"), ("bytes", "size"), ("url", "url")];
            print(&images, columns, output)
        }
        SandboxCommand::Users => {
            let users = client.users().await.map_err(failed)?;
            let columns = [("username", "username"), ("name", "name"), ("id", "id")];
            print(&users, columns, output)
        }
        SandboxCommand::Publications => {
            let publications = client.publications().await.map_err(failed)?;
            let names = ["slug", "id", "editors", "writers"];
            print(&publications, names.map(|name| (name, name)), output)
        }
        SandboxCommand::Applications => {
            let applications = client.applications().await.map_err(failed)?;
            let columns = [
                ("client id", "clientId"),
                ("name", "name"),
                ("redirect URIs", "redirectUris"),
            ];
            print(&applications, columns, output)
        }
        // Only the JSON contains the tokens themselves.
        SandboxCommand::Tokens => {
            let tokens = client.tokens().await.map_err(failed)?;
            let columns = [
                ("user", "user"),
                ("expires", "expiresAt"),
                ("description", "description"),
                ("scopes", "scopes"),
            ];
            print(&tokens, columns, output)
        }
        // `Posts`.
        _ => {
            let posts = client.posts().await.map_err(failed)?;
            let columns = [
                ("status", "publishStatus"),
                ("author", "author"),
                ("title", "title"),
                ("url", "url"),
            ];
            print(&posts, columns, output)
        }
    }
}

/// Prints a table with these headings and fields.
fn print<const N: usize>(
    objects: &[impl Serialize],
    columns: [(&str, &str); N],
    output: &Output,
) -> Result<()> {
    let list = list(objects)?;
    let objects = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let row = |object: &Value| columns.map(|(_, field)| cell(&object[field]));
    let rows: Vec<_> = objects.iter().map(row).collect();
    let headings = columns.map(|(heading, _)| heading);
    output.data(&list, &table(headings, &rows))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

pub(super) async fn faults(sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let faults = sandbox.client.faults().await.map_err(sandbox.failed())?;
    let row = |name: &String| {
        let fault = Fault::from_str(name);
        let description = fault.map_or("", Fault::description);
        [format!("  {name}"), description.to_owned()]
    };
    let known: Vec<_> = faults.known.iter().map(row).collect();
    let active = if faults.active.is_empty() {
        "No active faults.\n".to_owned()
    } else {
        active(&faults.active)
    };
    let lines = format!("{active}Available:\n{}", columns(&known));
    output.data(&to_value(&faults)?, &lines)
}

/// Active faults, one per line.
pub(super) fn active(faults: &[ActiveFault]) -> String {
    let row = |fault: &ActiveFault| {
        let call = fault.call.as_deref().unwrap_or("every call");
        let left = fault.left.map(|left| format!("{left} more"));
        [
            fault.fault.clone(),
            call.to_owned(),
            left.unwrap_or_else(|| "until deleted".to_owned()),
        ]
    };
    let rows: Vec<[String; 3]> = faults.iter().map(row).collect();
    columns(&rows)
}
