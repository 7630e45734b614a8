//! Operations with pages.

use medium_runtime::Error;
use serde_json::{Value, json};

use crate::paging::Client;
use crate::paging::types::Search;
use crate::server::{Server, USER_AGENT};

async fn start() -> (Server, Client) {
    let server = Server::start().await;
    let client = Client::builder()
        .api_url(format!("{}/v1", server.url()))
        .user_agent(USER_AGENT)
        .key("k/1")
        .build();
    (server, client.unwrap())
}

fn page(titles: &[&str], next: Value) -> Value {
    let books: Vec<Value> = titles
        .iter()
        .map(|title| json!({ "title": title }))
        .collect();
    json!({ "data": books, "paging": { "next": next } })
}

async fn titles(client: &Client) -> Result<Vec<String>, Error> {
    let mut items = client.books().limit(2).items();
    let mut titles = Vec::new();
    while let Some(book) = items.next().await {
        titles.push(book?.title);
    }
    Ok(titles)
}

#[tokio::test]
async fn follows_a_cursor_from_page_to_page() {
    let (server, client) = start().await;
    server.respond(200, page(&["a", "b"], json!("x/2&")));
    server.respond(200, page(&[], json!("3")));
    server.respond(200, page(&["c"], json!(null)));
    assert_eq!(titles(&client).await.unwrap(), ["a", "b", "c"]);
    let targets: Vec<String> = server
        .all()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        [
            "/v1/books?limit=2&key=k%2F1",
            "/v1/books?limit=2&cursor=x%2F2%26&key=k%2F1",
            "/v1/books?limit=2&cursor=3&key=k%2F1",
        ]
    );
}

#[tokio::test]
async fn sends_a_cursor_in_the_body() {
    let (server, client) = start().await;
    server.respond(200, page(&["a"], json!("x/2")));
    server.respond(200, page(&["b"], json!("3")));
    server.respond(200, page(&["c"], json!("")));
    let mut items = client.search(&Search::new("bells")).items();
    let mut titles = Vec::new();
    while let Some(book) = items.next().await {
        titles.push(book.unwrap().title);
    }
    assert_eq!(titles, ["a", "b", "c"]);
    let bodies: Vec<Value> = server.all().iter().map(|request| request.json()).collect();
    assert_eq!(
        bodies,
        [
            json!({ "title": "bells" }),
            json!({ "title": "bells", "page": { "cursor": "x/2" } }),
            json!({ "title": "bells", "page": { "cursor": "3" } }),
        ]
    );
    let last = server.last();
    assert_eq!(last.header("content-type"), Some("application/json"));
    assert_eq!(last.target, "/v1/books/search?key=k%2F1");
}

#[tokio::test]
async fn requests_a_page_when_it_is_needed() {
    let (server, client) = start().await;
    server.respond(200, page(&["a", "b"], json!("2")));
    let mut items = client.books().items();
    for title in ["a", "b"] {
        let book = items.next().await.unwrap().unwrap();
        assert_eq!(book.title, title);
    }
    assert_eq!(server.all().len(), 1);
    // A plain call returns one page.
    server.respond(200, page(&["a"], json!("2")));
    let first = client.books().await.unwrap();
    assert_eq!(
        first.paging.and_then(|paging| paging.next).as_deref(),
        Some("2")
    );
}

#[tokio::test]
async fn a_repeated_cursor_ends_the_stream() {
    let (server, client) = start().await;
    for next in ["2", "3", "2", "3"] {
        server.respond(200, page(&["a"], json!(next)));
    }
    assert_eq!(titles(&client).await.unwrap(), ["a", "a", "a"]);
    assert_eq!(server.all().len(), 3);
}

#[tokio::test]
async fn an_error_ends_the_stream_and_names_the_item() {
    let (server, client) = start().await;
    server.respond(200, page(&["a"], json!("2")));
    server.respond(200, json!({ "data": [{ "title": "b" }, { "name": "c" }] }));
    let mut items = client.books().items();
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    assert!(
        matches!(&error, Error::Decode { path, .. } if path == "/data/1"),
        "{error}"
    );
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn follows_a_link_to_the_next_page() {
    let (server, client) = start().await;
    let next = format!("{}/v1/notes?page=2&key=k%2F1", server.url());
    server.respond(
        200,
        json!({ "notes": [{ "text": "a" }], "links": { "next": next } }),
    );
    let next = json!({ "next": "notes?page=3" });
    server.respond(200, json!({ "notes": [{ "text": "b" }], "links": next }));
    server.respond(200, json!({ "notes": [{ "text": "c" }] }));
    let mut items = client.notes().items();
    let mut texts = Vec::new();
    while let Some(note) = items.next().await {
        texts.push(note.unwrap().text);
    }
    assert_eq!(texts, ["a", "b", "c"]);
    let targets: Vec<String> = server
        .all()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        [
            "/v1/notes?key=k%2F1",
            "/v1/notes?page=2&key=k%2F1",
            "/v1/notes?page=3&key=k%2F1",
        ]
    );
}

#[tokio::test]
async fn never_follows_a_link_to_another_origin() {
    let (server, client) = start().await;
    let elsewhere = Server::start().await;
    let next = format!("{}/v1/notes", elsewhere.url());
    server.respond(
        200,
        json!({ "notes": [{ "text": "a" }], "links": { "next": next } }),
    );
    let error = client.notes().items().next().await.unwrap();
    let error = error.unwrap_err().to_string();
    assert!(error.contains("another origin than the server"), "{error}");
    assert!(elsewhere.all().is_empty());
}
