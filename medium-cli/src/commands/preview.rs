//! `medium preview`: shows an article in a browser, as Medium would receive it.

mod links;
mod page;
mod server;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::args::{Global, Preview};
use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::interrupt::Interrupt;
use crate::local_pages;
use crate::output::Output;
use crate::plan::PublishPlan;

pub(crate) async fn run(args: &Preview, global: &Global, output: &Output) -> Result<()> {
    // Listens from the start: reading an article from a pipe may block.
    let mut interrupt = Interrupt::listen().map_err(Error::system("wait for Ctrl-C"))?;
    tokio::select! {
        result = serve(args, global, output) => result,
        _ = interrupt.received() => Ok(()),
    }
}

async fn serve(args: &Preview, global: &Global, output: &Output) -> Result<()> {
    // An article that can't be read now is an error. Later errors are shown on the page.
    let first = args.clone();
    let plan = run_blocking(move || PublishPlan::read(&first.file, &first.options)).await?;
    let previewed = Previewed {
        args: args.clone(),
        links: links::urls(plan.map_err(Error::Preview)?, global, output).await?,
    };
    let (listener, address) = local_pages::listen(0).await?;
    let url = format!("http://{address}/");
    output.data(&serde_json::json!({ "url": url }), &url)?;
    output.info("Serving the preview. Nothing is sent to Medium. Press Ctrl-C to stop.");
    let serving = axum::serve(listener, server::router(previewed));
    let (result, ()) = tokio::join!(
        async { serving.await },
        local_pages::open_browser(args.open.then_some(url), output)
    );
    result.map_err(Error::system("serve the preview"))
}

/// The previewed article, and the URLs on Medium of the articles that it links to.
struct Previewed {
    args: Preview,
    links: BTreeMap<PathBuf, String>,
}
