//! What is to become of each article: its own words, and what the command line says instead.

mod draft;
mod folder;
mod identity;
mod paths;
mod repository;
mod skipped;

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

pub(crate) use draft::{STATUS, status_sent};
pub(crate) use repository::Repositories;
pub(crate) use skipped::{Reason, Skipped};

/// What the command line names.
pub(crate) struct Articles {
    pub(crate) plans: Vec<Plan>,
    /// What its folders hold beside.
    pub(crate) skipped: Vec<Skipped>,
}

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
}

/// Reads all articles; what is wrong with any of them is said at once.
pub(crate) fn all(args: &Publish, verbose: bool, output: &Output) -> Result<Articles> {
    let files = paths::files(&args.paths, args.only_articles);
    if verbose {
        for skipped in &files.skipped {
            output.talk(&skipped.to_string());
        }
    }
    let (mut plans, mut problems) = (Vec::new(), files.problems);
    let wishes = &args.wishes;
    if files.found.len() > 1 && (wishes.title.is_some() || wishes.canonical_url.is_some()) {
        return Err(Error::Usage(
            "--title and --canonical-url are for one article, and there are several",
        ));
    }
    for found in files.found {
        match Plan::in_folder(&found.file, found.folder, wishes) {
            Ok(plan) => plans.push(plan),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(Articles {
            plans,
            skipped: files.skipped,
        })
    } else {
        Err(Error::Articles(problems))
    }
}

/// A date this little ahead is now, by another clock.
const CLOCKS_DIFFER: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// What is shown where nobody has said a status.
const NO_STATUS: &str = "not said: write it in the article, or add --status";

/// The status of an article, and what the command line asks for. An option for a whole folder
/// makes none of its articles more public than they say themselves.
fn status(own: Option<Status>, wishes: &Wishes, is_of_folder: bool) -> Option<Status> {
    match (wishes.status.map(Status::from), own) {
        (Some(asked), Some(own)) if is_of_folder => Some(asked.min(own)),
        (asked, own) => asked.or(own),
    }
}

/// A status by Medium's word for it.
pub(crate) fn name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Unlisted => "unlisted",
        Status::Public => "public",
    }
}

fn read(file: &Path, wishes: &Wishes) -> Result<Article, ArticleError> {
    let options = Options {
        title: wishes.title.clone(),
        image_root: wishes.image_root.clone(),
        allow_similar_keys: wishes.allow_similar_keys,
        time_zone: Some(jiff::tz::TimeZone::system()),
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
        Self::in_folder(file, None, wishes)
    }

    /// As [`Plan::of`], for a file of a `folder` that was named in its place.
    fn in_folder(
        file: &Path,
        folder: Option<PathBuf>,
        wishes: &Wishes,
    ) -> Result<Self, ArticleError> {
        let mut article = read(file, wishes)?;
        let own_status = article.status;
        article.status = status(own_status, wishes, folder.is_some());
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
            folder,
        };
        plan.warnings = plan.expected()?;
        plan.warnings
            .extend(plan.status_differs(own_status, wishes));
        Ok(plan)
    }

    /// Decides who may see it.
    ///
    /// # Errors
    ///
    /// [`ArticleError::NotPast`] where others may, and its date is to come.
    pub(crate) fn set_status(&mut self, status: Status) -> Result<(), ArticleError> {
        self.article.status = Some(status);
        self.check_date()
    }

    /// Medium publishes nothing later. A draft may bear any date, as it is not published by us.
    fn check_date(&self) -> Result<(), ArticleError> {
        let is_to_be_seen = matches!(self.article.status, Some(Status::Public | Status::Unlisted));
        let soon = jiff::Timestamp::now() + CLOCKS_DIFFER;
        match self.article.published_at {
            Some(date) if is_to_be_seen && date > soon => {
                Err(ArticleError::NotPast(self.path.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The date to send: one that is to come is left out, so that the post bears the time at which
    /// it is published.
    fn date(&self) -> Option<jiff::Timestamp> {
        let date = self.article.published_at;
        date.filter(|date| *date <= jiff::Timestamp::now())
    }

    /// Whether it was found in a folder, and not named by itself.
    pub(crate) fn is_of_folder(&self) -> bool {
        self.folder.is_some()
    }

    /// That the article and the command line name two statuses, and which of them counts.
    fn status_differs(&self, own: Option<Status>, wishes: &Wishes) -> Option<Expected> {
        let (own, asked) = (own?, Status::from(wishes.status?));
        let (own_name, asked_name) = (name(own), name(asked));
        let text = match self.article.status {
            _ if own >= asked => return None,
            Some(status) if status == own => format!(
                "its front matter says {own_name}, which --status {asked_name} does not make more \
                 public in a folder; name the file to publish it so"
            ),
            _ => format!("its front matter says {own_name}; --status {asked_name} counts"),
        };
        Some(Expected { line: None, text })
    }

    /// What Medium will do otherwise than written. What it would refuse is an error.
    fn expected(&self) -> Result<Vec<Expected>, ArticleError> {
        let notes = self.article.notes.iter().map(|note| Expected {
            line: Some(note.line),
            text: note.text.clone(),
        });
        let mut expected: Vec<_> = notes.collect();
        self.check_date()?;
        if let Some(date) = self.article.published_at
            && date > jiff::Timestamp::now() + CLOCKS_DIFFER
        {
            expected.push(Expected {
                line: None,
                text: format!(
                    "its date {date} is to come, and left out; Medium dates it when it is published"
                ),
            });
        }
        for warning in self.new_post(self.article.content.clone()).warnings() {
            // The article's reader knows better about its own headings and links.
            if !matches!(
                warning,
                Warning::TitleNotInContent | Warning::RelativeLink { .. }
            ) {
                expected.push(Expected {
                    line: None,
                    text: warning.to_string(),
                });
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
            (
                "status",
                Some(self.article.status.map_or(NO_STATUS, name).to_owned()),
            ),
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

    /// Who may see it. Medium's own default is public; where nobody has said, it is a draft here.
    pub(crate) fn status(&self) -> PublishStatus {
        match self.article.status {
            Some(Status::Draft) | None => PublishStatus::Draft,
            Some(Status::Unlisted) => PublishStatus::Unlisted,
            Some(Status::Public) => PublishStatus::Public,
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
        if let Some(time) = self.date() {
            post = post.published_at(time);
        }
        if self.notify {
            post = post.notify_followers(true);
        }
        post
    }
}
