//! The requests that a sandbox received.

use medium_sandbox::client::calls;
use medium_sandbox::client::types::LoggedRequest;

use super::SandboxError;
use super::control::{RunningSandbox, list};
use crate::args::Requests;
use crate::error::Result;
use crate::output::{Output, columns};

pub(super) async fn run(args: &Requests, sandbox: &RunningSandbox, output: &Output) -> Result<()> {
    let found = call(args, sandbox).await.map_err(sandbox.failed())?;
    let rows: Vec<[String; 5]> = found.iter().map(row).collect();
    output.data(&list(&found)?, &columns(&rows))?;
    match args.count {
        Some(wanted) if found.len() < usize::from(wanted) => {
            let found = found.len();
            Err(SandboxError::TooFew { found, wanted }.into())
        }
        _ => Ok(()),
    }
}

fn call(args: &Requests, sandbox: &RunningSandbox) -> calls::Requests {
    let mut call = sandbox.client.requests();
    if let Some(operation) = &args.operation {
        call = call.operation(operation);
    }
    if let Some(status) = args.status {
        call = call.status(status.into());
    }
    if let Some(since) = &args.since {
        call = call.since(&(*since).into());
    }
    if let Some(after) = args.after {
        call = call.after(after.into());
    }
    if let Some(count) = args.count {
        call = call.count(count.into());
        call = call.with_timeout(args.timeout.into());
    }
    call
}

fn row(request: &LoggedRequest) -> [String; 5] {
    let violation = request.request_violation.as_ref();
    let violation = violation.or(request.response_violation.as_ref());
    [
        request.number.to_string(),
        request.at.strftime("%H:%M:%S").to_string(),
        request.status.to_string(),
        format!("{} {}", request.method, request.path),
        violation.map_or(String::new(), |rule| format!("not as documented: {rule}")),
    ]
}
