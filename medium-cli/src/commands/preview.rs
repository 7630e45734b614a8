//! `medium preview`: an article as Medium would get it, in a browser.

mod links;
mod page;
mod server;

use std::collections::BTreeMap;
use std::path::PathBuf;

use tokio::net::TcpListener;

use crate::args::{Global, Preview};
use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::plan::PublishPlan;

const OPEN_PORT: &str = "open a port for the preview";

pub(crate) async fn run(args: &Preview, global: &Global, output: &Output) -> Result<()> {
    // Listened to from the start: an article may be a pipe that gives nothing for a while.
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    tokio::select! {
        result = serve(args, global, output) => result,
        _ = interrupt.received() => Ok(()),
    }
}

async fn serve(args: &Preview, global: &Global, output: &Output) -> Result<()> {
    // An article that cannot be read now is not worth a page; one that breaks later is.
    let first = args.clone();
    let plan = run_blocking(move || PublishPlan::of(&first.file, &first.options)).await??;
    let previewed = Previewed {
        args: args.clone(),
        links: links::addresses(plan, global, output).await?,
    };
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(Error::system(OPEN_PORT))?;
    let address = listener.local_addr().map_err(Error::system(OPEN_PORT))?;
    let url = format!("http://{address}/");
    output.data(&serde_json::json!({ "url": url }), &url)?;
    output.info("The preview is there until Ctrl-C. Nothing is sent.");
    let serving = axum::serve(listener, server::router(previewed));
    let (result, ()) = tokio::join!(
        async { serving.await },
        open(args.open.then_some(url), output)
    );
    result.map_err(Error::system("go on serving the preview"))
}

/// What is shown, and the addresses on Medium of the articles that it links to.
struct Previewed {
    args: Preview,
    links: BTreeMap<PathBuf, String>,
}

/// Some browsers come back only when they are closed. Without one, the address is still there to
/// be opened elsewhere.
async fn open(url: Option<String>, output: &Output) {
    let Some(url) = url else { return };
    if let Ok(Err(error)) = run_blocking(move || webbrowser::open(&url)).await {
        output.warn(&format!("no browser was opened: {error}"));
    }
}
