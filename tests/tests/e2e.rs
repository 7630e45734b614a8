//! From a file to a page: publishes the example's article and its image with the
//! libraries. `medium-cli/tests/` does the same with the command.

use std::collections::BTreeMap;
use std::path::Path;

use medium_api::Client;
use medium_api::types::{NewImage, NewPost, PublishStatus};
use medium_cli::article::{Article, Options};
use medium_sandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// `GET` over plain TCP: returns the headers and the body.
async fn get(url: &str) -> (String, Vec<u8>) {
    let (_, rest) = url.split_once("://").unwrap();
    let (address, path) = rest.split_once('/').unwrap();
    let mut server = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /{path} HTTP/1.0\r\nHost: {address}\r\n\r\n");
    server.write_all(request.as_bytes()).await.unwrap();
    let mut response = Vec::new();
    server.read_to_end(&mut response).await.unwrap();
    let end = response.windows(4).position(|four| four == b"\r\n\r\n");
    let body = response.split_off(end.unwrap() + 4);
    (String::from_utf8(response).unwrap(), body)
}

#[tokio::test]
async fn the_article_and_its_image_can_be_read_in_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let medium = Client::builder()
        .api_url(sandbox.url())
        .token(sandbox.token())
        .build()
        .unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/liverpool-fc/article.md");
    let article = Article::read(&example, &Options::default()).unwrap();

    let [picture] = &article.images[..] else {
        panic!("one image: {:?}", article.images)
    };
    let upload = NewImage::from_path(&picture.path).await.unwrap();
    let image = medium.upload_image(upload).await.unwrap();
    let links = BTreeMap::from([(picture.path.clone(), image.url.to_string())]);

    let me = medium.me().await.unwrap();
    let new = NewPost::markdown(&article.title, article.for_medium(&links).unwrap())
        .tags(article.tags.iter().map(String::as_str))
        .publish_status(PublishStatus::Public);
    let post = medium.create_post(&me.id, &new).await.unwrap();
    assert_eq!(post.author_id, me.id);
    assert_eq!(
        post.tags.unwrap_or_default(),
        ["football", "liverpool", "history"]
    );

    let (headers, page) = get(post.url.as_str()).await;
    let page = String::from_utf8(page).unwrap();
    assert!(headers.contains(" 200 OK"), "{headers}");
    assert!(page.contains("<h1>How a football club learned to sing</h1>"));
    assert!(page.contains("Most football clubs began as a group of people"));
    assert!(!page.contains("the-stand.jpg"), "a link was left as it was");

    let (_, tag) = page.split_once("<img src=\"").unwrap();
    let (path, _) = tag.split_once('"').unwrap();
    let (headers, bytes) = get(post.url.join(path).unwrap().as_str()).await;
    assert!(headers.contains(" 200 OK"), "{headers}");
    assert!(
        bytes == std::fs::read(&picture.path).unwrap(),
        "the bytes of the image differ"
    );
}
