//! Serves the preview, to this machine only.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

use super::Previewed;
use super::page::{self, Page};
use crate::blocking::run_blocking;
use crate::local_pages::{self, guard, text};

/// Allows images from the web.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                   img-src 'self' https: http:; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn router(previewed: Previewed) -> Router {
    Router::new()
        .route("/", get(show))
        .route("/images/{number}", get(image))
        .route("/version", get(version))
        .route(
            "/article.css",
            text("text/css", medium_sandbox::render::STYLE),
        )
        .route(
            "/style.css",
            text("text/css", include_str!("../../../templates/preview.css")),
        )
        .route(
            "/watch.js",
            text(
                "text/javascript",
                include_str!("../../../templates/watch.js"),
            ),
        )
        .layer(middleware::from_fn(|request, next| {
            guard(CSP, request, next)
        }))
        .with_state(Arc::new(previewed))
}

/// Shows the article, or its errors.
async fn show(State(previewed): State<Arc<Previewed>>) -> Response {
    let page = move || {
        let Previewed { args, links } = &*previewed;
        Page::read(args, links).unwrap_or_else(|error| Page::broken(args, &error))
    };
    match run_blocking(page).await.map(|page| page.render()) {
        Ok(Ok(html)) => Html(html).into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn image(State(previewed): State<Arc<Previewed>>, Path(number): Path<usize>) -> Response {
    let bytes = move || {
        let files = page::files(&previewed.args);
        std::fs::read(files.get(1..)?.get(number)?).ok()
    };
    local_pages::image(run_blocking(bytes).await.ok().flatten())
}

/// Returns a different text whenever one of the files has changed.
async fn version(State(previewed): State<Arc<Previewed>>) -> Response {
    let version = move || {
        let mut hasher = DefaultHasher::new();
        for file in page::files(&previewed.args) {
            let metadata = file.metadata().ok();
            let changed = metadata.map(|data| (data.len(), data.modified().ok()));
            (file, changed).hash(&mut hasher);
        }
        hasher.finish()
    };
    match run_blocking(version).await {
        Ok(version) => Json(format!("{version:x}")).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
