//! `medium publish`: publishes each article once, after its images.
//!
//! ```text
//! paths ─▶ plan (read) ─▶ status (who may see it) ─▶ resolve (target, ledger entry)
//!       ─▶ duplicates (published already?) ─▶ send (images, then the post)
//! ```

mod dry_run;
mod duplicates;
mod error;
mod save_with;
mod send;
mod status;

use std::cell::Cell;
use std::path::Path;

use medium_api::types::User;
use medium_store::{Draft, Entry};
use serde_json::{Value, json};

use crate::args::{Global, Publish};
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::destination::Destination;
use crate::error::{Error, Result};
use crate::image_files::ImageHashes;
use crate::ledger::{Ledger, describe_earlier_post};
use crate::output::{Output, path};
use crate::plan::{self, Articles, PublishPlan, Repositories, Skipped};
use crate::session::{CredentialError, Session};

use duplicates::Decision;
pub(crate) use error::PublishError;

/// An article with its target and its ledger record.
struct ResolvedArticle {
    plan: PublishPlan,
    target: Destination,
    images: ImageHashes,
    draft: Draft,
}

pub(crate) async fn run(args: &Publish, global: &Global, output: &Output) -> Result<()> {
    // Everything that can be checked locally is checked before anything is sent.
    let (options, verbose) = (&args.options, global.verbose);
    let articles = plan::all(&args.paths, args.only_articles, options, verbose, output)?;
    let articles = status::with_status(articles, args, output).await?;
    plan::show_warnings(&articles.plans, output);
    if args.dry_run {
        return dry_run::run(articles, args, global, output).await;
    }
    duplicates::require_lasting_ledger(args, global, &articles.plans)?;
    let published = Backend::with(global, output, async |backend| {
        publish(articles, backend, args, global, output).await
    });
    published.await.map_err(|error| match error {
        Error::Interrupted(signal) => PublishError::Interrupted(signal).into(),
        error => error,
    })
}

async fn publish(
    articles: Articles,
    backend: &Backend,
    args: &Publish,
    global: &Global,
    output: &Output,
) -> Result<()> {
    let session = &open_session(backend, args, global).await?;
    let ledger = duplicates::open_ledger(args, session).await?;
    let resolved = resolve(articles.plans, session, ledger.as_ref(), args, output).await?;
    let publisher = Publisher {
        session,
        me: session.me().await?,
        ledger,
        force: args.force,
        save_with: args.save_with.as_deref(),
        ledger_not_saved: Cell::new(false),
        source: CredentialSource::new(global),
        output,
    };
    publisher.publish_all(&resolved, &articles.skipped).await
}

async fn open_session<'a>(
    backend: &'a Backend,
    args: &Publish,
    global: &Global,
) -> Result<Session<'a>> {
    match Session::open(backend, global).await {
        Err(Error::Credential(CredentialError::NotLoggedIn)) => {
            Err(PublishError::NotLoggedIn(args.paths.clone()).into())
        }
        session => session,
    }
}

/// Finds each article's target, its links and its identity in the ledger.
async fn resolve(
    plans: Vec<PublishPlan>,
    session: &Session<'_>,
    ledger: Option<&Ledger<'_>>,
    args: &Publish,
    output: &Output,
) -> Result<Vec<ResolvedArticle>> {
    let me = session.me().await?;
    let repositories = Repositories::default();
    let mut articles = Vec::new();
    for mut plan in plans {
        plan.resolve_links(ledger, &repositories).await?;
        for line in plan.warn_about_unlinked_notes() {
            output.warn(&line);
        }
        let target = plan.target(&session.client, me).await?;
        let images = plan.hashes()?;
        let mut draft = plan.draft(&target, &images, &repositories)?;
        if let Some(ledger) = ledger {
            let earlier = plan.earlier_identities(&repositories)?;
            let rename = !args.dry_run;
            draft.article = ledger
                .known_name(&draft, &earlier, rename, args.force)
                .await?;
        }
        articles.push(ResolvedArticle {
            plan,
            target,
            images,
            draft,
        });
    }
    Ok(articles)
}

