//! The sandbox's own view of what its users' programs do, and what it does to them.

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, Target, Times};

use crate::crew::until;
use crate::http;

/// How many calls of `path` have been carried out.
pub(crate) fn carried_out(sandbox: &Sandbox, path: &str) -> usize {
    let calls = sandbox.requests();
    let posts = calls.iter().filter(|call| call.method == "POST");
    posts.filter(|call| call.path == path).count()
}

/// Lets the next call of `operation` stall.
pub(crate) async fn stall(sandbox: &Sandbox, operation: &str, fault: Fault) {
    let target = Target::operation(operation).expect("an operation");
    sandbox.inject(target, fault, Times::Next(1)).await;
}

/// Lets the next refresh take a while: it comes through at the third try.
pub(crate) async fn slow_refresh(sandbox: &Sandbox) {
    let target = Target::operation("createToken").expect("an operation");
    let times = Times::Next(2);
    sandbox
        .inject(target, Fault::CloudflareChallenge, times)
        .await;
}

/// Waits until the call that was to stall does.
pub(crate) async fn stalled(sandbox: &Sandbox) {
    let faults = format!("{}/_sandbox/faults", sandbox.url());
    let faults = faults.parse().expect("an address");
    until("a call that stalls", async || {
        http::get(&faults).await.contains(r#""active":[]"#)
    })
    .await;
}
