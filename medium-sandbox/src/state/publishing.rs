//! Creates posts: who may publish where, how often, and how Medium changes title and tags.

use axum::http::StatusCode;

use super::database::Database;
use super::entities::RateLimitWindow;
use super::settings::Settings;
use crate::api_error::ApiError;
use crate::{Behavior, ContentFormat, Image, Post, PostSource, PublishStatus};
use crate::{ids, render};

/// Posts that a user may create in 24 hours, counted from the first.
pub(crate) const POSTS_PER_DAY: u32 = 10;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A longer title is replaced by the content's first line.
pub(crate) const MAX_TITLE_CHARACTERS: usize = 100;
/// A longer tag is dropped.
pub(crate) const MAX_TAG_CHARACTERS: usize = 25;
/// Further tags are dropped: the API accepts three, the editor five.
pub(crate) const MAX_TAGS: usize = 3;
const MAX_EDITOR_TAGS: usize = 5;

/// A valid request to create a post, by the API or on a page.
pub(crate) struct PostRequest {
    pub(crate) title: String,
    pub(crate) content_format: ContentFormat,
    pub(crate) content: String,
    pub(crate) tags: Vec<String>,
    pub(crate) canonical_url: Option<String>,
    pub(crate) publish_status: PublishStatus,
    pub(crate) license: Option<String>,
    pub(crate) published_at: Option<i64>,
    pub(crate) notify_followers: Option<bool>,
    /// The request's body as received; empty if the post did not come from the API.
    pub(crate) request_body: String,
    pub(crate) source: PostSource,
}

impl Database {
    /// Returns an error unless `user_id` may post on the profile of `author_id`.
    pub(crate) fn check_author(
        &self,
        user_id: &str,
        author_id: &str,
        behavior: Behavior,
    ) -> Result<(), ApiError> {
        if user_id == author_id {
            return Ok(());
        }
        if self.user(author_id).is_some() {
            return Err(ApiError::forbidden(
                "You may not publish on another user's profile.",
            ));
        }
        // Both are documented, at different times, and neither was observed. The older status is
        // `Documented`, so that tests can have each.
        Err(ApiError::user_not_found(match behavior {
            Behavior::Observed => StatusCode::FORBIDDEN,
            Behavior::Documented => StatusCode::NOT_FOUND,
        }))
    }

    /// Returns an error unless `user_id` may send a post with this status to a publication: editors may
    /// send any, writers only drafts.
    pub(crate) fn check_contributor(
        &self,
        user_id: &str,
        publication_id: &str,
        status: PublishStatus,
    ) -> Result<(), ApiError> {
        let is_in = |ids: &[String]| ids.iter().any(|id| id == user_id);
        match self.publication(publication_id) {
            Some(publication) if is_in(&publication.editors) => Ok(()),
            Some(publication) if is_in(&publication.writers) => match status {
                PublishStatus::Draft => Ok(()),
                _ => Err(ApiError::forbidden("Writers may only submit drafts.")),
            },
            _ => Err(ApiError::forbidden(
                "You may not publish in this publication.",
            )),
        }
    }

    /// Counts a post of `user_id`, or returns an error if it exceeds the limit.
    fn count_post(&mut self, user_id: &str, now: i64) -> Result<(), ApiError> {
        let last = self.rate_limits.get(user_id).copied();
        let open = last.filter(|window| now - window.since < DAY_MS);
        let new = RateLimitWindow {
            since: now,
            posts: 0,
        };
        let mut window = open.unwrap_or(new);
        if window.posts >= POSTS_PER_DAY {
            return Err(ApiError::rate_limited());
        }
        window.posts += 1;
        self.rate_limits.insert(user_id.to_owned(), window);
        Ok(())
    }

