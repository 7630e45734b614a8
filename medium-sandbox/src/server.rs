//! The sandbox's own end of a connection: hyper, in front of the routes.

use std::io;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::document::medium;
use crate::faults::front::Backend;

/// How long a client may take to send a request's head, and how long an idle connection is kept.
const HEAD_DEADLINE: Duration = Duration::from_secs(60);
/// What fits between the fault layer and the routes before one of them waits.
const PIPE_BYTES: usize = 64 * 1024;

/// The routes as the fault layer sees them.
#[derive(Clone)]
pub(crate) struct App(pub(crate) Router);

impl App {
    /// Serves one connection; `ending` has it finish what is under way and close.
    async fn converse(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        ending: impl Future<Output = ()>,
    ) {
        let service = TowerToHyperService::new(self.0.clone());
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_DEADLINE);
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        // An error is a client that left or sent no HTTP: it knows.
        tokio::select! {
            _ = connection.as_mut() => return,
            () = ending => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    }
}

impl Backend for App {
    type Stream = DuplexStream;
    const SERVES: bool = true;

    async fn connect(&self) -> io::Result<DuplexStream> {
        let (ours, theirs) = tokio::io::duplex(PIPE_BYTES);
        let app = self.clone();
        tokio::spawn(async move { app.converse(theirs, std::future::pending()).await });
        Ok(ours)
    }

    async fn serve(&self, client: TcpStream, mut injections: watch::Receiver<u64>) {
        let injected = async move {
            if injections.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        self.converse(client, injected).await;
    }

    /// Faults are for the API. What people look at, and what ends the faults, goes on working.
    fn exempts(&self, path: &str) -> bool {
        !medium().is_api(path)
    }
}
