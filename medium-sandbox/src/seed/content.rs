//! Adds the images and posts of a seed to a database.

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::entries::{ImageEntry, PostEntry};
use super::error::SeedError;
use super::names::reject_duplicate;
use crate::model::path_of;
use crate::state::{Database, Settings};
use crate::{Image, Post, PublishStatus, ids, license};

type Result<T> = std::result::Result<T, SeedError>;

impl Database {
    pub(super) fn load_image(
        &mut self,
        entry: &ImageEntry,
        settings: &Settings,
        path: &str,
    ) -> Result<()> {
        let data = entry.data.as_deref().unwrap_or_default();
        let bytes = STANDARD.decode(data).unwrap_or_default();
        if bytes.is_empty() {
            let problem = "data must be the image's bytes in base64";
            return Err(SeedError::entry(path, problem));
        }
        let content_type = entry.content_type.as_str();
        let Some(mut image) = Image::new(&settings.origin, content_type, Bytes::from(bytes)) else {
            let types = Image::TYPES.map(|(name, _)| name).join(", ");
            let problem = format!("contentType is {content_type:?}; Medium accepts {types}");
            return Err(SeedError::entry(path, problem));
        };
        if let Some(url) = &entry.url {
            image.url = format!("{}{}", settings.origin, path_of(url));
        }
        self.images.insert(image.url.clone(), image);
        Ok(())
    }

    pub(super) fn load_post(
        &mut self,
        entry: &PostEntry,
        settings: &Settings,
        path: &str,
    ) -> Result<()> {
        let author = self.seed_user(entry.author.as_ref(), &format!("{path}.author"))?;
        let author_id = author.id.clone();
        let publication_id = match &entry.publication {
            Some(slug) => Some(self.seed_publication(slug, path)?.id.clone()),
            None => None,
        };
        check_license(entry.license.as_deref(), path)?;
        let id = post_id(entry, path)?;
        reject_duplicate(self.posts.contains(&id), path, "posts with the id", &id)?;
        let draft = entry.publish_status == PublishStatus::Draft;
        let title = Some(&entry.title).filter(|_| !draft);
        let url = match &entry.url {
            Some(url) => format!("{}{}", settings.origin, path_of(url)),
            None => self.post_url(settings, &author_id, publication_id.as_deref(), &id, title),
        };
        let post = new_post(entry, settings.clock.now_ms(), id);
        let post = Post {
            url,
            author_id,
            publication_id,
            ..post
        };
        self.posts.insert(post.id.clone(), post);
        Ok(())
    }
}

/// Returns a post from its entry, without URL, author and publication.
fn new_post(entry: &PostEntry, now: i64, id: String) -> Post {
    let created_at = entry.created_at.map_or(now, |time| time.0);
    let published_at = entry.published_at.map(|time| time.0);
    let draft = entry.publish_status == PublishStatus::Draft;
    Post {
        id,
        url: String::new(),
        author_id: String::new(),
        publication_id: None,
        title: entry.title.clone(),
        content_format: entry.content_format,
        content: entry.content.clone(),
        tags: entry.tags.clone(),
        canonical_url: entry.canonical_url.clone(),
        publish_status: entry.publish_status,
        license: entry.license.clone(),
        published_at: (!draft).then(|| published_at.unwrap_or(created_at)),
        created_at,
        // No API request created it.
        request_body: String::new(),
        notify_followers: entry.notify_followers,
        source: entry.source,
    }
}

fn check_license(license: Option<&str>, path: &str) -> Result<()> {
    match license {
        Some(name) if !license::names().contains(&name) => {
            let names = license::names().join(", ");
            let problem = format!("unknown license {name:?}; use one of {names}");
            Err(SeedError::entry(format!("{path}.license"), problem))
        }
        _ => Ok(()),
    }
}

/// Returns the id of a post: from its entry, or the end of its URL, or random.
fn post_id(entry: &PostEntry, path: &str) -> Result<String> {
    let in_url = entry.url.as_deref().map(|url| {
        let last = path_of(url).rsplit(['/', '-']).next();
        last.unwrap_or_default().to_owned()
    });
    match (&entry.id, &in_url) {
        (None, None) => return Ok(ids::random_hex(6)),
        // The page is found by this id.
        (Some(id), Some(in_url)) if id != in_url => {
            let problem = format!("url must end with the post's id, {id}");
            return Err(SeedError::entry(path, problem));
        }
        _ => {}
    }
    let id = entry.id.clone().or(in_url).unwrap_or_default();
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(id);
    }
    Err(SeedError::entry(
        path,
        format!("id is {id:?}; use letters and digits only"),
    ))
}
