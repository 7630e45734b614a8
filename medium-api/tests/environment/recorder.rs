//! A local proxy that records its requests.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the proxy does with a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Behavior {
    RequiresLogin,
    /// Opens a tunnel to this address, whatever the request says.
    Tunnels(SocketAddr),
    /// Forwards a plain HTTP request to this address.
    Forwards(SocketAddr),
}

/// Listens until it is dropped.
pub(crate) struct Recorder {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Recorder {
    pub(crate) async fn start(behavior: Behavior) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, behavior, Arc::clone(&recorded)));
            }
        });
        Self {
            address,
            seen,
            task,
        }
    }

    /// Returns the head of each connection, in order.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, behavior: Behavior, seen: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n")
        && stream.read_buf(&mut head).await.is_ok_and(|read| read > 0)
    {}
    let head = String::from_utf8_lossy(&head).into_owned();
    seen.lock().unwrap().push(head.clone());
    match behavior {
        Behavior::RequiresLogin => {
            let response = "HTTP/1.1 407 Proxy Authentication Required\r\n\
                          Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";
            // The client may have closed the connection.
            let _ = stream.write_all(response.as_bytes()).await;
        }
        Behavior::Tunnels(address) => {
            let response = "HTTP/1.1 200 Connection Established\r\n\r\n";
            let _ = stream.write_all(response.as_bytes()).await;
            if let Ok(mut other) = TcpStream::connect(address).await {
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut other).await;
            }
        }
        Behavior::Forwards(address) => {
            if let Ok(mut other) = TcpStream::connect(address).await {
                let _ = other.write_all(head.as_bytes()).await;
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut other).await;
            }
        }
    }
}
