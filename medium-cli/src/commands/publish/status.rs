//! Sets the status of articles without one.
//!
//! An article never becomes public by default: at a terminal the user is asked; a script skips
//! articles of folders, and fails for files that are named.

use medium_cli::article::{self, Status};

use super::PublishError;
use crate::args::Publish;
use crate::environment;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::plan::{self, Articles, PublishPlan, Reason, Skipped};
use crate::prompt;

/// Sets the status of every article, or skips it, and asks whether to send the articles. A dry run
/// shows articles without one.
pub(super) async fn with_status(
    mut articles: Articles,
    args: &Publish,
    output: &Output,
) -> Result<Articles> {
    if let Some(status) = default_status()? {
        set_missing(&mut articles.plans, status)?;
    }
    let is_interactive = prompt::is_interactive();
    if !is_interactive {
        skip_without_status(&mut articles, output);
    }
    let has_none = |plan: &&PublishPlan| plan.article.status.is_none();
    let open: Vec<_> = articles.plans.iter().filter(has_none).collect();
    let is_open = |skipped: &&Skipped| skipped.reason == Reason::NoStatus;
    let skipped: Vec<_> = articles.skipped.iter().filter(is_open).collect();
    let fails = !open.is_empty() && !is_interactive && !args.dry_run;
    if fails || (articles.plans.is_empty() && !skipped.is_empty()) {
        let files = open.iter().map(|plan| plan.path.clone());
        let files = files.chain(skipped.iter().map(|skipped| skipped.path.clone()));
        return Err(PublishError::NoStatus(files.collect()).into());
    }
    if args.dry_run {
        return Ok(articles);
    }
    if !open.is_empty() {
        let status = ask_status(&open, output).await?;
        set_missing(&mut articles.plans, status)?;
    }
    if is_interactive {
        confirm(&articles.plans, output).await?;
    }
    Ok(articles)
}

fn default_status() -> Result<Option<Status>, PublishError> {
    let status = environment::default_status().map(|value| article::status(&value));
    status.transpose().map_err(PublishError::DefaultStatus)
}

fn set_missing(plans: &mut [PublishPlan], status: Status) -> Result<()> {
    let open = plans
        .iter_mut()
        .filter(|plan| plan.article.status.is_none());
    let problems: Vec<_> = open
        .filter_map(|plan| plan.set_status(status).err())
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Articles(problems))
    }
}

/// Skips articles of folders without a status: a script must not publish unfinished ones.
fn skip_without_status(articles: &mut Articles, output: &Output) {
    let is_open = |plan: &mut PublishPlan| plan.is_from_folder() && plan.article.status.is_none();
    for plan in articles.plans.extract_if(.., is_open) {
        let skipped = Skipped {
            path: plan.path,
            reason: Reason::NoStatus,
        };
        output.warn(&skipped.to_string());
        articles.skipped.push(skipped);
    }
}

/// Asks for one status for all articles without one.
async fn ask_status(open: &[&PublishPlan], output: &Output) -> Result<Status> {
    for plan in open {
        output.ask(&format!("{} has no status.", plan.path.display()));
    }
    let question = "Status: (d)raft, (u)nlisted (anyone with the link) or (p)ublic";
    let answer = prompt::checked_text(question, |answer| parse_answer(answer).map(drop)).await?;
    parse_answer(&answer).map_err(Error::Internal)
}

/// Returns a status, or its first letter.
fn parse_answer(answer: &str) -> Result<Status, String> {
    match answer.trim() {
        "d" => Ok(Status::Draft),
        "u" => Ok(Status::Unlisted),
        "p" => Ok(Status::Public),
        name => article::status(name),
    }
}

/// Lists the articles and asks, if any of them comes from a folder.
async fn confirm(plans: &[PublishPlan], output: &Output) -> Result<()> {
    if !plans.iter().any(PublishPlan::is_from_folder) {
        return Ok(());
    }
    for plan in plans {
        let status = plan.article.status.map_or("", plan::name);
        let own = if plan.keeps_own_status {
            " (its own status)"
        } else {
            ""
        };
        output.ask(&format!("{status:8}  {}{own}", plan.path.display()));
    }
    let question = match plans.len() {
        1 => "Send this article?".to_owned(),
        count => format!("Send these {count} articles?"),
    };
    if prompt::confirm(&question).await? {
        Ok(())
    } else {
        Err(PublishError::Declined.into())
    }
}
