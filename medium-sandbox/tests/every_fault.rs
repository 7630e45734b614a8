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

/// The timeout for further bytes, once the post was created.
const A_WHILE: Duration = Duration::from_millis(500);
/// More bytes than any response except the endless one.
const MUCH: usize = 1024 * 1024;

/// How a fault is injected.
#[derive(Clone, Copy, Debug)]
enum Way {
    Call,
    Builder,
    Library,
}

/// The outcome of a request that creates a post.
#[derive(Debug, PartialEq)]
enum Met {
    Rejected,
    /// The connection closed without a response.
    Silence,
    /// The connection stayed open without a complete response.
    Stall {
        bytes: bool,
    },
    /// The body was shorter than its `Content-Length`.
    Cut,
    Endless,
    Response {
        status: u16,
        as_usual: bool,
    },
}

const AS_USUAL: Met = Met::Response {
    status: 201,
    as_usual: true,
};

async fn with_fault(fault: Fault, way: Way) -> Sandbox {
    let create = FaultScope::operation("createPost").unwrap();
    let times = match fault {
        Fault::ConnectionRefused => Times::Always,
        _ => Times::Next(1),
    };
    let mut builder = Sandbox::builder();
    if let Way::Builder = way {
        builder = builder.fault(create.clone(), fault, times);
    }
    let sandbox = builder.start().await.unwrap();
    match way {
        Way::Builder => {}
        Way::Library => sandbox.inject(create, fault, times).await,
        Way::Call => {
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
async fn meet(sandbox: &Sandbox, done: impl Fn() -> bool) -> Met {
    let Ok(mut stream) = TcpStream::connect(sandbox.address()).await else {
        return Met::Rejected;
    };
    let request = create(sandbox).bytes(sandbox.address(), "close");
    // It may be closed already.
    let _ = stream.write_all(&request).await;
    let mut received = Vec::new();
    while received.len() < MUCH {
        match timeout(A_WHILE, stream.read_buf(&mut received)).await {
            Ok(Ok(read)) if read > 0 => {}
            Ok(_) => return met(&received),
            Err(_) if done() => {
                let bytes = !received.is_empty();
                return Met::Stall { bytes };
            }
            Err(_) => {}
        }
    }
    Met::Endless
}

fn met(received: &[u8]) -> Met {
    let Some(response) = parse(received) else {
        return Met::Silence;
    };
    let announced = response.header("content-length").map(str::parse);
    if announced != Some(Ok(response.body.len())) {
        return Met::Cut;
    }
    let json = response.header("content-type") == Some("application/json; charset=utf-8");
    let title = serde_json::from_slice(&response.body)
        .map(|body: serde_json::Value| body["data"]["title"] == article()["title"]);
    Met::Response {
        status: response.status,
        as_usual: json && title.unwrap_or(false),
    }
}

/// Checks that a fault applies to one request only, and whether that was executed.
async fn applies_once(fault: Fault, way: Way) -> (Fault, Met) {
    let sandbox = with_fault(fault, way).await;
    let executed = usize::from(fault.executes());
    let stalls = fault.name().starts_with("stall") || fault == Fault::TrickleBody;
    let done = || stalls && sandbox.posts().len() == executed;
    let met = meet(&sandbox, done).await;
    if fault == Fault::ConnectionRefused {
        sandbox.clear_faults().await;
    }
    assert_eq!(sandbox.posts().len(), executed, "{fault} by {way:?}");
    let next = meet(&sandbox, || false).await;
    assert_eq!(next, AS_USUAL, "after {fault} by {way:?}");
    (fault, met)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_can_be_injected_by_call_builder_and_library() {
    let mut by_call = JoinSet::new();
    let mut otherwise = JoinSet::new();
    for fault in Fault::ALL {
        by_call.spawn(applies_once(fault, Way::Call));
        for way in [Way::Builder, Way::Library] {
            otherwise.spawn(applies_once(fault, way));
        }
    }
    let by_call = by_call.join_all().await;
    for (fault, met) in otherwise.join_all().await {
        assert_ne!(met, AS_USUAL, "{fault}");
        assert!(
            by_call.contains(&(fault, met)),
            "{fault} differs: {by_call:?}"
        );
    }
}
