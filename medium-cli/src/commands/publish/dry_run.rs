//! `medium publish --dry-run`: everything but the sending. It needs no login; with one, it also asks
//! the ledger, and whether the author may publish where they want to.

use std::path::Path;

use medium_api::types::User;
use medium_store::Obstacle;
use serde_json::{Value, json};

use super::{PublishError, ResolvedArticle, aim, once};
use crate::args::{Global, Publish};
use crate::commands::with_ours;
use crate::error::Result;
use crate::images::file_name;
use crate::ledger::Ledger;
use crate::output::{Output, columns, path};
use crate::plan::{self, Articles, Plan, Skipped};
use crate::service::Service;
use crate::session::Session;
use crate::target::Target;

/// An article as it would be sent.
struct Shown {
    plan: Plan,
    /// Where it would go, as people read it.
    place: String,
    publication: Value,
    /// Why it would not be sent, in one word.
    conflict_name: Option<&'static str>,
}

pub(super) async fn run(
    articles: Articles,
    args: &Publish,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let Articles { plans, skipped } = articles;
    Service::with(global, output, async |service| {
        let shown = match account(service, global).await {
            Ok(session) => with_account(plans, &session, args, output).await?,
            Err(error) => {
                output.talk(&format!("Neither the ledger nor Medium was asked: {error}"));
                let shown = |plan| Shown::without_account(plan, output);
                plans.into_iter().map(shown).collect()
            }
        };
        show(&shown, &skipped, output)
    })
    .await
}

/// Who is logged in, if somebody is and Medium says who.
pub(in crate::commands) async fn account<'a>(
    service: &'a Service,
    global: &Global,
) -> Result<Session<'a>> {
    let session = Session::open(service, global).await?;
    session.me().await?;
    Ok(session)
}

async fn with_account(
    plans: Vec<Plan>,
    session: &Session<'_>,
    args: &Publish,
    output: &Output,
) -> Result<Vec<Shown>> {
    let me = session.me().await?;
    let ledger = once::ledger(args, session).await?;
    let mut shown = Vec::new();
    for article in aim(plans, session, ledger.as_ref(), args, output).await? {
        let conflict_name = match &ledger {
            Some(ledger) => conflict_name(&article, ledger, args.force, output).await?,
            None => None,
        };
        shown.push(Shown {
            place: place(&article.target, me),
            publication: match &article.target {
                Target::Profile => Value::Null,
                Target::Publication(publication) => serde_json::to_value(publication)?,
            },
            plan: article.plan,
            conflict_name,
        });
    }
    Ok(shown)
}

/// Why the ledger would not let it be sent.
async fn conflict_name(
    ResolvedArticle { plan, draft, .. }: &ResolvedArticle,
    ledger: &Ledger<'_>,
    force: bool,
    output: &Output,
) -> Result<Option<&'static str>> {
    let Some(obstacle) = ledger.check(draft, once::consent(force)).await? else {
        return Ok(None);
    };
    let name = match &obstacle {
        Obstacle::Edited(_) if ledger.is_of_sandbox() => return Ok(None),
        Obstacle::Published(entry) => {
            if let Some(problem @ PublishError::LessPublic { sent, .. }) =
                once::less_public(plan, entry)
            {
                output.warn(&problem.to_string());
                return Ok(Some(plan::name(sent)));
            }
            "published"
        }
        Obstacle::Edited(_) => "edited",
        Obstacle::Twin(_) => "twin",
        Obstacle::InProgress(_) => "in progress",
        _ => "unsettled",
    };
    let conflict = once::conflict(plan, draft, obstacle);
    output.warn(&format!("it would not be sent: {conflict}"));
    Ok(Some(name))
}

fn place(target: &Target, me: &User) -> String {
    match target {
        Target::Profile => format!("the profile of {} (@{})", me.name, me.username),
        Target::Publication(publication) => publication.name.clone(),
    }
}

fn show(shown: &[Shown], skipped: &[Skipped], output: &Output) -> Result<()> {
    let (mut texts, mut list) = (Vec::new(), Vec::new());
    for one in shown {
        let content = one.plan.shown_or_named()?;
        texts.push(one.text(&content));
        list.push(one.value(content)?);
    }
    list.extend(skipped.iter().map(Skipped::value));
    output.data(&Value::Array(list), &texts.join("\n"))?;
    output.talk("Nothing was sent. Pictures get their addresses when they are uploaded.");
    Ok(())
}

impl Shown {
    fn without_account(mut plan: Plan, output: &Output) -> Self {
        for hint in plan.expect_unlinked_notes() {
            output.warn(&hint);
        }
        Self {
            place: plan.to.clone().unwrap_or_else(|| "your profile".to_owned()),
            publication: Value::Null,
            plan,
            conflict_name: None,
        }
    }

    fn text(&self, content: &str) -> String {
        let mut facts = self.plan.facts(self.place.clone());
        for image in self.plan.pictures() {
            let size = format!("{}, {} bytes", file_name(image), bytes(image));
            facts.push(("image", size));
        }
        let rows: Vec<_> = facts
            .into_iter()
            .map(|(name, value)| [name.to_owned(), value])
            .collect();
        format!("{}\n{}\n", columns(&rows), content.trim_end())
    }

    fn value(&self, content: String) -> Result<Value> {
        let plan = &self.plan;
        let images = plan
            .pictures()
            .into_iter()
            .map(|file| json!({ "path": path(file), "bytes": bytes(file) }));
        let ours = json!({
            "path": path(&plan.path),
            "publication": self.publication,
            "images": images.collect::<Vec<_>>(),
            "warnings": plan.warnings,
            "ledger": self.conflict_name,
        });
        let mut value = with_ours(&plan.new_post(content), ours)?;
        if plan.article.status.is_none() {
            value["publishStatus"] = Value::Null;
        }
        Ok(value)
    }
}

fn bytes(file: &Path) -> u64 {
    file.metadata().map(|data| data.len()).unwrap_or_default()
}
