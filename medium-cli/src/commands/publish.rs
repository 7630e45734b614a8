//! `medium publish`: articles, each once, the pictures of each first.

mod choose;
mod dry_run;
mod error;
mod once;
mod save;
mod send;

use std::cell::Cell;
use std::path::Path;

use medium_api::types::User;
use medium_store::{Draft, Entry};
use serde_json::{Value, json};

use crate::args::{Global, Publish};
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::images::ImageHashes;
use crate::ledger::{Ledger, date};
use crate::output::{Output, path};
use crate::plan::{self, Plan, Repositories, Skipped};
use crate::service::Service;
use crate::session::{CredentialError, Session};
use crate::target::Target;

pub(super) use dry_run::account;
pub(crate) use error::PublishError;
use once::Decision;
pub(crate) use once::may_ask;

/// An article, where it goes, and what the ledger is told of it.
struct ResolvedArticle {
    plan: Plan,
    target: Target,
    pictures: ImageHashes,
    draft: Draft,
}

pub(crate) async fn run(args: &Publish, global: &Global, output: &Output) -> Result<()> {
    // Everything that can be wrong here is found before anybody is asked for anything.
    let wishes = &args.wishes;
    let only_articles = args.only_articles;
    let articles = plan::all(&args.paths, only_articles, wishes, global.verbose, output)?;
    let articles = choose::settled(articles, args, output)?;
    plan::say_what_to_expect(&articles.plans, output);
    if args.dry_run {
        return dry_run::run(articles, args, global, output).await;
    }
    once::must_remember(args, global, &articles.plans)?;
    Service::with(global, output, async |service| {
        let session = &session(service, args, global).await?;
        let ledger = once::ledger(args, session).await?;
        let resolved = aim(articles.plans, session, ledger.as_ref(), args, output).await?;
        Run {
            session,
            me: session.me().await?,
            ledger,
            force: args.force,
            save_with: args.save_with.as_deref(),
            ledger_not_saved: Cell::new(false),
            source: CredentialSource::of(global),
            output,
        }
        .all(&resolved, &articles.skipped)
        .await
    })
    .await
    .map_err(|error| match error {
        Error::Interrupted(signal) => PublishError::Interrupted(signal).into(),
        error => error,
    })
}

async fn session<'a>(service: &'a Service, args: &Publish, global: &Global) -> Result<Session<'a>> {
    match Session::open(service, global).await {
        Err(Error::Credential(CredentialError::NotLoggedIn)) => {
            Err(PublishError::NotLoggedIn(args.paths.clone()).into())
        }
        session => session,
    }
}

/// Finds out where each article goes, and what the ledger knows it by.
async fn aim(
    plans: Vec<Plan>,
    session: &Session<'_>,
    ledger: Option<&Ledger<'_>>,
    args: &Publish,
    output: &Output,
) -> Result<Vec<ResolvedArticle>> {
    let me = session.me().await?;
    let repositories = Repositories::default();
    let mut articles = Vec::new();
    for mut plan in plans {
        plan.find_links(ledger, &repositories).await?;
        for hint in plan.expect_unlinked_notes() {
            output.warn(&hint);
        }
        let target = plan.target(&session.client, me).await?;
        let pictures = plan.hashes()?;
        let mut draft = plan.draft(&target, &pictures, &repositories)?;
        if let Some(ledger) = ledger {
            let earlier = plan.earlier_identities(&repositories)?;
            let keep = !args.dry_run;
            draft.article = ledger.name_of(&draft, &earlier, keep, args.force).await?;
        }
        articles.push(ResolvedArticle {
            plan,
            target,
            pictures,
            draft,
        });
    }
    Ok(articles)
}

/// Whether a failure says nothing about the articles that come after.
fn is_of_one_article(error: &Error) -> bool {
    matches!(
        error,
        Error::LedgerConflict(_) | Error::Publish(PublishError::LessPublic { .. })
    )
}

/// One run of the command.
struct Run<'a> {
    session: &'a Session<'a>,
    me: &'a User,
    ledger: Option<Ledger<'a>>,
    force: bool,
    save_with: Option<&'a Path>,
    /// A post was sent, and its outcome is not saved.
    ledger_not_saved: Cell<bool>,
    source: CredentialSource<'a>,
    output: &'a Output,
}

impl Run<'_> {
    /// One after the other. What the ledger objects to is said and left out; any other failure
    /// ends it. What was published before is always shown.
    async fn all(&self, articles: &[ResolvedArticle], skipped: &[Skipped]) -> Result<()> {
        let mut list = Vec::new();
        let mut left_out = Vec::new();
        let mut result = Ok(());
        for (number, article) in articles.iter().enumerate() {
            match self.one(article).await {
                Ok(value) => list.push(value),
                Err(error) if articles.len() > 1 && is_of_one_article(&error) => {
                    self.output.error(&error, self.source);
                    left_out.push(error.exit_code());
                }
                Err(source) => {
                    result = Err(stopped(articles, number, source));
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
        PublishError::check_left_out(&left_out, articles.len())
    }

    /// The post as JSON.
    async fn one(&self, article: &ResolvedArticle) -> Result<Value> {
        let consent = match &self.ledger {
            None => None,
            Some(ledger) => match once::decide(article, ledger, self.force, self.output).await? {
                Decision::Go(consent) => Some((ledger, consent)),
                Decision::There(entry) => return self.there(article, &entry),
            },
        };
        self.send(article, consent).await
    }

    /// It was published before, and for no fewer people than are to see it.
    fn there(&self, article: &ResolvedArticle, entry: &Entry) -> Result<Value> {
        if let Some(problem) = once::less_public(&article.plan, entry) {
            return Err(problem.into());
        }
        let file = &article.plan.path;
        let since = date(entry.time);
        let words = format!("{}: published already, on {since}", file.display());
        self.output.talk(&words);
        if let Some(url) = &entry.url {
            self.line(url)?;
        }
        let ours = json!({ "path": path(file), "already": true });
        Ok(json!({ "id": entry.post, "url": entry.url, "cli": ours }))
    }

    /// An address at once, for whoever does not wait for JSON.
    fn line(&self, url: &str) -> Result<()> {
        if self.output.is_json() {
            return Ok(());
        }
        self.output.data(&Value::Null, url)
    }
}

/// A failure at the article of this number, with its name where there are several.
fn stopped(articles: &[ResolvedArticle], number: usize, source: Error) -> Error {
    if articles.len() == 1 {
        return source;
    }
    let mut files = articles
        .iter()
        .skip(number)
        .map(|one| one.plan.path.clone());
    Error::Stopped {
        file: files.next().unwrap_or_default(),
        not_tried: files.collect(),
        source: Box::new(source),
    }
}
