//! `/feed/@user` and `/feed/publication`: the newest public posts, as RSS.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Guid, Item};
use tokio::task::spawn_blocking;

use crate::blocks::{self, Block, BlockType};
use crate::pages::{message, not_found};
use crate::state::{AppState, Database};
use crate::{Post, PublishStatus};

/// The number of posts in a feed.
const NEWEST: usize = 10;

pub(super) async fn show(
    state: State<AppState>,
    Path(owner): Path<String>,
    headers: HeaderMap,
) -> Response {
    let origin = state.settings.origin.clone();
    let Some((mut channel, posts)) = channel(&state.db(), &origin, &owner) else {
        return not_found();
    };
    // Off the async threads: long posts take a while.
    let rendering = spawn_blocking(move || {
        let items = posts
            .iter()
            .map(|(post, author)| item(&origin, post, author));
        channel.set_items(items.collect::<Vec<_>>());
        channel.to_string()
    });
    let Ok(xml) = rendering.await else {
        let text = "The posts are unchanged. Their requests are in the list of requests.";
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        return message(status, "This feed could not be rendered", text);
    };
    let etag = format!("\"{:x}\"", md5::compute(&xml));
    let cached = headers.get(header::IF_NONE_MATCH);
    let (status, body) = if cached.is_some_and(|cached| cached.as_bytes() == etag.as_bytes()) {
        (StatusCode::NOT_MODIFIED, String::new())
    } else {
        (StatusCode::OK, xml)
    };
    let headers = [
        (header::CONTENT_TYPE, "text/xml; charset=UTF-8".to_owned()),
        (header::ETAG, etag),
    ];
    (status, headers, body).into_response()
}

/// Returns the feed of `@user` or of a publication without items, and the posts with their authors'
/// names. A user's feed also contains their posts in publications.
fn channel(db: &Database, origin: &str, owner: &str) -> Option<(Channel, Vec<(Post, String)>)> {
    let mut channel = Channel::default();
    let id = match owner.strip_prefix('@') {
        Some(username) => {
            let user = db.user_named(username)?;
            channel.set_title(format!("Stories by {} on Medium", user.name));
            channel.set_description(format!("Stories by {} on Medium", user.name));
            user.id.clone()
        }
        None => {
            let publication = db.publication_named(owner)?;
            channel.set_title(format!("{} - Medium", publication.name));
            channel.set_description(publication.description.clone());
            publication.id.clone()
        }
    };
    channel.set_link(format!("{origin}/{owner}?source=rss"));
    let is_in_feed = |post: &&Post| {
        post.publish_status == PublishStatus::Public
            && (post.author_id == id || post.publication_id.as_ref() == Some(&id))
    };
    let mut posts: Vec<_> = db.posts.values().rev().filter(is_in_feed).collect();
    posts.sort_by_key(|post| std::cmp::Reverse(post.published_at));
    let newest = posts.into_iter().take(NEWEST);
    let newest = newest.map(|post| {
        let author = db.user(&post.author_id);
        let author = author.map(|user| user.name.clone());
        (post.clone(), author.unwrap_or_default())
    });
    Some((channel, newest.collect()))
}

fn item(origin: &str, post: &Post, author: &str) -> Item {
    let mut item = Item::default();
    item.set_title(post.title.clone());
    item.set_link(format!("{}?source=rss", post.url));
    item.set_guid(Guid {
        value: format!("{origin}/p/{}", post.id),
        permalink: false,
    });
    let categories = post.tags.iter().map(|tag| Category {
        name: tag.clone(),
        domain: None,
    });
    item.set_categories(categories.collect::<Vec<_>>());
    item.set_pub_date(date(post.published_at.unwrap_or(post.created_at)));
    item.set_content(content(origin, post));
    item.set_dublin_core_ext(DublinCoreExtension {
        creators: vec![author.to_owned()],
        ..DublinCoreExtension::default()
    });
    item
}

/// Returns the content as Medium's feeds have it: without the title, with headings `h3` and `h4`,
/// and with a tracking pixel at the end.
fn content(origin: &str, post: &Post) -> String {
    let mut blocks = blocks::parse(post.content_format, &post.content);
    let is_title =
        |block: &Block| block.block_type == BlockType::Heading && block.text() == post.title;
    if blocks.first().is_some_and(is_title) {
        blocks.remove(0);
    }
    let html = blocks::to_html(&blocks);
    let html = html.replace("<h2>", "<h4>").replace("</h2>", "</h4>");
    let html = html.replace("<h1>", "<h3>").replace("</h1>", "</h3>");
    format!(
        "{html}<img src=\"{origin}/_/stat?event=post.clientViewed&amp;postId={}\" width=\"1\" height=\"1\" alt=\"\">",
        post.id
    )
}

/// Returns the date format of RSS.
fn date(millis: i64) -> String {
    let time = Timestamp::from_millisecond(millis).unwrap_or_default();
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
