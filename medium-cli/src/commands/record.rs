//! `medium record`: forwards requests to a real service and records the responses.

mod proxy;

use std::sync::Arc;

use axum::Router;
use medium_api::Client;

use super::sandbox::{SandboxError, read_recording, report, requests, verify};
use crate::args::RecordService;
use crate::environment;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::local_pages;
use crate::output::Output;
use proxy::Proxy;

pub(crate) async fn run(args: &RecordService, output: &Output) -> Result<()> {
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    let upstream = origin(args)?;
    let client = Client::builder()
        .api_url(&upstream)
        .user_agent(environment::user_agent())
        .build_http()?;
    let (listener, address) = local_pages::listen(args.port).await?;
    let proxy = Proxy::new(client, &upstream, args)?;
    let proxy = Arc::new(proxy);
    let url = format!("http://{address}");
    output.data(&serde_json::json!({ "url": url }), &url)?;
    announce(args, &upstream, output);
    let router = Router::new()
        .fallback(proxy::forward)
        .with_state(Arc::clone(&proxy));
    tokio::select! {
        served = async { axum::serve(listener, router).await } => {
            served.map_err(Error::system("keep recording"))?;
        }
        () = proxy.print_exchanges(output) => {}
        _ = interrupt.received() => {}
    }
    proxy.end();
    let recording = read_recording(&args.file)?;
    let file = args.file.display();
    output.info(&format!(
        "Recorded {} in {file}, without tokens.",
        requests(recording.exchanges.len())
    ));
    report(&verify(&recording).await?, output)
}

fn announce(args: &RecordService, upstream: &str, output: &Output) {
    output.info(&format!(
        "Forwarding requests to {upstream} until Ctrl-C. Tokens are sent there, but not recorded."
    ));
    if args.allow_writes {
        output.warn(&format!(
            "posts and images sent here are really published at {upstream}"
        ));
    } else {
        output.info(
            "Only GET and HEAD requests are forwarded. To forward all, and really publish posts, add \
             --allow-writes.",
        );
    }
}

/// Returns the upstream's origin, and rejects a URL with a path.
fn origin(args: &RecordService) -> Result<String, SandboxError> {
    let origin = args.upstream.origin();
    let has_path = args.upstream.path() != "/" || args.upstream.query().is_some();
    if !origin.is_tuple() || has_path {
        return Err(SandboxError::Upstream {
            url: args.upstream.to_string(),
            problem: "use a URL without a path, such as https://api.medium.com".to_owned(),
        });
    }
    Ok(origin.ascii_serialization())
}
