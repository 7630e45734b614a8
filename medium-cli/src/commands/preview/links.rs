//! Looks up linked articles in the ledger, if the user is logged in. Writes nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::args::Global;
use crate::backend::Backend;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::output::Output;
use crate::plan::{PublishPlan, Repositories};
use crate::session::Session;

/// The URLs that are known when the preview starts.
pub(super) async fn urls(
    mut plan: PublishPlan,
    global: &Global,
    output: &Output,
) -> Result<BTreeMap<PathBuf, String>> {
    if !plan.links_to_articles() {
        return Ok(BTreeMap::new());
    }
    Backend::with(global, output, async |backend| {
        if let Err(error) = look_up(&mut plan, backend, global).await {
            output.info(&format!("can't look up links in the ledger: {error}"));
        }
        Ok(())
    })
    .await?;
    Ok(plan.urls().clone())
}

async fn look_up(plan: &mut PublishPlan, backend: &Backend, global: &Global) -> Result<()> {
    // A preview must not create a store.
    if backend.store_location()?.is_new() {
        return Ok(());
    }
    let session = Session::open_checked(backend, global).await?;
    let ledger = Ledger::for_session(&session).await?;
    plan.look_up_links(Some(&ledger), &Repositories::default())
        .await
}
