//! `medium preview`: an article as Medium would get it, in a browser.

mod page;
mod server;

use tokio::net::TcpListener;

use crate::args::Preview;
use crate::aside::aside;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;

const OPEN_PORT: &str = "open a port for the preview";

pub(crate) async fn run(args: &Preview, output: &Output) -> Result<()> {
    // Listened to from the start: an article may be a pipe that gives nothing for a while.
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    tokio::select! {
        result = serve(args, output) => result,
        _ = interrupt.came() => Ok(()),
    }
}

async fn serve(args: &Preview, output: &Output) -> Result<()> {
    // An article that cannot be read now is not worth a page; one that breaks later is.
    let first = args.clone();
    aside(move || page::Page::read(&first)).await??;
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(Error::system(OPEN_PORT))?;
    let address = listener.local_addr().map_err(Error::system(OPEN_PORT))?;
    let url = format!("http://{address}/");
    output.data(&serde_json::json!({ "url": url }), &url)?;
    output.talk("The preview is there until Ctrl-C. Nothing is sent.");
    let serving = axum::serve(listener, server::router(args.clone()));
    let (result, ()) = tokio::join!(
        async { serving.await },
        open(args.open.then_some(url), output)
    );
    result.map_err(Error::system("go on serving the preview"))
}

/// Some browsers come back only when they are closed. Without one, the address is still there to
/// be opened elsewhere.
async fn open(url: Option<String>, output: &Output) {
    let Some(url) = url else { return };
    if let Ok(Err(error)) = aside(move || webbrowser::open(&url)).await {
        output.warn(&format!("no browser was opened: {error}"));
    }
}
