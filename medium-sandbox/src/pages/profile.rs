//! A user's profile or a publication, with its posts, and drafts for those who may see them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::layout::{message, page};
use super::not_found;
use super::session::{CsrfForm, SignedIn, Visitor};
use crate::state::{AppState, Database};
use crate::{Post, PublishStatus, StateError};

#[derive(Template)]
#[template(path = "profile.html")]
struct Profile<'a> {
    visitor: &'a Visitor,
    name: &'a str,
    about: String,
    avatar: &'a str,
    /// The last segment of its feed's path.
    feed: String,
    posts: Vec<&'a Post>,
    drafts: Vec<&'a Post>,
    /// Whether the visitor can approve the drafts.
    editor: bool,
}

/// Shows `/@username` or `/publication-slug`.
pub(super) async fn show(
    state: State<AppState>,
    visitor: Visitor,
    Path(owner): Path<String>,
) -> Response {
    let db = state.db();
    let profile = match owner.strip_prefix('@') {
        Some(username) => user_profile(&db, &visitor, username),
        None => publication_profile(&db, &visitor, &owner),
    };
    profile.map_or_else(not_found, |profile| page(StatusCode::OK, &profile))
}

fn user_profile<'a>(db: &'a Database, visitor: &'a Visitor, username: &str) -> Option<Profile<'a>> {
    let user = db.user_named(username)?;
    let is_own = visitor.user_id() == user.id;
    let on_profile = |post: &&Post| post.author_id == user.id && post.publication_id.is_none();
    let (drafts, posts) = split(db.posts.values().rev().filter(on_profile));
    Some(Profile {
        visitor,
        name: &user.name,
        about: format!("@{}", user.username),
        avatar: &user.username,
        feed: format!("@{}", user.username),
        posts,
        drafts: if is_own { drafts } else { vec![] },
        editor: false,
    })
}

fn publication_profile<'a>(
    db: &'a Database,
    visitor: &'a Visitor,
    slug: &str,
) -> Option<Profile<'a>> {
    let publication = db.publication_named(slug)?;
    let viewer = visitor.user_id();
    let editor = publication.editors.iter().any(|id| id == viewer);
    let in_publication = |post: &&Post| post.publication_id.as_ref() == Some(&publication.id);
    let (drafts, posts) = split(db.posts.values().rev().filter(in_publication));
    let visible = |draft: &&Post| editor || draft.author_id == viewer;
    Some(Profile {
        visitor,
        name: &publication.name,
        about: publication.description.clone(),
        avatar: &publication.slug,
        feed: publication.slug.clone(),
        posts,
        drafts: drafts.into_iter().filter(visible).collect(),
        editor,
    })
}

/// Splits posts into drafts and public posts. Drops unlisted posts.
fn split<'a>(posts: impl Iterator<Item = &'a Post>) -> (Vec<&'a Post>, Vec<&'a Post>) {
    let listed = posts.filter(|post| post.publish_status != PublishStatus::Unlisted);
    listed.partition(|post| post.publish_status == PublishStatus::Draft)
}

/// Publishes a submitted draft.
pub(super) async fn approve(
    state: State<AppState>,
    SignedIn { user, .. }: SignedIn,
    form: CsrfForm,
) -> Result<Response, StateError> {
    let now = state.now();
    let approve = |db: &mut Database| db.approve(&user.id, form.field("post_id"), now);
    Ok(match state.change(approve).await? {
        Some(path) => Redirect::to(&path).into_response(),
        None => message(
            StatusCode::FORBIDDEN,
            "You can't approve this draft",
            "Only editors of the publication can.",
        ),
    })
}
