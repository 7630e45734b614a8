//! `medium publish`: an article, its pictures first.

use medium_api::types::{License, NewPost, Post, PublishStatus};
use medium_cli::article::{Article, Status};

use crate::args::{Global, Publish};
use crate::output::Output;
use crate::session::Session;
use crate::upload;

pub(crate) async fn run(args: &Publish, global: &Global, output: &Output) -> anyhow::Result<()> {
    // Everything that can be wrong here is found before anybody is asked for anything.
    let article = Article::read(&args.file)?;
    for warning in article.warnings() {
        output.warn(&warning);
    }
    if article.status.is_none() {
        output.talk("The article gives no status, so it is published for all to see.");
    }
    Session::with(global, output, async |session| {
        let post = publish(&article, session, output).await?;
        output.data(post.url.as_str())?;
        Ok(())
    })
    .await
}

async fn publish(article: &Article, session: &Session, output: &Output) -> anyhow::Result<Post> {
    // Who may post comes first: a token that is not good should not leave pictures behind.
    let me = session.client.me().await?;
    let files = article.images.iter().map(|image| image.path.as_path());
    let links = upload::all(&session.client, files.collect(), output).await?;
    let new = new_post(article, article.with_links(&links)?);
    let post = session.client.create_post(&me.id, &new).await?;
    output.talk(&format!(
        "{} {} (@{}): {}",
        done(&post),
        me.name,
        me.username,
        post.title
    ));
    Ok(post.into_inner())
}

fn new_post(article: &Article, content: String) -> NewPost {
    let mut post = NewPost::markdown(&article.title, content)
        .tags(article.tags.iter().map(String::as_str))
        .publish_status(match article.status {
            Some(Status::Draft) => PublishStatus::Draft,
            Some(Status::Unlisted) => PublishStatus::Unlisted,
            Some(Status::Public) | None => PublishStatus::Public,
        });
    if let Some(url) = &article.canonical_url {
        post = post.canonical_url(url.clone());
    }
    if let Some(license) = &article.license {
        post = post.license(License::from(license.as_str()));
    }
    if let Some(time) = article.published_at {
        post = post.published_at(time);
    }
    post
}

fn done(post: &Post) -> String {
    match &post.publish_status {
        PublishStatus::Public => "Published by".to_owned(),
        PublishStatus::Draft => "Saved as a draft of".to_owned(),
        other => format!("Published ({other}) by"),
    }
}
