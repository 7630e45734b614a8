//! The page of a post.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use tokio::task::spawn_blocking;
use url::form_urlencoded;

use super::layout::{message, page};
use super::not_found;
use super::session::Visitor;
use crate::license::license_url;
use crate::state::AppState;
use crate::{Post, User, render};

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage<'a> {
    visitor: &'a Visitor,
    post: &'a Post,
    author: &'a User,
    /// Sanitized by `render`.
    html: &'a str,
    license_url: String,
    /// The request's body, formatted.
    request: String,
}

/// Shown instead of a draft that the visitor may not see.
#[derive(Template)]
#[template(path = "hidden.html")]
struct Hidden<'a> {
    visitor: &'a Visitor,
    /// The path to return to after signing in, URL-encoded.
    next: String,
}

/// Shows the post of a path such as `/@demo/liverpool-fc-e6f36a`. Only the id at the end matters.
pub(super) async fn show(
    state: State<AppState>,
    visitor: Visitor,
    Path((_, name)): Path<(String, String)>,
) -> Response {
    let id = name.rsplit('-').next().unwrap_or_default();
    let Some((post, author, origins)) = find_post(&state, id) else {
        return not_found();
    };
    if !visitor.may_see(&state.db(), &post) {
        let next = form_urlencoded::byte_serialize(post.path().as_bytes()).collect();
        let hidden = Hidden {
            visitor: &visitor,
            next,
        };
        return page(StatusCode::FORBIDDEN, &hidden);
    }
    // Off the async threads: a long post takes a while.
    let (format, content) = (post.content_format, post.content.clone());
    let rendering = spawn_blocking(move || render::to_safe_html_at(origins, format, &content));
    let Ok(html) = rendering.await else {
        let text = "The post is unchanged. Its request is in the list of requests.";
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        return message(status, "This post could not be rendered", text);
    };
    let post_page = PostPage {
        visitor: &visitor,
        post: &post,
        author: &author,
        html: &html,
        license_url: license_url(post.license.as_deref(), state.settings.behavior),
        request: pretty(&post.request_body),
    };
    page(StatusCode::OK, &post_page)
}

fn find_post(state: &AppState, id: &str) -> Option<(Post, User, Vec<String>)> {
    let db = state.db();
    let post = db.post(id)?.clone();
    let author = db.user(&post.author_id)?.clone();
    Some((post, author, db.origins()))
}

/// Formats JSON with one field per line, and line breaks in strings as line breaks.
fn pretty(body: &str) -> String {
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
    use super::pretty;

    #[test]
    fn line_breaks_in_strings_are_shown_as_line_breaks() {
        let formatted = "{\n  \"content\": \"a\nb \\\\n c\",\n  \"title\": \"T\"\n}";
        assert_eq!(pretty(r#"{"content":"a\nb \\n c","title":"T"}"#), formatted);
        assert_eq!(pretty("no JSON"), "no JSON");
    }
}
