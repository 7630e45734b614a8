//! A pasted article has the same blocks as a post by the API, for the whole corpus.

use std::fs;
use std::path::{Path, PathBuf};

use medium_cli::article::{Article, Options};
use medium_sandbox::blocks::{self, Block, BlockType};
use medium_sandbox::{ContentFormat, Post, Sandbox};
use serde_json::Value;

use crate::support::Medium;
use crate::writer::{Writer, without_login};

/// The articles of a folder that can be published without changes.
fn articles(folder: &Path) -> Vec<PathBuf> {
    let options = Options {
        image_root: Some(folder.to_owned()),
        ..Options::default()
    };
    let entries = fs::read_dir(folder).unwrap();
    let mut articles: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    articles.retain(|path| {
        let ending = path.extension().unwrap_or_default();
        ["md", "mdx", "html"].iter().any(|known| ending == *known)
            && Article::read(path, &options).is_ok_and(|article| article.linked_files().is_empty())
    });
    articles.sort();
    articles
}

/// Returns all folders with their articles.
pub(crate) fn folders() -> Vec<(PathBuf, Vec<PathBuf>)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let dialects = fs::read_dir(tests.join("corpus")).unwrap();
    let mut folders: Vec<_> = dialects.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.push(tests.join("articles"));
    folders.sort();
    let with_articles = |folder: PathBuf| {
        let articles = articles(&folder);
        (folder, articles)
    };
    folders.into_iter().map(with_articles).collect()
}

pub(crate) fn arguments<'a>(
    command: &[&'a str],
    folder: &'a Path,
    articles: &'a [PathBuf],
) -> Vec<&'a str> {
    let articles = articles.iter().map(|path| path.to_str().unwrap());
    let root = ["--image-root", folder.to_str().unwrap()];
    let all = command.iter().copied().chain(root);
    all.chain(articles).collect()
}

/// Publishes the articles by the API. Returns the posts in order.
pub(crate) fn publish(sandbox: &Sandbox, folder: &Path, articles: &[PathBuf]) -> Vec<Post> {
    let medium = Medium::new()
        .env("MEDIUM_API_URL", sandbox.url())
        .env("MEDIUM_TOKEN", sandbox.token());
    let command = ["publish", "--no-ledger", "--status", "public", "--json=id"];
    let done = medium.expect(0, &arguments(&command, folder, articles));
    let list: Vec<Value> = serde_json::from_str(&done.stdout).unwrap();
    let posts = sandbox.posts();
    let post = |one: &Value| {
        let found = posts.iter().find(|post| one["id"] == post.id);
        found.unwrap().clone()
    };
    list.iter().map(post).collect()
}

/// Kind and text of each block. A local image, or its placeholder line, becomes a number.
pub(crate) fn shape(sandbox: &Sandbox, blocks: &[Block]) -> Vec<(BlockType, String)> {
    let own = format!("src=\"{}/images/", sandbox.url());
    let mut images = 0;
    let mut shape = Vec::new();
    for block in blocks {
        let is_own = block.block_type == BlockType::Image && block.html.contains(&own);
        if is_own || block.text().starts_with("[Image ") {
            images += 1;
            shape.push((BlockType::Image, format!("the local one, {images}")));
        } else {
            shape.push((block.block_type, with_whole_links(&block.html)));
        }
    }
    shape
}

/// Normalizes URLs as browsers do: `https://example.com` becomes `https://example.com/`.
fn with_whole_links(html: &str) -> String {
    let mut parts = html.split("href=\"");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (link, rest) = part.split_once('"').unwrap();
        let url = url::Url::parse(&link.replace("&amp;", "&"));
        let link = url.map_or(link.to_owned(), |url| url.as_str().replace('&', "&amp;"));
        whole.push_str(&format!("href=\"{link}\"{rest}"));
    }
    whole
}

/// Returns the content of the editor after a paste.
async fn paste(writer: &Writer) -> String {
    writer.browser.go("/new-story").await;
    writer.browser.click("#editor").await;
    writer.paste().await;
    let editor = "document.getElementById('editor')";
    writer
        .until(&format!("{editor}.childElementCount > 0"))
        .await;
    let html = writer.script(&format!("return {editor}.innerHTML")).await;
    html.as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paste_has_the_same_blocks_as_a_post_by_the_api() {
    let sandbox = Sandbox::builder().rate_limit(false).start().await.unwrap();
    let Some(writer) = Writer::signed_in(&sandbox).await else {
        return;
    };
    let client = &writer.browser.client;
    let editor = client.window().await.unwrap();
    let page = client.new_window(true).await.unwrap().handle;
    let (mut compared, mut different) = (0, Vec::new());
    for (folder, articles) in folders() {
        let posts = publish(&sandbox, &folder, &articles);
        let medium = without_login(&sandbox);
        let command = ["handoff", "--no-open"];
        let (_serving, list) = medium.serving(&arguments(&command, &folder, &articles));
        for (number, (article, post)) in articles.iter().zip(&posts).enumerate() {
            client.switch_to_window(page.clone()).await.unwrap();
            writer.goto(&format!("{list}{}/", number + 1)).await;
            writer.copy("[data-copy-article]").await;
            client.switch_to_window(editor.clone()).await.unwrap();
            let pasted = blocks::parse(ContentFormat::Html, &paste(&writer).await);
            let sent = blocks::parse(post.content_format, &post.content);
            let (pasted, sent) = (shape(&sandbox, &pasted), shape(&sandbox, &sent));
            if pasted != sent {
                different.push(format!("{}\n{pasted:?}\n{sent:?}", article.display()));
            }
            compared += 1;
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
    assert!(compared > 80, "{compared}");
    writer.browser.close().await;
}
