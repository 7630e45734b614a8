//! Sends an article: its images, then the post.

use std::collections::BTreeMap;
use std::path::PathBuf;

use medium_api::types::{NewPost, Post, PublishStatus};
use medium_store::{Entry, Overrides};
use serde_json::{Value, json};

use super::{PublishError, Publisher, ResolvedArticle, duplicates, save_with};
use crate::commands::with_cli_fields;
use crate::destination::Destination;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::output::path;
use crate::upload;

impl Publisher<'_> {
    /// Uploads the images, records the attempt in the ledger, and sends the post.
    pub(super) async fn send(
        &self,
        article: &ResolvedArticle,
        ledger: Option<(&Ledger<'_>, Overrides)>,
    ) -> Result<Value> {
        let ResolvedArticle { plan, target, .. } = article;
        let uploaded = upload::all(&article.images, self.session, self.output).await?;
        let urls = uploaded.into_iter();
        let urls: BTreeMap<_, _> = urls.map(|(file, image)| (file, image.url)).collect();
        let new = plan.new_post(plan.content_with(urls.clone())?);
        let post = match ledger {
            None => self.create(target, &new).await?,
            Some((ledger, overrides)) => {
                match self.create_once(article, &new, ledger, overrides).await? {
                    Ok(post) => post,
                    Err(entry) => return self.report_already_published(article, &entry),
                }
            }
        };
        self.report(&post, article, &urls)
    }

    /// Prints the post's URL, and returns the post as JSON.
    fn report(
        &self,
        post: &Post,
        ResolvedArticle { plan, target, .. }: &ResolvedArticle,
        image_urls: &BTreeMap<PathBuf, String>,
    ) -> Result<Value> {
        let message = format!("{}: {}", self.describe(post, target), post.title);
        self.output.info(&message);
        let url = self.session.backend.openable(post.url.as_str());
        match url {
            Some(url) => self.print_url(url)?,
            None => self.output.warn(&format!(
                "the URL in the response is not an https URL, so it is not shown; the post's id \
                 is {}",
                post.id
            )),
        }
        let images = image_urls.iter();
        let images = images.map(|(file, url)| json!({ "path": path(file), "url": url }));
        let cli = json!({
            "path": path(&plan.path),
            "alreadyPublished": false,
            "images": images.collect::<Vec<_>>(),
            "warnings": plan.warnings,
        });
        let mut value = with_cli_fields(post, cli)?;
        value["url"] = json!(url);
        Ok(value)
    }

    /// Records the post as started, creates it, and records the outcome. If the process ends in
    /// between, the ledger reports an unknown outcome. `--save-with` runs before and after, and its failure
    /// before cancels the post. The inner error is the entry of another run
    /// that published the article in the meantime.
    async fn create_once(
        &self,
        article: &ResolvedArticle,
        new: &NewPost,
        ledger: &Ledger<'_>,
        overrides: Overrides,
    ) -> Result<Result<Post, Entry>> {
        let ResolvedArticle { plan, draft, .. } = article;
        let started = match duplicates::begin(plan, draft, overrides, ledger, self.output).await? {
            Ok(started) => started,
            Err(entry) => return Ok(Err(entry)),
        };
        if let Err(error) = ledger
            .renew_lease_during(&started, self.save_ledger())
            .await
        {
            ledger.cancel(started).await?;
            return Err(error);
        }
        let sending = self.create(&article.target, new);
        let created = ledger.renew_lease_during(&started, sending).await;
        let settled = ledger.settle(started, &created).await;
        self.save_outcome(article, settled.err()).await;
        created.map(Ok).map_err(|error| match error {
            medium_api::Error::OutcomeUnknown { problem, .. } => PublishError::OutcomeUnknown {
                file: plan.path.clone(),
                article: draft.article.clone(),
                status: plan.status().to_string(),
                problem,
            }
            .into(),
            error => error.into(),
        })
    }

    /// Saves the outcome. If that fails, the command fails after the last article.
    async fn save_outcome(&self, article: &ResolvedArticle, problem: Option<medium_store::Error>) {
        let file = article.plan.path.display();
        let warn = |problem: String| {
            self.ledger_not_saved.set(true);
            self.output.warn(&format!("{file}: {problem}"));
        };
        if let Some(error) = problem {
            warn(format!(
                "the outcome could not be saved in the ledger: {error}"
            ));
        }
        if let Err(error) = self.save_ledger().await {
            warn(error.to_string());
        }
    }

    async fn save_ledger(&self) -> Result<()> {
        match self.save_with {
            Some(program) => save_with::run(program).await,
            None => Ok(()),
        }
    }

    async fn create(&self, target: &Destination, new: &NewPost) -> Result<Post, medium_api::Error> {
        let client = &self.session.client;
        let created = match target {
            Destination::Profile => client.create_post(&self.me.id, new).await?,
            Destination::Publication(publication) => {
                client.create_publication_post(&publication.id, new).await?
            }
        };
        Ok(created)
    }

    fn describe(&self, post: &Post, target: &Destination) -> String {
        let is_draft = post.publish_status == PublishStatus::Draft;
        let target = match target {
            Destination::Profile => {
                let by = if is_draft { "for" } else { "by" };
                format!("{by} {} (@{})", self.me.name, self.me.username)
            }
            Destination::Publication(publication) => format!("in {}", publication.name),
        };
        match &post.publish_status {
            PublishStatus::Public => format!("Published {target}"),
            PublishStatus::Draft => format!("Draft created {target}"),
            other => format!("Published {target}, {other}"),
        }
    }
}
