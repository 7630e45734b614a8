//! Which articles are published, and who may see them, where that is not said yet.
//!
//! Nothing becomes public because somebody left something out: where no status is named, a person
//! is asked, and a script fails.

use dialoguer::{Confirm, Input};
use medium_cli::article::{self, Status};

use super::{PublishError, once};
use crate::args::Publish;
use crate::environment;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::plan::{self, Articles, Plan, Reason, Skipped};

/// Gives every article a status, or leaves it out. A dry run shows what is not said.
pub(super) fn settled(mut articles: Articles, args: &Publish, output: &Output) -> Result<Articles> {
    if let Some(status) = environment::default_status()? {
        give(&mut articles.plans, status)?;
    }
    let somebody_is_there = once::may_ask();
    if !somebody_is_there {
        leave_out(&mut articles, output);
    }
    let has_none = |plan: &&Plan| plan.article.status.is_none();
    let open: Vec<_> = articles.plans.iter().filter(has_none).collect();
    let is_open = |one: &&Skipped| one.reason == Reason::NoStatus;
    let skipped: Vec<_> = articles.skipped.iter().filter(is_open).collect();
    let nobody_says = !open.is_empty() && !somebody_is_there && !args.dry_run;
    if nobody_says || (articles.plans.is_empty() && !skipped.is_empty()) {
        let files = open.iter().map(|plan| plan.path.clone());
        let files = files.chain(skipped.iter().map(|one| one.path.clone()));
        return Err(PublishError::NoStatus(files.collect()).into());
    }
    if args.dry_run {
        for plan in open {
            let file = plan.path.display();
            output.warn(&format!("{file}: it would not be sent without a status"));
        }
        return Ok(articles);
    }
    if !open.is_empty() {
        let status = asked(&open, output)?;
        give(&mut articles.plans, status)?;
    }
    if somebody_is_there {
        confirm(&articles.plans, output)?;
    }
    Ok(articles)
}

/// Gives `status` to all articles that have none.
fn give(plans: &mut [Plan], status: Status) -> Result<()> {
    let open = plans
        .iter_mut()
        .filter(|plan| plan.article.status.is_none());
    let problems: Vec<_> = open
        .filter_map(|plan| plan.set_status(status).err())
        .collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Error::Articles(problems)),
    }
}

/// In a script, a folder's articles without a status are not for it to publish.
fn leave_out(articles: &mut Articles, output: &Output) {
    let is_open = |plan: &mut Plan| plan.is_of_folder() && plan.article.status.is_none();
    for plan in articles.plans.extract_if(.., is_open) {
        let skipped = Skipped {
            path: plan.path,
            reason: Reason::NoStatus,
        };
        output.warn(&skipped.to_string());
        articles.skipped.push(skipped);
    }
}

/// One status for all articles that name none.
fn asked(open: &[&Plan], output: &Output) -> Result<Status> {
    for plan in open {
        output.ask(&format!("{} names no status.", plan.path.display()));
    }
    let input = Input::<String>::new()
        .with_prompt("Who is to see it: draft (you alone), unlisted (who has the address), public")
        .validate_with(|answer: &String| article::status(answer).map(drop));
    let answer = input.interact_text()?;
    article::status(&answer).map_err(Error::Internal)
}

/// Lists what is about to be published of folders, and asks.
fn confirm(plans: &[Plan], output: &Output) -> Result<()> {
    if !plans.iter().any(Plan::is_of_folder) {
        return Ok(());
    }
    for plan in plans {
        let status = plan.article.status.map_or("", plan::name);
        output.ask(&format!("{status:8}  {}", plan.path.display()));
    }
    let question = format!("Publish these {}?", plans.len());
    let is_wanted = Confirm::new().with_prompt(question).default(false);
    if is_wanted.interact()? {
        Ok(())
    } else {
        Err(PublishError::Declined.into())
    }
}
