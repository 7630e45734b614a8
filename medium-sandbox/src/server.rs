//! The sandbox's own end of a connection: hyper, in front of the routes.

use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::net::TcpStream;
use tower::ServiceExt;

use crate::document::medium;
use crate::faults::front::Backend;
use crate::faults::gate::{Gate, Last};
use crate::faults::switchboard::Switchboard;

/// How long a client may take to send a request's head, and how long an idle connection is kept.
const HEAD_DEADLINE: Duration = Duration::from_secs(60);
/// What fits between the fault layer and the routes before one of them waits.
const PIPE_BYTES: usize = 64 * 1024;

/// The routes as the fault layer sees them.
#[derive(Clone)]
pub(crate) struct App(pub(crate) Router);

impl App {
    /// Serves the request that the fault layer passes on.
    async fn respond(&self, stream: DuplexStream) {
        let service = TowerToHyperService::new(self.0.clone());
        // An error is a client that left: it knows.
        let _ = http().serve_connection(TokioIo::new(stream), service).await;
    }
}

fn http() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_DEADLINE);
    builder
}

impl Backend for App {
    type Stream = DuplexStream;
    const SERVES: bool = true;

    async fn connect(&self) -> io::Result<DuplexStream> {
        let (ours, theirs) = tokio::io::duplex(PIPE_BYTES);
        let app = self.clone();
        tokio::spawn(async move { app.respond(theirs).await });
        Ok(ours)
    }

    async fn serve(&self, client: TcpStream, board: Switchboard) -> Option<(TcpStream, Vec<u8>)> {
        let ending = board.ending();
        let gate = Gate::new(client, board);
        let (app, between) = (self.0.clone(), gate.between());
        let service = service_fn(move |request: Request<Incoming>| {
            let (app, between) = (app.clone(), between.clone());
            Box::pin(async move {
                let response = app.oneshot(request.map(Body::new)).await?;
                Ok::<_, Infallible>(response.map(|body| Last::new(body, between)))
            })
        });
        let mut connection = http().serve_connection(TokioIo::new(gate), service);
        let ended = tokio::select! {
            ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => ended,
            () = ending => {
                Pin::new(&mut connection).graceful_shutdown();
                poll_fn(|cx| connection.poll_without_shutdown(cx)).await
            }
        };
        let (mut client, begun) = connection.into_parts().io.into_inner().into_parts();
        // An error is a client that left or sent no HTTP: it knows.
        if ended.is_err() || begun.is_empty() {
            let _ = client.shutdown().await;
            return None;
        }
        Some((client, begun))
    }

    /// Faults are for the API. What people look at, and what ends the faults, goes on working.
    fn exempts(&self, path: &str) -> bool {
        !medium().is_api(path)
    }
}
