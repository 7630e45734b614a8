//! `medium pull`: converts a post to an article, from its feed or from a saved page.
//!
//! ```text
//! feed item ─┐
//!            ├─▶ Source (HTML, metadata) ─▶ blocks ─▶ images ─▶ Markdown
//! saved page ┘
//! ```

mod blocks;
mod images;
mod markdown;
mod page;

use std::path::Path;

use jiff::Timestamp;
use serde_json::json;
use url::Url;

use crate::args::{self, Global};
use crate::backend::Backend;
use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::feed::{self, FeedError, Item, Owner};
use crate::output::{Output, path};
use crate::output_files;
use crate::post_url::{id_in, is_hexadecimal};

/// A post with its metadata.
struct Source {
    title: String,
    /// The canonical URL. Feeds don't contain it, so for them it is the URL on Medium.
    canonical: Option<String>,
    tags: Vec<String>,
    published_at: Option<Timestamp>,
    html: String,
}

pub(crate) async fn run(args: &args::Pull, global: &Global, output: &Output) -> Result<()> {
    if let Some(file) = args.output.as_deref().filter(|file| file.exists()) {
        return Err(Error::Exists(file.to_owned()));
    }
    Backend::with(global, output, async |backend| {
        let file = Path::new(&args.source);
        let is_file = !args.source.contains("://") && file.exists();
        if is_file && args.from.is_some() {
            return Err(Error::Usage("--from is for URLs, not for saved pages"));
        }
        let (mut source, folder) = if is_file {
            (page::read(file)?, file.parent())
        } else {
            (from_feed(args, backend).await?, None)
        };
        // Malicious HTML can be slow to parse. On a separate thread, Ctrl-C still works.
        let (html, title) = (std::mem::take(&mut source.html), source.title.clone());
        let post = run_blocking(move || blocks::read_blocks(&html, &title)).await?;
        let image_names = match args.output.as_deref().filter(|_| args.images) {
            Some(file) => images::all(&post.images, file, folder, backend, output).await?,
            None => Default::default(),
        };
        let text = markdown::article(&source, &post.blocks, &image_names);
        match &args.output {
            None => output.data(&json!({ "title": source.title, "content": text }), &text),
            Some(file) => {
                output_files::create(file, text.as_bytes())?;
                output.info(&format!("Wrote {}", file.display()));
                let images: Vec<_> = image_names.values().collect();
                output.data(&json!({ "path": path(file), "images": images }), "")
            }
        }
    })
    .await
}

/// Parses the URL of a post. The scheme is optional, as browsers don't show it.
fn parse_url(text: &str) -> Result<Url, FeedError> {
    let is_short = text.starts_with("medium.com/") || text.starts_with("www.medium.com/");
    let url = if is_short {
        Url::parse(&format!("https://{text}"))
    } else {
        Url::parse(text)
    };
    let web = url.ok().filter(|url| url.has_host());
    web.ok_or_else(|| FeedError::NotAPost(text.to_owned()))
}

/// Finds the post in its feed.
async fn from_feed(args: &args::Pull, backend: &Backend) -> Result<Source> {
    let site = backend.site()?;
    let url = parse_url(&args.source)?;
    let owner = match &args.from {
        Some(from) => Owner::parse(from, &site)?,
        None => Owner::from_url(&url, &site).ok_or_else(|| FeedError::NoOwner(url.to_string()))?,
    };
    let id = id_in(url.path());
    if !is_hexadecimal(id) {
        return Err(FeedError::NotAPost(args.source.clone()).into());
    }
    let items = feed::newest_posts(backend, &owner).await?;
    let item = items.into_iter().find(|item| item.id == id);
    let item = item.ok_or_else(|| FeedError::NoSuchPost {
        feed: owner.to_string(),
        post: url.to_string(),
    })?;
    Ok(Source::from(item))
}

impl From<Item> for Source {
    fn from(item: Item) -> Self {
        Self {
            title: item.title,
            canonical: item.url,
            tags: item.tags,
            published_at: item.published_at,
            html: item.html,
        }
    }
}
