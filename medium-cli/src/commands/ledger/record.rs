//! `medium ledger record`: an article that somebody has published by hand.

use medium_store::{Consent, Draft, Published};
use serde_json::Value;

use super::value;
use crate::args::{Named, Record};
use crate::error::Result;
use crate::ledger::{Ledger, LedgerConflict};
use crate::output::Output;
use crate::plan::STATUS;
use crate::post_address::PostAddress;
use crate::service::Service;

/// An article that is to be recorded, read before anything is open.
pub(super) struct Recorded {
    pub(super) draft: Draft,
    pub(super) earlier: Vec<medium_store::Article>,
}

pub(super) async fn run(
    recorded: &Recorded,
    args: &Record,
    service: &Service,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let address = PostAddress::parse(&args.url, service, args.custom_domain)?;
    let Recorded { draft, earlier } = recorded;
    let mut draft = draft.clone();
    draft.article = ledger.name_of(&draft, earlier, true, args.force).await?;
    record(&args.named, draft.clone(), &address, args.force, ledger).await?;
    let article = &draft.article;
    output.talk(&format!("{article} is published, at {}", address.url));
    let entries = ledger.entries(article).await?;
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

/// Writes it down, and settles what was unknown of it.
pub(crate) async fn record(
    named: &Named,
    mut draft: Draft,
    address: &PostAddress,
    force: bool,
    ledger: &Ledger<'_>,
) -> Result<()> {
    let published = Published::new(&address.id, &address.url);
    let entries = ledger.entries(&draft.article).await?;
    let unknown = entries
        .iter()
        .find(|entry| !entry.state.is_settled() && !entry.is_held);
    if let Some(entry) = unknown {
        let target = &entry.target;
        ledger
            .resolve(&draft.article, target, Some(published))
            .await?;
        return Ok(());
    }
    // An address is for its readers.
    draft.parts.insert(STATUS.to_owned(), "public".to_owned());
    let consent = match force {
        true => Consent::force(),
        false => Consent::default(),
    };
    match ledger.record(&draft, published, consent).await? {
        None => Ok(()),
        Some(obstacle) => Err(LedgerConflict {
            file: named.article.as_str().into(),
            parts: draft.parts,
            obstacle,
        }
        .into()),
    }
}
