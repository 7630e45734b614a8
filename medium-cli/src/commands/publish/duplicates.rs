//! Publishes each article once: checks the ledger before anything is sent.

use medium_api::types::PublishStatus;
use medium_cli::article;
use medium_store::{Conflict, Draft, Entry, Overrides, StartedPost};

use super::{PublishError, ResolvedArticle};
use crate::args::{Global, Publish};
use crate::environment;
use crate::error::Result;
use crate::ledger::{Ledger, LedgerConflict, date, describe_edits, overrides};
use crate::output::Output;
use crate::plan::{self, PublishPlan};
use crate::prompt;
use crate::session::Session;

/// What to do with an article.
pub(super) enum Decision {
    Send(Overrides),
    /// The same content was published before.
    AlreadyPublished(Entry),
}

/// Opens the account's ledger. `None` with `--no-ledger`, or in a dry run if there is no store yet.
pub(super) async fn open_ledger<'a>(
    args: &Publish,
    session: &Session<'a>,
) -> Result<Option<Ledger<'a>>> {
    // A dry run must not create a store.
    let would_create = args.dry_run && session.backend.store_location()?.is_new();
    if args.no_ledger || would_create {
        Ok(None)
    } else {
        Ledger::for_session(session).await.map(Some)
    }
}

/// Fails in CI without a named store: the machine loses its disk, and the next run would publish
/// everything again.
pub(super) fn require_lasting_ledger(
    args: &Publish,
    global: &Global,
    plans: &[PublishPlan],
) -> Result<(), PublishError> {
    let is_visible = |plan: &PublishPlan| plan.status() != PublishStatus::Draft;
    let is_named = global.store.is_some() || environment::store().is_some();
    let forgets = environment::is_ci() && !is_named && !global.sandbox;
    if forgets && !args.no_ledger && plans.iter().any(is_visible) {
        return Err(PublishError::LedgerNotPersistent);
    }
    Ok(())
}

/// Decides whether to send an article. Records nothing yet. A sandbox accepts edited articles again,
/// as users rehearse there.
pub(super) async fn decide(
    ResolvedArticle { plan, draft, .. }: &ResolvedArticle,
    ledger: &Ledger<'_>,
    force: bool,
    output: &Output,
) -> Result<Decision> {
    let mut overrides = overrides(force);
    loop {
        match ledger.check(draft, overrides).await? {
            None => return Ok(Decision::Send(overrides)),
            Some(Conflict::InProgress(_)) => wait(plan, draft, overrides, ledger, output).await?,
            Some(Conflict::Published(entry)) => return Ok(Decision::AlreadyPublished(entry)),
            Some(Conflict::Edited(entry)) if ledger.is_sandbox() => {
                let path = plan.path.display();
                let differs = describe_edits(&entry.parts, &draft.parts);
                output.info(&format!(
                    "{path} differs from what was published{differs}, so the sandbox publishes it again."
                ));
                overrides.edited = true;
            }
            Some(Conflict::SameContent(entry))
                if prompt::is_interactive()
                    && confirm_same_content(plan, &entry, output).await? =>
            {
                overrides.same_content = true;
            }
            Some(conflict) => return Err(LedgerConflict::new(&plan.path, draft, conflict).into()),
        }
    }
}

/// Returns the error for a post that is less public than its article now says. Only Medium's own
/// pages can change that.
pub(super) fn less_public(plan: &PublishPlan, entry: &Entry) -> Option<PublishError> {
    let sent = plan::status_sent(&entry.parts)?;
    let sent = article::status(sent).ok()?;
    let wanted = plan.article.status?;
    (sent < wanted).then(|| PublishError::LessPublic {
        file: plan.path.clone(),
        sent,
        wanted,
        day: date(entry.time),
        url: entry.url.clone(),
    })
}

/// Records that `draft` is about to be sent, and returns the started post, or the
/// entry of another run that published it in the meantime.
pub(super) async fn begin(
    plan: &PublishPlan,
    draft: &Draft,
    overrides: Overrides,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<Result<StartedPost, Entry>> {
    loop {
        match ledger.begin(draft, overrides).await? {
            Ok(started) => return Ok(Ok(started)),
            Err(Conflict::InProgress(_)) => wait(plan, draft, overrides, ledger, output).await?,
            Err(Conflict::Published(entry)) => return Ok(Err(entry)),
            Err(conflict) => return Err(LedgerConflict::new(&plan.path, draft, conflict).into()),
        }
    }
}

/// Waits until the other run has finished or ended.
async fn wait(
    plan: &PublishPlan,
    draft: &Draft,
    overrides: Overrides,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let path = plan.path.display();
    output.info(&format!("{path}: another run is publishing it; waiting"));
    ledger.wait(draft, overrides).await?;
    Ok(())
}

async fn confirm_same_content(plan: &PublishPlan, entry: &Entry, output: &Output) -> Result<bool> {
    let path = plan.path.display();
    output.info(&format!("{path} has the same text as {}.", entry.article));
    if let Some(url) = &entry.url {
        output.info(&format!("It is at {url}"));
    }
    prompt::confirm("Publish it again?").await
}