    /// Creates a post. The caller has checked that the author may publish it.
    pub(crate) fn create_post(
        &mut self,
        settings: &Settings,
        author_id: &str,
        publication_id: Option<&str>,
        new: PostRequest,
    ) -> Result<Post, ApiError> {
        let now = settings.clock.now_ms();
        if settings.rate_limit && new.source == PostSource::Api {
            self.count_post(author_id, now)?;
        }
        let id = ids::random_hex(6);
        let title = effective_title(&new);
        let draft = new.publish_status == PublishStatus::Draft;
        let url_title = (!draft).then_some(&title);
        let post = Post {
            url: self.post_url(settings, author_id, publication_id, &id, url_title),
            id,
            title,
            author_id: author_id.to_owned(),
            publication_id: publication_id.map(ToOwned::to_owned),
            tags: accepted_tags(new.tags, new.source, settings.behavior),
            content_format: new.content_format,
            content: new.content,
            canonical_url: new.canonical_url,
            publish_status: new.publish_status,
            license: new.license,
            published_at: (!draft).then(|| new.published_at.unwrap_or(now)),
            created_at: now,
            request_body: new.request_body,
            notify_followers: new.notify_followers,
            source: new.source,
        };
        self.posts.insert(post.id.clone(), post.clone());
        Ok(post)
    }

    /// Adds an image, unless there is one with the same URL.
    pub(crate) fn add_image(&mut self, image: Image) {
        if !self.images.contains(&image.url) {
            self.images.insert(image.url.clone(), image);
        }
    }

    /// Changes the origin in URLs of posts and images, for a sandbox that now has another port.
    pub(crate) fn rewrite_origin(&mut self, from: &str, to: &str) {
        if from == to {
            return;
        }
        let rewrite = |url: &mut String| {
            if let Some(path) = url.strip_prefix(from) {
                *url = format!("{to}{path}");
            }
        };
        let posts: Vec<Post> = self.posts.values().cloned().collect();
        for mut post in posts {
            rewrite(&mut post.url);
            self.posts.insert(post.id.clone(), post);
        }
        let images: Vec<Image> = self.images.values().cloned().collect();
        for mut image in images {
            self.images.remove(&image.url);
            rewrite(&mut image.url);
            self.images.insert(image.url.clone(), image);
        }
    }

    /// Publishes a draft, and returns the path of its page. `None` if `editor_id` may not approve it.
    pub(crate) fn approve(&mut self, editor_id: &str, post_id: &str, now: i64) -> Option<String> {
        let publication_id = self.post(post_id)?.publication_id.clone()?;
        let publication = self.publication(&publication_id)?;
        if !publication.editors.iter().any(|id| id == editor_id) {
            return None;
        }
        let post = self.posts.get_mut(post_id)?;
        if post.publish_status == PublishStatus::Draft {
            post.publish_status = PublishStatus::Public;
            post.published_at = Some(now);
        }
        Some(post.path().to_owned())
    }

    /// Returns a post's URL, with a path such as `/@demo/liverpool-fc-e6f36a`, or `/the-slug/…` in a
    /// publication. A draft's path has no title.
    pub(crate) fn post_url(
        &self,
        settings: &Settings,
        author_id: &str,
        publication_id: Option<&str>,
        id: &str,
        title: Option<&String>,
    ) -> String {
        let publication = publication_id.and_then(|id| self.publication(id));
        let owner = match (publication, self.user(author_id)) {
            (Some(publication), _) => publication.slug.clone(),
            (None, Some(user)) => format!("@{}", user.username),
            (None, None) => "@unknown".to_owned(),
        };
        let slug = title.map(|title| ids::slug(title)).unwrap_or_default();
        let separator = if slug.is_empty() { "" } else { "-" };
        match url::Url::parse(&settings.origin) {
            Ok(mut url) => {
                url.set_path(&format!("/{owner}/{slug}{separator}{id}"));
                url.into()
            }
            Err(_) => format!("{}/{owner}/{id}", settings.origin),
        }
    }
}

fn effective_title(new: &PostRequest) -> String {
    if new.title.chars().count() <= MAX_TITLE_CHARACTERS {
        return new.title.clone();
    }
    let text = render::first_line(new.content_format, &new.content);
    text.chars().take(MAX_TITLE_CHARACTERS).collect()
}

fn accepted_tags(sent: Vec<String>, source: PostSource, behavior: Behavior) -> Vec<String> {
    let max = match source {
        PostSource::Api => MAX_TAGS,
        _ => MAX_EDITOR_TAGS,
    };
    sent.into_iter()
        .filter(|tag| tag.chars().count() <= MAX_TAG_CHARACTERS)
        .take(max)
        .map(|tag| match behavior {
            Behavior::Observed => tag.to_lowercase(),
            Behavior::Documented => tag,
        })
        .collect()
}
