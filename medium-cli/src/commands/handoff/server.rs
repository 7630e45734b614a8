//! Serves the pages on this machine. The URL contains a secret token.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use medium_store::ContentHash;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{mpsc, oneshot};

use super::Handoff;
use super::page::{self, SCRIPT};
use super::record::{PastedUrl, Reply};
use crate::blocking::run_blocking;
use crate::error::{Error, Result};
use crate::local_pages::{self, STYLE, guard, text};
use crate::upload;

/// Allows images from the web, which the text shows.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                   img-src 'self' https:; base-uri 'none'; form-action 'none'; \
                   frame-ancestors 'none'";

/// The state of the server.
pub(super) struct AppState {
    token: String,
    /// The path that a browser is started with, until it is used.
    one_time_path: Mutex<Option<String>>,
    articles: Vec<ServedArticle>,
    sender: mpsc::Sender<PastedUrl>,
}

struct ServedArticle {
    title: String,
    file: String,
    page: String,
    is_recorded: AtomicBool,
    images: Vec<(PathBuf, ContentHash)>,
}

impl AppState {
    pub(super) fn new(
        pages: Vec<String>,
        handoffs: &[Handoff],
        sender: mpsc::Sender<PastedUrl>,
    ) -> Result<Self> {
        let articles = pages.into_iter().zip(handoffs).map(|(page, handoff)| {
            let files = handoff.files().into_iter();
            let images = files.filter_map(|file| {
                let hash = handoff.images.get(file)?;
                Some((file.to_owned(), *hash))
            });
            ServedArticle {
                title: handoff.plan.article.title.clone(),
                file: handoff.plan.path.display().to_string(),
                page,
                is_recorded: AtomicBool::new(false),
                images: images.collect(),
            }
        });
        Ok(Self {
            token: random_token()?,
            one_time_path: Mutex::new(Some(random_token()?)),
            articles: articles.collect(),
            sender,
        })
    }

    /// Returns the secret first segment of all paths.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Returns the path for starting a browser. Other users of this machine can see the command
    /// line, so it contains no token and works once.
    pub(super) fn one_time_path(&self) -> String {
        let path = self
            .one_time_path
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        format!("/open/{}", path.as_deref().unwrap_or_default())
    }
}

/// 128 random bits.
fn random_token() -> Result<String> {
    let mut random = [0; 16];
    getrandom::getrandom(&mut random)
        .map_err(|error| Error::Internal(format!("no random numbers: {error}")))?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

type Shared = State<Arc<AppState>>;

pub(super) fn router(state: AppState) -> Router {
    let at = |path: &str| format!("/{}{path}", state.token);
    Router::new()
        .route("/open/{word}", get(open))
        .route(&at("/"), get(list))
        .route(&at("/style.css"), text("text/css", STYLE))
        .route(&at("/handoff.js"), text("text/javascript", SCRIPT))
        .route(&at("/{number}/"), get(show))
        .route(&at("/{number}/images/{file}"), get(image))
        .route(&at("/{number}/published"), post(receive_url))
        .layer(middleware::from_fn(|request, next| {
            guard(CSP, request, next)
        }))
        .with_state(Arc::new(state))
}

async fn open(State(state): Shared, Path(word): Path<String>) -> Response {
    let mut one_time_path = state
        .one_time_path
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    match one_time_path.take_if(|one_time_path| *one_time_path == word) {
        Some(_) => Redirect::to(&format!("/{}/", state.token)).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn list(State(state): Shared) -> Response {
    if state.articles.len() == 1 {
        return Redirect::to(&format!("/{}/1/", state.token)).into_response();
    }
    let articles = state.articles.iter();
    let articles = articles.map(|article| {
        let is_recorded = article.is_recorded.load(Relaxed);
        (article.title.as_str(), article.file.as_str(), is_recorded)
    });
    match page::list(articles.collect()) {
        Ok(list) => Html(list).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl AppState {
    /// Returns the article with a number from 1.
    fn article(&self, number: usize) -> Option<&ServedArticle> {
        self.articles.get(number.checked_sub(1)?)
    }
}

async fn show(State(state): Shared, Path(number): Path<usize>) -> Response {
    match state.article(number) {
        Some(article) => Html(article.page.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn image(State(state): Shared, Path((number, file)): Path<(usize, usize)>) -> Response {
    let article = state.article(number);
    let Some((file, hash)) = article
        .and_then(|article| article.images.get(file))
        .cloned()
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let image = run_blocking(move || upload::read(&file, &hash)).await;
    local_pages::image(image.and_then(|image| Ok(image?.1)).ok())
}

/// The form of step 5.
#[derive(Deserialize)]
struct PublishedBody {
    url: String,
    #[serde(default)]
    is_custom_domain: bool,
}

async fn receive_url(
    State(state): Shared,
    Path(number): Path<usize>,
    headers: HeaderMap,
    Json(body): Json<PublishedBody>,
) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let is_own_page = text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    let Some(article) = state.article(number).filter(|_| is_own_page) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let (reply, replied) = oneshot::channel();
    let pasted = PastedUrl {
        article_index: number - 1,
        url: body.url,
        is_custom_domain: body.is_custom_domain,
        reply,
    };
    if state.sender.send(pasted).await.is_err() {
        return StatusCode::GONE.into_response();
    }
    match replied.await {
        Ok(Reply::Recorded { url, next }) => {
            article.is_recorded.store(true, Relaxed);
            let next = next.map(|next| next + 1);
            Json(json!({ "recorded": url, "next": next })).into_response()
        }
        Ok(Reply::Confirm { host }) => Json(json!({ "confirm": host })).into_response(),
        Ok(Reply::Rejected { problem }) => Json(json!({ "error": problem })).into_response(),
        Err(_) => StatusCode::GONE.into_response(),
    }
}
