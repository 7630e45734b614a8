//! The listener: takes connections, and lets faults happen between them and a backend.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use super::connection::{apply, pass_on};
use super::switchboard::{Mode, Switchboard};
use super::wire::read_request;

const BACKLOG: u32 = 1024;
/// How long what is under way may take when the listener is told to stop.
const STOP_DEADLINE: Duration = Duration::from_secs(5);
/// Between two tries to take a port back.
const REOPEN_PAUSE: Duration = Duration::from_millis(10);
/// After an error of `accept`, which is usually that too many files are open.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// What serves requests.
pub(crate) trait Backend: Clone + Send + Sync + 'static {
    /// A connection to it.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send;

    /// Connects, for one request.
    fn connect(&self) -> impl Future<Output = io::Result<Self::Stream>> + Send;

    /// Whether `serve` is there for the time in which no faults are injected.
    const SERVES: bool;

    /// Serves a connection by itself, until it ends or a request begins on it while faults are in
    /// force: then the connection comes back, with what was read of that request.
    fn serve(
        &self,
        client: TcpStream,
        board: Switchboard,
    ) -> impl Future<Output = Option<(TcpStream, Vec<u8>)>> + Send;

    /// Whether faults leave calls to this path alone.
    fn exempts(&self, path: &str) -> bool;
}

/// Listens in a task of its own until that is aborted or the switchboard says stop.
pub(crate) fn start<B: Backend>(
    listener: TcpListener,
    address: SocketAddr,
    backend: B,
    board: Switchboard,
) -> JoinHandle<()> {
    tokio::spawn(run(listener, address, backend, board))
}

/// The connections live in the set, so they end with this task.
async fn run<B: Backend>(
    listener: TcpListener,
    address: SocketAddr,
    backend: B,
    board: Switchboard,
) {
    let mut wanted = board.wanted.subscribe();
    let mut connections = JoinSet::new();
    let mut listener = Some(listener);
    loop {
        let mode = *wanted.borrow_and_update();
        if mode != Mode::Listen {
            listener = None;
        }
        // Held while there is no listener, so that the system gives the port to no other process.
        let held = (mode == Mode::Refuse).then(|| held(address).ok());
        board.actual.send_replace(mode);
        match (&listener, mode) {
            (_, Mode::Stop) => break,
            (Some(open), _) => tokio::select! {
                stream = accepted(open) => {
                    board.count_connection();
                    connections.spawn(attend(stream, address, backend.clone(), board.clone()));
                }
                Some(_) = connections.join_next() => {}
                _ = wanted.changed() => {}
            },
            (None, Mode::Refuse) => {
                // Can't fail while this function holds the board.
                let _ = wanted.changed().await;
                drop(held);
            }
            (None, _) => listener = Some(reopen(address).await),
        }
    }
    let ended = async { while connections.join_next().await.is_some() {} };
    let _ = timeout(STOP_DEADLINE, ended).await;
}

/// The next connection.
async fn accepted(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// Takes the port back. It was free a moment ago; if another process has it now, this waits.
async fn reopen(address: SocketAddr) -> TcpListener {
    loop {
        match try_reopen(address) {
            Ok(listener) => return listener,
            Err(_) => sleep(REOPEN_PAUSE).await,
        }
    }
}

fn try_reopen(address: SocketAddr) -> io::Result<TcpListener> {
    held(address)?.listen(BACKLOG)
}

/// The port, without listening on it: who connects is refused.
fn held(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn attend<B: Backend>(
    mut client: TcpStream,
    address: SocketAddr,
    backend: B,
    board: Switchboard,
) {
    let mut begun = Vec::new();
    if B::SERVES && board.quiet() {
        let Some(taken_back) = backend.serve(client, board.clone()).await else {
            return;
        };
        (client, begun) = taken_back;
    } else if board.closes_at_accept() {
        return;
    }
    let Some(head) = read_request(&mut client, begun).await else {
        return;
    };
    board.count_request(&head.method, &head.path);
    let fault = if backend.exempts(&head.path) {
        None
    } else {
        board.next_fault(&head.method, &head.path)
    };
    // An error here is a broken connection, which the client sees for itself.
    let _ = match fault {
        None => pass_on(client, &head, &backend).await,
        Some(fault) => apply(client, &head, &backend, fault, address.port()).await,
    };
}
