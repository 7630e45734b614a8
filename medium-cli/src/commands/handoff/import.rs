//! `--import`: writes pages for Medium's import tool, for a static web host.

use std::path::Path;

use askama::Template;
use medium_cli::article::Status;
use serde_json::{Value, json};
use url::Url;

use super::{Handoff, ImportPageError};
use crate::backend::Backend;
use crate::credential_source::CredentialSource;
use crate::error::{Error, Result};
use crate::output::{Output, path};
use crate::output_files;
use crate::rich_text::{RichText, RichTextTarget};
use crate::upload;

/// The name of the page's file.
const INDEX: &str = "index.html";

/// A page as the tool reads it: one `h1`, Open Graph metadata, a canonical link and a date.
#[derive(Template)]
#[template(path = "import.html")]
struct Page<'a> {
    title: &'a str,
    description: Option<&'a str>,
    url: &'a str,
    canonical: &'a str,
    published_at: Option<String>,
    tags: &'a [String],
    /// The first image.
    image: Option<&'a str>,
    /// Safe: derived from HTML that `medium_sandbox::render` sanitized.
    html: &'a str,
}

/// Writes a folder for each article, and prints the next steps.
pub(super) fn write(
    handoffs: &[Handoff],
    (folder, base): (&Path, &Url),
    backend: &Backend,
    source: CredentialSource<'_>,
    output: &Output,
) -> Result<()> {
    let base = with_slash(base);
    let pages = pages(handoffs, output)?;
    for (name, _) in &pages {
        output_files::check_page_path(&folder.join(name).join(INDEX))?;
    }
    let (mut list, mut lines) = (Vec::new(), Vec::new());
    for (name, handoff) in &pages {
        let url = base.join(&format!("{name}/"))?;
        let rich_text = write_page(handoff, &folder.join(name), &url)?;
        warn_about_checks(&rich_text, handoff, output);
        let page = folder.join(name).join(INDEX);
        list.push(json!({ "path": path(&handoff.plan.path), "page": path(&page), "url": url }));
        lines.push(url.to_string());
    }
    output.data(&Value::Array(list), &lines.join("\n"))?;
    if let Some((_, handoff)) = pages.first() {
        let (folder, tool) = (folder.display(), backend.site()?.join("/p/import")?);
        let urls = match &lines[..] {
            [url] => url,
            _ => "each of these URLs",
        };
        output.info(&format!(
            "Put {folder} at {base}, then enter {urls} at {tool}"
        ));
        let record = handoff.record_command(source);
        output.info(&format!("After publishing a post, run: {record}"));
    }
    Ok(())
}

/// Returns the articles that get a page, in order, with the name of its folder.
fn pages<'a>(handoffs: &'a [Handoff], output: &Output) -> Result<Vec<(String, &'a Handoff)>> {
    let mut pages: Vec<(String, &Handoff)> = Vec::new();
    for handoff in handoffs {
        if !may_be_public(handoff, output)? {
            continue;
        }
        let name = name_of(handoff);
        if let Some((_, earlier)) = pages.iter().find(|(other, _)| *other == name) {
            return Err(ImportPageError::SameName {
                one: earlier.plan.path.clone(),
                other: handoff.plan.path.clone(),
                name,
            }
            .into());
        }
        pages.push((name, handoff));
    }
    Ok(pages)
}

/// Returns whether an article may get a public page. Drafts don't, nor do articles of a folder without a
/// status.
fn may_be_public(handoff: &Handoff, output: &Output) -> Result<bool> {
    let plan = &handoff.plan;
    let why = match plan.article.status {
        Some(Status::Draft) if !plan.is_from_folder() => {
            return Err(ImportPageError::Draft(plan.path.clone()).into());
        }
        Some(Status::Draft) => "it is a draft",
        None if plan.is_from_folder() => "it has no status",
        _ => return Ok(true),
    };
    output.warn(&format!("{} skipped: {why}", plan.path.display()));
    Ok(false)
}

fn with_slash(base: &Url) -> Url {
    let mut base = base.clone();
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", base.path()));
    }
    base
}

/// Returns the name of the page's folder: that of the file, or of its folder for `index`, `_index`
/// and `README`.
fn name_of(handoff: &Handoff) -> String {
    let path = &handoff.plan.path;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stem = match stem.as_ref() {
        "index" | "_index" | "README" => {
            let folder = path.canonicalize().ok();
            let folder = folder.as_deref().and_then(Path::parent);
            let name = folder.and_then(Path::file_name).unwrap_or_default();
            name.to_string_lossy().into_owned()
        }
        stem => stem.to_owned(),
    };
    let mut name = String::new();
    for character in stem.to_lowercase().chars() {
        match character {
            _ if character.is_alphanumeric() => name.push(character),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    match name.trim_end_matches('-') {
        "" => "article".to_owned(),
        name => name.to_owned(),
    }
}

/// Writes the page of one article, with its images next to it.
fn write_page(handoff: &Handoff, folder: &Path, url: &Url) -> Result<RichText> {
    let image_urls = write_images(handoff, folder, url)?;
    let rich_text = handoff.rich_text(RichTextTarget::Page(&image_urls));
    let article = &handoff.plan.article;
    let canonical = article.canonical_url.as_ref().unwrap_or(url);
    let page = Page {
        title: &article.title,
        description: article.subtitle.as_deref(),
        url: url.as_str(),
        canonical: canonical.as_str(),
        published_at: article.published_at.map(|time| time.to_string()),
        tags: &article.tags,
        image: image_urls.first().map(String::as_str),
        html: &rich_text.html,
    };
    let html = page
        .render()
        .map_err(|error| Error::Internal(error.to_string()))?;
    output_files::write(&folder.join(INDEX), html.as_bytes())?;
    Ok(rich_text)
}

/// Copies the images. Returns their URLs by number.
fn write_images(handoff: &Handoff, folder: &Path, url: &Url) -> Result<Vec<String>> {
    let mut image_urls = Vec::new();
    for (number, file) in handoff.files().into_iter().enumerate() {
        let Some(hash) = handoff.images.get(file) else {
            continue;
        };
        let (name, bytes) = upload::read(file, hash)?;
        // Images of different folders may have the same name.
        let name = format!("{}-{name}", number + 1);
        output_files::write(&folder.join(&name), &bytes)?;
        let mut image_url = url.clone();
        if let Ok(mut path) = image_url.path_segments_mut() {
            path.pop_if_empty().push(&name);
        }
        image_urls.push(image_url.into());
    }
    Ok(image_urls)
}

fn warn_about_checks(rich_text: &RichText, handoff: &Handoff, output: &Output) {
    for hint in handoff.plan.editor_warning_lines() {
        output.warn(&hint);
    }
    let file = handoff.plan.path.display();
    if rich_text.code_blocks > 0 {
        output.warn(&format!(
            "{file}: the import tool is reported to drop code blocks, so {} became text; mark them as \
             code again in Medium's editor",
            rich_text.code_blocks
        ));
    }
    for link in &rich_text.embeds {
        output.warn(&format!(
            "{file}: in Medium's editor, press Enter after {link} to turn it into an embed"
        ));
    }
}
