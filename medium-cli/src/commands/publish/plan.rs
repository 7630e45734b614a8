//! What is to become of each article: its own words, and what the command line says instead.

use std::path::{Path, PathBuf};

use anyhow::bail;
use medium_api::types::{ContentFormat, License, NewPost, PublishStatus, User};
use medium_api::{Client, Warning};
use medium_cli::article::{Article, ArticleError, Format, Options, Status};
use serde::Serialize;

use super::paths;
use crate::args::Publish;
use crate::failure::{Unpublishable, WrongUsage};
use crate::output::Output;
use crate::target::{Target, TargetError};
use crate::upload;

/// An article and how it is to be published.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) path: PathBuf,
    pub(crate) article: Article,
    /// The publication as its author calls it.
    pub(crate) to: Option<String>,
    /// What Medium will leave out or change, a line each.
    pub(crate) warnings: Vec<Expected>,
    notify: bool,
}

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Expected {
    /// Where in the file, if at one place.
    line: Option<usize>,
    text: String,
}

/// Reads all articles; what is wrong with any of them is said at once.
pub(crate) fn all(args: &Publish) -> anyhow::Result<Vec<Plan>> {
    let (mut plans, mut problems) = (Vec::new(), Vec::new());
    let (files, missing) = paths::files(&args.paths);
    problems.extend(missing);
    if files.len() > 1 && (args.title.is_some() || args.canonical_url.is_some()) {
        bail!(WrongUsage(
            "--title and --canonical-url are for one article, and there are several"
        ));
    }
    for file in &files {
        match Plan::of(file, args) {
            Ok(plan) => plans.push(plan),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(plans)
    } else {
        bail!(Unpublishable(problems))
    }
}

fn read(file: &Path, args: &Publish) -> Result<Article, ArticleError> {
    let options = Options {
        title: args.title.clone(),
        image_root: args.image_root.clone(),
    };
    if paths::is_stdin(file) {
        let here = Path::new(".");
        Article::read_from(std::io::stdin().lock(), &paths::shown(file), here, &options)
    } else {
        Article::read(file, &options)
    }
}

impl Plan {
    fn of(file: &Path, args: &Publish) -> Result<Self, ArticleError> {
        let mut article = read(file, args)?;
        if let Some(status) = args.status {
            article.status = Some(status.into());
        }
        if !args.tags.is_empty() {
            article.tags.clone_from(&args.tags);
        }
        article.canonical_url = args.canonical_url.clone().or(article.canonical_url);
        article.license = args.license.clone().or(article.license);
        article.published_at = args.published_at.or(article.published_at);
        let mut plan = Self {
            path: paths::shown(file),
            to: args.to.clone().or_else(|| article.publication.clone()),
            article,
            warnings: Vec::new(),
            notify: args.notify,
        };
        plan.warnings = plan.expected()?;
        Ok(plan)
    }

    /// What Medium will do otherwise than written. What it would refuse is an error.
    fn expected(&self) -> Result<Vec<Expected>, ArticleError> {
        let notes = self.article.notes.iter().map(|note| Expected {
            line: Some(note.line),
            text: note.text.clone(),
        });
        let mut expected: Vec<_> = notes.collect();
        for warning in self.new_post(self.article.content.clone()).warnings() {
            match warning {
                Warning::PublishedAtNotPast => {
                    return Err(ArticleError::NotPast(self.path.clone()));
                }
                // The article's reader knows better about its own headings and links.
                Warning::TitleNotInContent | Warning::RelativeLink { .. } => {}
                warning => expected.push(Expected {
                    line: None,
                    text: warning.to_string(),
                }),
            }
        }
        Ok(expected)
    }

    /// The content as it would be sent, with the files' names for the pictures' addresses.
    pub(crate) fn content(&self) -> Result<String, ArticleError> {
        let pictures = self.article.images.iter().map(|image| &image.path);
        let names = pictures.map(|file| (file.clone(), upload::name(file)));
        self.article.for_medium(&names.collect())
    }

    pub(crate) fn say_what_to_expect(&self, output: &Output) {
        let path = self.path.display();
        for warning in &self.warnings {
            let line = warning.line.map(|line| format!("{line}:"));
            let line = line.unwrap_or_default();
            output.warn(&format!("{path}:{line} {}", warning.text));
        }
        if self.article.status.is_none() {
            output.talk(&format!(
                "{path} has no status, so it is for everybody to see."
            ));
        }
    }

    pub(crate) async fn target(&self, client: &Client, me: &User) -> Result<Target, TargetError> {
        match &self.to {
            None => Ok(Target::Profile),
            Some(wanted) => Target::find(client, me, wanted, &self.status()).await,
        }
    }

    /// Medium's default is public.
    pub(crate) fn status(&self) -> PublishStatus {
        match self.article.status {
            Some(Status::Draft) => PublishStatus::Draft,
            Some(Status::Unlisted) => PublishStatus::Unlisted,
            Some(Status::Public) | None => PublishStatus::Public,
        }
    }

    /// The post with this content.
    pub(crate) fn new_post(&self, content: String) -> NewPost {
        let article = &self.article;
        let format = match article.format {
            Format::Markdown => ContentFormat::Markdown,
            Format::Html => ContentFormat::Html,
        };
        let mut post = NewPost::new(&article.title, format, content)
            .tags(article.tags.iter().map(String::as_str))
            .publish_status(self.status());
        if let Some(url) = &article.canonical_url {
            post = post.canonical_url(url.clone());
        }
        if let Some(license) = &article.license {
            post = post.license(License::from(license.as_str()));
        }
        if let Some(time) = article.published_at {
            post = post.published_at(time);
        }
        if self.notify {
            post = post.notify_followers(true);
        }
        post
    }
}
