//! The server behind the fault layer.

use std::io;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::injector::FaultInjector;

/// A server for requests.
pub(crate) trait Backend: Clone + Send + Sync + 'static {
    /// A connection to the server.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send;

    /// Connects for a single request.
    fn connect(&self) -> impl Future<Output = io::Result<Self::Stream>> + Send;

    /// Whether `serve` handles connections while no fault is active.
    const SERVES: bool;

    /// Serves a connection until it ends, or until a request begins while a fault is active. Then
    /// returns the connection and the bytes that were read of that request.
    fn serve(
        &self,
        client: TcpStream,
        injector: FaultInjector,
    ) -> impl Future<Output = Option<(TcpStream, Vec<u8>)>> + Send;

    /// Returns whether faults don't apply to this path.
    fn exempts(&self, path: &str) -> bool;
}
