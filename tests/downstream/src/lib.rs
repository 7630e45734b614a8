//! Publishes the weekly notes of a team, as a draft.

use medium_api::types::{NewPost, PublishStatus};
use medium_api::{Client, Error, Url};

/// Creates the draft and returns its URL.
///
/// # Errors
///
/// If it could not be created. [`Error::is_unknown_outcome`] says whether it may exist anyway.
pub async fn publish(medium: &Client, title: &str, text: &str) -> Result<Url, Error> {
    let me = medium.me().await?;
    let post = NewPost::markdown(title, format!("# {title}\n\n{text}"));
    let post = post.publish_status(PublishStatus::Draft);
    Ok(medium.create_post(&me.id, &post).await?.url)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use medium_api::{Client, Error};
    use medium_sandbox::Sandbox;
    use medium_sandbox::faults::{Fault, FaultScope, Times};

    use super::publish;

    type Done = Result<(), Box<dyn std::error::Error>>;

    #[tokio::test]
    async fn a_lost_response_creates_no_second_draft() -> Done {
        let sandbox = Sandbox::start().await?;
        let create = FaultScope::operation("createPost").ok_or("no such operation")?;
        sandbox
            .inject(create, Fault::CloseAfterExecution, Times::Next(1))
            .await;
        let medium = Client::builder()
            .origin(sandbox.url())
            .token(sandbox.token())
            .build()?;

        let error = publish(&medium, "Week 12", "We sang.").await.unwrap_err();
        assert!(error.is_unknown_outcome(), "{error}");
        assert_eq!(sandbox.posts().len(), 1);
        Ok(())
    }

    #[tokio::test]
    async fn the_post_limit_resets_after_a_day() -> Done {
        let sandbox = Sandbox::start().await?;
        let medium = Client::builder()
            .origin(sandbox.url())
            .token(sandbox.token())
            .build()?;
        for week in 1..=10 {
            publish(&medium, &format!("Week {week}"), "We sang.").await?;
        }
        let error = publish(&medium, "Week 11", "We sang.").await.unwrap_err();
        assert!(matches!(error, Error::RateLimited { .. }), "{error}");

        sandbox.clock().advance(Duration::from_secs(24 * 60 * 60));
        publish(&medium, "Week 11", "We sang.").await?;
        assert_eq!(sandbox.posts().len(), 11);
        Ok(())
    }
}
