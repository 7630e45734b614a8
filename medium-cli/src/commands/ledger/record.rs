//! `medium ledger record`: records an article that was published in Medium's editor.

use std::path::Path;

use medium_store::{Article, Draft, Published};
use serde_json::Value;

use super::value;
use crate::args::Record;
use crate::backend::Backend;
use crate::error::{Error, Result};
use crate::ledger::{Ledger, LedgerConflict, STATUS_PART, overrides};
use crate::output::Output;
use crate::post_url::PostUrl;

/// An article to record, read before the store is opened.
pub(super) struct ArticleToRecord {
    pub(super) draft: Draft,
    pub(super) earlier: Vec<Article>,
}

/// Reads the article and its earlier names. A name of the ledger is not enough, as the text is recorded.
pub(super) fn read(file: &Path) -> Result<(Draft, Vec<Article>)> {
    let is_name = file
        .to_str()
        .is_some_and(|text| Article::parse(text).is_ok());
    if is_name && !file.exists() {
        return Err(Error::Usage(
            "medium ledger record needs the article's file, not its name in the ledger",
        ));
    }
    super::read(file)
}

pub(super) async fn run(
    recorded: &ArticleToRecord,
    args: &Record,
    backend: &Backend,
    ledger: &Ledger<'_>,
    output: &Output,
) -> Result<()> {
    let post = PostUrl::parse(&args.url, backend, args.custom_domain)?;
    let ArticleToRecord { draft, earlier } = recorded;
    let mut draft = draft.clone();
    draft.article = ledger.known_name(&draft, earlier, true, args.force).await?;
    let earlier = ledger.entries(&draft.article).await?;
    record(&args.file, draft.clone(), &post, args.force, ledger).await?;
    let article = &draft.article;
    output.info(&format!("Recorded {article} as published at {}", post.url));
    for url in earlier.into_iter().filter_map(|entry| entry.url) {
        output.info(&format!("  The ledger also has its earlier post at {url}"));
    }
    let entries = ledger.entries(article).await?;
    output.data(&Value::Array(entries.iter().map(value).collect()), "")
}

/// Records the article, or resolves its unknown outcome.
pub(crate) async fn record(
    file: &Path,
    mut draft: Draft,
    post: &PostUrl,
    force: bool,
    ledger: &Ledger<'_>,
) -> Result<()> {
    let published = Published::new(&post.id, &post.url);
    let entries = ledger.entries(&draft.article).await?;
    let unknown = entries
        .iter()
        .find(|entry| !entry.state.is_published() && !entry.has_active_lease);
    if let Some(entry) = unknown {
        let target = &entry.target;
        ledger
            .resolve(&draft.article, target, Some(published))
            .await?;
        return Ok(());
    }
    // A post with a URL for readers is public.
    draft
        .parts
        .insert(STATUS_PART.to_owned(), "public".to_owned());
    match ledger.record(&draft, published, overrides(force)).await? {
        None => Ok(()),
        Some(conflict) => Err(LedgerConflict::new(file, &draft, conflict).into()),
    }
}
