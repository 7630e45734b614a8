//! `medium publish --dry-run`: everything but the sending.

use std::path::Path;

use medium_api::types::User;
use medium_store::Obstacle;
use serde_json::{Value, json};

use super::{ResolvedArticle, once};
use crate::commands::with_ours;
use crate::error::Result;
use crate::images::file_name;
use crate::ledger::Ledger;
use crate::output::{Output, columns, path};
use crate::plan::Plan;
use crate::target::Target;

pub(super) async fn show(
    articles: &[ResolvedArticle],
    ledger: Option<&Ledger<'_>>,
    force: bool,
    me: &User,
    output: &Output,
) -> Result<()> {
    let (mut texts, mut list) = (Vec::new(), Vec::new());
    for ResolvedArticle {
        plan,
        target,
        draft,
        ..
    } in articles
    {
        let obstacle = match ledger {
            Some(ledger) => ledger.check(draft, once::consent(force)).await?,
            None => None,
        };
        let reason = obstacle.as_ref().map(name);
        if let Some(obstacle) = obstacle {
            let conflict = once::conflict(plan, draft, obstacle);
            output.warn(&format!("it would not be sent: {conflict}"));
        }
        let content = plan.content()?;
        texts.push(text(plan, &content, target, me));
        list.push(value(plan, content, target, reason)?);
    }
    output.data(&Value::Array(list), &texts.join("\n"))?;
    output.talk("Nothing was sent. Pictures get their addresses when they are uploaded.");
    Ok(())
}

/// What the ledger would say, in one word.
fn name(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Published(_) => "published",
        Obstacle::Edited(_) => "edited",
        Obstacle::Twin(_) => "twin",
        Obstacle::InProgress(_) => "in progress",
        _ => "unsettled",
    }
}

fn text(plan: &Plan, content: &str, target: &Target, me: &User) -> String {
    let place = match target {
        Target::Profile => format!("the profile of {} (@{})", me.name, me.username),
        Target::Publication(publication) => publication.name.clone(),
    };
    let mut facts = plan.facts(place);
    for image in plan.pictures() {
        let size = format!("{}, {} bytes", file_name(image), bytes(image));
        facts.push(("image", size));
    }
    let rows: Vec<_> = facts
        .into_iter()
        .map(|(name, value)| [name.to_owned(), value])
        .collect();
    format!("{}\n{}\n", columns(&rows), content.trim_end())
}

fn value(plan: &Plan, content: String, target: &Target, reason: Option<&str>) -> Result<Value> {
    let images = plan
        .pictures()
        .into_iter()
        .map(|file| json!({ "path": path(file), "bytes": bytes(file) }));
    let publication = match target {
        Target::Profile => Value::Null,
        Target::Publication(publication) => serde_json::to_value(publication)?,
    };
    let ours = json!({
        "path": path(&plan.path),
        "publication": publication,
        "images": images.collect::<Vec<_>>(),
        "warnings": plan.warnings,
        "ledger": reason,
    });
    Ok(with_ours(&plan.new_post(content), ours)?)
}

fn bytes(file: &Path) -> u64 {
    file.metadata().map(|data| data.len()).unwrap_or_default()
}
