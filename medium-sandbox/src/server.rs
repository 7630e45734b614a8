//! Serves connections with hyper.

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
use crate::faults::backend::Backend;
use crate::faults::injector::FaultInjector;
use crate::faults::keep_alive::{InterceptedStream, TrackedBody};

/// The timeout for the head of a request, and so for an idle connection.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);
/// The buffer between the fault layer and the routes.
const PIPE_BYTES: usize = 64 * 1024;

/// The routes as a backend of the fault layer.
#[derive(Clone)]
pub(crate) struct App(pub(crate) Router);

impl App {
    /// Serves a request that the fault layer forwards.
    async fn respond(&self, stream: DuplexStream) {
        let service = TowerToHyperService::new(self.0.clone());
        // An error means that the client disconnected.
        let _ = http().serve_connection(TokioIo::new(stream), service).await;
    }
}

fn http() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT);
    builder
}

impl Backend for App {
    type Stream = DuplexStream;
    const SERVES: bool = true;

    async fn connect(&self) -> io::Result<DuplexStream> {
        let (client, server) = tokio::io::duplex(PIPE_BYTES);
        let app = self.clone();
        tokio::spawn(async move { app.respond(server).await });
        Ok(client)
    }

    async fn serve(
        &self,
        client: TcpStream,
        injector: FaultInjector,
    ) -> Option<(TcpStream, Vec<u8>)> {
        let shutdown = injector.shutdown();
        let stream = InterceptedStream::new(client, injector);
        let (app, idle) = (self.0.clone(), stream.idle());
        let service = service_fn(move |request: Request<Incoming>| {
            let (app, idle) = (app.clone(), idle.clone());
            Box::pin(async move {
                let response = app.oneshot(request.map(Body::new)).await?;
                Ok::<_, Infallible>(response.map(|body| TrackedBody::new(body, idle)))
            })
        });
        let mut connection = http().serve_connection(TokioIo::new(stream), service);
        let ended = tokio::select! {
            ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => ended,
            () = shutdown => {
                Pin::new(&mut connection).graceful_shutdown();
                poll_fn(|cx| connection.poll_without_shutdown(cx)).await
            }
        };
        let (mut client, begun) = connection.into_parts().io.into_inner().into_parts();
        // An error means that the client disconnected or did not send HTTP.
        if ended.is_err() || begun.is_empty() {
            let _ = client.shutdown().await;
            return None;
        }
        Some((client, begun))
    }

    /// Faults apply to the API only: pages and control calls must work.
    fn exempts(&self, path: &str) -> bool {
        !medium().is_api(path)
    }
}
