//! Calls of the sandbox: counts and faults.

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};

use crate::http;
use crate::workers::until;

/// Counts the executed calls of `path`.
pub(crate) fn count_executed(sandbox: &Sandbox, path: &str) -> usize {
    let calls = sandbox.requests();
    let posts = calls.iter().filter(|call| call.method == "POST");
    posts.filter(|call| call.path == path).count()
}

/// Makes the next call of `operation` stall.
pub(crate) async fn stall(sandbox: &Sandbox, operation: &str, fault: Fault) {
    let scope = FaultScope::operation(operation).unwrap();
    sandbox.inject(scope, fault, Times::Next(1)).await;
}

/// Makes the next refresh slow: it succeeds at the third attempt.
pub(crate) async fn slow_refresh(sandbox: &Sandbox) {
    let scope = FaultScope::operation("createToken").unwrap();
    let times = Times::Next(2);
    sandbox
        .inject(scope, Fault::CloudflareChallenge, times)
        .await;
}

/// Waits until the call stalls.
pub(crate) async fn wait_for_stall(sandbox: &Sandbox) {
    let faults = format!("{}/_sandbox/faults", sandbox.url());
    let faults = faults.parse().unwrap();
    until("a call that stalls", async || {
        http::get(&faults).await.contains(r#""active":[]"#)
    })
    .await;
}
