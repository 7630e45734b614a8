//! Adds the images and posts of a seed to a database.

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use super::entries::{ImageRecord, PostRecord};
use super::error::SeedError;
use super::names::reject_duplicate;
use crate::license::LICENSES;
use crate::model::path_of;
use crate::state::{Database, Settings};
use crate::{Image, Post, PublishStatus, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl Database {
    pub(super) fn load_image(
        &mut self,
        record: &ImageRecord,
        settings: &Settings,
        path: &str,
    ) -> Result<()> {
        let data = record.data.as_deref().unwrap_or_default();
        let bytes = STANDARD.decode(data).unwrap_or_default();
        if bytes.is_empty() {
            let problem = "data must be the image's bytes in base64";
            return Err(SeedError::record(path, problem));
        }
        let content_type = record.content_type.as_str();
        let Some(mut image) = Image::of(&settings.origin, content_type, Bytes::from(bytes)) else {
            let types = Image::TYPES.map(|(name, _)| name).join(", ");
            let problem = format!("contentType is {content_type:?}; Medium accepts {types}");
            return Err(SeedError::record(path, problem));
        };
        if let Some(url) = &record.url {
            image.url = format!("{}{}", settings.origin, path_of(url));
        }
        self.images.insert(image.url.clone(), image);
        Ok(())
    }

    pub(super) fn load_post(
        &mut self,
        record: &PostRecord,
        settings: &Settings,
        path: &str,
    ) -> Result<()> {
        let author = self.seed_user(record.author.as_ref(), &format!("{path}.author"))?;
        let author_id = author.id.clone();
        let publication_id = match &record.publication {
            Some(slug) => Some(self.seed_publication(slug, path)?.id.clone()),
            None => None,
        };
        check_license(record.license.as_deref(), path)?;
        let id = post_id(record, path)?;
        reject_duplicate(self.posts.contains(&id), path, "posts with the id", &id)?;
        let draft = record.publish_status == PublishStatus::Draft;
        let title = Some(&record.title).filter(|_| !draft);
        let url = match &record.url {
            Some(url) => format!("{}{}", settings.origin, path_of(url)),
            None => self.post_url(settings, &author_id, publication_id.as_deref(), &id, title),
        };
        let post = new_post(record, settings.clock.now_ms(), id);
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

/// A post from its record, without URL, author and publication.
fn new_post(record: &PostRecord, now: i64, id: String) -> Post {
    let created_at = record.created_at.map_or(now, Timestamp::as_millisecond);
    let published_at = record.published_at.map(Timestamp::as_millisecond);
    let draft = record.publish_status == PublishStatus::Draft;
    Post {
        id,
        url: String::new(),
        author_id: String::new(),
        publication_id: None,
        title: record.title.clone(),
        content_format: record.content_format,
        content: record.content.clone(),
        tags: record.tags.clone(),
        canonical_url: record.canonical_url.clone(),
        publish_status: record.publish_status,
        license: record.license.clone(),
        published_at: (!draft).then(|| published_at.unwrap_or(created_at)),
        created_at,
        // No API request created it.
        request_body: String::new(),
        notify_followers: record.notify_followers,
        source: record.source,
    }
}

fn check_license(license: Option<&str>, path: &str) -> Result<()> {
    match license {
        Some(name) if !LICENSES.contains(&name) => {
            let known = LICENSES.join(", ");
            let problem = format!("unknown license {name:?}; use one of {known}");
            Err(SeedError::record(format!("{path}.license"), problem))
        }
        _ => Ok(()),
    }
}

/// The id of a post: from its record, or the end of its URL, or random.
fn post_id(record: &PostRecord, path: &str) -> Result<String> {
    let in_url = record.url.as_deref().map(|url| {
        let last = path_of(url).rsplit(['/', '-']).next();
        last.unwrap_or_default().to_owned()
    });
    match (&record.id, &in_url) {
        (None, None) => return Ok(ids::random_hex(6)),
        // The page is found by this id.
        (Some(id), Some(in_url)) if id != in_url => {
            let problem = format!("url must end with the post's id, {id}");
            return Err(SeedError::record(path, problem));
        }
        _ => {}
    }
    let id = record.id.clone().or(in_url).unwrap_or_default();
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(id);
    }
    Err(SeedError::record(
        path,
        format!("id is {id:?}; use letters and digits only"),
    ))
}
