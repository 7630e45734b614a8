//! A post as a reader sees it.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use tokio::task::spawn_blocking;
use url::form_urlencoded;

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
    /// The request's body, with its line breaks as such.
    request: String,
}

/// In place of a draft, for those who may not see it.
#[derive(Template)]
#[template(path = "hidden.html")]
struct Hidden<'a> {
    visitor: &'a Visitor,
    /// Where signing in leads, for a query.
    next: String,
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
    if !visitor.may_see(&state.world(), &post) {
        let next = form_urlencoded::byte_serialize(post.path().as_bytes()).collect();
        let hidden = Hidden {
            visitor: &visitor,
            next,
        };
        return page(StatusCode::FORBIDDEN, &hidden);
    }
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
        request: readable(&post.request_body),
    };
    page(StatusCode::OK, &shown)
}

fn found(state: &State, id: &str) -> Option<(Post, User, Vec<String>)> {
    let world = state.world();
    let post = world.post(id)?.clone();
    let author = world.user(&post.author_id)?.clone();
    Some((post, author, world.origins()))
}

/// JSON with a field a line, and line breaks in its texts as line breaks: for people to read, and for
/// no program.
fn readable(body: &str) -> String {
    let Ok(value) = serde_json::from_str::<Value>(body) else {
        return body.to_owned();
    };
    let pretty = serde_json::to_string_pretty(&value).unwrap_or_default();
    let mut text = String::with_capacity(pretty.len());
    let mut characters = pretty.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some(other) => text.extend(['\\', other]),
            None => text.push('\\'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn line_breaks_are_line_breaks_and_backslashes_backslashes() {
        let shown = readable(r#"{"content":"a\nb \\n c","title":"T"}"#);
        assert_eq!(
            shown,
            "{\n  \"content\": \"a\nb \\\\n c\",\n  \"title\": \"T\"\n}"
        );
        assert_eq!(readable("no JSON"), "no JSON");
    }
}
