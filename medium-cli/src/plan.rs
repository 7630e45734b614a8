//! What is to become of each article: its own words, and what the command line says instead.

mod draft;
mod folder;
mod identity;
mod links;
mod opening;
mod paths;
mod repository;
mod shown;
mod skipped;
mod visibility;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use medium_api::types::{ContentFormat, License, NewPost, User};
use medium_api::{Client, Warning};
use medium_cli::article::{Article, ArticleError, Format, Options, tag_hint};

use crate::args::Wishes;
use crate::error::{Error, Result};
use crate::output::Output;
use crate::target::{Target, TargetError};

pub(crate) use draft::{STATUS, status_sent};
pub(crate) use opening::{OPENING, opening};
pub(crate) use repository::Repositories;
use shown::Expected;
pub(crate) use skipped::{Reason, Skipped};
pub(crate) use visibility::name;
use visibility::status;

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
    /// The addresses on Medium of the articles that it links to.
    links: BTreeMap<PathBuf, String>,
    /// What Medium will leave out or change, a line each.
    pub(crate) warnings: Vec<Expected>,
    notify: bool,
    /// The folder by which it was named, if it was.
    folder: Option<PathBuf>,
}

/// Says what the authors should know before anything is sent.
pub(crate) fn say_what_to_expect(plans: &[Plan], output: &Output) {
    for hint in plans.iter().flat_map(Plan::hints) {
        output.warn(&hint);
    }
}

/// Reads all articles that `paths` name; what is wrong with any of them is said at once.
pub(crate) fn all(
    paths: &[PathBuf],
    only_articles: bool,
    wishes: &Wishes,
    verbose: bool,
    output: &Output,
) -> Result<Articles> {
    let files = paths::files(paths, only_articles);
    if verbose {
        for skipped in &files.skipped {
            output.talk(&skipped.to_string());
        }
    }
    let (mut plans, mut problems) = (Vec::new(), files.problems);
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

fn read(file: &Path, wishes: &Wishes) -> Result<Article, ArticleError> {
    let options = Options {
        title: wishes.title.clone(),
        image_root: wishes.image_root.clone(),
        base_url: wishes
            .base_url
            .clone()
            .or_else(|| wishes.canonical_url.clone()),
        fallback_base_url: wishes.fallback_base_url.clone(),
        cover: wishes.cover.clone(),
        convert_images: wishes.convert_images(),
        lossy: wishes.lossy,
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
            links: BTreeMap::new(),
            warnings: Vec::new(),
            notify: wishes.notify,
            folder,
        };
        plan.check_lines()?;
        plan.warnings = plan.expected()?;
        plan.warnings
            .extend(plan.status_differs(own_status, wishes));
        let status = plan.article.status;
        let hint = |tag: &String| tag_hint(tag, status).map(|hint| format!("`{tag}`: {hint}"));
        let hints = wishes.tags.iter().filter_map(hint);
        plan.warnings.extend(hints.map(Expected::of_article));
        Ok(plan)
    }

    /// The file as it was named: `-` for standard input.
    pub(crate) fn named(&self) -> &Path {
        &self.file
    }

    /// Whether it was found in a folder, and not named by itself.
    pub(crate) fn is_of_folder(&self) -> bool {
        self.folder.is_some()
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
        let warnings = self.article.warnings.iter();
        let mut expected: Vec<_> = warnings.map(Expected::of_finding).collect();
        self.check_date()?;
        expected.extend(self.date_left_out());
        for warning in self.new_post(self.content()?).warnings() {
            // The article's reader knows better about its own headings and links.
            if !matches!(
                warning,
                Warning::TitleNotInContent | Warning::RelativeLink { .. }
            ) {
                expected.push(Expected::of_api(warning.to_string()));
            }
        }
        Ok(expected)
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
