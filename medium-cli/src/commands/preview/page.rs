//! The page of the preview: the post, and its other fields.

use std::collections::BTreeMap;
use std::path::PathBuf;

use askama::Template;
use medium_cli::article::ArticleError;
use medium_sandbox::render;

use crate::args::Preview;
use crate::html_text::escape_html;
use crate::image_files::file_name;
use crate::local_pages::license_name;
use crate::plan::PublishPlan;

/// An article as a page.
#[derive(Debug, Default, Template)]
#[template(path = "preview.html")]
pub(super) struct Page {
    title: String,
    facts: Vec<(String, String)>,
    /// Safe HTML of [`with_code`], as the problems.
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
        for file in plan.article.linked_files() {
            let name = file_name(&file);
            urls.entry(file).or_insert(name);
        }
        let content = plan.article.for_medium(&urls)?;
        let destination = plan.to.clone().unwrap_or_else(|| "your profile".to_owned());
        Ok(Self {
            title: plan.article.title.clone(),
            facts: facts(&plan, destination),
            warnings: plan
                .warning_lines()
                .iter()
                .map(|line| with_code(line))
                .collect(),
            problems: Vec::new(),
            watch: args.watch,
            html: render::to_safe_html(plan.sandbox_format(), &content),
        })
    }

    /// The page while the article can't be read.
    pub(super) fn broken(args: &Preview, error: &ArticleError) -> Self {
        Self {
            title: args.file.display().to_string(),
            problems: error
                .diagnostics()
                .iter()
                .map(|problem| with_code(&problem.message))
                .collect(),
            watch: args.watch,
            ..Self::default()
        }
    }
}

/// Returns the post's other fields, with labels for people.
fn facts(plan: &PublishPlan, destination: String) -> Vec<(String, String)> {
    let rows = plan.summary(destination).into_iter();
    rows.map(|(name, value)| match name {
        "license" => ("License".to_owned(), license_name(&value)),
        name => (name[..1].to_uppercase() + &name[1..], value),
    })
    .collect()
}

/// Escapes a message, and shows what is in backticks as code.
fn with_code(message: &str) -> String {
    let mut html = String::new();
    let mut parts = message.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let part = escape_html(part);
        if is_code && parts.peek().is_some() {
            html.push_str(&format!("<code>{part}</code>"));
        } else {
            html.push_str(&part);
        }
        is_code = !is_code;
    }
    html
}

/// Returns the files that the page shows: the article, then its images.
pub(super) fn files(args: &Preview) -> Vec<PathBuf> {
    let mut files = vec![args.file.clone()];
    if let Ok(plan) = PublishPlan::read(&args.file, &args.options) {
        files.extend(plan.images().into_iter().map(ToOwned::to_owned));
    }
    files
}
