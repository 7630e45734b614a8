//! `medium preview`: an article as Medium would get it, in a browser.

mod page;
mod server;

use tokio::net::TcpListener;

use crate::args::Preview;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::output::Output;

pub(crate) async fn run(args: &Preview, output: &Output) -> Result<()> {
    // An article that cannot be read now is not worth a page; one that breaks later is.
    page::Page::read(args)?;
    let mut interrupt = Interrupt::listen(true)?;
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(Error::system("open a port for the preview"))?;
    let address = listener
        .local_addr()
        .map_err(Error::system("open a port for the preview"))?;
    let url = format!("http://{}/", address);
    let serving = axum::serve(listener, server::router(args.clone()));
    if args.open {
        // Without a browser the address is still there to be opened elsewhere.
        if let Err(error) = webbrowser::open(&url) {
            output.warn(&format!("no browser was opened: {error}"));
        }
    }
    output.data(&serde_json::json!({ "url": url }), &url)?;
    output.talk("The preview is there until Ctrl-C. Nothing is sent.");
    tokio::select! {
        result = async { serving.await } => result.map_err(Error::system("go on serving the preview")),
        () = interrupt.came() => Ok(()),
    }
}
