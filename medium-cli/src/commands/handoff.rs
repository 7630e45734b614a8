//! `medium handoff`: an article to Medium without a token, by the hands of its author.
//!
//! ```text
//! article ─▶ handoff (what to copy) ─┬─ page + server (leads through it, records the address)
//!                                    ├─ --output: the same page as a file
//!                                    └─ --import: a page for Medium's import tool
//! ```

mod article;
mod import;
mod page;
mod record;
mod server;

use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::args::{self, Global};
use crate::aside::aside;
use crate::error::{Error, Result};
use crate::files;
use crate::ledger::Ledger;
use crate::output::Output;
use crate::plan::{self, Plan};
use crate::service::Service;
use article::Handoff;
use page::Page;

const OPEN_PORT: &str = "open a port for the page";

pub(crate) async fn run(args: &args::Handoff, global: &Global, output: &Output) -> Result<()> {
    let plans = plans(args, global, output)?;
    let result = Service::with(global, output, async |service| {
        hand_off(plans, args, service, global, output).await
    });
    match result.await {
        // Ctrl-C is how a user leaves the page: not a failure.
        Err(Error::Interrupted(_)) => {
            output.talk("What was published since: medium ledger record ARTICLE URL");
            Ok(())
        }
        result => result,
    }
}

/// The articles. What is wrong with them and with the options is found before anything is opened.
fn plans(args: &args::Handoff, global: &Global, output: &Output) -> Result<Vec<Plan>> {
    let mut wishes = args.wishes.clone();
    if args.import.is_some() {
        if wishes.base_url.is_none() {
            return Err(Error::Usage(
                "--import needs --base-url: the address at which its folder will be public",
            ));
        }
        // Links of an article that appeared elsewhere first are relative to that place.
        wishes.fallback_base_url = wishes.base_url.take();
    }
    let plans = plan::all(&args.articles, false, &wishes, global.verbose, output)?.plans;
    if args.output.is_some() && plans.len() > 1 {
        return Err(Error::Usage(
            "--output is for one article, and there are several",
        ));
    }
    if args.import.is_none() {
        plan::say_what_to_expect(&plans, output);
    }
    Ok(plans)
}

async fn hand_off(
    plans: Vec<Plan>,
    args: &args::Handoff,
    service: &Service,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let ledger = Ledger::for_hands(service, global, output).await?;
    let mut handoffs = Vec::new();
    for plan in plans {
        let handoff = article::prepared(plan, &ledger).await?;
        // A page for the import tool is the canonical one, and stays when the post is published.
        if args.import.is_some() || handoff.is_new(&ledger, args.force, output).await? {
            handoffs.push(handoff);
        }
    }
    match (&args.import, &args.output) {
        _ if handoffs.is_empty() => Ok(()),
        (Some(folder), _) => {
            let base = args.wishes.base_url.as_ref();
            import::write(&handoffs, folder, base, service, output)
        }
        (None, Some(file)) => write_page(&handoffs, file, service, output),
        (None, None) => serve(handoffs, args, service, &ledger, output).await,
    }
}

/// The page as one file, with all that it needs.
fn write_page(
    handoffs: &[Handoff],
    file: &std::path::Path,
    service: &Service,
    output: &Output,
) -> Result<()> {
    let Some(handoff) = handoffs.first() else {
        return Ok(());
    };
    let html = Page::of(handoff, service)?.in_one_file(handoff)?;
    files::write(file, html.as_bytes())?;
    let shown = file.display().to_string();
    let record = handoff.record_command();
    output.talk(&format!(
        "Open it in a browser. When the article is published: {record}"
    ));
    output.data(&serde_json::json!({ "file": shown }), &shown)
}

/// Serves the pages until every article's address was recorded, or until Ctrl-C.
async fn serve(
    handoffs: Vec<Handoff>,
    args: &args::Handoff,
    service: &Service,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(Error::system(OPEN_PORT))?;
    let address = listener.local_addr().map_err(Error::system(OPEN_PORT))?;
    let mut pages = Vec::new();
    for handoff in &handoffs {
        pages.push(Page::of(handoff, service)?.served(pages.len(), &handoffs)?);
    }
    let (sender, requests) = mpsc::channel(1);
    let desk = server::Desk::new(pages, &handoffs, sender)?;
    let url = format!("http://{address}/{}/", desk.token());
    output.data(&serde_json::json!({ "url": url }), &url)?;
    say_where(args, address.port(), output);
    let (done, is_done) = tokio::sync::oneshot::channel::<()>();
    let ended = async move {
        let _ = is_done.await;
    };
    let serving = axum::serve(listener, server::router(desk)).with_graceful_shutdown(ended);
    let recording = async {
        let result = record::all(&handoffs, requests, service, ledger, args.force, output).await;
        let _ = done.send(());
        result
    };
    let opening = (!args.no_browser).then_some(url);
    let (served, recorded, ()) =
        tokio::join!(async { serving.await }, recording, open(opening, output));
    served.map_err(Error::system("go on serving the page"))?;
    recorded
}

fn say_where(args: &args::Handoff, port: u16, output: &Output) {
    if args.no_browser {
        output.talk(&format!(
            "Open it in a browser. From another machine: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE, \
             then the same address there."
        ));
    }
    output.talk("The page is there until the post's address is recorded, or until Ctrl-C.");
}

/// Without a browser, the address is still there to be opened elsewhere.
async fn open(url: Option<String>, output: &Output) {
    let Some(url) = url else { return };
    if let Ok(Err(error)) = aside(move || webbrowser::open(&url)).await {
        output.warn(&format!("no browser was opened: {error}"));
    }
}
