//! `--images`: downloads the images of a post next to the article.

use std::path::{Path, PathBuf};
use std::time::Duration;

use medium_api::runtime::http::{HeaderMap, StatusCode};
use medium_api::runtime::{PublicClient, PublicPageLimits};
use medium_cli::diagnostic::io_reason;
use url::Url;

use super::blocks::ImageNames;
use crate::backend::Backend;
use crate::error::{Error, Result};
use crate::feed;
use crate::output::Output;
use crate::output_files;

const LIMITS: PublicPageLimits = PublicPageLimits {
    bytes: 25 << 20,
    time: Duration::from_secs(60),
};
/// The limit of images per post.
const MAX: usize = 200;

/// Downloads the images. Returns their file names by URL. An image that can't be downloaded gets a
/// warning and keeps its URL.
pub(super) async fn all(
    urls: &[String],
    article: &Path,
    saved: Option<&Path>,
    backend: &Backend,
    output: &Output,
) -> Result<ImageNames> {
    let web = feed::web_client(backend)?;
    let mut image_names = ImageNames::new();
    for (number, url) in urls.iter().take(MAX).enumerate() {
        let bytes = match Url::parse(url) {
            Ok(url) => download(&url, &web, backend).await,
            Err(_) => read_saved(saved, url),
        };
        let found = bytes.and_then(|bytes| {
            let kind = infer::get(&bytes).filter(|kind| kind.mime_type().starts_with("image/"));
            match kind {
                Some(kind) => Ok((kind.extension(), bytes)),
                None => Err("not an image".to_owned()),
            }
        });
        match found {
            Ok((ending, bytes)) => {
                let name = file_name(article, number + 1, ending);
                write(&article.with_file_name(&name), &bytes)?;
                image_names.insert(url.clone(), name);
            }
            Err(problem) => {
                output.warn(&format!("can't download {}: {problem}", truncate(url)));
            }
        }
    }
    if urls.len() > MAX {
        output.warn(&format!(
            "more than {MAX} images; the rest was not downloaded"
        ));
    }
    Ok(image_names)
}

/// Returns a truncated URL: a `data:` URL contains the whole image.
fn truncate(url: &str) -> String {
    const MAX: usize = 120;
    match url.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", &url[..end]),
        None => url.to_owned(),
    }
}

/// Writes an image. Accepts an existing file only with the same content, from an earlier run.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    match output_files::create(file, bytes) {
        Err(Error::Exists(_)) if std::fs::read(file).is_ok_and(|there| there == bytes) => Ok(()),
        result => result,
    }
}

/// `article-1.png`: named after the article, so images of two articles don't collide.
fn file_name(article: &Path, number: usize, ending: &str) -> String {
    let stem = article.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}-{number}.{ending}")
}

/// Downloads an image. Not from this machine, unless the service is there: a post must not make this
/// command read what only this machine can access.
async fn download(url: &Url, web: &PublicClient, backend: &Backend) -> Result<Vec<u8>, String> {
    if backend.openable(url.as_str()).is_none() {
        return Err("not an https URL".to_owned());
    }
    let page = web.get(url, HeaderMap::new(), LIMITS).await;
    let page = page.map_err(|error| crate::api_error::message(&error))?;
    match page.status {
        StatusCode::OK => Ok(page.body.to_vec()),
        status => Err(format!("the server responded with {status}")),
    }
}

/// Reads an image that a browser saved with the page.
fn read_saved(saved: Option<&Path>, url: &str) -> Result<Vec<u8>, String> {
    let folder = saved.ok_or("invalid URL")?;
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let name = percent_encoding::percent_decode_str(url).decode_utf8_lossy();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    let real = |path: PathBuf| path.canonicalize().map_err(|error| io_reason(&error));
    let file = real(folder.join(name))?;
    if !file.starts_with(real(folder.to_owned())?) {
        return Err("outside of the page's folder".to_owned());
    }
    let data = file.metadata().map_err(|error| io_reason(&error))?;
    if !data.is_file() {
        return Err("not a file".to_owned());
    }
    if data.len() > LIMITS.bytes as u64 {
        return Err("too large".to_owned());
    }
    std::fs::read(file).map_err(|error| io_reason(&error))
}
