//! The listener: accepts connections, and injects faults between them and a backend.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use super::backend::Backend;
use super::connection::{apply, forward};
use super::http1::read_request;
use super::injector::{FaultInjector, Mode};

const BACKLOG: u32 = 1024;
/// How long open requests may take when the listener stops.
const STOP_DEADLINE: Duration = Duration::from_secs(5);
/// The pause between attempts to reopen the port.
const REOPEN_PAUSE: Duration = Duration::from_millis(10);
/// The pause after an error of `accept`, which is usually too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Listens in a task, until it is aborted or the injector stops it.
pub(crate) fn start<B: Backend>(
    listener: TcpListener,
    address: SocketAddr,
    backend: B,
    injector: FaultInjector,
) -> JoinHandle<()> {
    tokio::spawn(run(listener, address, backend, injector))
}

/// Accepts connections until the injector stops it. Connections are tasks in a set, so they end
/// with this task.
async fn run<B: Backend>(
    listener: TcpListener,
    address: SocketAddr,
    backend: B,
    injector: FaultInjector,
) {
    let mut requested_mode = injector.requested_mode.subscribe();
    let mut connections = JoinSet::new();
    let mut listener = Some(listener);
    loop {
        let mode = *requested_mode.borrow_and_update();
        if mode != Mode::Listen {
            listener = None;
        }
        // Without a listener, reserves the port: no other process must get it.
        let reserved = (mode == Mode::Refuse).then(|| bind(address).ok());
        injector.current_mode.send_replace(mode);
        match (&listener, mode) {
            (_, Mode::Stop) => break,
            (Some(open), _) => tokio::select! {
                stream = accept(open) => {
                    injector.count_connection();
                    connections.spawn(handle(stream, address, backend.clone(), injector.clone()));
                }
                Some(_) = connections.join_next() => {}
                _ = requested_mode.changed() => {}
            },
            (None, Mode::Refuse) => {
                // Can't fail: this function owns an injector.
                let _ = requested_mode.changed().await;
                drop(reserved);
            }
            (None, _) => listener = Some(reopen(address).await),
        }
    }
    let ended = async { while connections.join_next().await.is_some() {} };
    let _ = timeout(STOP_DEADLINE, ended).await;
}

/// Accepts the next connection.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// Listens on the port again. Waits if another process uses it.
async fn reopen(address: SocketAddr) -> TcpListener {
    loop {
        match try_reopen(address) {
            Ok(listener) => return listener,
            Err(_) => sleep(REOPEN_PAUSE).await,
        }
    }
}

fn try_reopen(address: SocketAddr) -> io::Result<TcpListener> {
    bind(address)?.listen(BACKLOG)
}

/// Binds the port without listening, so that connections are refused.
fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn handle<B: Backend>(
    mut client: TcpStream,
    address: SocketAddr,
    backend: B,
    injector: FaultInjector,
) {
    let mut begun = Vec::new();
    if B::SERVES && injector.has_no_faults() {
        let Some(returned) = backend.serve(client, injector.clone()).await else {
            return;
        };
        (client, begun) = returned;
    } else if injector.closes_at_accept() {
        return;
    }
    let Some(head) = read_request(&mut client, begun).await else {
        return;
    };
    injector.count_request(&head.method, &head.path);
    let fault = if backend.exempts(&head.path) {
        None
    } else {
        injector.next_fault(&head.method, &head.path)
    };
    // An error means that the connection broke, which the client notices.
    let _ = match fault {
        None => forward(client, &head, &backend).await,
        Some(fault) => apply(client, &head, &backend, fault, address.port()).await,
    };
}