/// Returns whether the remaining articles can be published after this error.
fn affects_one_article(error: &Error) -> bool {
    matches!(
        error,
        Error::LedgerConflict(_) | Error::Publish(PublishError::LessPublic { .. })
    )
}

/// Publishes articles with one account.
struct Publisher<'a> {
    session: &'a Session<'a>,
    me: &'a User,
    ledger: Option<Ledger<'a>>,
    force: bool,
    save_with: Option<&'a Path>,
    /// Whether a post was sent whose outcome is not saved.
    ledger_not_saved: Cell<bool>,
    source: CredentialSource<'a>,
    output: &'a Output,
}

impl Publisher<'_> {
    /// Publishes one after the other. Articles with a ledger conflict are reported and skipped; any
    /// other error stops the run. Published articles are printed in either case.
    async fn publish_all(&self, articles: &[ResolvedArticle], skipped: &[Skipped]) -> Result<()> {
        let mut list = Vec::new();
        let mut failed = Vec::new();
        let mut result = Ok(());
        for (number, article) in articles.iter().enumerate() {
            match self.publish_one(article).await {
                Ok(value) => list.push(value),
                Err(error) if articles.len() > 1 && affects_one_article(&error) => {
                    self.output.error(&error, self.source);
                    failed.push(error.exit_code());
                }
                Err(source) => {
                    result = Err(with_remaining_articles(articles, number, source));
                    break;
                }
            }
        }
        if self.output.is_json() {
            list.extend(skipped.iter().map(Skipped::value));
            self.output.data(&Value::Array(list), "")?;
        }
        result?;
        if self.ledger_not_saved.get() {
            return Err(PublishError::LedgerNotSaved.into());
        }
        PublishError::fail_if_any(&failed, articles.len())
    }

    /// Publishes an article unless it is published already, and returns the post as JSON.
    async fn publish_one(&self, article: &ResolvedArticle) -> Result<Value> {
        let Some(ledger) = &self.ledger else {
            return self.send(article, None).await;
        };
        match duplicates::decide(article, ledger, self.force, self.output).await? {
            Decision::Send(overrides) => self.send(article, Some((ledger, overrides))).await,
            Decision::AlreadyPublished(entry) => self.report_already_published(article, &entry),
        }
    }

    /// Reports an article that was published before.
    ///
    /// # Errors
    ///
    /// [`PublishError::LessPublic`] if fewer people can see it than its status now says.
    fn report_already_published(&self, article: &ResolvedArticle, entry: &Entry) -> Result<Value> {
        if let Some(problem) = duplicates::less_public(&article.plan, entry) {
            return Err(problem.into());
        }
        let file = &article.plan.path;
        let already = describe_earlier_post(entry);
        let message = format!("{}: {already}", file.display());
        self.output.info(&message);
        if let Some(url) = &entry.url {
            self.print_url(url)?;
        }
        let cli = json!({ "path": path(file), "alreadyPublished": true });
        Ok(json!({ "id": entry.post, "url": entry.url, "cli": cli }))
    }

    /// Prints a URL at once, unless all posts are printed as JSON at the end.
    fn print_url(&self, url: &str) -> Result<()> {
        if self.output.is_json() {
            return Ok(());
        }
        self.output.data(&Value::Null, url)
    }
}

/// Adds the article's file and those not tried to an error, if there are several articles.
fn with_remaining_articles(articles: &[ResolvedArticle], number: usize, source: Error) -> Error {
    if articles.len() == 1 {
        return source;
    }
    let mut files = articles
        .iter()
        .skip(number)
        .map(|article| article.plan.path.clone());
    Error::Stopped {
        file: files.next().unwrap_or_default(),
        not_tried: files.collect(),
        source: Box::new(source),
    }
}
