//! Faults and keep-alive connections: a fault applies to the next call on any connection, and no idle
//! connection closes unexpectedly.

use medium_sandbox::Sandbox;
use medium_sandbox::faults::{Fault, FaultScope, Times};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A keep-alive connection.
struct Connection {
    stream: TcpStream,
    token: String,
}

impl Connection {
    async fn open(sandbox: &Sandbox) -> Self {
        let stream = TcpStream::connect(sandbox.address()).await;
        Self {
            stream: stream.unwrap(),
            token: sandbox.token().to_owned(),
        }
    }

    async fn send(&mut self) {
        let head = format!(
            "GET /v1/me HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer {}\r\n\r\n",
            self.token
        );
        let sent = self.stream.write_all(head.as_bytes()).await;
        sent.unwrap();
    }

    /// The status of the next response. `None` if the connection closes first.
    async fn status(&mut self) -> Option<u16> {
        let mut received = Vec::new();
        loop {
            let text = String::from_utf8_lossy(&received).to_lowercase();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length = head.split_once("content-length: ")?.1.lines().next()?;
                if body.len() >= length.parse().ok()? {
                    return head.split(' ').nth(1)?.parse().ok();
                }
            }
            if self.stream.read_buf(&mut received).await.ok()? == 0 {
                return None;
            }
        }
    }

    async fn call(&mut self) -> Option<u16> {
        self.send().await;
        self.status().await
    }
}

async fn start() -> Sandbox {
    let sandbox = Sandbox::builder().rate_limit(false).start().await;
    sandbox.unwrap()
}

async fn every_fault_applies_to_the_next_call() {
    let sandbox = start().await;
    for round in 0..100 {
        let mut connection = Connection::open(&sandbox).await;
        assert_eq!(connection.call().await, Some(200), "round {round}, before");
        sandbox
            .inject(FaultScope::ANY, Fault::Status503, Times::Next(1))
            .await;
        assert_eq!(
            connection.call().await,
            Some(503),
            "round {round}, with the fault"
        );
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
    let sandbox = start().await;
    let mut connection = Connection::open(&sandbox).await;
    assert_eq!(connection.call().await, Some(200));
    let other = FaultScope::operation("createPost").unwrap();
    sandbox.inject(other, Fault::Status503, Times::Always).await;
    assert_eq!(connection.call().await, Some(200));
}

#[tokio::test]
async fn a_cleared_fault_keeps_the_connection_open() {
    let sandbox = start().await;
    let mut connection = Connection::open(&sandbox).await;
    for _ in 0..3 {
        assert_eq!(connection.call().await, Some(200));
        sandbox
            .inject(FaultScope::ANY, Fault::Status503, Times::Always)
            .await;
        sandbox.clear_faults().await;
    }
}

#[tokio::test]
async fn closing_the_port_closes_idle_connections() {
    let sandbox = start().await;
    let mut connection = Connection::open(&sandbox).await;
    assert_eq!(connection.call().await, Some(200));
    sandbox
        .inject(FaultScope::ANY, Fault::ConnectionRefused, Times::Always)
        .await;
    assert_eq!(connection.status().await, None);
}
