//! Where the articles that a previewed one links to are on Medium, if somebody is logged in and the
//! ledger knows it. Nothing is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::args::Global;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::output::Output;
use crate::plan::{PublishPlan, Repositories};
use crate::service::Service;
use crate::session::Session;

/// The addresses that are known when the preview of `plan` begins.
pub(super) async fn addresses(
    mut plan: PublishPlan,
    global: &Global,
    output: &Output,
) -> Result<BTreeMap<PathBuf, String>> {
    if !plan.links_to_articles() {
        return Ok(BTreeMap::new());
    }
    Service::with(global, output, async |service| {
        if let Err(error) = look_up(&mut plan, service, global).await {
            output.info(&format!(
                "The ledger was not asked where links lead: {error}"
            ));
        }
        Ok(())
    })
    .await?;
    Ok(plan.addresses().clone())
}

async fn look_up(plan: &mut PublishPlan, service: &Service, global: &Global) -> Result<()> {
    // A preview leaves no trace.
    if service.store_location()?.is_new() {
        return Ok(());
    }
    let session = Session::open_checked(service, global).await?;
    let ledger = Ledger::of(&session).await?;
    plan.look_up_links(Some(&ledger), &Repositories::default())
        .await
}
