//! Each article once: what the ledger has to say before one is sent.

use std::io::IsTerminal;

use dialoguer::Confirm;
use medium_api::types::PublishStatus;
use medium_cli::article;
use medium_store::{Consent, Draft, Entry, Obstacle, Ticket};

use super::{PublishError, ResolvedArticle};
use crate::args::{Global, Publish};
use crate::aside::aside;
use crate::environment;
use crate::error::Result;
use crate::ledger::{Ledger, LedgerConflict, date};
use crate::output::Output;
use crate::plan::{self, Plan};
use crate::session::Session;

/// What is to become of an article.
pub(super) enum Decision {
    /// It is sent. With a ledger, that it may be is written down from now on.
    Go(Consent),
    /// It is there already, word for word.
    There(Entry),
}

/// The ledger of who is logged in, unless they want none.
pub(super) async fn ledger<'a>(
    args: &Publish,
    session: &Session<'a>,
) -> Result<Option<Ledger<'a>>> {
    if args.no_ledger {
        return Ok(None);
    }
    // A dry run leaves no trace.
    if args.dry_run && session.service.place()?.is_new() {
        return Ok(None);
    }
    Ledger::of(session).await.map(Some)
}

/// Refuses to publish where it would not be remembered: a machine of continuous integration loses
/// its disk, and the next run would publish everything once more.
pub(super) fn must_remember(
    args: &Publish,
    global: &Global,
    plans: &[Plan],
) -> Result<(), PublishError> {
    let is_for_all_to_see = |plan: &Plan| plan.status() != PublishStatus::Draft;
    let is_named = global.store.is_some() || environment::store().is_some();
    let forgets = environment::is_ci() && !is_named && !global.sandbox;
    if forgets && !args.no_ledger && plans.iter().any(is_for_all_to_see) {
        return Err(PublishError::LedgerNotPersistent);
    }
    Ok(())
}

/// What the user agrees to from the start.
pub(super) fn consent(force: bool) -> Consent {
    if force {
        Consent::force()
    } else {
        Consent::default()
    }
}

/// Whether `draft` is to be sent. Nothing is written down yet. In a sandbox, an edited article is
/// published again: that is what one rehearses.
pub(super) async fn decide(
    ResolvedArticle { plan, draft, .. }: &ResolvedArticle,
    ledger: &Ledger<'_>,
    force: bool,
    output: &Output,
) -> Result<Decision> {
    let mut consent = consent(force);
    loop {
        match ledger.check(draft, consent).await? {
            None => return Ok(Decision::Go(consent)),
            Some(Obstacle::InProgress(_)) => wait(plan, draft, consent, ledger, output).await?,
            Some(Obstacle::Published(entry)) => return Ok(Decision::There(entry)),
            Some(Obstacle::Edited(_)) if ledger.is_of_sandbox() => {
                let path = plan.path.display();
                output.talk(&format!(
                    "{path} was edited, so the sandbox gets it once more."
                ));
                consent.edited = true;
            }
            Some(Obstacle::Twin(entry)) if may_ask() && asked(plan, &entry, output).await? => {
                consent.twin = true;
            }
            Some(obstacle) => return Err(conflict(plan, draft, obstacle).into()),
        }
    }
}

/// That more people are to see a post than it was sent for, which only Medium's own pages can do.
pub(super) fn less_public(plan: &Plan, entry: &Entry) -> Option<PublishError> {
    let sent = plan::status_sent(&entry.parts)?;
    let sent = article::status(sent).ok()?;
    let asked = plan.article.status?;
    (sent < asked).then(|| PublishError::LessPublic {
        file: plan.path.clone(),
        sent,
        asked,
        day: date(entry.time),
        url: entry.url.clone(),
    })
}

/// The right to send `draft`, once, written down before it is; or the post that another run has
/// published since it was decided.
pub(super) async fn begin(
    plan: &Plan,
    draft: &Draft,
    consent: Consent,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<Result<Ticket, Entry>> {
    loop {
        match ledger.begin(draft, consent).await? {
            Ok(ticket) => return Ok(Ok(ticket)),
            Err(Obstacle::InProgress(_)) => wait(plan, draft, consent, ledger, output).await?,
            Err(Obstacle::Published(entry)) => return Ok(Err(entry)),
            Err(obstacle) => return Err(conflict(plan, draft, obstacle).into()),
        }
    }
}

/// Until the other run is done, or has ended without a word.
async fn wait(
    plan: &Plan,
    draft: &Draft,
    consent: Consent,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let path = plan.path.display();
    output.talk(&format!("{path}: another run is publishing it; waiting"));
    ledger.wait(draft, consent).await?;
    Ok(())
}

pub(super) fn conflict(plan: &Plan, draft: &Draft, obstacle: Obstacle) -> LedgerConflict {
    LedgerConflict {
        file: plan.path.clone(),
        parts: draft.parts.clone(),
        obstacle,
    }
}

/// Whether there is somebody to ask.
pub(crate) fn may_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

async fn asked(plan: &Plan, entry: &Entry, output: &Output) -> Result<bool> {
    let path = plan.path.display();
    output.talk(&format!("{path} has the same text as {}.", entry.article));
    if let Some(url) = &entry.url {
        output.talk(&format!("There: {url}"));
    }
    let ask = || {
        Confirm::new()
            .with_prompt("Publish it once more?")
            .default(false)
            .interact()
    };
    Ok(aside(ask).await??)
}
