//! Runs the code in `docs/migrating.md`: this file contains each block of the page.

mod support;

use std::error::Error as StdError;
use std::sync::Arc;

use medium_api::auth::{self, Application, Callback, Memory};
use medium_api::http::StatusCode;
use medium_api::types::{License, NewImage, NewPost, PublishStatus, Role, Scope};
use medium_api::{Client, Error};
use medium_sandbox::Sandbox;
use support::consent;
use url::Url;

type TestResult = Result<(), Box<dyn StdError>>;

const PAGE: &str = include_str!("../../docs/migrating.md");
const THIS: &str = include_str!("migrating.rs");

fn client(sandbox: &Sandbox) -> Result<Client, Error> {
    let builder = Client::builder().origin(sandbox.url());
    builder.token(sandbox.token()).build()
}

fn draft() -> NewPost {
    NewPost::markdown("Liverpool FC", "# Liverpool FC").publish_status(PublishStatus::Draft)
}

#[test]
fn this_file_contains_each_block_of_the_page() {
    let here = normalize(THIS);
    let blocks: Vec<&str> = PAGE.split("```rust\n").skip(1).collect();
    assert!(blocks.len() > 6, "{} blocks", blocks.len());
    for block in blocks {
        let block = block.split("```").next().unwrap_or_default();
        assert!(
            here.contains(&normalize(block)),
            "not in this file:\n{block}"
        );
    }
}

/// Removes whitespace, which rustfmt decides, and lines that are only in the tests.
fn normalize(code: &str) -> String {
    let lines = code
        .lines()
        .filter(|line| !line.ends_with("// not on the page"));
    lines.flat_map(str::split_whitespace).collect()
}

/// The client on the page calls Medium itself, so this is only compiled.
#[allow(dead_code, reason = "it would call Medium")]
async fn with_a_token(token: String) -> TestResult {
    let medium = Client::builder().token(token).build()?;
    let me = medium.me().await?;
    println!("{} is {}", me.username, me.id);
    Ok(())
}

/// This is also only compiled.
#[allow(dead_code, reason = "it would call Medium")]
async fn with_an_application(application: Application, tokens: auth::Tokens) -> Result<(), Error> {
    let credential = auth::oauth(application, Arc::new(Memory::new(tokens)));
    let medium = Client::builder().credential(credential).build()?;
    medium.me().await.map(drop)
}

#[tokio::test]
async fn an_application_logs_in() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let registered = sandbox.application();
    let (client_id, client_secret) = (&registered.client_id, registered.client_secret.as_str());
    let redirect_uri = Url::parse(&registered.redirect_uris[0])?;

    let application = Application::new(client_id, client_secret, redirect_uri);
    let application = application.with_origin(sandbox.url()); // not on the page
    let login = application.login(&[Scope::BasicProfile, Scope::PublishPost])?;
    // Send the user to `login.url()`. Medium sends them back to your redirect URI.
    let callback = consent::decide(login.url(), "allow").await; // not on the page
    let callback_url = callback.to_string(); // not on the page
    let tokens = match login.callback(&callback_url)? {
        Callback::Granted(code) => application.exchange(code).await?,
        _ => return Err("access was not granted".into()),
    };
    assert!(tokens.refresh.is_some());
    Ok(())
}

#[tokio::test]
async fn a_post_is_created() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let medium = client(&sandbox)?;
    let me = medium.me().await?;
    let canonical_url = Url::parse("https://example.com/songs")?;

    let post = NewPost::markdown("Liverpool FC", "# Liverpool FC\n\nYou'll never walk alone.")
        .tags(["football", "liverpool"])
        .canonical_url(canonical_url)
        .license(License::Cc40By)
        .publish_status(PublishStatus::Draft);
    let post = medium.create_post(&me.id, &post).await?;
    println!("{}", post.url);
    assert_eq!(sandbox.posts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_error_says_whether_a_post_was_published() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let medium = client(&sandbox)?;
    let (me, post) = (medium.me().await?, draft());

    match medium.create_post(&me.id, &post).await {
        Ok(post) => println!("{}", post.url),
        Err(error) if error.was_not_executed() => println!("It was not published: {error}"),
        Err(error) => println!("Check your stories first: {error}"),
    }
    assert_eq!(sandbox.posts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn publishes_in_publications_as_an_editor() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let medium = client(&sandbox)?;
    let (me, post) = (medium.me().await?, draft());

    for publication in medium.publications(&me.id).await? {
        let contributors = medium.contributors(&publication.id).await?;
        let mine = contributors
            .iter()
            .find(|contributor| contributor.user_id == me.id);
        if mine.is_some_and(|contributor| contributor.role == Role::Editor) {
            medium
                .create_publication_post(&publication.id, &post)
                .await?;
        }
    }
    assert_eq!(sandbox.posts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_image_is_uploaded() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let medium = client(&sandbox)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("stand.gif");
    std::fs::write(&path, b"GIF89a")?;

    let upload = medium.upload(NewImage::from_path(path).await?).await?;
    let content = format!("# Liverpool FC\n\n![The stand]({})", upload.image.url);
    assert!(content.contains(sandbox.url()));
    Ok(())
}

#[tokio::test]
async fn errors_say_what_to_do() -> TestResult {
    let sandbox = Sandbox::start().await?;
    let medium = Client::builder()
        .api_url(sandbox.url())
        .token("0000")
        .build()?;

    match medium.me().await {
        Err(error @ Error::Token { .. }) => println!("Log in again: {error}"),
        Err(error) if error.status() == Some(StatusCode::FORBIDDEN) => {
            println!("No permission: {error}");
        }
        Err(Error::RateLimited { retry_after, .. }) => println!("Too many calls: {retry_after:?}"),
        Err(error) if error.is_retryable() => println!("Try again later: {error}"),
        Err(error) => println!("{error} (code {:?})", error.code()),
        Ok(me) => println!("{}", me.name),
    }
    Ok(())
}
