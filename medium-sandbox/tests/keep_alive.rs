//! Faults and keep-alive connections: a fault applies to the next call on any connection, and no idle
//! connection closes unexpectedly.

mod support;

use medium_sandbox::faults::{Fault, FaultScope, Times};
use support::{CheckedSandbox, get, sandbox, send_on};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

async fn connect(sandbox: &CheckedSandbox) -> TcpStream {
    TcpStream::connect(sandbox.address()).await.unwrap()
}

/// Calls `GET /v1/me` on an open connection, and returns the status.
async fn me(sandbox: &CheckedSandbox, connection: &mut TcpStream) -> u16 {
    let request = get("/v1/me").bearer(sandbox.token());
    let response = send_on(connection, &request, sandbox.address()).await;
    response.unwrap().status
}

async fn every_fault_applies_to_the_next_call() {
    let sandbox = sandbox().await;
    for round in 0..100 {
        let mut connection = connect(&sandbox).await;
        assert_eq!(me(&sandbox, &mut connection).await, 200, "{round}");
        sandbox
            .inject(FaultScope::ANY, Fault::Status503, Times::Next(1))
            .await;
        assert_eq!(me(&sandbox, &mut connection).await, 503, "{round}");
    }
}

#[tokio::test]
async fn a_fault_applies_to_the_next_call_on_an_open_connection() {
    every_fault_applies_to_the_next_call().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_applies_to_the_next_call_on_several_threads() {
    every_fault_applies_to_the_next_call().await;
}

#[tokio::test]
async fn a_fault_does_not_affect_other_operations() {
    let sandbox = sandbox().await;
    let mut connection = connect(&sandbox).await;
    assert_eq!(me(&sandbox, &mut connection).await, 200);
    let other = FaultScope::operation("createPost").unwrap();
    sandbox.inject(other, Fault::Status503, Times::Always).await;
    assert_eq!(me(&sandbox, &mut connection).await, 200);
}

#[tokio::test]
async fn a_cleared_fault_keeps_the_connection_open() {
    let sandbox = sandbox().await;
    let mut connection = connect(&sandbox).await;
    for _ in 0..3 {
        assert_eq!(me(&sandbox, &mut connection).await, 200);
        sandbox
            .inject(FaultScope::ANY, Fault::Status503, Times::Always)
            .await;
        sandbox.clear_faults().await;
    }
}

#[tokio::test]
async fn closing_the_port_closes_idle_connections() {
    let sandbox = sandbox().await;
    let mut connection = connect(&sandbox).await;
    assert_eq!(me(&sandbox, &mut connection).await, 200);
    sandbox
        .inject(FaultScope::ANY, Fault::ConnectionRefused, Times::Always)
        .await;
    // A reset connection is closed as well.
    let read = connection.read(&mut [0]).await.unwrap_or_default();
    assert_eq!(read, 0);
}
