//! What is to become of each article: its own words, and what the command line says instead.

mod draft;
mod identity;
mod paths;

use std::path::{Path, PathBuf};

use medium_api::types::{ContentFormat, License, NewPost, PublishStatus, User};
use medium_api::{Client, Warning};
use medium_cli::article::{Article, ArticleError, Format, Options, Status};
use serde::Serialize;

use crate::args::{Publish, Wishes};
use crate::error::{Error, Result};
use crate::images::file_name;
use crate::output::Output;
use crate::target::{Target, TargetError};

/// An article and how it is to be published.
#[derive(Debug)]
pub(crate) struct Plan {
    /// As it was named.
    file: PathBuf,
    /// As people read it.
    pub(crate) path: PathBuf,
    pub(crate) article: Article,
    /// The publication as its author calls it.
    pub(crate) to: Option<String>,
    /// What Medium will leave out or change, a line each.
    pub(crate) warnings: Vec<Expected>,
    notify: bool,
    /// The folder by which it was named, if it was.
    folder: Option<PathBuf>,
}

/// Something that will not be on Medium as it is written.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Expected {
    /// Where in the file, if at one place.
    line: Option<usize>,
    text: String,
}

/// Says what the authors should know before anything is sent.
pub(crate) fn say_what_to_expect(plans: &[Plan], output: &Output) {
    for hint in plans.iter().flat_map(Plan::hints) {
        output.warn(&hint);
    }
    let mut public = plans.iter().filter(|plan| plan.article.status.is_none());
    match (public.next(), public.count()) {
        (None, _) => {}
        (Some(plan), 0) => output.talk(&format!(
            "{} has no status, so it is for everybody to see.",
            plan.path.display()
        )),
        (Some(_), others) => output.talk(&format!(
            "{} articles have no status, so they are for everybody to see.",
            others + 1
        )),
    }
}

/// Reads all articles; what is wrong with any of them is said at once.
pub(crate) fn all(args: &Publish) -> Result<Vec<Plan>> {
    let (mut plans, mut problems) = (Vec::new(), Vec::new());
    let (files, missing) = paths::files(&args.paths);
    problems.extend(missing);
    let wishes = &args.wishes;
    if files.len() > 1 && (wishes.title.is_some() || wishes.canonical_url.is_some()) {
        return Err(Error::Usage(
            "--title and --canonical-url are for one article, and there are several",
        ));
    }
    for found in files {
        match Plan::of(&found.file, wishes) {
            Ok(plan) => plans.push(Plan {
                folder: found.folder,
                ..plan
            }),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(plans)
    } else {
        Err(Error::Articles(problems))
    }
}

fn read(file: &Path, wishes: &Wishes) -> Result<Article, ArticleError> {
    let options = Options {
        title: wishes.title.clone(),
        image_root: wishes.image_root.clone(),
    };
    if paths::is_stdin(file) {
        let here = Path::new(".");
        Article::read_from(std::io::stdin().lock(), &paths::shown(file), here, &options)
    } else {
        Article::read(file, &options)
    }
}

impl Plan {
    /// The article of a file, and what the command line says of it.
    pub(crate) fn of(file: &Path, wishes: &Wishes) -> Result<Self, ArticleError> {
        let mut article = read(file, wishes)?;
        if let Some(status) = wishes.status {
            article.status = Some(status.into());
        }
        if !wishes.tags.is_empty() {
            article.tags.clone_from(&wishes.tags);
        }
        article.canonical_url = wishes.canonical_url.clone().or(article.canonical_url);
        article.license = wishes.license.clone().or(article.license);
        article.published_at = wishes.published_at.or(article.published_at);
        let mut plan = Self {
            file: file.to_owned(),
            path: paths::shown(file),
            to: wishes.to.clone().or_else(|| article.publication.clone()),
            article,
            warnings: Vec::new(),
            notify: wishes.notify,
            folder: None,
        };
        plan.check_lines()?;
        plan.warnings = plan.expected()?;
        Ok(plan)
    }

    /// Refuses control characters in what Medium and the ledger get as single lines.
    fn check_lines(&self) -> Result<(), ArticleError> {
        let article = &self.article;
        let tags = article.tags.iter().map(|tag| ("a tag", tag));
        let lines = [
            ("its id", article.id.as_ref()),
            ("its title", Some(&article.title)),
            ("its subtitle", article.subtitle.as_ref()),
        ];
        let lines = lines
            .into_iter()
            .filter_map(|(field, line)| Some((field, line?)));
        for (field, line) in lines.chain(tags) {
            if let Some(character) = line.chars().find(|c| c.is_control()) {
                return Err(ArticleError::ControlCharacter {
                    path: self.path.clone(),
                    field,
                    character,
                });
            }
        }
        Ok(())
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
        let names = pictures.map(|file| (file.clone(), file_name(file)));
        self.article.for_medium(&names.collect())
    }

    /// What its author should know first, each with its place.
    pub(crate) fn hints(&self) -> Vec<String> {
        let path = self.path.display();
        let hint = |expected: &Expected| match expected.line {
            Some(line) => format!("{path}:{line}: {}", expected.text),
            None => format!("{path}: {}", expected.text),
        };
        self.warnings.iter().map(hint).collect()
    }

    /// What Medium is told beside the text, as people read it.
    pub(crate) fn facts(&self, place: String) -> Vec<(&'static str, String)> {
        let article = &self.article;
        let tags = (!article.tags.is_empty()).then(|| article.tags.join(", "));
        let known = [
            ("file", Some(self.path.display().to_string())),
            ("title", Some(article.title.clone())),
            ("to", Some(place)),
            ("status", Some(self.status().to_string())),
            ("tags", tags),
            (
                "canonical",
                article.canonical_url.as_ref().map(ToString::to_string),
            ),
            ("license", article.license.clone()),
            ("dated", article.published_at.map(|time| time.to_string())),
        ];
        let said = known.into_iter();
        said.filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// Each picture once, in the order of the text.
    pub(crate) fn pictures(&self) -> Vec<&Path> {
        let mut files: Vec<&Path> = Vec::new();
        for image in &self.article.images {
            if !files.contains(&image.path.as_path()) {
                files.push(&image.path);
            }
        }
        files
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
