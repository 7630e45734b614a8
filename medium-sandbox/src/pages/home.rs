//! The home page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::layout::page;
use super::session::Visitor;
use crate::state::AppState;
use crate::{Behavior, Post, Publication, User};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    visitor: &'a Visitor,
    origin: &'a str,
    documented: bool,
    users: Vec<&'a User>,
    publications: Vec<&'a Publication>,
    /// Newest first.
    posts: Vec<&'a Post>,
}

/// The number of posts on the page.
const NEWEST: usize = 10;

pub(super) async fn show(state: State<AppState>, visitor: Visitor) -> Response {
    let db = state.db();
    let newest = db.posts.values().rev();
    let listed = newest.filter(|post| visitor.may_list(&db, post));
    let home = Home {
        visitor: &visitor,
        origin: &state.settings.origin,
        documented: state.settings.behavior == Behavior::Documented,
        users: db.users.values().collect(),
        publications: db.publications.values().collect(),
        posts: listed.take(NEWEST).collect(),
    };
    page(StatusCode::OK, &home)
}
