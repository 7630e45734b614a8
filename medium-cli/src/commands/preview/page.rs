//! The page of the preview: the post, and its other fields.

use std::collections::BTreeMap;
use std::path::PathBuf;

use askama::Template;
use medium_cli::article::ArticleError;
use medium_sandbox::render;

use crate::args::Preview;
use crate::images::file_name;
use crate::plan::PublishPlan;

/// An article as a page.
#[derive(Debug, Default, Template)]
#[template(path = "preview.html")]
pub(super) struct Page {
    title: String,
    facts: Vec<(&'static str, String)>,
    warnings: Vec<String>,
    problems: Vec<String>,
    watch: bool,
    /// Safe: sanitized by `medium_sandbox::render`.
    html: String,
}

impl Page {
    /// Reads the article in its current state.
    pub(super) fn read(
        args: &Preview,
        links: &BTreeMap<PathBuf, String>,
    ) -> Result<Self, ArticleError> {
        let mut plan = PublishPlan::read(&args.file, &args.options)?;
        plan.set_links(links);
        plan.warn_about_unlinked_notes();
        let places = plan.images().into_iter().enumerate();
        let places = places.map(|(number, file)| (file.to_owned(), format!("/images/{number}")));
        let mut urls: BTreeMap<_, _> = places.collect();
        urls.extend(links.clone());
        // Links to other articles show the file name.
        for file in plan.article.linked() {
            let name = file_name(&file);
            urls.entry(file).or_insert(name);
        }
        let content = plan.article.for_medium(&urls)?;
        let destination = plan.to.clone().unwrap_or_else(|| "your profile".to_owned());
        Ok(Self {
            title: plan.article.title.clone(),
            facts: plan.summary(destination),
            warnings: plan.warning_lines(),
            problems: Vec::new(),
            watch: args.watch,
            html: render::to_safe_html(plan.sandbox_format(), &content),
        })
    }

    /// The page while the article can't be read.
    pub(super) fn broken(args: &Preview, error: &ArticleError) -> Self {
        Self {
            title: args.file.display().to_string(),
            problems: error.to_string().lines().map(str::to_owned).collect(),
            watch: args.watch,
            ..Self::default()
        }
    }
}

/// The files that the page shows: the article, then its images.
pub(super) fn files(args: &Preview) -> Vec<PathBuf> {
    let mut files = vec![args.file.clone()];
    if let Ok(plan) = PublishPlan::read(&args.file, &args.options) {
        files.extend(plan.images().into_iter().map(ToOwned::to_owned));
    }
    files
}
