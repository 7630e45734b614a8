//! Every fault, injected by a control call, by the builder and by the library.

mod support;

use std::time::Duration;

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};
use serde_json::json;
use support::calls::article;
use support::{Request, parse, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How long to wait for further bytes before the response counts as stalled.
const READ_TIMEOUT: Duration = Duration::from_millis(500);
/// More bytes than any response except the endless one.
const MAX_BYTES: usize = 1024 * 1024;

/// How a fault is injected.
#[derive(Clone, Copy, Debug)]
enum Injection {
    ControlCall,
    Builder,
    Library,
}

/// The outcome of a request that creates a post.
#[derive(Debug, PartialEq)]
enum Outcome {
    Rejected,
    /// The connection closed without a response.
    NoResponse,
    /// The connection stayed open without a complete response.
    Stall {
        bytes: bool,
    },
    /// The body was shorter than its `Content-Length`.
    Truncated,
    Endless,
    Response {
        status: u16,
        is_valid: bool,
    },
}

const SUCCESS: Outcome = Outcome::Response {
    status: 201,
    is_valid: true,
};

async fn sandbox_with(fault: Fault, injection: Injection) -> Sandbox {
    let create = FaultScope::operation("createPost").unwrap();
    let times = match fault {
        Fault::ConnectionRefused => Times::Always,
        _ => Times::Next(1),
    };
    let mut builder = Sandbox::builder();
    if let Injection::Builder = injection {
        builder = builder.fault(create.clone(), fault, times);
    }
    let sandbox = builder.start().await.unwrap();
    match injection {
        Injection::Builder => {}
        Injection::Library => sandbox.inject(create, fault, times).await,
        Injection::ControlCall => {
            let (limit, number) = match fault {
                Fault::ConnectionRefused => ("seconds", 60),
                _ => ("times", 1),
            };
            let mut body = json!({ "fault": fault.name(), limit: number });
            // These apply before the request is read.
            if !fault.affects_connection() {
                body["operation"] = "createPost".into();
            }
            let response = post("/_sandbox/faults").json(&body);
            assert_eq!(response.send(&sandbox).await.status, 201, "{fault}");
            // The port closes after that response.
            while fault == Fault::ConnectionRefused
                && TcpStream::connect(sandbox.address()).await.is_ok()
            {}
        }
    }
    sandbox
}

fn create(sandbox: &Sandbox) -> Request {
    let path = format!("/v1/users/{}/posts", sandbox.users()[0].id);
    post(&path).bearer(sandbox.token()).json(&article())
}

/// Creates a post. Returns `Stall` only if `done` says that the request was processed.
async fn create_post(sandbox: &Sandbox, done: impl Fn() -> bool) -> Outcome {
    let Ok(mut stream) = TcpStream::connect(sandbox.address()).await else {
        return Outcome::Rejected;
    };
    let request = create(sandbox).bytes(sandbox.address(), "close");
    // It may be closed already.
    let _ = stream.write_all(&request).await;
    let mut received = Vec::new();
    while received.len() < MAX_BYTES {
        match timeout(READ_TIMEOUT, stream.read_buf(&mut received)).await {
            Ok(Ok(read)) if read > 0 => {}
            Ok(_) => return outcome(&received),
            Err(_) if done() => {
                let bytes = !received.is_empty();
                return Outcome::Stall { bytes };
            }
            Err(_) => {}
        }
    }
    Outcome::Endless
}

fn outcome(received: &[u8]) -> Outcome {
    let Some(response) = parse(received) else {
        return Outcome::NoResponse;
    };
    let expected = response.header("content-length").map(str::parse);
    if expected != Some(Ok(response.body.len())) {
        return Outcome::Truncated;
    }
    let json = response.header("content-type") == Some("application/json; charset=utf-8");
    let title = serde_json::from_slice(&response.body)
        .map(|body: serde_json::Value| body["data"]["title"] == article()["title"]);
    Outcome::Response {
        status: response.status,
        is_valid: json && title.unwrap_or(false),
    }
}

/// Checks that a fault applies to one request only, and whether the sandbox executed that request.
async fn applies_once(fault: Fault, injection: Injection) -> (Fault, Outcome) {
    let sandbox = sandbox_with(fault, injection).await;
    let executed = usize::from(fault.executes());
    let stalls = fault.name().starts_with("stall") || fault == Fault::TrickleBody;
    let done = || stalls && sandbox.posts().len() == executed;
    let outcome = create_post(&sandbox, done).await;
    if fault == Fault::ConnectionRefused {
        sandbox.clear_faults().await;
    }
    assert_eq!(sandbox.posts().len(), executed, "{fault} by {injection:?}");
    let next = create_post(&sandbox, || false).await;
    assert_eq!(next, SUCCESS, "after {fault} by {injection:?}");
    (fault, outcome)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_can_be_injected_by_call_builder_and_library() {
    let mut by_call = JoinSet::new();
    let mut by_others = JoinSet::new();
    for fault in Fault::ALL {
        by_call.spawn(applies_once(fault, Injection::ControlCall));
        for injection in [Injection::Builder, Injection::Library] {
            by_others.spawn(applies_once(fault, injection));
        }
    }
    let by_call = by_call.join_all().await;
    for (fault, outcome) in by_others.join_all().await {
        assert_ne!(outcome, SUCCESS, "{fault}");
        assert!(
            by_call.contains(&(fault, outcome)),
            "{fault} differs: {by_call:?}"
        );
    }
}
