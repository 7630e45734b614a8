//! `medium record`: passes requests on to a real service, and writes down what came back.

mod proxy;

use std::sync::Arc;

use axum::Router;
use medium_api::Client;
use tokio::net::TcpListener;

use super::sandbox::{SandboxError, read_recording, report, verification};
use crate::args::RecordService;
use crate::environment;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;
use proxy::Proxy;

const OPEN_PORT: &str = "open a port to record at";

pub(crate) async fn run(args: &RecordService, output: &Output) -> Result<()> {
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    let upstream = origin(args)?;
    let client = Client::builder()
        .api_url(&upstream)
        .user_agent(environment::user_agent())
        .build_http()?;
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .await
        .map_err(Error::system(OPEN_PORT))?;
    let address = listener.local_addr().map_err(Error::system(OPEN_PORT))?;
    let proxy = Proxy::new(client, &upstream, args)?;
    let proxy = Arc::new(proxy);
    let url = format!("http://{address}");
    output.data(&serde_json::json!({ "url": url }), &url)?;
    say_what_happens(args, &upstream, output);
    let router = Router::new()
        .fallback(proxy::forward)
        .with_state(Arc::clone(&proxy));
    tokio::select! {
        served = async { axum::serve(listener, router).await } => {
            served.map_err(Error::system("go on recording"))?;
        }
        () = proxy.tell(output) => {}
        _ = interrupt.received() => {}
    }
    proxy.end();
    let recording = read_recording(&args.file)?;
    let file = args.file.display();
    output.info(&format!(
        "{file} holds {} exchanges; no token is in it.",
        recording.exchanges.len()
    ));
    report(&verification(&recording).await?, output)
}

fn say_what_happens(args: &RecordService, upstream: &str, output: &Output) {
    output.info(&format!(
        "Requests go on to {upstream}, with the tokens that programs send, until Ctrl-C."
    ));
    if args.allow_writes {
        output.warn(&format!(
            "posts and images that are sent here are published at {upstream}, for real and for good"
        ));
    } else {
        output.info("Only requests that read are passed on: --allow-writes lifts that.");
    }
}

/// The address without a path: the requests bring theirs.
fn origin(args: &RecordService) -> Result<String, SandboxError> {
    let origin = args.upstream.origin();
    let has_path = args.upstream.path() != "/" || args.upstream.query().is_some();
    if !origin.is_tuple() || has_path {
        return Err(SandboxError::Upstream {
            url: args.upstream.to_string(),
            problem: "name a scheme and a host alone, such as https://api.medium.com".to_owned(),
        });
    }
    Ok(origin.ascii_serialization())
}
