//! A post as a reader sees it.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use tokio::task::spawn_blocking;

use super::not_found;
use super::shell::{message, page};
use super::visitor::Visitor;
use crate::routes::license_url;
use crate::state::State;
use crate::{Post, User, render};

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage<'a> {
    visitor: &'a Visitor,
    post: &'a Post,
    author: &'a User,
    /// Safe by the one gate in `render`.
    html: &'a str,
    license_url: &'static str,
}

/// `/@demo/liverpool-fc-e6f36a`: only the id at the end counts.
pub(super) async fn show(
    state: Extract<State>,
    visitor: Visitor,
    Path((_, name)): Path<(String, String)>,
) -> Response {
    let id = name.rsplit('-').next().unwrap_or_default();
    let Some((post, author, origins)) = found(&state, id) else {
        return not_found();
    };
    // A long post takes a while, in which others go on.
    let (format, content) = (post.content_format, post.content.clone());
    let rendering = spawn_blocking(move || render::to_safe_html_at(origins, format, &content));
    let Ok(html) = rendering.await else {
        let text = "It stays as it is; its request is in the list.";
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        return message(status, "This post could not be rendered", text);
    };
    let shown = PostPage {
        visitor: &visitor,
        post: &post,
        author: &author,
        html: &html,
        license_url: license_url(post.license.as_deref(), state.settings.variant),
    };
    page(StatusCode::OK, &shown)
}

fn found(state: &State, id: &str) -> Option<(Post, User, Vec<String>)> {
    let world = state.world();
    let post = world.post(id)?.clone();
    let author = world.user(&post.author_id)?.clone();
    Some((post, author, world.origins()))
}
