//! From a seed's images and posts to those of a sandbox.

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

use super::SeedError;
use super::names::refuse_second;
use super::records::{ImageRecord, PostRecord};
use crate::routes::LICENSES;
use crate::state::{Settings, World};
use crate::{Image, Post, PublishStatus, ids};

type Result<T> = std::result::Result<T, SeedError>;

impl World {
    pub(super) fn add_image(
        &mut self,
        record: &ImageRecord,
        settings: &Settings,
        place: &str,
    ) -> Result<()> {
        let data = record.data.as_deref().unwrap_or_default();
        let bytes = STANDARD.decode(data).unwrap_or_default();
        if bytes.is_empty() {
            let problem = "data is to be the image's bytes in base64";
            return Err(SeedError::record(place, problem));
        }
        let content_type = record.content_type.as_str();
        let Some(mut image) = Image::of(&settings.origin, content_type, Bytes::from(bytes)) else {
            let types = Image::TYPES.map(|(name, _)| name).join(", ");
            let problem =
                format!("contentType is {content_type:?}, and Medium takes {types} alone");
            return Err(SeedError::record(place, problem));
        };
        if let Some(url) = &record.url {
            image.url = format!("{}{}", settings.origin, path_of(url));
        }
        self.images.insert(image.url.clone(), image);
        Ok(())
    }

    pub(super) fn add_post(
        &mut self,
        record: &PostRecord,
        settings: &Settings,
        place: &str,
    ) -> Result<()> {
        let author = self.seed_user(record.author.as_ref(), &format!("{place}.author"))?;
        let author_id = author.id.clone();
        let publication_id = match &record.publication {
            Some(slug) => Some(self.seed_publication(slug, place)?.id.clone()),
            None => None,
        };
        check_license(record.license.as_deref(), place)?;
        let id = post_id(record, place)?;
        refuse_second(self.posts.contains(&id), place, "posts with the id", &id)?;
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

/// A post as its record has it, without what the record refers to.
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
        // There was none.
        request_body: String::new(),
        notify_followers: record.notify_followers,
        source: record.source,
    }
}

fn check_license(license: Option<&str>, place: &str) -> Result<()> {
    match license {
        Some(name) if !LICENSES.contains(&name) => {
            let known = LICENSES.join(", ");
            let problem = format!("{name:?} is none of {known}");
            Err(SeedError::record(format!("{place}.license"), problem))
        }
        _ => Ok(()),
    }
}

/// The id of a post: what its record says, or how its address ends, or a random one.
fn post_id(record: &PostRecord, place: &str) -> Result<String> {
    let in_url = record.url.as_deref().map(|url| {
        let last = path_of(url).rsplit(['/', '-']).next();
        last.unwrap_or_default().to_owned()
    });
    match (&record.id, &in_url) {
        (None, None) => return Ok(ids::random_hex(6)),
        // By that, its page is found.
        (Some(id), Some(in_url)) if id != in_url => {
            let problem = format!("url has to end with the post's id, {id}");
            return Err(SeedError::record(place, problem));
        }
        _ => {}
    }
    let id = record.id.clone().or(in_url).unwrap_or_default();
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(id);
    }
    Err(SeedError::record(
        place,
        format!("id is {id:?}; give it letters and digits alone"),
    ))
}

/// The path of an address, which may be a path alone.
fn path_of(address: &str) -> &str {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let path = address[after_scheme..].find('/');
    path.map_or("/", |at| &address[after_scheme + at..])
}
