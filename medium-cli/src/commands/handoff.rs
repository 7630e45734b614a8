//! `medium handoff`: publishes an article without a token, by copy and paste into Medium's editor.
//!
//! ```text
//! article ─▶ handoff (what to copy) ─┬─ page + server (guides the author, records the URL)
//!                                    ├─ --output: the same page as a file
//!                                    └─ --import: a page for Medium's import tool
//! ```

mod article;
mod error;
mod import;
mod page;
mod record;
mod server;

use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use medium_cli::article::Status;
use tokio::sync::{mpsc, oneshot};

use crate::args::{self, Global};
use crate::backend::Backend;
use crate::commands::publish::PublishError;
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::local_pages;
use crate::output::Output;
use crate::output_files;
use crate::plan::{self, PublishPlan};
use article::Handoff;
pub(crate) use error::ImportPageError;
use page::Page;

/// The time for pending responses after everything is recorded.
const LAST_RESPONSES_TIMEOUT: Duration = Duration::from_secs(2);

pub(crate) async fn run(args: &args::Handoff, global: &Global, output: &Output) -> Result<()> {
    let plans = plans(args, global, output)?;
    let result = Backend::with(global, output, async |backend| {
        hand_off(plans, args, backend, global, output).await
    });
    match result.await {
        // Ctrl-C is the normal way to stop, not a failure.
        Err(Error::Interrupted(_)) => {
            let record = CredentialSource::new(global).command("ledger record");
            output.info(&format!(
                "To record a post that you published: {record} ARTICLE URL"
            ));
            Ok(())
        }
        result => result,
    }
}

/// Reads the articles. Finds errors in them and in the options before anything is opened.
fn plans(args: &args::Handoff, global: &Global, output: &Output) -> Result<Vec<PublishPlan>> {
    let mut options = args.options.clone();
    options.fallback_base_url.clone_from(&args.import_url);
    let plans = plan::all(&args.articles, false, &options, global.verbose, output)?.plans;
    if args.output.is_some() && plans.len() > 1 {
        return Err(Error::Usage("--output works with one article only"));
    }
    if args.import.is_none() {
        for hint in plans.iter().flat_map(PublishPlan::editor_warning_lines) {
            output.warn(&hint);
        }
    }
    Ok(plans)
}

async fn hand_off(
    plans: Vec<PublishPlan>,
    args: &args::Handoff,
    backend: &Backend,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let source = CredentialSource::new(global);
    let ledger = Ledger::for_handoff(backend, global, output).await?;
    let (article_count, mut handoffs, mut failed_exit_codes) =
        (plans.len(), Vec::new(), Vec::new());
    for plan in plans {
        let handoff = article::prepare(plan, &ledger).await?;
        // A page for the import tool stays online after the post is published.
        let should_hand_off = match args.import {
            Some(_) => Ok(true),
            None => handoff.should_hand_off(&ledger, args.force, output).await,
        };
        match should_hand_off {
            Ok(true) => handoffs.push(handoff),
            Ok(false) => {}
            Err(error @ Error::LedgerConflict(_)) if article_count > 1 => {
                output.error(&error, source);
                failed_exit_codes.push(error.exit_code());
            }
            Err(error) => return Err(error),
        }
    }
    let import = args.import.as_ref().zip(args.import_url.as_ref());
    match (import, &args.output) {
        _ if handoffs.is_empty() => {}
        (Some((folder, url)), _) => {
            import::write(&handoffs, (folder, url), backend, source, output)?
        }
        (None, Some(file)) => write_page(&handoffs, file, backend, source, output)?,
        (None, None) => serve(handoffs, args, backend, &ledger, source, output).await?,
    }
    PublishError::fail_if_any(&failed_exit_codes, article_count)
}

/// Writes the page as one self-contained file.
fn write_page(
    handoffs: &[Handoff],
    file: &Path,
    backend: &Backend,
    source: CredentialSource<'_>,
    output: &Output,
) -> Result<()> {
    let Some(handoff) = handoffs.first() else {
        return Ok(());
    };
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    if folder.is_some_and(|folder| !folder.exists()) {
        return Err(Error::Usage("the folder of --output doesn't exist"));
    }
    output_files::check_page_path(file)?;
    let html = Page::new(handoff, backend, source)?.into_single_file(handoff)?;
    output_files::write(file, html.as_bytes())?;
    let path = file.display().to_string();
    let record = handoff.record_command(source);
    output.data(&serde_json::json!({ "file": path }), &path)?;
    output.info(&format!(
        "Open {path} in a browser. After publishing, run: {record}"
    ));
    Ok(())
}

/// Serves the pages until the URL of every article is recorded, or until Ctrl-C.
async fn serve(
    handoffs: Vec<Handoff>,
    args: &args::Handoff,
    backend: &Backend,
    ledger: &Ledger<'_>,
    source: CredentialSource<'_>,
    output: &Output,
) -> Result<()> {
    let (listener, address) = local_pages::listen(0).await?;
    let mut pages = Vec::new();
    for handoff in &handoffs {
        pages.push(Page::new(handoff, backend, source)?.into_served_html(pages.len(), &handoffs)?);
    }
    let (sender, requests) = mpsc::channel(1);
    let state = server::AppState::new(pages, &handoffs, sender)?;
    let url = format!("http://{address}/{}/", state.token());
    output.data(&serde_json::json!({ "url": url }), &url)?;
    let are_drafts = handoffs
        .iter()
        .all(|handoff| handoff.plan.article.status == Some(Status::Draft));
    print_instructions(args, address.port(), are_drafts, output);
    let one_time_url = format!("http://{address}{}", state.one_time_path());
    let one_time_url = (!args.no_open).then_some(one_time_url);
    let (done, is_done) = oneshot::channel::<()>();
    let ended = async move {
        let _ = is_done.await;
    };
    let serving = axum::serve(listener, server::router(state)).with_graceful_shutdown(ended);
    let mut serving = pin!(serving.into_future());
    let recording = record::all(&handoffs, requests, backend, ledger, args.force, output);
    let recording =
        async { tokio::join!(recording, local_pages::open_browser(one_time_url, output)).0 };
    let recorded = tokio::select! {
        recorded = recording => recorded,
        served = &mut serving => return served.map_err(Error::system("serve the page")),
    };
    // Sends the last response. The timeout is for connections that never end.
    let _ = done.send(());
    let _ = tokio::time::timeout(LAST_RESPONSES_TIMEOUT, serving).await;
    recorded
}

fn print_instructions(args: &args::Handoff, port: u16, are_drafts: bool, output: &Output) {
    if args.no_open {
        output.info(&format!(
            "Open this URL in a browser. From another machine, first run: \
             ssh -L {port}:127.0.0.1:{port} THIS-MACHINE"
        ));
    }
    output.info(if are_drafts {
        "Serving the page. Press Ctrl-C when the draft is saved."
    } else {
        "Serving the page until the URL of each post is recorded. Press Ctrl-C to stop."
    });
}
