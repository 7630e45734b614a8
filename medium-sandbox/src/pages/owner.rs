//! A user's profile or a publication, with its posts; drafts for those who may see them.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::not_found;
use super::shell::{message, page};
use super::visitor::{OwnForm, SignedIn, Visitor};
use crate::state::{State, World};
use crate::{Post, PublishStatus, StateError};

#[derive(Template)]
#[template(path = "owner.html")]
struct Owner<'a> {
    visitor: &'a Visitor,
    name: &'a str,
    about: String,
    avatar: &'a str,
    /// How its feed is named.
    feed: String,
    posts: Vec<&'a Post>,
    drafts: Vec<&'a Post>,
    /// Whether the drafts can be approved here.
    editor: bool,
}

/// `/@username` or `/publication-slug`.
pub(super) async fn show(
    state: Extract<State>,
    visitor: Visitor,
    Path(owner): Path<String>,
) -> Response {
    let world = state.world();
    let found = match owner.strip_prefix('@') {
        Some(username) => profile(&world, &visitor, username),
        None => publication(&world, &visitor, &owner),
    };
    found.map_or_else(not_found, |owner| page(StatusCode::OK, &owner))
}

fn profile<'a>(world: &'a World, visitor: &'a Visitor, username: &str) -> Option<Owner<'a>> {
    let user = world.user_named(username)?;
    let own = visitor
        .user
        .as_ref()
        .is_some_and(|viewer| viewer.id == user.id);
    let theirs = |post: &&Post| post.author_id == user.id && post.publication_id.is_none();
    let (drafts, posts) = split(world.posts.values().rev().filter(theirs));
    Some(Owner {
        visitor,
        name: &user.name,
        about: format!("@{}", user.username),
        avatar: &user.username,
        feed: format!("@{}", user.username),
        posts,
        drafts: if own { drafts } else { vec![] },
        editor: false,
    })
}

fn publication<'a>(world: &'a World, visitor: &'a Visitor, slug: &str) -> Option<Owner<'a>> {
    let publication = world.publication_named(slug)?;
    let viewer = visitor
        .user
        .as_ref()
        .map(|viewer| viewer.id.as_str())
        .unwrap_or_default();
    let editor = publication.editors.iter().any(|id| id == viewer);
    let there = |post: &&Post| post.publication_id.as_ref() == Some(&publication.id);
    let (drafts, posts) = split(world.posts.values().rev().filter(there));
    let visible = |draft: &&Post| editor || draft.author_id == viewer;
    Some(Owner {
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

/// Drafts and public posts; unlisted ones are in neither.
fn split<'a>(posts: impl Iterator<Item = &'a Post>) -> (Vec<&'a Post>, Vec<&'a Post>) {
    let listed = posts.filter(|post| post.publish_status != PublishStatus::Unlisted);
    listed.partition(|post| post.publish_status == PublishStatus::Draft)
}

/// An editor publishes a draft that was submitted.
pub(super) async fn approve(
    state: Extract<State>,
    SignedIn { user, .. }: SignedIn,
    form: OwnForm,
) -> Result<Response, StateError> {
    let now = state.now();
    let approve = |world: &mut World| world.approve(&user.id, form.field("post_id"), now);
    Ok(match state.change(approve).await? {
        Some(path) => Redirect::to(&path).into_response(),
        None => message(
            StatusCode::FORBIDDEN,
            "You can't approve this",
            "Only an editor of the publication can.",
        ),
    })
}
