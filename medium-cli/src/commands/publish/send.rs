//! An article to Medium: its pictures, then the post.

use std::collections::BTreeMap;

use medium_api::types::{NewPost, Post, PublishStatus};
use medium_store::{Consent, Entry};
use serde_json::{Value, json};

use super::{PublishError, ResolvedArticle, Run, once, save};
use crate::commands::with_ours;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::output::path;
use crate::target::Target;
use crate::upload;

impl Run<'_> {
    /// Uploads the pictures and sends the post, which the ledger knows of before it leaves.
    pub(super) async fn send(
        &self,
        article: &ResolvedArticle,
        consent: Option<(&Ledger<'_>, Consent)>,
    ) -> Result<Value> {
        let ResolvedArticle { plan, target, .. } = article;
        let uploaded = upload::all(&article.pictures, self.session, self.output).await?;
        let links = uploaded.into_iter();
        let links: BTreeMap<_, _> = links.map(|(file, known)| (file, known.url)).collect();
        let new = plan.new_post(plan.to_send(links.clone())?);
        let post = match consent {
            None => self.create(target, &new).await?,
            Some((ledger, consent)) => match self.once(article, &new, ledger, consent).await? {
                Ok(post) => post,
                Err(entry) => return self.there(article, &entry),
            },
        };
        let said = format!("{}: {}", self.done(&post, target), post.title);
        self.output.talk(&said);
        let url = self.session.service.link(post.url.as_str());
        match url {
            Some(url) => self.line(url)?,
            None => self.output.warn(&format!(
                "Medium names an address of this post that cannot be opened, so it is not shown. \
                 The post's id is {}",
                post.id
            )),
        }
        let images = links.iter();
        let images = images.map(|(file, url)| json!({ "path": path(file), "url": url }));
        let ours = json!({
            "path": path(&plan.path),
            "already": false,
            "images": images.collect::<Vec<_>>(),
            "warnings": plan.warnings,
        });
        let mut value = with_ours(&post, ours)?;
        value["url"] = json!(url);
        Ok(value)
    }

    /// Between a ticket and its settlement. Whatever ends this process here, the ledger says that
    /// the outcome is unknown. The post that another run was quicker to publish is the inner error.
    async fn once(
        &self,
        article: &ResolvedArticle,
        new: &NewPost,
        ledger: &Ledger<'_>,
        consent: Consent,
    ) -> Result<Result<Post, Entry>> {
        let ResolvedArticle { plan, draft, .. } = article;
        let ticket = match once::begin(plan, draft, consent, ledger, self.output).await? {
            Ok(ticket) => ticket,
            Err(entry) => return Ok(Err(entry)),
        };
        if let Err(error) = ledger.hold(&ticket, self.save()).await {
            ledger.abandon(ticket).await?;
            return Err(error);
        }
        let sending = self.create(&article.target, new);
        let created = ledger.hold(&ticket, sending).await;
        let settled = ledger.settle(ticket, &created).await;
        self.keep(article, settled.err()).await;
        created.map(Ok).map_err(|error| match error {
            medium_api::Error::OutcomeUnknown { problem, .. } => PublishError::OutcomeUnknown {
                article: draft.article.clone(),
                problem,
            }
            .into(),
            error => error.into(),
        })
    }

    /// Saves the outcome where it lasts. Where it can't, the command fails in the end.
    async fn keep(&self, article: &ResolvedArticle, problem: Option<medium_store::Error>) {
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
        if let Err(error) = self.save().await {
            warn(error.to_string());
        }
    }

    async fn save(&self) -> Result<()> {
        match self.save_with {
            Some(program) => save::save(program).await,
            None => Ok(()),
        }
    }

    async fn create(&self, target: &Target, new: &NewPost) -> Result<Post, medium_api::Error> {
        let client = &self.session.client;
        let created = match target {
            Target::Profile => client.create_post(&self.me.id, new).await?,
            Target::Publication(one) => client.create_publication_post(&one.id, new).await?,
        };
        Ok(created)
    }

    fn done(&self, post: &Post, target: &Target) -> String {
        let place = match target {
            Target::Profile => format!("by {} (@{})", self.me.name, self.me.username),
            Target::Publication(publication) => format!("in {}", publication.name),
        };
        match &post.publish_status {
            PublishStatus::Public => format!("Published {place}"),
            PublishStatus::Draft => format!("Saved as a draft {place}"),
            other => format!("Published {place}, {other}"),
        }
    }
}
