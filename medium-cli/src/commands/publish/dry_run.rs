//! `medium publish --dry-run`: shows what would be sent. It needs no login; with one, it also checks
//! the ledger and the user's role in the publication.

use std::path::Path;

use indicatif::DecimalBytes;
use medium_api::types::User;
use medium_cli::diagnostic::ErrorKind;
use medium_store::Conflict;
use serde_json::{Value, json};

use super::{ResolvedArticle, duplicates, resolve};
use crate::args::{Global, Publish};
use crate::backend::Backend;
use crate::commands::with_cli_fields;
use crate::destination::Destination;
use crate::error::Result;
use crate::image_files::file_name;
use crate::ledger::{Ledger, LedgerConflict, overrides};
use crate::output::{Output, columns, path};
use crate::plan::{Articles, PublishPlan, Skipped};
use crate::session::Session;

/// An article as it would be sent.
struct DryRunArticle {
    plan: PublishPlan,
    /// The target, for people.
    target: String,
    publication: Value,
    /// Why it would not be sent: `conflict` in the JSON.
    conflict: Option<ErrorKind>,
}

pub(super) async fn run(
    articles: Articles,
    args: &Publish,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let Articles { plans, skipped } = articles;
    Backend::with(global, output, async |backend| {
        let previews = match Session::open_checked(backend, global).await {
            Ok(session) => with_account(plans, &session, args, output).await?,
            Err(error) => {
                output.info(&format!("Ledger and publications not checked: {error}"));
                let preview = |plan| DryRunArticle::without_account(plan, output);
                plans.into_iter().map(preview).collect()
            }
        };
        show(&previews, &skipped, output)
    })
    .await
}

async fn with_account(
    plans: Vec<PublishPlan>,
    session: &Session<'_>,
    args: &Publish,
    output: &Output,
) -> Result<Vec<DryRunArticle>> {
    let me = session.me().await?;
    let ledger = duplicates::open_ledger(args, session).await?;
    let mut previews = Vec::new();
    for article in resolve(plans, session, ledger.as_ref(), args, output).await? {
        let conflict = match &ledger {
            Some(ledger) => find_conflict(&article, ledger, args.force).await?,
            None => None,
        };
        let reason = conflict.as_ref().map(|(_, reason)| reason.as_str());
        warn_if_not_sent(&article.plan, reason, output);
        previews.push(DryRunArticle {
            target: describe(&article.target, me),
            publication: match &article.target {
                Destination::Profile => Value::Null,
                Destination::Publication(publication) => serde_json::to_value(publication)?,
            },
            plan: article.plan,
            conflict: conflict.map(|(kind, _)| kind),
        });
    }
    Ok(previews)
}

/// Returns the kind and the reason of a conflict in the ledger.
async fn find_conflict(
    ResolvedArticle { plan, draft, .. }: &ResolvedArticle,
    ledger: &Ledger<'_>,
    force: bool,
) -> Result<Option<(ErrorKind, String)>> {
    let Some(conflict) = ledger.check(draft, overrides(force)).await? else {
        return Ok(None);
    };
    match &conflict {
        Conflict::Edited(_) if ledger.is_sandbox() => return Ok(None),
        Conflict::Published(entry) => {
            if let Some(problem) = duplicates::less_public(plan, entry) {
                let (reason, file) = (problem.to_string(), format!("{}: ", plan.path.display()));
                let reason = reason.strip_prefix(&file).unwrap_or(&reason).to_owned();
                return Ok(Some((problem.kind(), reason)));
            }
        }
        _ => {}
    }
    let conflict = LedgerConflict::new(&plan.path, draft, conflict);
    Ok(Some((conflict.kind(), conflict.reason())))
}

/// Warns with all reasons why an article would not be sent.
fn warn_if_not_sent(plan: &PublishPlan, conflict: Option<&str>, output: &Output) {
    let no_status = plan.article.status.is_none().then_some("it has no status");
    let reasons: Vec<_> = no_status.into_iter().chain(conflict).collect();
    if !reasons.is_empty() {
        let (file, reasons) = (plan.path.display(), reasons.join("; "));
        output.warn(&format!("{file} would not be sent: {reasons}"));
    }
}

fn describe(target: &Destination, me: &User) -> String {
    match target {
        Destination::Profile => format!("the profile of {} (@{})", me.name, me.username),
        Destination::Publication(publication) => publication.name.clone(),
    }
}

fn show(previews: &[DryRunArticle], skipped: &[Skipped], output: &Output) -> Result<()> {
    let (mut texts, mut list) = (Vec::new(), Vec::new());
    for preview in previews {
        let content = preview.plan.preview_content_with_known_links()?;
        texts.push(preview.text(&content));
        list.push(preview.value(content)?);
    }
    list.extend(skipped.iter().map(Skipped::value));
    output.data(&Value::Array(list), &texts.join("\n"))?;
    output.info(
        if previews
            .iter()
            .any(|preview| !preview.plan.images().is_empty())
        {
            "\nNothing was sent. Images get their URLs when they are uploaded."
        } else {
            "\nNothing was sent."
        },
    );
    Ok(())
}

impl DryRunArticle {
    fn without_account(mut plan: PublishPlan, output: &Output) -> Self {
        for line in plan.warn_about_unlinked_notes() {
            output.warn(&line);
        }
        warn_if_not_sent(&plan, None, output);
        Self {
            target: plan.to.clone().unwrap_or_else(|| "your profile".to_owned()),
            publication: Value::Null,
            plan,
            conflict: None,
        }
    }

    fn text(&self, content: &str) -> String {
        let mut rows = self.plan.summary(self.target.clone());
        for image in self.plan.images() {
            let size = format!("{}, {}", file_name(image), DecimalBytes(bytes(image)));
            rows.push(("image", size));
        }
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(name, value)| [name.to_owned(), value])
            .collect();
        format!("{}\n{}\n", columns(&rows), content.trim_end())
    }

    fn value(&self, content: String) -> Result<Value> {
        let plan = &self.plan;
        let images = plan
            .images()
            .into_iter()
            .map(|file| json!({ "path": path(file), "bytes": bytes(file) }));
        let no_status = plan.article.status.is_none();
        let no_status = no_status.then_some(ErrorKind::StatusMissing);
        let conflict = self.conflict.or(no_status);
        let cli = json!({
            "path": path(&plan.path),
            "publication": self.publication,
            "images": images.collect::<Vec<_>>(),
            "warnings": plan.warnings,
            "conflict": conflict.map(|kind| kind.to_string()),
        });
        let mut value = with_cli_fields(&plan.new_post(content), cli)?;
        if plan.article.status.is_none() {
            value["publishStatus"] = Value::Null;
        }
        Ok(value)
    }
}

fn bytes(file: &Path) -> u64 {
    file.metadata().map(|data| data.len()).unwrap_or_default()
}
