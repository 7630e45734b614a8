//! The sandbox behind all calls.

use std::fmt::Debug;

use medium_api::runtime::Operation;
use medium_api::types::{NewPost, PublicationId, PublishStatus, RefreshTokenGrant, Scope, UserId};
use medium_api::{Client, Error, Secret};
use medium_sandbox::Sandbox;

use crate::support::call::{Arguments, call};
use crate::support::consent;

/// A sandbox, and what calls need.
pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    refresh: Secret,
}

impl Fixture {
    pub(crate) async fn prepare() -> Self {
        let sandbox = Sandbox::builder().rate_limit(false).start().await.unwrap();
        let tokens = consent::tokens(&sandbox, &[Scope::BasicProfile]).await;
        Self {
            refresh: tokens.refresh.unwrap(),
            sandbox,
        }
    }

    /// Returns the number of posts with this title.
    pub(crate) fn posts_titled(&self, title: &str) -> usize {
        let posts = self.sandbox.posts();
        posts.iter().filter(|post| post.title == title).count()
    }

    /// Calls an operation. `title` identifies its post.
    pub(crate) async fn call(
        &self,
        operation: &Operation,
        client: &Client,
        title: &str,
    ) -> Result<impl Debug, Error> {
        let application = self.sandbox.application();
        let (id, secret) = (&application.client_id, application.client_secret.as_str());
        let post = NewPost::markdown(title, "# Bells\n\nThey ring.");
        let arguments = Arguments {
            user: UserId(self.sandbox.users()[0].id.clone()),
            publication: PublicationId(self.sandbox.publications()[0].id.clone()),
            post: post.publish_status(PublishStatus::Draft),
            grant: RefreshTokenGrant::new(self.refresh.clone(), id.clone(), secret).into(),
        };
        call(operation.id, client, &arguments)
            .await
            .unwrap_or_else(|| panic!("call {} in medium-api/tests/support/call.rs", operation.id))
    }
}
