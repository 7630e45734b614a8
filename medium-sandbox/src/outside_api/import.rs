//! `/p/import`: imports a story from a page on this machine.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use url::Url;

use super::editor::draft_of;
use super::fetch::fetch;
use super::imported::{self, Imported};
use crate::blocks::BlockType;
use crate::pages::{CsrfForm, SignedIn, Visitor, page};
use crate::state::publishing::PostRequest;
use crate::state::{AppState, Database};
use crate::{Image, PostSource, PublishStatus, StateError};

#[derive(Template)]
#[template(path = "import.html")]
struct Import<'a> {
    visitor: &'a Visitor,
    url: &'a str,
    error: &'a str,
}

pub(super) async fn show(SignedIn { visitor, .. }: SignedIn) -> Response {
    show_form(&visitor, "", "")
}

fn show_form(visitor: &Visitor, url: &str, error: &str) -> Response {
    let status = match error {
        "" => StatusCode::OK,
        _ => StatusCode::BAD_REQUEST,
    };
    let form = Import {
        visitor,
        url,
        error,
    };
    page(status, &form)
}

/// Imports the page at the URL in the form.
pub(super) async fn import(
    state: State<AppState>,
    SignedIn { visitor, user }: SignedIn,
    form: CsrfForm,
) -> Result<Response, StateError> {
    let url = form.field("url");
    let imported = match read(url).await {
        Ok(imported) => imported,
        Err(error) => return Ok(show_form(&visitor, url, &error)),
    };
    let imported = store_images(&state, imported).await?;
    let now = state.now();
    let new = PostRequest {
        canonical_url: Some(imported.canonical_url),
        published_at: imported.published_at.filter(|time| *time <= now),
        publish_status: match form.field("status") {
            "public" => PublishStatus::Public,
            _ => PublishStatus::Draft,
        },
        ..draft_of(PostSource::Import, &imported.blocks)
    };
    let settings = &state.settings;
    let create = |db: &mut Database| db.create_post(settings, &user.id, None, new);
    Ok(match state.change(create).await? {
        Ok(post) => Redirect::to(post.path()).into_response(),
        Err(error) => error.into_response(),
    })
}

async fn read(url: &str) -> Result<Imported, String> {
    let url = Url::parse(url).map_err(|_| format!("`{url}` is not a URL"))?;
    let fetched = fetch(&url).await?;
    let page = String::from_utf8_lossy(&fetched.bytes);
    let imported = imported::read(&page, &url);
    if imported.blocks.is_empty() {
        Err(format!("{url} has no text"))
    } else {
        Ok(imported)
    }
}

/// Stores the images that are on this machine in the sandbox.
async fn store_images(state: &AppState, mut imported: Imported) -> Result<Imported, StateError> {
    let images = imported.blocks.iter_mut();
    for block in images.filter(|block| block.block_type == BlockType::Image) {
        let source = block.html.split('"').nth(1).unwrap_or_default().to_owned();
        let Ok(url) = Url::parse(&source.replace("&amp;", "&")) else {
            continue;
        };
        // Images on other hosts keep their URL.
        let Ok(fetched) = fetch(&url).await else {
            continue;
        };
        let origin = &state.settings.origin;
        if let Some(image) = Image::new(origin, &fetched.content_type, fetched.bytes) {
            block.html = block.html.replace(&source, &image.url);
            state.change(|db| db.add_image(image)).await?;
        }
    }
    Ok(imported)
}
