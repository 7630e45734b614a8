//! `/new-story`: an editor that converts pasted content like Medium's editor, as third parties report.

use askama::Template;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use crate::blocks::{self, Block, BlockType};
use crate::pages::{CsrfForm, SignedIn, Visitor, message, page_with_csp};
use crate::state::publishing::PostRequest;
use crate::state::{AppState, Database};
use crate::{ContentFormat, Image, PostSource, Publication, PublishStatus, StateError};

/// Also allows the editor's script, which uploads images to this server.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Longer titles are cut.
const MAX_TITLE_CHARACTERS: usize = 100;

#[derive(Template)]
#[template(path = "new_story.html")]
struct Editor<'a> {
    visitor: &'a Visitor,
    /// The publications that the user can publish in.
    publications: Vec<Publication>,
}

pub(super) async fn show(state: State<AppState>, SignedIn { visitor, user }: SignedIn) -> Response {
    let db = state.db();
    let publications = db.publications.values();
    let editor = Editor {
        visitor: &visitor,
        publications: publications
            .filter(|publication| publication.editors.contains(&user.id))
            .cloned()
            .collect(),
    };
    page_with_csp(StatusCode::OK, &editor, CSP)
}

/// Publishes the content of the editor.
pub(super) async fn publish(
    state: State<AppState>,
    SignedIn { user, .. }: SignedIn,
    form: CsrfForm,
) -> Result<Response, StateError> {
    let blocks = blocks::parse(ContentFormat::Html, form.field("content"));
    if blocks.is_empty() {
        let text = "Go back, and write or paste something.";
        return Ok(message(StatusCode::BAD_REQUEST, "The story is empty", text));
    }
    let publication = Some(form.field("publication")).filter(|id| !id.is_empty());
    let new = PostRequest {
        tags: tags(form.field("tags")),
        canonical_url: Some(form.field("canonical_url").to_owned()).filter(|url| !url.is_empty()),
        publish_status: match form.field("status") {
            "public" => PublishStatus::Public,
            "unlisted" => PublishStatus::Unlisted,
            _ => PublishStatus::Draft,
        },
        ..draft_of(PostSource::Editor, &blocks)
    };
    let settings = &state.settings;
    let create = |db: &mut Database| {
        if let Some(id) = publication {
            db.check_contributor(&user.id, id, new.publish_status)?;
        }
        db.create_post(settings, &user.id, publication, new)
    };
    Ok(match state.change(create).await? {
        Ok(post) => Redirect::to(post.path()).into_response(),
        Err(error) => error.into_response(),
    })
}

/// Returns a draft with the content of `blocks`. Its title is the first heading, otherwise the first
/// block.
pub(super) fn draft_of(source: PostSource, blocks: &[Block]) -> PostRequest {
    let is_title =
        |block: &&Block| matches!(block.block_type, BlockType::Heading | BlockType::Subheading);
    let first = blocks.iter().find(is_title).or(blocks.first());
    let title = first.map(Block::text).unwrap_or_default();
    let title = title.lines().next().unwrap_or_default();
    PostRequest {
        title: title.chars().take(MAX_TITLE_CHARACTERS).collect(),
        content_format: ContentFormat::Html,
        content: blocks::to_html(blocks),
        tags: Vec::new(),
        canonical_url: None,
        publish_status: PublishStatus::Draft,
        license: None,
        published_at: None,
        notify_followers: None,
        request_body: String::new(),
        source,
    }
}

/// Splits tags at commas.
fn tags(text: &str) -> Vec<String> {
    let tags = text.split(',').map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Stores an image that was pasted or dropped, and returns its URL.
pub(super) async fn add_image(
    state: State<AppState>,
    SignedIn { visitor, .. }: SignedIn,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, StateError> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("x-csrf") != Some(visitor.csrf.as_str()) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    if bytes.len() > state.settings.max_image_bytes {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    let content_type = text("content-type").filter(|_| !bytes.is_empty());
    let image = content_type.and_then(|name| Image::new(&state.settings.origin, name, bytes));
    let Some(image) = image else {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    };
    let url = image.url.clone();
    state.change(|db| db.add_image(image)).await?;
    Ok(Json(json!({ "url": url })).into_response())
}
