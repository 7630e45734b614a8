//! `medium publish --dry-run`: everything but the sending.

use std::path::Path;

use medium_api::types::User;
use serde_json::{Value, json};

use super::plan::Plan;
use crate::commands::with_ours;
use crate::output::{Output, columns};
use crate::target::Target;
use crate::upload;

pub(super) fn show(aimed: &[(Plan, Target)], me: &User, output: &Output) -> anyhow::Result<()> {
    let (mut texts, mut list) = (Vec::new(), Vec::new());
    for (plan, target) in aimed {
        let content = plan.content()?;
        texts.push(text(plan, &content, target, me));
        list.push(value(plan, content, target)?);
    }
    output.data(&Value::Array(list), &texts.join("\n"))?;
    output.talk("Nothing was sent. Pictures get their addresses when they are uploaded.");
    Ok(())
}

fn text(plan: &Plan, content: &str, target: &Target, me: &User) -> String {
    let article = &plan.article;
    let place = match target {
        Target::Profile => format!("the profile of {} (@{})", me.name, me.username),
        Target::Publication(publication) => publication.name.clone(),
    };
    let mut rows = vec![
        ["file", &plan.path.display().to_string()].map(str::to_owned),
        ["title", &article.title].map(str::to_owned),
        ["to", &place].map(str::to_owned),
        ["status", plan.status().as_str()].map(str::to_owned),
    ];
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            rows.push([name.to_owned(), value]);
        }
    };
    add(
        "tags",
        (!article.tags.is_empty()).then(|| article.tags.join(", ")),
    );
    add(
        "canonical",
        article.canonical_url.as_ref().map(ToString::to_string),
    );
    add("license", article.license.clone());
    add("dated", article.published_at.map(|time| time.to_string()));
    for image in files(plan) {
        add(
            "image",
            Some(format!("{}, {} bytes", upload::name(image), bytes(image))),
        );
    }
    format!("{}\n{}\n", columns(&rows), content.trim_end())
}

fn value(plan: &Plan, content: String, target: &Target) -> anyhow::Result<Value> {
    let images = files(plan)
        .into_iter()
        .map(|file| json!({ "path": file, "bytes": bytes(file) }));
    let publication = match target {
        Target::Profile => Value::Null,
        Target::Publication(publication) => serde_json::to_value(publication)?,
    };
    let ours = json!({
        "path": plan.path,
        "publication": publication,
        "images": images.collect::<Vec<_>>(),
        "warnings": plan.warnings,
    });
    Ok(with_ours(&plan.new_post(content), ours)?)
}

/// Each picture once, in the order of the text.
fn files(plan: &Plan) -> Vec<&Path> {
    let mut files: Vec<&Path> = Vec::new();
    for image in &plan.article.images {
        if !files.contains(&image.path.as_path()) {
            files.push(&image.path);
        }
    }
    files
}

fn bytes(file: &Path) -> u64 {
    file.metadata().map(|data| data.len()).unwrap_or_default()
}
