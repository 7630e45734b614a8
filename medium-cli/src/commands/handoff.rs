//! `medium handoff`: an article to Medium without a token, published by its author in
//! Medium's editor.
//!
//! ```text
//! article ─▶ handoff (what to copy) ─┬─ page + server (leads through it, records the address)
//!                                    ├─ --output: the same page as a file
//!                                    └─ --import: a page for Medium's import tool
//! ```

mod article;
mod error;
mod import;
mod page;
mod record;
mod server;

use std::pin::pin;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use crate::args::{self, Global};
use crate::aside::aside;
use crate::commands::publish::PublishError;
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::files;
use crate::ledger::Ledger;
use crate::output::Output;
use crate::plan::{self, Plan};
use crate::service::Service;
use article::Handoff;
pub(crate) use error::HandoffError;
use page::Page;

const OPEN_PORT: &str = "open a port for the page";
/// How long responses may take once everything is recorded.
const LAST_RESPONSES: Duration = Duration::from_secs(2);

pub(crate) async fn run(args: &args::Handoff, global: &Global, output: &Output) -> Result<()> {
    let plans = plans(args, global, output)?;
    let result = Service::with(global, output, async |service| {
        hand_off(plans, args, service, global, output).await
    });
    match result.await {
        // Ctrl-C is how a user leaves the page: not a failure.
        Err(Error::Interrupted(_)) => {
            output
                .talk("What you have published without the page: medium ledger record ARTICLE URL");
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
        for hint in plans.iter().flat_map(Plan::hints_by_hand) {
            output.warn(&hint);
        }
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
    let (all, mut handoffs, mut left_out) = (plans.len(), Vec::new(), Vec::new());
    for plan in plans {
        let handoff = article::prepared(plan, &ledger).await?;
        // A page for the import tool is the canonical one, and stays when the post is published.
        let is_wanted = match args.import {
            Some(_) => Ok(true),
            None => handoff.is_new(&ledger, args.force, output).await,
        };
        match is_wanted {
            Ok(true) => handoffs.push(handoff),
            Ok(false) => {}
            Err(error @ Error::LedgerConflict(_)) if all > 1 => {
                output.error(&error, CredentialSource::of(global));
                left_out.push(error.exit_code());
            }
            Err(error) => return Err(error),
        }
    }
    match (&args.import, &args.output) {
        _ if handoffs.is_empty() => {}
        (Some(folder), _) => {
            let base = args.wishes.base_url.as_ref();
            import::write(&handoffs, folder, base, service, output)?;
        }
        (None, Some(file)) => write_page(&handoffs, file, service, output)?,
        (None, None) => serve(handoffs, args, service, &ledger, output).await?,
    }
    PublishError::check_left_out(&left_out, all)
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
    files::check_place_of_page(file)?;
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
    let state = server::AppState::new(pages, &handoffs, sender)?;
    let url = format!("http://{address}/{}/", state.token());
    output.data(&serde_json::json!({ "url": url }), &url)?;
    say_where(args, address.port(), output);
    let one_time_path = format!("http://{address}{}", state.one_time_path());
    let one_time_path = (!args.no_browser).then_some(one_time_path);
    let (done, is_done) = oneshot::channel::<()>();
    let ended = async move {
        let _ = is_done.await;
    };
    let serving = axum::serve(listener, server::router(state)).with_graceful_shutdown(ended);
    let mut serving = pin!(serving.into_future());
    let recording = record::all(&handoffs, requests, service, ledger, args.force, output);
    let recording = async { tokio::join!(recording, open(one_time_path, output)).0 };
    let recorded = tokio::select! {
        recorded = recording => recorded,
        served = &mut serving => return served.map_err(Error::system("go on serving the page")),
    };
    // The last response goes out. A connection that never ends does not keep the command.
    let _ = done.send(());
    let _ = tokio::time::timeout(LAST_RESPONSES, serving).await;
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
