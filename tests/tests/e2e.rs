//! From a file to a page: publishes the example's article and its image with the
//! libraries. `medium-cli/tests/` does the same with the command.

use std::collections::BTreeMap;
use std::time::Duration;

use medium_api::Client;
use medium_api::types::{NewImage, NewPost, PublishStatus};
use medium_cli::article::{Article, Options};
use medium_runtime::{PublicClient, PublicPage, PublicPageLimits, Url};
use medium_sandbox::Sandbox;

async fn get(url: &Url) -> PublicPage {
    let limits = PublicPageLimits {
        bytes: 1 << 20,
        time: Duration::from_secs(60),
    };
    let client = PublicClient::for_loopback("tests").unwrap();
    let page = client.get(url, Default::default(), limits).await.unwrap();
    assert_eq!(page.status, 200);
    page
}

#[tokio::test]
async fn the_article_and_its_image_can_be_read_in_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let medium = Client::builder()
        .api_url(sandbox.url())
        .token(sandbox.token())
        .build()
        .unwrap();
    let example = tests::root().join("examples/liverpool-fc/article.md");
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

    let page = String::from_utf8(get(&post.url).await.body.to_vec()).unwrap();
    assert!(page.contains("<h1>How a football club learned to sing</h1>"));
    assert!(page.contains("Most football clubs began as a group of people"));
    assert!(!page.contains("the-stand.jpg"), "a link was left as it was");

    let (_, tag) = page.split_once("<img src=\"").unwrap();
    let (path, _) = tag.split_once('"').unwrap();
    let image = get(&post.url.join(path).unwrap()).await;
    let is_same = image.body == std::fs::read(&picture.path).unwrap();
    assert!(is_same, "the bytes of the image differ");
}
