//! An article and the options to publish it with.

mod content;
mod folder;
mod identity;
mod ledger_draft;
mod links;
mod opening_text;
mod paths;
mod repository;
mod skipped;
mod visibility;
mod warning;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use medium_api::Client;
use medium_api::types::{ContentFormat, License, NewPost, User};
use medium_cli::article::{Article, ArticleError, Format, Options, ParsedArticle, Status};

use crate::args::PublishOptions;
use crate::destination::{Destination, DestinationError};
use crate::error::{Error, Result};
use crate::output::Output;

pub(crate) use ledger_draft::status_sent;
pub(crate) use opening_text::opening_text;
pub(crate) use repository::Repositories;
pub(crate) use skipped::{Reason, Skipped};
pub(crate) use visibility::name;
use visibility::status;
use warning::PlanWarning;

/// The articles that the command line names.
pub(crate) struct Articles {
    pub(crate) plans: Vec<PublishPlan>,
    /// Other files and folders in the named folders.
    pub(crate) skipped: Vec<Skipped>,
}

/// An article and how to publish it.
#[derive(Debug)]
pub(crate) struct PublishPlan {
    /// The file as it was named on the command line.
    file: PathBuf,
    /// The same for messages.
    pub(crate) path: PathBuf,
    pub(crate) article: Article,
    /// The publication, as the article or `--to` names it.
    pub(crate) to: Option<String>,
    /// The URLs on Medium of the articles that it links to.
    links: BTreeMap<PathBuf, String>,
    /// What Medium will drop or change.
    pub(crate) warnings: Vec<PlanWarning>,
    notify: bool,
    /// Whether the article's own, less public status is used instead of `--status`, because several
    /// articles were named.
    pub(crate) keeps_own_status: bool,
    /// The folder argument that the file was found in, if any.
    folder: Option<PathBuf>,
}

/// Prints the warnings of all plans.
pub(crate) fn show_warnings(plans: &[PublishPlan], output: &Output) {
    for line in plans.iter().flat_map(PublishPlan::warning_lines) {
        output.warn(&line);
    }
}

/// Reads all articles that `paths` name.
///
/// # Errors
///
/// [`Error::Articles`] with the problems of all articles, not only of the first.
pub(crate) fn all(
    paths: &[PathBuf],
    only_articles: bool,
    options: &PublishOptions,
    verbose: bool,
    output: &Output,
) -> Result<Articles> {
    let files = paths::files(paths, only_articles);
    if verbose {
        for skipped in &files.skipped {
            output.info(&skipped.to_string());
        }
    }
    let (mut plans, mut problems) = (Vec::new(), files.problems);
    if files.found.len() > 1 && (options.title.is_some() || options.canonical_url.is_some()) {
        return Err(Error::Usage(
            "--title and --canonical-url apply to one article, and there are several",
        ));
    }
    let alone = files.found.len() == 1;
    for found in files.found {
        match PublishPlan::read_found(&found.file, found.folder, alone, options) {
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

fn parse(file: &Path, options: &PublishOptions) -> Result<ParsedArticle, ArticleError> {
    let base_url = options.base_url.as_ref().or(options.canonical_url.as_ref());
    let options = Options {
        title: options.title.clone(),
        image_root: options.image_root.clone(),
        base_url: base_url.cloned(),
        fallback_base_url: options.fallback_base_url.clone(),
        cover: options.cover.clone(),
        convert_images: options.convert_images(),
        lossy: options.lossy,
        allow_similar_keys: options.allow_similar_keys,
        time_zone: Some(jiff::tz::TimeZone::system()),
    };
    if paths::is_stdin(file) {
        let here = Path::new(".");
        let path = paths::display_path(file);
        ParsedArticle::read_from(std::io::stdin().lock(), &path, here, &options)
    } else {
        ParsedArticle::read(file, &options)
    }
}

/// Replaces the values of an article by those of the command line.
fn apply(options: &PublishOptions, article: &mut Article) {
    if !options.tags.is_empty() {
        article.tags.clone_from(&options.tags);
        article.positions.tags = None;
    }
    if options.canonical_url.is_some() {
        article.canonical_url.clone_from(&options.canonical_url);
    }
    if options.license.is_some() {
        article.license.clone_from(&options.license);
    }
    if options.published_at.is_some() {
        article.published_at = options.published_at;
        article.positions.published_at = None;
    }
}

impl PublishPlan {
    /// Reads the article in `file` and applies the command line's options.
    pub(crate) fn read(file: &Path, options: &PublishOptions) -> Result<Self, ArticleError> {
        Self::read_found(file, None, true, options)
    }

    /// Like [`PublishPlan::read`], for a file found in a `folder` argument, or with others: `alone` is false.
    fn read_found(
        file: &Path,
        folder: Option<PathBuf>,
        alone: bool,
        options: &PublishOptions,
    ) -> Result<Self, ArticleError> {
        let ParsedArticle {
            mut article,
            mut errors,
        } = parse(file, options)?;
        let own_status = article.status;
        article.status = status(own_status, options, alone && folder.is_none());
        let wanted = options.status.map(Status::from);
        let keeps_own_status = article.status == own_status && own_status < wanted;
        apply(options, &mut article);
        let mut plan = Self {
            file: file.to_owned(),
            path: paths::display_path(file),
            to: options.to.clone().or_else(|| article.publication.clone()),
            article,
            links: BTreeMap::new(),
            warnings: Vec::new(),
            notify: options.notify,
            keeps_own_status,
            folder,
        };
        errors.extend(plan.control_character_errors());
        errors.extend(plan.check_date().err());
        if !errors.is_empty() {
            return Err(ArticleError::all(errors));
        }
        plan.warnings = plan.find_warnings(own_status, options)?;
        Ok(plan)
    }

    /// Returns the file as it was named on the command line: `-` for standard input.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Returns whether it was found in a folder, not named as an argument.
    pub(crate) fn is_from_folder(&self) -> bool {
        self.folder.is_some()
    }

    /// Returns an error for each value with a control character. Medium and the ledger store them as
    /// single lines.
    fn control_character_errors(&self) -> Vec<ArticleError> {
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
        let error = |(field, line): (_, &String)| {
            let character = line.chars().find(|c| c.is_control())?;
            Some(ArticleError::ControlCharacter {
                path: self.path.clone(),
                field,
                character,
            })
        };
        lines.chain(tags).filter_map(error).collect()
    }

    /// Returns each image once, in the order of the text.
    pub(crate) fn images(&self) -> Vec<&Path> {
        let mut files: Vec<&Path> = Vec::new();
        for image in &self.article.images {
            if !files.contains(&image.path.as_path()) {
                files.push(&image.path);
            }
        }
        files
    }

    /// Finds the profile or publication to publish in.
    pub(crate) async fn target(
        &self,
        client: &Client,
        me: &User,
    ) -> Result<Destination, DestinationError> {
        match &self.to {
            None => Ok(Destination::Profile),
            Some(wanted) => Destination::find(client, me, wanted, &self.status()).await,
        }
    }

    /// Builds the request's body with this content.
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
