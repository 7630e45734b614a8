//! A post as a reader sees it.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;

use super::not_found;
use super::shell::page;
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
    html: String,
    license_url: &'static str,
}

/// `/@demo/liverpool-fc-e6f36a`: only the id at the end counts.
pub(super) async fn show(
    state: Extract<State>,
    visitor: Visitor,
    Path((_, name)): Path<(String, String)>,
) -> Response {
    let id = name.rsplit('-').next().unwrap_or_default();
    let world = state.world();
    let found = world
        .post(id)
        .and_then(|post| Some((post, world.user(&post.author_id)?)));
    let Some((post, author)) = found else {
        return not_found();
    };
    let html = render::to_safe_html_at(world.origins(), post.content_format, &post.content);
    let license_url = license_url(post.license.as_deref(), state.settings.variant);
    page(
        StatusCode::OK,
        &PostPage {
            visitor: &visitor,
            post,
            author,
            html,
            license_url,
        },
    )
}
